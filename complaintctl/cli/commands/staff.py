"""`staff`: the people of the office, their logins, departments and roles."""

from typing import Annotated, Any

import typer

from complaintctl.cases.handling import UnknownDepartment
from complaintctl.cli.registry import COMMANDS, LIST, ONE
from complaintctl.cli.session import Session
from complaintctl.errors import Refused
from complaintctl.model import Role
from complaintctl.moments import stored
from complaintctl.records import Event
from complaintctl.store import events, office

staff = typer.Typer(
    add_completion=False, rich_markup_mode=None, no_args_is_help=True, help="Keep the people of the office."
)

ADDING = COMMANDS["staff"]._replace(reads=False, forms=ONE)
LISTING = COMMANDS["staff"]._replace(records=False, forms=LIST)


@staff.callback()
def chosen(ctx: typer.Context) -> None:
    """Keep the people of the office."""
    session: Session = ctx.obj
    session.become(LISTING if ctx.invoked_subcommand == "list" else ADDING, ctx.invoked_subcommand)


Name = Annotated[str, typer.Argument(metavar="NAME", help="The name actions are signed with.")]
Login = Annotated[str | None, typer.Option(help="The login name at the computer.")]
DepartmentOption = Annotated[str | None, typer.Option(help="The department.")]
RoleOption = Annotated[Role | None, typer.Option(help="What this person may decide.")]
NAMES = ("name", "login", "department", "role", "left_at")


@staff.command("add", help="Add a person.")
def add(
    ctx: typer.Context,
    name: Name,
    login: Login = None,
    department: DepartmentOption = None,
    role: RoleOption = None,
) -> None:
    session: Session = ctx.obj
    with session.writing():
        known = office.person(session.conn, name)
        if known is not None and not known["left_at"]:
            raise Refused("{name} is on the staff already.", hint="complaintctl staff edit {name} …", name=name)
        person = {
            "name": name,
            "login": login,
            "department": department,
            "role": str(role or Role.AGENT),
            "left_at": None,
        }
        _put(session, "staff_add", person)
    _answer(session, person)


@staff.command("edit", help="Change a person's login, department or role.")
def edit(
    ctx: typer.Context,
    name: Name,
    login: Login = None,
    department: DepartmentOption = None,
    role: RoleOption = None,
) -> None:
    session: Session = ctx.obj
    given = {"login": login, "department": department, "role": str(role) if role else None}
    with session.writing():
        person = _known(session, name) | {key: value for key, value in given.items() if value is not None}
        _put(session, "staff_edit", person)
    _answer(session, person)


@staff.command("leave", help="A person leaves the office; what they did stays.")
def leave(ctx: typer.Context, name: Name) -> None:
    session: Session = ctx.obj
    with session.writing():
        person = _known(session, name) | {"left_at": stored(session.at)}
        _put(session, "staff_leave", person)
    _answer(session, person)


@staff.command("list", help="List the people of the office.")
def list_(ctx: typer.Context, all_: Annotated[bool, typer.Option("--all", help="Those who left too.")] = False) -> None:
    session: Session = ctx.obj
    then = session.judged_at if session.given.as_of else None
    people = office.staff_then(session.conn, then) if then else office.staff(session.conn)
    rows = [person for person in people if all_ or not person["left_at"]]
    session.rows(NAMES, rows, drawn=NAMES)


def _known(session: Session, name: str) -> dict[str, Any]:
    person = office.person(session.conn, name)
    if person is None or person["left_at"]:
        raise Refused("Nobody called {name} is on the staff.", hint="complaintctl staff list", name=name)
    return person


def _put(session: Session, action: str, person: dict[str, Any]) -> None:
    if person["department"] is not None:
        department = session.policy.department_called(person["department"])
        if department is None:
            raise UnknownDepartment(person["department"], session.policy)
        person["department"] = department.name
    if person["login"] and not person["left_at"]:
        behind = office.behind_login(session.conn, person["login"])
        if behind is not None and behind["name"] != person["name"]:
            raise LoginTaken(person["login"], behind["name"])
    office.put_person(session.conn, person)
    event = Event(
        session.at, session.now, session.actor, session.login, action, dict(person), clock=session.clock,
        calendar=session.rulebook.version,
    )  # fmt: skip
    events.Appender(session.conn).append(event, None)


def _answer(session: Session, person: dict[str, Any]) -> None:
    if session.form == "json":
        session.json(person)
        return
    words = [person["name"], session.code(person["role"]), person["department"] or ""]
    session.say(" · ".join(word for word in words if word))


class LoginTaken(Refused):
    """What is done without --as is signed by whoever has the login: there can be only one."""

    code = "login-taken"

    def __init__(self, login: str, name: str) -> None:
        super().__init__(
            "{login} is the login of {name} already.",
            hint="Give another login, or leave it out: complaintctl --as NAME …",
            login=login,
            name=name,
        )
