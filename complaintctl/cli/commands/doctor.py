"""`doctor`: is everything around the register as it should be."""

import typer

from complaintctl.cli.checkup import Finding, Level, findings
from complaintctl.cli.session import Session


def doctor(ctx: typer.Context) -> None:
    """Look at the environment, the file, the policy and the calendar; exit 1 where something is wrong."""
    session: Session = ctx.obj
    found = list(findings(session))
    wrong = any(finding.level is Level.WRONG for finding in found)
    if session.form == "json":
        session.json({"ok": not wrong, "findings": [finding._asdict() for finding in found]})
    else:
        for finding in found:
            _say(session, finding)
    if wrong:
        raise typer.Exit(1)


def _say(session: Session, finding: Finding) -> None:
    level = session.code(finding.level).ljust(_WIDTH)
    session.say(f"{level} {session.code(finding.subject)}: {finding.message}")
    if finding.advice:
        session.say(f"{' ' * _WIDTH} → {finding.advice}")


_WIDTH = max(len(level) for level in Level)
