"""The catalogue kept in step with the code: `python -m tests.catalogue`.

Reads every sentence out of the package, brings zh.po up to date and compiles it. A text that ends like a
sentence is one; shorter words are found by the call they stand in.
"""

import ast
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "complaintctl"
PO = PACKAGE / "locale/zh/LC_MESSAGES/complaintctl.po"
MO = PO.with_suffix(".mo")

MARKS = {"_": 0, "N_": 0, "Column": 1, "word": 0, "said": 0, "Finding": 2, "wrong": 1} | dict.fromkeys(
    ("ComplaintError", "Refused", "Misused", "NotFound", "Unusable"), 0
)
"""Calls that take words for people, and which of their arguments these are."""

KEYWORDS = {"hint", "help", "short_help", "title", "headline"}
"""Arguments that are words for people, in whatever call they stand."""

_SENTENCE = re.compile(r"(?!.*\\)(?=.*[^\W\d_])(?=.*\s|[A-Z]).*\S[.?!…:]", re.DOTALL)
"""Has a letter, ends like a sentence, and is no pattern, whose backslashes give it away."""

_COMMAND = re.compile(r"complaintctl (?!.*\.\Z)")
_DATED = datetime(2026, 1, 1, tzinfo=UTC)


def sentences() -> dict[str, list[str]]:
    """Every sentence of the package, with the files it stands in."""
    found: dict[str, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        for sentence in _in_module(ast.parse(path.read_text("utf-8"))):
            places = found.setdefault(sentence, [])
            if place not in places:
                places.append(place)
    return found


def fields(sentence: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def translations() -> Catalog:
    """What zh.po holds."""
    with PO.open("rb") as file:
        return read_po(file, locale="zh", domain="complaintctl")


def compiled(catalogue: Catalog, path: Path) -> None:
    """Writes the catalogue the way gettext reads it; what is not translated stays out."""
    with path.open("wb") as file:
        write_mo(file, catalogue)


def updated(known: dict[str, str]) -> Catalog:
    """The package's sentences with the translations known so far; others are dropped."""
    catalogue = Catalog(
        locale="zh",
        domain="complaintctl",
        project="complaintctl",
        version="1",
        header_comment="# Chinese, by `python -m tests.catalogue`; edit the msgstr lines and run it again.",
        creation_date=_DATED,
        revision_date=_DATED,
        msgid_bugs_address="",
        last_translator="complaintctl contributors",
        language_team="zh",
        fuzzy=False,
    )
    for sentence, places in sorted(sentences().items()):
        catalogue.add(sentence, known.get(sentence, ""), locations=[(place, 0) for place in places])
    return catalogue


def _in_module(tree: ast.Module) -> Iterator[str]:
    """Marked words, and every text that ends like a sentence, wherever it stands but in a docstring."""
    apart = set(_unread(tree))
    for node in ast.walk(tree):
        match node:
            case ast.Call():
                yield from _marked(node)
            case ast.Assign(targets=[ast.Name(id="sentence" | "hint")], value=value):
                yield from _words(value)
            case ast.Constant(value=str() as text) if node not in apart and _SENTENCE.fullmatch(text):
                yield from _words(node)


def _unread(tree: ast.Module) -> Iterator[ast.expr]:
    """Texts that no one is shown: docstrings, and pieces of f-strings."""
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant() as docstring):
                yield docstring
            case ast.JoinedStr(values=pieces):
                yield from pieces


def _marked(call: ast.Call) -> Iterator[str]:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in MARKS:
            for node in call.args[MARKS[name] :][:1]:
                yield from _words(node)
    for keyword in call.keywords:
        if keyword.arg in KEYWORDS:
            yield from _words(keyword.value)


def _words(node: ast.expr) -> Iterator[str]:
    """The text, or both of a choice; a command line means the same in any language."""
    match node:
        case ast.Constant(value=str() as text) if re.search(r"[^\W\d_]", text) and not _COMMAND.match(text):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from _words(body)
            yield from _words(orelse)


def main() -> int:
    """Updates zh.po and its compiled form, and lists what lacks a translation; 1 if anything does."""
    known = {str(entry.id): str(entry.string) for entry in translations() if entry.id} if PO.exists() else {}
    catalogue = updated(known)
    with PO.open("wb") as file:
        write_po(file, catalogue, width=110, include_lineno=False, sort_output=True)
    compiled(catalogue, MO)
    for gone in sorted(known.keys() - {str(entry.id) for entry in catalogue}):
        print(f"dropped: {gone!r} ({known[gone]!r})", file=sys.stderr)
    lacking = [entry.id for entry in catalogue if entry.id and not entry.string]
    for sentence in lacking:
        print(f"to translate: {sentence!r}", file=sys.stderr)
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
