"""A form as one self-contained page for A4: no script, no network, whatever was written in it shown as typed."""

from complaintctl.render.pages import page as filled
from complaintctl.render.paper import Paper


def page(paper: Paper) -> str:
    """The whole document."""
    return filled("paper.html", paper=paper)
