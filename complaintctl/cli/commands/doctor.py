"""`doctor`: is everything around the register as it should be."""

import typer

from complaintctl.cli.session import Session
from complaintctl.findings import Finding, Level
from complaintctl.words.findings import sentence


def doctor(ctx: typer.Context) -> None:
    session: Session = ctx.obj
    variables = sorted(name for name in session.environ if name.startswith("COMPLAINTCTL_") and session.environ[name])
    found = list(session.office.checkup(variables))
    wrong = any(finding.level is Level.WRONG for finding in found)
    if session.form == "json":
        session.json({"ok": not wrong, "findings": [_json(session, finding) for finding in found]})
    else:
        for finding in found:
            _say(session, finding)
    if wrong:
        raise typer.Exit(1)


def _json(session: Session, finding: Finding) -> dict[str, str]:
    message, advice = sentence(session, finding), session.translate(finding.advice)
    return {"subject": finding.subject, "level": finding.level, "message": message, "advice": advice}


def _say(session: Session, finding: Finding) -> None:
    level = session.code(finding.level).ljust(_WIDTH)
    session.say(f"{level} {session.code(finding.subject)}: {sentence(session, finding)}")
    if finding.advice:
        session.say(f"{' ' * _WIDTH} → {session.translate(finding.advice)}")


_WIDTH = max(len(level) for level in Level)
