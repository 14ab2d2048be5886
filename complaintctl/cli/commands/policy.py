"""`policy`: what the office has decided; shown, checked, set, compared, tried on past cases."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from complaintctl.cli.commands import COMMANDS, LIST, NEITHER, READS
from complaintctl.cli.meant import PRESET
from complaintctl.cli.parameters import PackOption
from complaintctl.cli.policy_files import adapted, name_of, read, with_packs
from complaintctl.cli.session import Session
from complaintctl.cli.subcommands import subcommands
from complaintctl.errors import Misused, Refused
from complaintctl.moments import from_stored, stored
from complaintctl.policy import checks, presets
from complaintctl.policy.difference import differences
from complaintctl.policy.mistakes import BadPolicy
from complaintctl.policy.schema import Policy
from complaintctl.words.policy import difference_lines, indented, policy_lines, unlisted

_OWN = COMMANDS["policy"]
policy = subcommands(
    "policy",
    "Show, check, set and try the policy.",
    show=_OWN.but(READS),
    check=_OWN.but(NEITHER),
    history=_OWN.but(READS, LIST),
    diff=_OWN.but(READS),
    calendar=_OWN.but(READS),
    law=_OWN.but(READS, LIST),
    causes=_OWN.but(READS, LIST),
    **{"try": _OWN.but(READS)},
)
FileArgument = Annotated[Path | None, typer.Argument(metavar="FILE", help="The policy; - is standard input.")]
PresetOption = Annotated[
    str | None, typer.Option(click_type=PRESET, help="This preset, in the office's own zone and country.")
]
HISTORY = ("id", "since", "recorded_at", "actor", "name", "version")
CAUSES = ("cause", "label", "open", "cases", "listed")
CAUSES_DRAWN = ("tree", "label", "open", "cases")
LAWS = tuple("law label clause source from amount extensions met_by valid_from valid_until since".split())
LAWS_DRAWN = ("law", "label", "amount", "extensions", "clause", "since")
Data = Mapping[str, Any]


@policy.command("show", help="Show the policy in force.")
def show(
    ctx: typer.Context,
    toml: Annotated[bool, typer.Option("--toml", help="As it was set, fit to be edited and set again.")] = False,
    preset: Annotated[str | None, typer.Option(click_type=PRESET, help="A preset instead of the one in force.")] = None,
) -> None:
    session: Session = ctx.obj
    if preset is not None:
        text = presets.text(preset)
        shown, kept = checks.check(text, preset), None
    else:
        kept = session.office.in_force()
        text, shown = kept["toml"], Policy.from_data(kept["data"])
    if toml:
        if session.given.form == "json":
            raise Misused("Give --toml or --format json, not both.")
        session.put(text.removesuffix("\n"))
        return
    if session.form == "json":
        session.json(shown.data)
        return
    for line in policy_lines(session, shown):
        session.say(line)
    if kept is not None:
        since, sentence = session.shown(from_stored(kept["since"])), "In force since {since}, set by {actor}."
        session.say("\n" + session.word(sentence, since=since, actor=kept["actor"]))


@policy.command("check", help="Look for mistakes in a policy file, all at once.")
def check(
    ctx: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE", help="The policy; - is standard input.")]
) -> None:
    session: Session = ctx.obj
    name = name_of(file)
    try:
        found = checks.check(read(file), name)
    except BadPolicy as error:
        if session.form == "json":
            session.json({"ok": False, "mistakes": [_mistake(session, error, each) for each in error.mistakes]})
        else:
            session.say(error.message(session.translate))
        raise typer.Exit(1) from None
    if session.form == "json":
        session.json({"ok": True, "mistakes": [], "policy": found.name, "version": found.version})
        return
    sentence = "{file}: no mistakes; {policy}, version {version}."
    session.say(session.word(sentence, file=name, policy=found.name, version=found.version))


def _mistake(session: Session, error: BadPolicy, each: Any) -> dict[str, object]:
    told = session.word(each.sentence, **each.fields)
    return {"line": each.line, "path": each.path or None, "message": told, "file": error.name}


@policy.command("set", help="Take a policy into force; what runs goes on as it began.")
def set_(ctx: typer.Context, file: FileArgument = None, preset: PresetOption = None, pack: PackOption = None) -> None:
    session: Session = ctx.obj
    text, name = _document(session, file, preset, pack or ())
    decided = checks.check(text, name)
    number, at, moved = session.office.set_policy(decided, text, at=session.at)
    if session.form == "json":
        session.json(
            {"id": number, "policy": decided.name, "version": decided.version, "since": stored(at), "moved": moved}
        )
        return
    sentence = "In force since {since}: {policy}, version {version}."
    session.say(session.word(sentence, since=session.shown(at), policy=decided.name, version=decided.version))
    if moved:
        session.say(session.word("The days off changed: running steps of {count} cases moved.", count=moved))


@policy.command("history", help="List the policies that have been in force.")
def history(ctx: typer.Context) -> None:
    session: Session = ctx.obj
    rows = [{name: each[name] for name in HISTORY} for each in session.office.policies()]
    session.rows(HISTORY, rows, drawn=HISTORY)


@policy.command("law", help="List the clocks that the law sets, with their clauses, and since when they hold here.")
def law(ctx: typer.Context) -> None:
    session: Session = ctx.obj
    rows = session.office.laws()
    seen = [row | {"label": session.label(row["label"])} for row in rows]
    session.rows(LAWS, rows if session.form in ("json", "jsonl") else seen, drawn=LAWS_DRAWN, seen=seen)


@policy.command("causes", help="List the causes as a tree, with how often each occurs.")
def causes(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="[TEXT]", help="Only those whose path or label has this.")] = "",
) -> None:
    session: Session = ctx.obj
    rows = session.office.causes(text)
    plain = [row | {"label": session.label(row["label"]) if row["label"] else None} for row in rows]
    seen = [row | {"tree": indented(row["cause"]), "label": row["label"] or unlisted(session, row)} for row in plain]
    session.rows(CAUSES, rows if session.form in ("json", "jsonl") else plain, drawn=CAUSES_DRAWN, seen=seen)


@policy.command("diff", help="Show what changed between two policies.")
def diff(
    ctx: typer.Context,
    one: Annotated[
        str | None, typer.Argument(metavar="[VERSION|FILE]", help="The number in policy history, a file or a preset.")
    ] = None,
    other: Annotated[
        str | None, typer.Argument(metavar="[VERSION|FILE]", help="The same; the one in force where it is missing.")
    ] = None,
) -> None:
    session: Session = ctx.obj
    before, after = _sides(session, one, other)
    found = differences(before, after)
    if session.form == "json":
        session.json([each._asdict() for each in found])
        return
    for line in difference_lines(session, found):
        session.say(line)
    if not found:
        session.say(session.word("Nothing differs."))


def _sides(session: Session, one: str | None, other: str | None) -> tuple[Data, Data]:
    """Before and after: the last two in force; a file or preset comes after the one in force, a version before it."""
    if one is not None and other is not None:
        return _data(session, one), _data(session, other)
    documents = session.office.all_policies()
    if one is None:
        return documents[-2:][0]["data"], documents[-1]["data"]
    named = _version(documents, one)
    return (named, documents[-1]["data"]) if named is not None else (documents[-1]["data"], _data(session, one))


def _data(session: Session, named: str) -> Data:
    """The policy a user means by a file, a preset, or its number or version in the history."""
    if named == "-" or Path(named).is_file() or named.endswith(".toml"):
        return checks.check(read(Path(named)), name_of(Path(named))).data
    if named in presets.names():
        return checks.check(presets.text(named), named).data
    found = _version(session.office.all_policies(), named)
    if found is None:
        raise NoVersion(named=named)
    return found


def _version(documents: list[dict[str, Any]], named: str) -> Data | None:
    matches = [each for each in documents if str(each["id"]) == named]
    matches = matches or [each for each in documents if each["version"] == named]
    return matches[-1]["data"] if matches else None


@policy.command("try", help="Replay past cases under a draft: what would change?")
def try_(
    ctx: typer.Context,
    file: FileArgument = None,
    preset: PresetOption = None,
    pack: PackOption = None,
    received: Annotated[str | None, typer.Option(help="Only cases received in 2026Q3, 2026-10, or A..B.")] = None,
) -> None:
    from complaintctl.rules.instants import parse_range
    from complaintctl.words.replay import summary_json, summary_lines

    session: Session = ctx.obj
    text, name = _document(session, file, preset, pack or ())
    draft = checks.check(text, name)
    ends = parse_range(session.period(received), zone=session.zone, now=session.judged_at) if received else None
    summary = session.office.try_policy(draft, ends)
    if session.form == "json":
        session.json(summary_json(summary, draft))
        return
    for line in summary_lines(session, summary, draft):
        session.say(line)


@policy.command("calendar", help="Print a year as the office works it.")
def calendar(
    ctx: typer.Context,
    year: Annotated[
        int | None, typer.Argument(metavar="YEAR", min=2000, max=2050, help="The year; this one if left out.")
    ] = None,
) -> None:
    from complaintctl.words.year import day_json, days_of, year_lines

    session: Session = ctx.obj
    shown = Policy.from_data(session.office.in_force()["data"])
    days_off = session.office.rulebook.calendar(shown)
    whole = days_of(days_off, year or days_off.date_of(session.judged_at).year)
    provisional = any(days_off.is_provisional(day) for day, _ in whole)
    if session.form == "json":
        session.json([day_json(days_off, day, what) for day, what in whole])
    else:
        place = " · ".join(part for part in (shown.opening.timezone, shown.opening.country, shown.name) if part)
        for line in year_lines(session, days_off, whole, f"{whole[0][0].year} ({place})"):
            session.say(line)
    if provisional:
        session.tell("The calendar of that time is not decreed yet; the answer is provisional.")


def _document(session: Session, file: Path | None, preset: str | None, packs: Sequence[str]) -> tuple[str, str]:
    """The text to be checked and its name; a preset is given the zone, country and packs that the office has.

    Where only packs are named they are laid over the policy in force.
    """
    if file is not None and preset is None:
        return with_packs(read(file), packs), name_of(file)
    in_force = session.policy
    if preset is None and file is None and packs:
        return with_packs(session.office.in_force()["toml"], packs), in_force.name
    if preset is None or file is not None:
        raise Misused("Give a policy FILE, or --preset, and not both.")
    text = adapted(presets.text(preset), in_force.opening.timezone, in_force.opening.country)
    return with_packs(text, [*in_force.data["policy"].get("packs", ()), *packs]), preset


class NoVersion(Refused):
    sentence = "There is no policy “{named}”: no file, no preset, no version in the history."
    hint = "complaintctl policy history"
