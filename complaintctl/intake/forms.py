"""What form a file has: said, told by its name, or by its first bytes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

from complaintctl.intake.columns import Map, folded, known_cells, knows_content
from complaintctl.intake.delimited import Delimited
from complaintctl.intake.faults import BadOption, NotATable
from complaintctl.intake.nested import DECODER
from complaintctl.intake.objects import Objects, is_row
from complaintctl.intake.sources import Source
from complaintctl.intake.textfile import TextFile
from complaintctl.intake.workbook import Page, Workbook

Form = StrEnum("Form", "CSV TSV JSON JSONL XLSX")


BY_SUFFIX = {
    **dict.fromkeys(("csv", "txt"), Form.CSV),
    **dict.fromkeys(("tsv", "tab"), Form.TSV),
    **dict.fromkeys(("jsonl", "ndjson"), Form.JSONL),
    "json": Form.JSON,
    **dict.fromkeys(("xlsx", "xlsm"), Form.XLSX),
}
_OLD = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ARCHIVE = b"PK\x03\x04"
_SIGNS = (
    (b"version https://git-lfs", "This is a pointer to a file kept elsewhere (Git LFS), not the file.", "git lfs pull"),
    (b"/annex/objects/", "This is a pointer to a file kept elsewhere (git-annex), not the file.", "git annex get FILE"),
    (b"%PDF", "This is a PDF, not a table.", "Save the table as xlsx or CSV UTF-8."),
    (b"SQLite format 3\0", "This is an SQLite database, not a table.", "sqlite3 -csv -header FILE 'SELECT …'"),
    (b"\x1f\x8b", "This is a compressed file.", "Unpack it first: gunzip FILE"),
)
_PAGE = re.compile(rb"\s*<(!doctype|html|\?xml|head|body|table|script)", re.IGNORECASE)
_HEAD = 1 << 16
_LONGEST_HEAD = 1 << 22
_BLANK = "\ufeff \t\r\n"
_MARKS = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Look:
    """How to look at a file: what was said of it, None where nothing was."""

    form: Form | None = None
    encoding: str | None = None
    delimiter: str | None = None
    columns: Sequence[str] | None = None
    sheet: str | None = None
    header: int | None = None
    """The line or row that names the columns."""
    maps: Sequence[Map] = ()
    names: frozenset[str] = frozenset()
    """The columns an export of ours may have."""


def source(file: BinaryIO, name: str, look: Look) -> Source:
    """The rows of a seekable file; NotATable where it is plainly something else."""
    file.seek(0)
    head = file.read(_HEAD)
    form = look.form or BY_SUFFIX.get(name.lower().rpartition(".")[2])
    _check(head, name, look.form)
    if look.form in (None, Form.XLSX) and head.startswith((_ARCHIVE, _OLD)):
        return Workbook(
            _pages(file, head),
            sheet=look.sheet,
            columns=look.columns,
            is_header=lambda cells: _is_header(cells, look),
            header=look.header,
        )
    if form is Form.XLSX:
        form = None  # named so by somebody; what it is, it shows
    if look.sheet is not None:
        raise BadOption("--sheet is for Excel workbooks.")
    text = TextFile(file, look.encoding)
    if look.form is None:
        form = _shown(text, form)
    if form in (Form.JSON, Form.JSONL):
        if look.columns is not None:
            raise BadOption("--columns is for files whose rows have no names; {form} has them.", form=str(form))
        if look.header is not None:
            raise BadOption("--header is for tables; each object of {form} names its own columns.", form=str(form))
        paths = [name.strip() for each in look.maps for name in each.columns.split("+") if "." in name]
        return Objects(text, lines=form is Form.JSONL, paths=paths)
    if look.columns is not None and look.header is not None:
        raise BadOption("--columns is for a file without a header, --header for one that has it.")
    delimiter = look.delimiter or ("tab" if form is Form.TSV else None)
    return Delimited(
        text,
        delimiter=delimiter,
        columns=look.columns,
        fits=lambda cells: known_cells(cells) + _mapped(cells, look),
        names=look.names,
        header=look.header,
    )


def _pages(file: BinaryIO, head: bytes) -> "Sequence[Page]":
    """The sheets of a workbook of any kind."""
    if head.startswith(_OLD):
        from complaintctl.intake import calamine

        file.seek(0)
        if _ENCRYPTED in file.read(_LONGEST_HEAD):
            raise calamine.Locked
        return calamine.pages(file)
    if _is_xlsx(file):
        from complaintctl.intake import xlsx

        return xlsx.pages(file)
    from complaintctl.intake import calamine

    return calamine.pages(file)


def _is_xlsx(file: BinaryIO) -> bool:
    """Whether the archive is of Excel's newer form; else it may be an ods or an xlsb."""
    import zipfile

    try:
        names = set(zipfile.ZipFile(file).namelist())
    except zipfile.BadZipFile:
        return True
    return not ({"xl/workbook.bin", "content.xml"} & names)


def _check(head: bytes, name: str, form: Form | None) -> None:
    """Refuse what is plainly no table, by its first bytes and its name."""
    base = name.replace("\\", "/").rpartition("/")[2]
    if base.startswith("~$"):
        raise NotATable(
            "This is the lock that Excel keeps beside an open workbook, not the workbook.",
            hint="complaintctl import {file}",
            file=base[2:],
        )
    for sign, sentence, hint in _SIGNS:
        if head.startswith(sign):
            raise NotATable(sentence, hint=hint)
    if _PAGE.match(head.removeprefix(_MARKS)):
        raise NotATable("This is a web page or XML, not a table.", hint="Export it as xlsx or CSV UTF-8.")
    archive = head.startswith((_ARCHIVE, _OLD))
    if archive and form not in (None, Form.XLSX):
        raise NotATable(
            "This is an Excel workbook or another archive, not {form}.", hint="--input xlsx", form=str(form)
        )
    if form is Form.XLSX and not archive:
        raise NotATable("This is no Excel workbook (xlsx).", hint="Say what it is with --input.")


def _shown(text: TextFile, named: Form | None) -> Form:
    """What a text shows itself to be, whatever it is called: many a file of objects is called csv, or the other way."""
    with text.opened() as stream:
        head = stream.read(_HEAD)
    seen = _by_its_look(text)
    if seen is not Form.CSV:
        return named if named is Form.JSONL and not head.lstrip(_BLANK).startswith("[") else seen
    if named in (Form.JSON, Form.JSONL):
        return named if head.lstrip(_BLANK)[:1] in ("", "[", "{") or _is_json(head) else Form.CSV
    return Form.TSV if named is Form.TSV and "\t" in head else Form.CSV


def _is_json(head: str) -> bool:
    """Whether it is one value of JSON, no table of cells."""
    try:
        DECODER.decode(head.strip(_BLANK))
    except (ValueError, RecursionError):
        return False
    return True


def _by_its_look(text: TextFile) -> Form:
    """What text without a telling name is: objects, or a table."""
    with text.opened() as stream:
        head = stream.read(_HEAD).lstrip(_BLANK)
    inside = head[1:].lstrip()[:1]
    if head.startswith("[") and inside in ("{", "]", ""):
        return Form.JSON
    if not head.startswith("{") or inside not in ('"', "}", ""):
        return Form.CSV
    first, _, rest = head.partition("\n")
    return Form.JSONL if is_row(first) and rest.lstrip()[:1] in ("{", "") else Form.JSON


def _is_header(cells: Sequence[str], look: Look) -> bool:
    return knows_content(cells, look.maps)


def _mapped(cells: Sequence[str], look: Look) -> int:
    names = {folded(name) for each in look.maps for name in each.columns.split("+")}
    return sum(folded(cell) in names for cell in cells)
