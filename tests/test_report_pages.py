"""The report as a page and as a workbook: whole, harmless, self-contained, the same figures as everywhere."""

import csv
import io
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from complaintctl.render import book_html, book_xlsx, charts, pages
from complaintctl.render.book import Book, Cell, Chapter, Sheet
from tests.test_report_forms import BOOK, CAUSES, CHANNELS, HOSTILE, MONTHS, STEPS, count

ROOT = Path(__file__).parent.parent
AT = datetime(2026, 11, 1, 8, tzinfo=UTC)
VOID = {"meta", "rect", "circle", "polyline"}


class Reader(HTMLParser):
    """What a browser would see; an element left open or closed twice is an error."""

    def __init__(self, html):
        super().__init__()
        self.open, self.tags, self.attributes, self.words, self.ids = [], [], [], [], []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data.strip())


def workbook(book=BOOK):
    return openpyxl.load_workbook(io.BytesIO(book_xlsx.document(book, AT)))


def of(*sheets, title="C"):
    return Book("en", "T", "R", "F", [], [Chapter(title, sheets)])


def test_the_page_says_every_figure_and_what_rates_are_made_of():
    words = Reader(book_html.document(BOOK)).words
    for chapter in BOOK.chapters:
        for cells in (row for sheet in chapter.sheets for row in sheet.rows):
            assert all(cell.text in words for cell in cells if cell.text.isprintable())
            assert all(cell.parts in words for cell in cells)


def test_the_page_needs_nothing_from_outside_and_runs_nothing():
    html = book_html.document(BOOK)
    read = Reader(html)
    assert pages.POLICY in html
    assert not {"script", "link", "img", "iframe", "object", "base"} & set(read.tags)
    assert not re.search(r"https?:|url\(|@import", html)
    assert all(value.startswith("#") for name, value in read.attributes if name in ("href", "src"))
    assert not [name for name, _ in read.attributes if name.startswith("on") or name == "style"]


def test_each_chart_has_its_words_and_a_table_beside_it():
    read = Reader(book_html.document(BOOK))
    assert dict(read.attributes)["lang"] == "en"
    assert read.tags.count("figure") == 4
    assert read.tags.count("table") == 5
    described = [value for name, value in read.attributes if name == "aria-labelledby"]
    assert len(described) == 4
    assert {id_ for each in described for id_ in each.split()} <= set(read.ids)
    assert len(read.ids) == len(set(read.ids))
    assert "phone: 6; 来信投诉: 2; app: 0" in read.words


def test_whatever_was_written_is_shown_as_typed():
    text = "<script>alert('1')</script> \"><b> {{ 7*7 }} {% raw %} &lt;"
    book = Book(
        "en", text, text, text, [], [Chapter(text, [Sheet(text, [text, text], [[Cell(text), Cell(text)]])], [text])]
    )
    assert Reader(book_html.document(book)).words.count(text) == 11
    assert not set(re.findall(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", book_html.document(BOOK)))


@pytest.mark.parametrize("sheet", [CHANNELS, CAUSES, MONTHS, STEPS], ids=lambda sheet: sheet.chart)
def test_no_shape_leaves_its_canvas(sheet):
    drawn = charts.picture(sheet)
    for shape in drawn.shapes:
        match shape:
            case charts.Box():
                assert shape.x >= 0
                assert shape.x + shape.width <= drawn.width
                assert shape.y + shape.height <= drawn.height
            case charts.Stroke():
                assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in shape.points)
            case _:
                assert 0 <= shape.x <= drawn.width
                assert 0 <= shape.y <= drawn.height


def test_long_labels_stand_above_their_bars():
    long = Sheet(
        "",
        ["Cause", "Cases"],
        [[Cell("产品 › 质量 › 漏水和噪音"), count(2)], [Cell("x"), count(1)]],
        chart="bars",
        bar=1,
    )
    (first, *_), boxes = (
        [shape for shape in charts.picture(long).shapes if isinstance(shape, kind)]
        for kind in (charts.Words, charts.Box)
    )
    assert first.y < boxes[0].y
    assert all(box.x == 0 for box in boxes)


def test_a_course_breaks_where_a_figure_is_missing():
    rows = [
        [Cell(f"2026-{month:02d}"), Cell("–", value, "rate")] for month, value in enumerate((0.5, 1, None, 0.25), 1)
    ]
    drawn = charts.picture(Sheet("", ["Month", "In time"], rows, chart="trend", bar=1))
    courses = [shape for shape in drawn.shapes if isinstance(shape, charts.Stroke) and shape.role == "course"]
    assert [len(course.points) for course in courses] == [2, 1]


@pytest.mark.parametrize("most", [0, 1, 3, 7, 40, 99, 12_345])
def test_a_scale_has_few_round_steps_and_reaches_the_most(most):
    scale = charts._scale([count(most), count(0)])
    assert scale[0] == (0, "0")
    assert scale[-1][0] >= most
    assert 2 <= len(scale) <= 6


def test_a_workbook_has_a_sheet_a_section_and_its_charts():
    book = workbook()
    assert book.sheetnames == ["Summary", "Volume", "Deadlines"]
    assert [len(sheet._charts) for sheet in book] == [0, 3, 1]
    assert {sheet.freeze_panes for sheet in book} == {"A6"}


def test_numbers_are_numbers_in_their_formats():
    days = Cell("2d 3h", 51 * 3600, "seconds")
    fees = Cell("12.50", 12.5, "money")
    sheet = workbook(
        of(Sheet("S", ["Key", "a", "b", "c", "d"], [[Cell("k"), count(3), STEPS.rows[0][2], days, fees]]))
    )["C"]
    assert [cell.value for cell in sheet[6]] == ["k", 3, 0.995, timedelta(hours=51), 12.5]
    assert [cell.number_format for cell in sheet[6]][1:] == ["#,##0", "0.0%", "[h]:mm", "#,##0.00"]


@pytest.mark.parametrize(("head", "lines"), [("Late", 1), ("Mean elapsed lateness", 3), ("平均超时时长按工作时间", 2)])
def test_headings_have_room_for_all_their_lines(head, lines):
    sheet = workbook(of(Sheet("S", ["Key", head], [[Cell("k"), count(3)]])))["C"]
    assert sheet.row_dimensions[5].height >= 14 * lines


@pytest.mark.parametrize(
    ("cell", "value", "form"),
    [
        (Cell("+2.5 pp", 0.025, "rate", signed=True), 2.5, '+0.0" pp";-0.0" pp";0.0" pp"'),
        (Cell("−3h", -10800, "seconds", signed=True), -3, '+0.0" h";-0.0" h";0.0" h"'),
        (Cell("+500.00", 500.0, "money", signed=True), 500, "+#,##0.00;-#,##0.00;#,##0.00"),
        (Cell("±0", 0, "count", signed=True), 0, "+#,##0;-#,##0;#,##0"),
        (Cell("+0.5", 0.5, "count", signed=True), 0.5, "+#,##0.##;-#,##0.##;#,##0.##"),
    ],
)
def test_a_change_says_its_sign_and_its_unit(cell, value, form):
    written = workbook(of(Sheet("S", ["Key", "Change"], [[Cell("k"), cell]])))["C"]["B6"]
    assert (written.value, written.number_format) == (pytest.approx(value), form)


def test_a_rate_of_nothing_is_a_dash_but_where_a_chart_would_draw_it_as_nought():
    drawn, plain = workbook(of(STEPS))["C"], workbook(of(replace(STEPS, chart=None)))["C"]
    assert [sheet["C7"].value for sheet in (drawn, plain)] == [None, "–"]
    assert [sheet["C6"].value for sheet in (drawn, plain)] == [0.995, 0.995]


def test_a_workbook_says_of_nothing_what_the_other_forms_say(desk, tmp_path):  # report-zero
    desk("report", "--output", tmp_path / "r.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "r.xlsx")["Summary"].iter_rows(min_row=6, values_only=True))
    shown = {row[0]: row[1:4] for row in rows}
    assert (shown["Satisfied"], shown["Received"]) == (("–", "–", "–"), (0, 0, 0))


@pytest.mark.parametrize("text", ["=1+1", "+8613800138000", "@SUM(A1)", "-", "=cmd|' /C calc'!A0", HOSTILE])
def test_nothing_that_was_written_is_a_formula(text):
    book = workbook(
        Book("en", text, text, text, [], [Chapter("C", [Sheet(text, [text, text], [[Cell(text)] * 2])], [text])])
    )
    cells = [cell for row in book["C"].iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)


@pytest.mark.parametrize("title", ["a/b:c?d*[e]\\", "'quoted'", "很长的标题" * 10])
def test_any_heading_names_a_sheet(title):
    (name,) = workbook(of(CHANNELS, title=title)).sheetnames
    assert 0 < len(name) <= 31
    assert not re.search(r"[\[\]:*?/\\]", name)


def test_the_same_report_is_the_same_file():
    assert book_xlsx.document(BOOK, AT) == book_xlsx.document(BOOK, AT)


SAMPLE = ("--db", ROOT / "sample.db", "report", "--quarter", "2026Q3", "--as-of", "2026-09-30T18:00")


def test_the_page_shows_every_figure_of_the_report(desk):
    rows = list(csv.DictReader(io.StringIO(desk(*SAMPLE, "--format", "csv"))))
    seconds = {row["figure"] for row in rows if row["value"].isdigit() and int(row["value"]) > 1000}
    read = Reader(desk(*SAMPLE, "--format", "html"))
    shown = set(read.words)
    for row in rows:
        if row["denominator"] not in ("", "0"):
            assert f"{row['numerator']}/{row['denominator']}" in shown
        elif row["value"].isdigit() and row["figure"] not in seconds:
            assert row["value"] in shown


def test_a_workbook_goes_to_a_file_or_a_pipe(desk, tmp_path):
    desk(*SAMPLE, "--format", "xlsx", "--output", tmp_path / "r.xlsx")
    written = (tmp_path / "r.xlsx").read_bytes()
    piped = desk.run(f"complaintctl {' '.join(map(str, SAMPLE))} --format xlsx")
    assert piped.stdout == written
    assert sum(len(sheet._charts) for sheet in openpyxl.load_workbook(io.BytesIO(written))) >= 4


def test_a_workbook_is_not_for_terminals(desk):
    code, seen = desk.terminal("report", "--format", "xlsx")
    assert code == 2
    assert "--output" in seen
    assert "PK" not in seen


def test_without_the_extra_the_sentence_names_it(desk, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    desk("report", "--output", "r.xlsx", "--format", "xlsx", code=1)
    assert "complaintctl[excel]" in desk.err


def test_lists_and_answers_never_load_what_makes_pages():
    code = (
        "import sys, complaintctl.cli.commands.reporting as r; print({'jinja2', 'openpyxl', 'rich'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "set()\n"


def test_it_is_printed_on_a4(tmp_path):
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if not browser:
        pytest.skip("no Chromium here to print with")
    page, paper = tmp_path / "r.html", tmp_path / "r.pdf"
    page.write_text(book_html.document(BOOK), "utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={paper}"]
    subprocess.run([browser, *options, page.as_uri()], capture_output=True, timeout=60, check=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper.read_bytes())
    assert boxes
    assert {(round(float(width)), round(float(height))) for width, height in boxes} == {(595, 842)}


def test_a_spreadsheet_program_opens_it(tmp_path):
    office = shutil.which("soffice")
    if not office:
        pytest.skip("no LibreOffice here to open it with")
    (tmp_path / "r.xlsx").write_bytes(book_xlsx.document(of(CHANNELS), AT))
    options = ["--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to", "pdf"]
    done = subprocess.run([office, *options, "r.xlsx"], cwd=tmp_path, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")


def test_a_csv_opens_in_a_spreadsheet_and_runs_nothing(desk, tmp_path):
    """csv-bom and csv-formula; numbers below nothing stay numbers."""
    desk.register("--assign")
    desk("assign", 1, "--handler", "=1+1")
    desk("adjust", "rnd", "-4", "--reason", "@SUM(1)", "--as", boss(desk))
    asked = ("report", "--format", "csv", "--section", "points", "--by", "handler")
    desk(*asked, "--output", tmp_path / "r.csv")
    written = (tmp_path / "r.csv").read_bytes().decode()
    assert written == "\ufeff" + desk(*asked)
    values = {value for row in csv.reader(io.StringIO(written)) for value in row}
    assert {"'=1+1", "'@SUM(1)", "-4"} <= values
    assert not values & {"=1+1", "@SUM(1)"}


def boss(desk):
    desk("staff", "add", "王总", "--role", "general_manager")
    return "王总"


def test_a_dash_is_standard_output_as_in_export(desk):
    asked = ("report", "--section", "volume", "--format", "csv")
    assert desk(*asked, "--output", "-") == desk(*asked)
    assert not (desk.folder / "-").exists()
