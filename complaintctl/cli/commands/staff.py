"""`staff`: the people of the office, their logins, departments and roles."""

from typing import Annotated, Any

import typer

from complaintctl.cli.commands import COMMANDS, LIST, READS
from complaintctl.cli.meant import DEPARTMENT
from complaintctl.cli.parameters import code, said
from complaintctl.cli.people import PERSON, PERSON_THEN
from complaintctl.cli.session import Session
from complaintctl.cli.subcommands import subcommands
from complaintctl.model import Role

staff = subcommands("staff", "Keep the people of the office.", list=COMMANDS["staff"].but(READS, LIST))

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name actions are signed with.")]
Known = Annotated[str, typer.Argument(metavar="NAME", click_type=PERSON_THEN, help="Who, by name, login or a part.")]
Login = Annotated[str | None, typer.Option(help="The login name at the computer.")]
DepartmentOption = Annotated[str | None, typer.Option(click_type=DEPARTMENT, help="The department.")]
RoleOption = Annotated[Role | None, typer.Option(help="What this person may decide.")]
NAMES = ("name", "login", "department", "role", "left_at", "away_from", "away_until", "deputy")


@staff.command("add", help="Add a person.")
def add(
    ctx: typer.Context, name: Name, login: Login = None, department: DepartmentOption = None, role: RoleOption = None
) -> None:
    session: Session = ctx.obj
    made = session.office.add_person(
        name, login=login, department=department, role=str(role or Role.AGENT), at=session.at
    )
    _answer(session, made)


@staff.command("edit", help="Change a person's login, department or role.")
def edit(
    ctx: typer.Context, name: Known, login: Login = None, department: DepartmentOption = None, role: RoleOption = None
) -> None:
    session: Session = ctx.obj
    said = {"login": login, "department": department, "role": code(role)}
    _answer(session, session.office.edit_person(name, at=session.at, **said))


@staff.command("leave", help="A person leaves the office; what they did stays.")
def leave(
    ctx: typer.Context,
    name: Known,
    to: Annotated[
        str | None, typer.Option(metavar="NAME", click_type=PERSON, help="Who takes over what still waits for them.")
    ] = None,
    reason: Annotated[str | None, typer.Option(help="Why.", callback=said)] = None,
) -> None:
    session: Session = ctx.obj
    _answer(session, session.office.remove_person(name, to=to, reason=reason, at=session.at))


@staff.command("away", help="A person is away for some days; a colleague stands in.")
def away(
    ctx: typer.Context,
    name: Known,
    from_: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day.")],
    until: Annotated[str, typer.Option(metavar="DATE", help="The last day.")],
    deputy: Annotated[str, typer.Option(metavar="NAME", click_type=PERSON, help="Who stands in.", callback=said)],
) -> None:
    session: Session = ctx.obj
    begin = session.instant(from_, ahead=True)
    end = session.instant(until, ahead=True, since=begin)
    first, last = (instant.astimezone(session.zone).date() for instant in (begin, end))
    gone = session.office.send_away(name, first=first, last=last, deputy=deputy, at=session.at)
    if session.form == "json":
        dates = {"from": gone.first.isoformat(), "until": gone.last.isoformat()}
        session.json({"name": name, **dates, "deputy": gone.deputy})
        return
    sentence = "{name} is away from {first} until {last}; {deputy} stands in."
    session.say(session.word(sentence, name=name, first=gone.first, last=gone.last, deputy=gone.deputy))


@staff.command("back", help="A person is here again, or does not go away after all.")
def back(ctx: typer.Context, name: Known) -> None:
    session: Session = ctx.obj
    session.office.welcome_back(name, at=session.at)
    if session.form == "json":
        session.json({"name": name, "back": True})
        return
    session.say(session.word("{name} is here.", name=name))


@staff.command("list", help="List the people of the office.")
def list_(ctx: typer.Context, all_: Annotated[bool, typer.Option("--all", help="Those who left too.")] = False) -> None:
    session: Session = ctx.obj
    rows = [person for person in session.office.staff() if all_ or not person["left_at"]]
    away = any(person["away_until"] for person in rows)
    session.rows(NAMES, rows, drawn=NAMES if away else NAMES[:-3])


def _answer(session: Session, person: dict[str, Any]) -> None:
    if session.form == "json":
        session.json(person)
        return
    words = [person["name"], session.code(person["role"]), session.department(person["department"])]
    session.say(" · ".join(word for word in words if word))
