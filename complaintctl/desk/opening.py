"""The desk opened, and left again."""

from complaintctl.desk.app import Desk
from complaintctl.desk.reading import Setting


def run(setting: Setting) -> None:
    """Until it is left; what went wrong in it is raised, once the screen is as it was."""
    app = Desk(setting)
    app.run()
    if (error := app._exception) is not None:  # noqa: SLF001 Textual would print it itself
        raise error
