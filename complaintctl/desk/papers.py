"""What is read beside a case: scripts; and what is opened: the sheet, documents, each a file of one's own."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from complaintctl.cases.case import Case
from complaintctl.desk.reading import AtDesk
from complaintctl.locale import N_
from complaintctl.office import Office
from complaintctl.office.documents import save
from complaintctl.office.shapes import documents
from complaintctl.render.paper_html import page
from complaintctl.render.tones import Toned
from complaintctl.words import sheet
from complaintctl.words.script import script

__all__ = ["document_file", "documents", "script_lines", "sheet_file"]


def script_lines(reader: AtDesk, case: Case) -> list[str]:
    """What to say in the situation that fits, what to ask, what never to say."""
    found = script(reader, case, None, actor=reader.office.actor)
    lines = [found["text"]]
    if found["questions"]:
        lines.append(Toned(reader.word("\nTo be asked"), "head"))
        lines += [f"  {each['question']} ({reader.translate(each['answer'])})" for each in found["questions"]]
    if found["never"]:
        lines.append(Toned(reader.word(N_("\nNever say")), "head"))
        lines += [f"  ✗ {each}" for each in found["never"]]
    return lines


def sheet_file(reader: AtDesk, case: Case, folder: Path) -> Path:
    """The complaint's sheet as a page; it names the customer, so only its owner may read it."""
    file = folder / f"{case.number}.html"
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(page(sheet.filled(reader, case)))
    return file


def document_file(office: Office, row: Mapping[str, Any], folder: Path) -> Path:
    """A document written out."""
    return Path(save(office, [dict(row)], folder)[0]["saved"])
