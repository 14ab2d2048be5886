"""A file that isn't understood, gone through together at a terminal: columns, values, a trial, then the import."""

import shlex
from collections.abc import Callable, Sequence
from typing import Any

import typer

from complaintctl.cli.asking import ask, confirmed
from complaintctl.cli.mappings import typed
from complaintctl.cli.meant import closed
from complaintctl.cli.session import Session
from complaintctl.discretion import MASKS
from complaintctl.intake.columns import FIELDS, NoContent, Plan, field_named, place_of
from complaintctl.intake.feed import BadRows, Tally
from complaintctl.intake.mistakes import Mistake
from complaintctl.intake.orders import told
from complaintctl.intake.profile import Profile, looked
from complaintctl.intake.remedies import GAP, Remedy
from complaintctl.intake.said import Said
from complaintctl.intake.sources import Source
from complaintctl.intake.way_in import WayIn, with_remedies
from complaintctl.locale import N_
from complaintctl.rules.dates import ORDERS

_ROUNDS = 8
_SHORT = 30
_ROWS = 2000
_MOST = 12
"""So many further columns are asked about."""
_MEANINGS = {
    "content": N_("what happened"), "received_at": N_("when it came in"), "channel": N_("how it came in"),
    "category": N_("what it is about: product, service, suggestion or other"),
}  # fmt: skip

Trial = Callable[[Said], tuple[Plan, Tally]]


def guided(session: Session, file: str, found: Source, said: Said, trial: Trial) -> dict[str, Any]:
    """The options that take the file, asked for one by one and agreed to; Abort where nothing is to come in."""
    session.tell(
        "This file isn't understood as it is. Let us go through it; Enter agrees, Ctrl-C leaves all as it was."
    )
    options, asked = dict(said), False
    plan: Plan | None
    for _ in range(_ROUNDS):
        try:
            made, tally = trial(options)
        except BadRows as error:
            plan, tally = error.plan, error.tally
        except NoContent:
            plan, tally = None, Tally()
        else:
            if asked or not (more := _others(session, found, made)):
                return _agreed(session, file, options, tally)
            options, asked = with_remedies(options, more), True
            continue
        way = WayIn()
        needed = way.needed(found, plan, options, tally)
        if not needed:
            raise NothingToAsk(tally)
        options = with_remedies(options, [_answered(session, found, way, each) for each in needed])
    raise typer.Abort


def _agreed(session: Session, file: str, options: dict[str, Any], tally: Tally) -> dict[str, Any]:
    """The trial told, and the whole line, before anything is written."""
    session.tell("Trial: {imported} rows would come in, {skipped} are there already.", imported=tally.imported,
                 skipped=tally.skipped)  # fmt: skip
    session.tell("  {line}", line=shlex.join(["complaintctl", "import", file, *typed(options)]))
    if not confirmed(session, session.word("Import them now?"), empty=True):
        raise typer.Abort
    return options


def _others(session: Session, found: Source, plan: Plan) -> list[Remedy]:
    """What the columns are that nothing was made of; Enter keeps one as it is."""
    columns = {each.place: each for each in looked(found, most=_ROWS).columns if each.filled}
    kept = [columns[each.places[0]] for each in plan.kept if each.places[0] in columns][:_MOST]
    remedies = []
    for column in kept:
        session.tell("  {column}: {examples}", column=column.title, examples=_examples(session, "", column))
        while answer := ask(
            session, N_("What is that? (Enter: keep it beside; or phone, customer, department …)"), words=FIELDS
        ):
            if (field := field_named(answer)) is not None:
                remedies.append(Remedy("--map", f"{column.title}={field}"))
                break
            session.tell(N_("Known: {names}"), names=" ".join(FIELDS))
    return remedies


def _answered(session: Session, found: Source, way: WayIn, remedy: Remedy) -> Remedy:
    """A remedy as the person has it."""
    match remedy.option:
        case "--map":
            return _column(session, found, way, remedy)
        case "--default":
            return _default(session, remedy)
        case "--value":
            return _value(session, remedy, remedy.of) if remedy.of else remedy
        case "--date-order":
            return _order(session, way, remedy)
    session.tell(N_("Taken: {option} {value}"), option=remedy.option, value=remedy.value)
    return remedy


def _column(session: Session, found: Source, way: WayIn, remedy: Remedy) -> Remedy:
    """Which column a field is, with three of its values; another may be named."""
    title, _, field = remedy.value.rpartition("=")
    for column in way.lacking.get(field, ()):
        session.tell("  {column}: {examples}", column=column.title, examples=_examples(session, field, column))
    known = "" if title == GAP else title
    meaning = session.word(_MEANINGS.get(field, field))
    while True:
        question = N_("Which column says {meaning}? ({known})") if known else N_("Which column says {meaning}?")
        text = session.word(question, meaning=meaning, known=known)
        answer = ask(session, text.replace("{", "{{").replace("}", "}}"), words=list(found.header)) or known
        if answer and place_of(answer, found.header) is not None:
            return Remedy("--map", f"{answer}={field}")
        session.tell(N_("The file's columns are: {columns}"), columns=", ".join(found.header))


def _examples(session: Session, field: str, column: Profile) -> str:
    mask = None if session.reveals else MASKS.get(field)
    return ", ".join(f"“{(mask(value) if mask else value)[:_SHORT]}”" for value in column.commonest)


def _default(session: Session, remedy: Remedy) -> Remedy:
    """What a field is in all rows, where no column says it."""
    from complaintctl.intake.labels import CLOSED

    field, _, usual = remedy.value.partition("=")
    codes = tuple(CLOSED[field])
    code = _code(
        session, N_("No column says {meaning}. What is it for all?"), _MEANINGS.get(field, field), codes, usual
    )
    return Remedy("--default", f"{field}={code}")


def _value(session: Session, remedy: Remedy, mistake: Mistake) -> Remedy:
    """What a word of the file means."""
    place, _, guess = remedy.value.rpartition("=")
    codes = mistake.codes
    usual = "" if guess == GAP else guess
    code = _code(session, N_("What does “{meaning}” mean?"), _said_in(mistake), codes, usual or _last(codes))
    return Remedy("--value", f"{place}={code}")


def _said_in(mistake: Mistake) -> str:
    return f"{mistake.first.column}: {mistake.value}"


def _last(codes: Sequence[str]) -> str:
    return "other" if "other" in codes else codes[0]


def _code(session: Session, question: str, meaning: str, codes: Sequence[str], usual: str) -> str:
    """One of the codes, by itself or its words; Enter takes the usual one."""
    while True:
        asked = session.word(question, meaning=session.translate(meaning))
        text = f"{asked} ({session.code(usual)})".replace("{", "{{").replace("}", "}}")
        answer = ask(session, text, words=[*map(session.code, codes), *codes])
        if not answer:
            return usual
        if (code := closed(session, answer, codes)) is not None:
            return code
        session.tell("“{answer}” is none of these.", answer=answer)


def _order(session: Session, way: WayIn, remedy: Remedy) -> Remedy:
    """In which order the dates are written."""
    for fit in way.fits:
        session.tell("{column}: dates that fit an order: {fits}.", column=fit.column, fits=told(fit))
    usual = remedy.value if remedy.value in ORDERS else "ymd"
    while (answer := ask(session, f"dmy / mdy / ymd ({usual})", words=ORDERS).lower() or usual) not in ORDERS:
        session.tell("“{answer}” is none of these.", answer=answer)
    return Remedy("--date-order", answer)


class NothingToAsk(BadRows):
    """What is wrong is in the rows themselves, and no option mends it."""
