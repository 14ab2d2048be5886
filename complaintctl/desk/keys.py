"""The keys: those that hold now, at the bottom, and all of them with what they do."""

from collections.abc import Iterator

from textual.content import Content
from textual.style import Style

from complaintctl.desk.forms import FORMS, Form, command_of
from complaintctl.desk.reading import AtDesk
from complaintctl.locale import N_
from complaintctl.render.tones import Toned

_SHOWN = {
    "exclamation_mark": "!", "circumflex_accent": "^", "slash": "/", "question_mark": "?", "colon": ":",
    "asterisk": "*", "space": "␣",
}  # fmt: skip
EVERYWHERE = (
    ("n", "register", N_("New complaint")), ("slash", "search", N_("Search")), ("f", "filter", N_("Filter, sort")),
    ("question_mark", "keys", N_("Keys")), ("colon", "palette", N_("All actions")), ("q", "quit", N_("Leave")),
)  # fmt: skip
ON_CASE = (
    ("e", "edit", N_("Correct")), ("space", "mark", N_("Mark")), ("asterisk", "reveal", N_("Reveal")),
    ("i", "explain", N_("Explain")), ("s", "script", N_("Script")), ("l", "sheet", N_("Sheet")),
    ("o", "document", N_("Open a document")),
)  # fmt: skip
ELSEWHERE = (
    ("tab", "switch", N_("Between queue and case")), ("T", "light", N_("Light or dark")),
    ("escape", "begin", N_("Back to what waits")),
)  # fmt: skip
WRITING = frozenset({"register", "edit"})


def shown_key(key: str) -> str:
    """A key as it stands on the keyboard."""
    return _SHOWN.get(key, key)


def held(able: frozenset[str]) -> list[Form]:
    """The forms that the case's state lets through; of two with one key the one that fits."""
    return [form for form in FORMS if command_of(form) in able]


def bar(reader: AtDesk, able: frozenset[str], *, writes: bool, on_case: bool, width: int) -> Content:
    """The keys that may be used now, each to be clicked too, on lines that part no key from its word."""
    known = [(form.key, f"do('{form.key}')", reader.code(command_of(form))) for form in held(able)]
    known += [
        (key, action, reader.translate(title))
        for key, action, title in (*(ON_CASE if on_case else ()), *EVERYWHERE)
        if (action not in WRITING or writes) and (action != "edit" or "edit" in able)
    ]
    lines: list[Content] = []
    for piece in (_piece(*each) for each in known):
        if lines and (longer := Content("  ").join([lines[-1], piece])).cell_length <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return Content("\n").join(lines)


def _piece(key: str, action: str, title: str) -> Content:
    told = Content(f"{shown_key(key)} {title}").stylize(Style.from_meta({"@click": f"app.{action}"}))
    return told.stylize("bold $accent", 0, len(shown_key(key)))


def all_keys(reader: AtDesk) -> Iterator[str]:
    """Every key with what it does, and the command behind it."""
    yield Toned(reader.word(N_("For the case under the cursor")), "head")
    for form in FORMS:
        yield f"  {shown_key(form.key):3} {reader.translate(form.title)}  · complaintctl {command_of(form)}"
    for key, _, title in ON_CASE:
        yield f"  {shown_key(key):3} {reader.translate(title)}"
    yield Toned(reader.word(N_("Everywhere")), "head")
    for key, _, title in (*EVERYWHERE, *ELSEWHERE):
        yield f"  {shown_key(key):3} {reader.translate(title)}"
