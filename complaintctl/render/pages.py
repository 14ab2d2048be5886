"""Pages for a browser and for paper, each one self-contained file: no script, no network, no text read as markup."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from complaintctl.render.text import harmless_block

if TYPE_CHECKING:
    from jinja2 import Environment

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Even what would slip through the escaping could load and run nothing."""


def page(template: str, **given: object) -> str:
    """The template of this name filled in; every text in it is escaped and made harmless."""
    return _templates().get_template(template).render(policy=POLICY, **given).strip()


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        finalize=_harmless,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["tenth"] = _tenth
    return made


def _harmless(value: object) -> object:
    """Plain text without what a reader's program may act upon; what a template made itself stays."""
    return harmless_block(value) if type(value) is str else value


def _tenth(number: float) -> str:
    return f"{number:.1f}"
