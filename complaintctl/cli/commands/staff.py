"""`staff`: the people of the office, their logins, departments and roles."""

from typing import Annotated, Any

import typer

from complaintctl.cli.commands import COMMANDS, LIST, READS
from complaintctl.cli.parameters import code
from complaintctl.cli.session import Session
from complaintctl.cli.subcommands import subcommands
from complaintctl.model import Role

staff = subcommands("staff", "Keep the people of the office.", list=COMMANDS["staff"].but(READS, LIST))

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name actions are signed with.")]
Login = Annotated[str | None, typer.Option(help="The login name at the computer.")]
DepartmentOption = Annotated[str | None, typer.Option(help="The department.")]
RoleOption = Annotated[Role | None, typer.Option(help="What this person may decide.")]
NAMES = ("name", "login", "department", "role", "left_at")


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
    ctx: typer.Context, name: Name, login: Login = None, department: DepartmentOption = None, role: RoleOption = None
) -> None:
    session: Session = ctx.obj
    said = {"login": login, "department": department, "role": code(role)}
    _answer(session, session.office.edit_person(name, at=session.at, **said))


@staff.command("leave", help="A person leaves the office; what they did stays.")
def leave(ctx: typer.Context, name: Name) -> None:
    session: Session = ctx.obj
    _answer(session, session.office.remove_person(name, at=session.at))


@staff.command("list", help="List the people of the office.")
def list_(ctx: typer.Context, all_: Annotated[bool, typer.Option("--all", help="Those who left too.")] = False) -> None:
    session: Session = ctx.obj
    rows = [person for person in session.office.staff() if all_ or not person["left_at"]]
    session.rows(NAMES, rows, drawn=NAMES)


def _answer(session: Session, person: dict[str, Any]) -> None:
    if session.form == "json":
        session.json(person)
        return
    words = [person["name"], session.code(person["role"]), person["department"] or ""]
    session.say(" · ".join(word for word in words if word))
