"""Lines for the screen: whatever a customer wrote is harmless, and tones are the theme's colours."""

from collections.abc import Callable, Iterable

from textual.content import Content

from complaintctl.errors import ComplaintError
from complaintctl.render.text import harmless_block

STYLES = {
    "head": "bold $text-accent", "late": "$text-error", "urgent": "bold $text-error", "good": "$text-success",
    "held": "$text-warning", "past": "dim",
}  # fmt: skip


def inked(text: str, tone: str = "") -> Content:
    """A line in the colour of its tone; no markup in it is read."""
    shown = Content(harmless_block(text))
    style = STYLES.get(tone)
    return shown.stylize(style) if style else shown


def page(lines: Iterable[str]) -> Content:
    """Lines below each other, each in its own tone."""
    return Content("\n").join(inked(line, getattr(line, "tone", "")) for line in lines)


def refusal(error: ComplaintError, translate: Callable[[str], str]) -> Content:
    """Its sentence, and below it what to do."""
    told = (inked(error.message(translate), "late"), inked(error.advice(translate)))
    return Content("\n").join(line for line in told if line.plain)
