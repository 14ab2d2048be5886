"""The desk opened, and left again."""

from complaintctl.desk.app import Desk
from complaintctl.desk.reading import Setting


def run(setting: Setting) -> None:
    """Until it is left."""
    Desk(setting).run()
