"""`adjust`: points of a department, given or taken by who may decide it."""

from typing import Annotated

import typer

from complaintctl.cases.adjustments import points as parsed
from complaintctl.cli.meant import DEPARTMENT
from complaintctl.cli.parameters import Reason
from complaintctl.cli.session import Session
from complaintctl.moments import stored
from complaintctl.words.answers import department_name


def adjust(
    ctx: typer.Context,
    department: Annotated[
        str,
        typer.Argument(metavar="DEPARTMENT", click_type=DEPARTMENT, help="The department, by its name or its title."),
    ],
    points: Annotated[str, typer.Argument(metavar="POINTS", help="How many: +3 gives, -3 takes.")],
    reason: Reason,
) -> None:
    session: Session = ctx.obj
    made = session.office.adjust(department, parsed(points), reason=reason, at=session.at)
    if session.form == "json":
        session.json(made._asdict() | {"at": stored(made.at)})
        return
    told = session.word(
        "{department}: {points} points, counted at {at}.",
        department=department_name(session, made.department),
        points=f"{made.points:+d}",
        at=session.shown(made.at),
    )
    session.say(told)
