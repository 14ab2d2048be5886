"""`policy`: what the office has decided; shown, checked, set, compared, tried on past cases."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from complaintctl.cli.commands.office import adapted, read
from complaintctl.cli.policy_words import difference_lines, policy_lines
from complaintctl.cli.registry import COMMANDS, LIST, ONE
from complaintctl.cli.session import Session
from complaintctl.errors import Misused, Refused
from complaintctl.moments import from_stored, stored
from complaintctl.policy import checks, presets
from complaintctl.policy.difference import differences
from complaintctl.policy.mistakes import BadPolicy
from complaintctl.policy.schema import Policy
from complaintctl.store import office

policy = typer.Typer(
    add_completion=False, rich_markup_mode=None, no_args_is_help=True, help="Show, check, set and try the policy."
)

_OWN = COMMANDS["policy"]
ENTRIES = {
    "set": _OWN._replace(reads=False, forms=ONE),
    "check": _OWN._replace(records=False, reads=False, forms=ONE),
    "history": _OWN._replace(records=False, forms=LIST),
}
READING = _OWN._replace(records=False, forms=ONE)

FileArgument = Annotated[Path | None, typer.Argument(metavar="FILE", help="The policy; - is standard input.")]
PresetOption = Annotated[str | None, typer.Option(help="This preset, in the office's own zone and country.")]
HISTORY = ("id", "since", "recorded_at", "actor", "name", "version")


@policy.callback()
def chosen(ctx: typer.Context) -> None:
    """Show, check, set and try the policy."""
    session: Session = ctx.obj
    session.become(ENTRIES.get(ctx.invoked_subcommand or "", READING), ctx.invoked_subcommand)


@policy.command("show", help="Show the policy in force.")
def show(
    ctx: typer.Context,
    toml: Annotated[bool, typer.Option("--toml", help="As it was set, fit to be edited and set again.")] = False,
    preset: Annotated[str | None, typer.Option(help="A preset instead of the one in force.")] = None,
) -> None:
    session: Session = ctx.obj
    if preset is not None:
        text = presets.text(preset)
        shown, kept = checks.check(text, preset), None
    else:
        kept = _in_force(session)
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


def _in_force(session: Session) -> dict[str, Any]:
    """The policy in force at the instant asked about, else the first there was."""
    documents = office.policy_documents(session.conn)
    then = stored(session.judged_at) if session.given.as_of else "9"
    return next((each for each in reversed(documents) if each["since"] <= then), documents[0])


@policy.command("check", help="Look for mistakes in a policy file, all at once.")
def check(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The policy; - is standard input.")],
) -> None:
    session: Session = ctx.obj
    name = _name_of(file)
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
def set_(ctx: typer.Context, file: FileArgument = None, preset: PresetOption = None) -> None:
    from complaintctl.cli.enactment import enact, recount

    session: Session = ctx.obj
    text, name = _document(session, file, preset)
    decided = checks.check(text, name)
    with session.writing():
        last = office.policy_documents(session.conn)[-1]
        at, since = session.at, from_stored(last["since"])
        if at < since:
            raise BeforeTheLast(session.shown(since))
        before = session.rulebook.version
        number = enact(session, decided, text, at)
        moved = recount(session, session.deed(), before)
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
    documents = office.policy_documents(session.conn)
    then = stored(session.judged_at) if session.given.as_of else "9"
    rows = [{name: each[name] for name in HISTORY} for each in documents if each["since"] <= then]
    session.rows(HISTORY, rows, drawn=HISTORY)


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


def _sides(session: Session, one: str | None, other: str | None) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Before and after: the last two in force; a file or preset comes after the one in force, a version before it."""
    if one is not None and other is not None:
        return _data(session, one), _data(session, other)
    documents = office.policy_documents(session.conn)
    if one is None:
        return documents[-2:][0]["data"], documents[-1]["data"]
    named = _version(documents, one)
    return (named, documents[-1]["data"]) if named is not None else (documents[-1]["data"], _data(session, one))


def _data(session: Session, named: str) -> Mapping[str, Any]:
    """The policy a user means by a file, a preset, or its number or version in the history."""
    if named == "-" or Path(named).is_file() or named.endswith(".toml"):
        return checks.check(read(Path(named)), _name_of(Path(named))).data
    if named in presets.names():
        return checks.check(presets.text(named), named).data
    found = _version(office.policy_documents(session.conn), named)
    if found is None:
        raise NoVersion(named)
    return found


def _version(documents: list[dict[str, Any]], named: str) -> Mapping[str, Any] | None:
    matches = [each for each in documents if str(each["id"]) == named]
    matches = matches or [each for each in documents if each["version"] == named]
    return matches[-1]["data"] if matches else None


@policy.command("try", help="Replay past cases under a draft: what would change?")
def try_(
    ctx: typer.Context,
    file: FileArgument = None,
    preset: PresetOption = None,
    received: Annotated[str | None, typer.Option(help="Only cases received in 2026Q3, 2026-10, or A..B.")] = None,
) -> None:
    from complaintctl.cli.replay_words import summary_json, summary_lines
    from complaintctl.cli.replaying import summary_of

    session: Session = ctx.obj
    text, name = _document(session, file, preset)
    draft = checks.check(text, name)
    summary = summary_of(session, draft, received)
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
    from complaintctl.cli.year_words import day_json, days_of, year_lines

    session: Session = ctx.obj
    shown = Policy.from_data(_in_force(session)["data"])
    days_off = session.rulebook.calendar(shown)
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


def _document(session: Session, file: Path | None, preset: str | None) -> tuple[str, str]:
    """The text to be checked and its name; a preset is given the zone and country that the office has."""
    if file is not None and preset is None:
        return read(file), _name_of(file)
    if preset is None or file is not None:
        raise Misused("Give a policy FILE, or --preset, and not both.")
    in_force = session.policy.opening
    return adapted(presets.text(preset), in_force.timezone, in_force.country), preset


def _name_of(file: Path) -> str:
    return "policy.toml" if str(file) == "-" else file.name


class BeforeTheLast(Refused):
    def __init__(self, since: str) -> None:
        super().__init__(
            "The policy in force came into force at {since}; another can't come into force before it.",
            hint="Give --at a time that is not earlier.",
            since=since,
        )


class NoVersion(Refused):
    def __init__(self, named: str) -> None:
        super().__init__(
            "There is no policy “{named}”: no file, no preset, no version in the history.",
            hint="complaintctl policy history",
            named=named,
        )
