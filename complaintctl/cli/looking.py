"""A file looked at before anything is made of it: `import FILE --look`."""

from typing import Any, BinaryIO

from complaintctl.cli.session import Session
from complaintctl.discretion import MASKS, SHOWN_OF_CONTENT
from complaintctl.intake import known
from complaintctl.intake.columns import Plan, planned
from complaintctl.intake.forms import source
from complaintctl.intake.plain import shown
from complaintctl.intake.profile import Look, Profile, looked
from complaintctl.intake.said import Said, look, wishes
from complaintctl.intake.sources import Source
from complaintctl.intake.workbook import Workbook
from complaintctl.locale import N_
from complaintctl.office.mappings import merged
from complaintctl.render.columns import Column

KINDS = {
    "date": N_("dates"), "time": N_("times"), "number": N_("numbers"), "phone": N_("phones"), "email": N_("e-mails"),
    "word": N_("words"), "text": N_("text"),
}  # fmt: skip
_FEW = 30
"""A column of words with fewer different values than this, each more than once, is a list."""
_SHORT = 16


def tell(session: Session, file: str, opened: BinaryIO, said: Said, system: known.Known | None) -> None:
    """What the file is, and a line for each of its columns; nothing is written, and no register is needed."""
    name = "" if file == "-" else file
    found = source(opened, name, look(said))
    if system is not None:
        said = merged(known.options_for(system, found.header), said)
        found = source(opened, name, look(said))
    plan = planned(found.header, wishes(said).maps, filled=("content",), log=wishes(said).log)
    seen = looked(found)
    rows = [_row(session, column, seen, plan) for column in seen.columns]
    about = _about(found, seen)
    if session.form == "json":
        session.json({"file": file, **about, "columns": rows})
        return
    _tell_about(session, about)
    columns = [
        Column("title", session.word("Column"), shown=lambda text: shown(str(text)), wrap=True),
        Column("becomes", session.word("Becomes"), keep=True),
        Column("full", session.word("Filled"), justify="right", keep=True),
        Column("kind", session.word("Holds")),
        Column("examples", session.word("Commonest"), wrap=True),
    ]
    from complaintctl.render.forms import lines

    drawn = [_drawn(session, row, seen) for row in rows]
    form = "table" if session.on_terminal else "markdown"
    for line in lines(form, columns, drawn, width=session.width, colour=session.colour):
        print(line)


def _about(found: Source, seen: Look) -> dict[str, Any]:
    """What the file is as a whole."""
    system = known.recognised(found.header)
    told: dict[str, Any] = {"form": found.form, "encoding": None, "delimiter": None, "above": 0, "sheets": None}
    told |= {name: getattr(found, name) for name in ("encoding", "delimiter", "above") if hasattr(found, name)}
    if isinstance(found, Workbook):
        told["sheets"] = {"read": found.read, "left_out": [each._asdict() for each in found.left_out]}
    counts = {"rows": seen.rows, "empty": seen.blank, "totals": seen.totals, "broken": seen.broken}
    return told | counts | {"looks_like": system.name if system else None}


def _tell_about(session: Session, about: dict[str, Any]) -> None:
    names = ("form", "encoding", "delimiter")
    parts = [str(about[name]).replace("\t", "tab") for name in names if about[name]]
    session.say(session.word("{rows} rows · {parts}", rows=about["rows"], parts=" · ".join(parts)))
    if about["above"] > 0:
        session.say(session.word("Lines above the header passed over: {lines}.", lines=about["above"]))
    if about["totals"]:
        session.say(session.word("Rows of totals and notes left out: {rows}.", rows=about["totals"]))
    if about["broken"]:
        session.say(session.word("Rows that can't be read: {rows}.", rows=about["broken"]))
    if about["sheets"] is not None:
        session.say(session.word("Sheets read: {sheets}.", sheets=", ".join(about["sheets"]["read"])))
        if left := [each["name"] for each in about["sheets"]["left_out"]]:
            session.say(session.word("Sheets not read: {sheets}.", sheets=", ".join(left)))
    if about["looks_like"]:
        sentence = "This looks like an export of {title}: --from {name} reads it as that."
        system = known.named(about["looks_like"])
        session.say(session.word(sentence, title=system.title, name=system.name))
    session.say("")


def _row(session: Session, column: Profile, seen: Look, plan: Plan) -> dict[str, Any]:
    field = _field(column, plan)
    mask = MASKS.get(field) or MASKS.get(column.kind)
    values = [value if session.reveals or mask is None else mask(value) for value in column.commonest]
    return {
        "title": column.title,
        "becomes": field or ("left_out" if any(column.place in each.places for each in plan.left) else "extra"),
        "filled": column.filled,
        "share": round(column.filled / seen.rows, 3) if seen.rows else None,
        "kind": "list" if _is_list(column) else column.kind or None,
        "kinds": dict(column.kinds),
        "different": len(column.values) if column.is_list else None,
        "commonest": [value if session.reveals else value[:SHOWN_OF_CONTENT] for value in values],
    }


def _field(column: Profile, plan: Plan) -> str:
    return next((each.field for each in plan.used if column.place in (*each.places, *each.others)), "")


def _is_list(column: Profile) -> bool:
    """Whether a few words come again and again."""
    few = column.is_list and len(column.values) <= _FEW
    return column.kind == "word" and few and column.filled >= 2 * len(column.values)


def _drawn(session: Session, row: dict[str, Any], seen: Look) -> dict[str, Any]:
    kind = str(row["kind"] or "")
    holds = (
        session.word("a list of {count}", count=row["different"])
        if kind == "list"
        else session.word(KINDS.get(kind, kind))
    )
    return {
        "title": row["title"],
        "becomes": {"extra": session.word("kept as extra"), "left_out": session.word("left out")}.get(
            row["becomes"], row["becomes"]
        ),
        "full": f"{100 * row['filled'] / seen.rows:.0f} %" if seen.rows else "–",
        "kind": holds if kind else "–",
        "examples": ", ".join(shown(value[:_SHORT]) for value in row["commonest"]),
    }
