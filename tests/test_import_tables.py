"""Any table of text that Python's csv can write comes back cell by cell, whatever its encoding and dialect."""

import csv
import io
import os

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from complaintctl.intake.forms import Look, source
from complaintctl.intake.scripts import Undecided
from complaintctl.render.plain import disarmed
from tests.texts import CHARACTERS

HEADER = ["external_id", "content", "received_at", "channel"]
QUOTING = (csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC)
TOLD = ("utf-8-sig", "utf-16")
"""By their mark; the content of others may fit several, and then --encoding says which."""
LATIN = bytes(byte for byte in range(256) if byte not in b"\x81\x8d\x8f\x90\x9d").decode("cp1252")
ODD = ["", " ", '"', "a,b;c\td|e", "\r\n", "'", "=1", "'=1", "\0", "\ufeff", "𠮷䶮"]
SENTENCES = st.text(
    "的一是不了在人有我他這投訴客戶服務態度退款維修车电话，。！ 0123456789,;\n", min_size=12, max_size=40
)


def broadly(examples):
    return settings(max_examples=int(os.environ.get("COMPLAINTCTL_EXAMPLES", examples)), deadline=None)


def texts(encoding):
    alphabet = LATIN if encoding == "cp1252" else CHARACTERS
    odd = [text for text in ODD if text.isascii() or encoding != "cp1252"]
    return st.text(alphabet, max_size=12) | st.sampled_from(odd)


@st.composite
def tables(draw):
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "cp1252"]))
    return encoding, draw(st.lists(st.lists(texts(encoding), min_size=4, max_size=4), min_size=1, max_size=5))


def written(rows, **dialect):
    """The text, where Python itself can read it back."""
    table = [HEADER, *([disarmed(cell) for cell in row] for row in rows)]
    out = io.StringIO(newline="")
    csv.writer(out, **dialect).writerows(table)
    text = out.getvalue()
    assume(list(csv.reader(io.StringIO(text, newline=""), delimiter=dialect["delimiter"])) == table)
    return text


@broadly(120)
@given(tables(), st.sampled_from(",;\t|"), st.sampled_from(QUOTING), st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_cell_comes_back_and_every_record_has_its_own_text(table, delimiter, quoting, end):
    encoding, rows = table
    text = written(rows, delimiter=delimiter, quoting=quoting, lineterminator=end)
    assume(text.count("\0") <= len(text) // 5)
    found = source(io.BytesIO(text.encode(encoding)), "a.csv", Look(encoding=None if encoding in TOLD else encoding))
    records = list(found.records())
    assert list(found.header) == HEADER
    assert [record.cells for record in records] == rows
    assert text.endswith("".join(record.raw for record in records))
    assert [record.line for record in records] == sorted({record.line for record in records})


@broadly(80)
@given(st.lists(SENTENCES, min_size=1, max_size=4), st.sampled_from(["utf-8", "gb18030", "big5", "utf-16-le"]))
def test_csv_false_utf8_chinese_is_read_right_or_asked_about(sentences, encoding):
    rows = [[sentence.encode(encoding, "ignore").decode(encoding), "", "", ""] for sentence in sentences]
    text = written(rows, delimiter=",")
    try:
        found = source(io.BytesIO(text.encode(encoding)), "a.csv", Look())
    except Undecided:
        assert encoding not in ("utf-8", "utf-16-le")
    else:
        assert [record.cells for record in found.records()] == rows
