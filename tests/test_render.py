"""Rows come out of every form as they went in, and a customer's words do no harm on the way."""

import csv
import io
import json
import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintctl.render import forms, jsons, markdown, plain, text
from complaintctl.render.columns import Column
from complaintctl.render.table import PAGE, table

NASTY = "[red]熄火[/] \x1b[31m\x9b2J\u202eback\x07"
COLUMNS = (
    Column("number", "Number", keep=True),
    Column("priority", "Priority", str.upper, {"urgent": "red"}),
    Column("content", "内容"),
)
ROW = {"number": "C20261121-0001", "priority": "urgent", "content": NASTY}
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def printed(form, *rows, columns=COLUMNS, **options):
    return list(forms.lines(form, columns, rows, **options))


def columns_of(line):
    """Where each word of a line begins, in terminal cells."""
    return [text.room(line[:at]) for at in range(1, len(line)) if line[at - 1] == " " != line[at]]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (["safety", "media"], "safety;media"),
        ([], ""),
        (Decimal("12.50"), "12.50"),
        (Decimal("1E+3"), "1000"),
        (7, "7"),
        ({"颜色": Decimal("1.5")}, '{"颜色": 1.5}'),
    ],
)
def test_a_value_has_one_text(value, cell):
    assert text.cell(value) == cell


def test_tsv_is_a_line_a_row_whatever_is_in_it():
    (line,) = plain.tsv_lines(["a", "b"], [{"a": "one\ntwo\tthree\\n\r", "b": None}], header=False)
    assert line == "one\\ntwo\\tthree\\\\n\\r\t"


@given(cells=st.lists(CELLS, min_size=1, max_size=4), delimiter=st.sampled_from(",;|\t"))
def test_csv_is_read_back_as_it_was(cells, delimiter):
    names = [f"c{place}" for place in range(len(cells))]
    lines = plain.csv_lines(names, [dict(zip(names, cells, strict=True))], delimiter=delimiter)
    written = io.StringIO("".join(f"{line}\r\n" for line in lines), newline="")
    assert list(csv.reader(written, delimiter=delimiter)) == [names, cells]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+8613800138000", "'+8613800138000"),
        ("-", "'-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        ("a=1", "a=1"),
        (-5, "-5"),
        (Decimal("-2.50"), "-2.50"),
    ],
)
def test_a_spreadsheet_is_given_nothing_to_run(value, cell):
    """csv-formula."""
    assert list(plain.csv_records(["a"], [[value]], header=False, disarm=True)) == [cell]
    assert list(plain.csv_records(["a"], [[value]], header=False)) == [text.cell(value)]


@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS)), delimiter=st.sampled_from(",;\t"))
def test_a_whole_table_is_disarmed_cell_by_cell(rows, delimiter):
    """csv-formula."""
    lines = plain.csv_records(["a", "b", "c"], rows, delimiter=delimiter, header=False, disarm=True)
    written = io.StringIO("".join(f"{line}\r\n" for line in lines), newline="")
    assert list(csv.reader(written, delimiter=delimiter)) == [[plain.disarmed(cell) for cell in row] for row in rows]


@given(CELLS)
def test_taking_the_quote_off_gives_back_what_was_there(words):
    """csv-formula."""
    safe = plain.disarmed(words)
    assert safe in (words, f"'{words}")
    assert not safe.startswith(("=", "+", "-", "@", "\t"))


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_money_in_json_is_the_number_itself(amount):
    assert json.loads(jsons.line({"cost": amount}), parse_float=Decimal, parse_int=Decimal) == {"cost": amount}


def test_money_in_json_has_no_zeros_to_spare():
    assert jsons.line([Decimal("12.50"), Decimal("12.00")]) == "[12.5, 12]"


def test_what_has_no_form_in_json_is_not_guessed():
    with pytest.raises(TypeError):
        jsons.line({1, 2})


@given(st.lists(st.dictionaries(CELLS, CELLS | st.none() | st.booleans() | st.lists(CELLS))))
def test_json_a_row_at_a_time_is_the_json_of_all(rows):
    assert "\n".join(printed("json", *rows)) == jsons.answer(rows)
    assert [json.loads(line) for line in printed("jsonl", *rows)] == rows


@pytest.mark.parametrize("form", ["json", "jsonl", "table", "markdown"])
def test_escape_codes_never_reach_the_terminal(form):
    """display-markup."""
    shown = "\n".join(printed(form, ROW, width=200))
    assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(shown)
    assert "熄火" in shown


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_files_keep_what_was_said(form):
    assert NASTY in "\n".join(printed(form, ROW))


def test_a_customers_brackets_are_shown_as_typed():
    """display-markup."""
    assert "[red]熄火[/]" in table(COLUMNS, [ROW], width=200, colour=True)


@given(CELLS)
def test_a_cell_is_one_line_of_what_can_be_seen(words):
    shown = text.harmless(words)
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in shown)
    assert text.harmless(shown) == shown


def test_codes_are_for_programs_and_words_for_people():
    assert printed("tsv", ROW)[1].split("\t")[1] == "urgent"
    assert "| URGENT |" in printed("markdown", ROW)[2]
    assert "URGENT" in printed("table", ROW)[0]


def test_programs_read_names_and_people_titles():
    assert printed("tsv")[0] == "number\tpriority\tcontent"
    assert printed("markdown")[0] == "| Number | Priority | 内容 |"


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("a|b", "a\\|b"),
        ("one\ntwo", "one<br>two"),
        ("<b>", "\\<b>"),
        ("[x](y)", "\\[x\\](y)"),
        ("138****8000", "138****8000"),
        ("*very* late", "\\*very\\* late"),
        ("next_due_at", "next_due_at"),
        ("_so_", "\\_so\\_"),
    ],
)
def test_markdown_shows_what_was_typed(words, cell):
    assert markdown.escaped(words) == cell


def test_without_colour_there_are_no_escape_codes(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in table(COLUMNS, [ROW], width=80, colour=False)


def test_colour_says_how_urgent_it_is(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[31mURGENT" in table(COLUMNS, [ROW], width=80, colour=True)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_a_table_fits_the_terminal_and_never_breaks_a_number(width):
    rows = [ROW, ROW | {"content": "发动机在高速公路上突然熄火，非常危险，要求赔偿并道歉" * 4}]
    lines = table(COLUMNS, rows, width=width, colour=False).split("\n")
    assert max(map(text.room, lines)) <= width
    assert sum("C20261121-0001" in line for line in lines) == len(rows)


def test_what_must_be_kept_is_kept_on_the_narrowest_terminal():
    assert "C20261121-0001" in table(COLUMNS, [ROW], width=10, colour=False)


def test_a_column_that_wraps_loses_nothing():
    columns = (COLUMNS[0], Column("content", "Content", wrap=True))
    shown = table(columns, [ROW | {"content": "abcdefghij" * 5}], width=40, colour=False)
    assert "".join(shown.replace("C20261121-0001", "").split()).endswith("abcdefghij" * 5)


def test_chinese_is_aligned():
    rows = [{"number": "1", "content": "熄火", "priority": "x"}, {"number": "2", "content": "ab", "priority": "x"}]
    columns = (COLUMNS[0], COLUMNS[2], COLUMNS[1])
    *_, first, second = table(columns, rows, width=60, colour=False).split("\n")
    assert columns_of(first) == columns_of(second)


def test_a_long_list_begins_before_it_ends():
    def endless():
        while True:
            yield ROW

    assert next(forms.lines("table", COLUMNS, endless(), width=80)).count("URGENT") == PAGE
    for form in ("csv", "tsv", "jsonl", "json", "markdown"):
        assert next(forms.lines(form, COLUMNS, endless()))


def test_an_unknown_form_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="sideways"):
        printed("sideways")


def test_fields_stand_below_each_other():
    shown = list(text.fields([("编号", "C1"), ("Due", None), ("Content", "one\ntwo")], indent=2))
    assert shown == ["  编号:    C1", "  Due:", "  Content: one", "           two"]


@given(st.text(st.characters(categories=["L", "Zs"])), st.integers(min_value=2, max_value=30))
def test_a_wrapped_line_fits_and_loses_only_spaces(line, width):
    pieces = list(text.wrapped(line, width))
    assert all(text.room(piece) <= width or piece.isspace() for piece in pieces[:-1])
    assert "".join(pieces).replace(" ", "") == line.replace(" ", "")


def test_answers_and_plain_lists_never_load_rich():
    code = (
        "import sys; from complaintctl.render import forms, text;"
        "list(text.fields([('a', 'b')]));"
        "[list(forms.lines(form, [], [{}])) for form in ('json', 'jsonl', 'csv', 'tsv', 'markdown')];"
        "print('rich' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    ("line", "width", "pieces"),
    [
        ("保留（keep）。", 12, ["保留", "（keep）。"]),
        ("一并存下。", 8, ["一并存", "下。"]),
        ("读作xlsx。", 8, ["读作", "xlsx。"]),
        ("他说：“不修”。", 8, ["他说：", "“不修”。"]),
        ("one two three", 7, ["one two", "three"]),
        ("insurmountable", 5, ["insur", "mount", "able"]),
    ],
)
def test_a_line_is_broken_where_a_reader_would_break_it(line, width, pieces):
    assert list(text.wrapped(line, width)) == pieces
