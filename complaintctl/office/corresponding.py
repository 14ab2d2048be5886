"""What is told to customers in writing: that a letter was sent (fu-letter)."""

from datetime import datetime
from typing import TYPE_CHECKING

from complaintctl.office.acting import Acting

if TYPE_CHECKING:
    from complaintctl.cases.case import Case


class Corresponding(Acting):
    """An office that writes letters; `words.letters` has their words."""

    def letter_sent(
        self,
        number: str,
        *,
        kind: str,
        by: str,
        language: str,
        text: str,
        note: str | None = None,
        at: datetime | None = None,
    ) -> "Case":
        """Write down that a letter with this text was sent, by which channel; it meets what the policy lets it meet."""
        from complaintctl.cases.letters import sent

        return self.act(
            number,
            lambda case, deed: sent(case, deed, self.policy, kind=kind, by=by, language=language, text=text, note=note),
            at,
        )
