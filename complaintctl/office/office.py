"""The office: every action and every look, whoever asks: the command line, a screen, a script."""

from complaintctl.office.corresponding import Corresponding
from complaintctl.office.ending import Ending
from complaintctl.office.handling import Handling
from complaintctl.office.intake import Intake
from complaintctl.office.keeping import Keeping
from complaintctl.office.learning import Learning
from complaintctl.office.looking import Looking
from complaintctl.office.personnel import Personnel
from complaintctl.office.planning import Planning
from complaintctl.office.reporting import Reporting
from complaintctl.office.solving import Solving


class Office(
    Intake, Handling, Planning, Solving, Corresponding, Ending, Looking, Learning, Reporting, Personnel, Keeping
):
    """What happens in an office, one method an action, each in a transaction of its own.

    It takes values and answers cases; it never prints, asks, or reads the command line or the environment. Numbers of
    cases may be short, as `1121-1`. An action's `at` is when it happened, now where it isn't said. What the process,
    the policy or a fact stands against is a `Refused`; all that can go wrong is a `ComplaintError`.
    """
