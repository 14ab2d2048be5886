"""A letter on paper: house, title, number, date, paragraphs; as text, markdown, or a page for A4."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from complaintctl.render.pages import page as filled
from complaintctl.render.text import block, harmless

WIDTH = 78


@dataclass(frozen=True, slots=True)
class Letter:
    """What is told to a customer in writing."""

    lang: str
    kind: str
    house: str
    title: str
    number: str
    date: str
    paragraphs: Sequence[str]

    @property
    def text(self) -> str:
        """The words alone, a paragraph a line."""
        return "\n".join(self.paragraphs)


def text_lines(letter: Letter, width: int | None) -> Iterator[str]:
    """The letter wrapped to a terminal, else to what an e-mail bears."""
    yield letter.house
    yield f"{letter.number}  {letter.date}"
    yield ""
    yield letter.title
    for paragraph in letter.paragraphs:
        yield ""
        yield from block(harmless(paragraph), width=min(width or WIDTH, WIDTH))


def markdown_lines(letter: Letter) -> Iterator[str]:
    """The same as markdown; what was written in it is shown as typed."""
    from complaintctl.render.markdown import escaped

    yield f"# {escaped(letter.title)}"
    yield ""
    yield f"{escaped(letter.house)} · {letter.number} · {letter.date}"
    for paragraph in letter.paragraphs:
        yield ""
        yield escaped(harmless(paragraph))


def page(letter: Letter) -> str:
    """One self-contained page for A4."""
    return filled("letter.html", letter=letter, lang="zh-CN" if letter.lang == "zh" else letter.lang)
