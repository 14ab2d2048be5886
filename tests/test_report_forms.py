"""The report as people look at it: what stands first, what is drawn, and that nothing is cut off in any form."""

from dataclasses import replace

import pytest

from complaintctl.render import book_markdown, book_table
from complaintctl.render.book import Book, Cell, Chapter, Headline, Sheet
from complaintctl.render.strokes import bar, gauge, pareto, sparkline
from complaintctl.render.text import room

HOSTILE = "<b>&\"'</b> | =1+1 [red]熄火[/] \x1b[31m\u202e`_x_`"


def count(number):
    return Cell(str(number), number, "count", tone="" if number else "faint")


def share(part, whole):
    return Cell(f"{part * 100 / whole:.1f} %", part / whole, "rate", f"{part}/{whole}")


CHANNELS = Sheet(
    "By channel",
    ["Channel", "Received", "Share"],
    [
        [Cell("phone"), count(6), share(6, 8)],
        [Cell("来信投诉"), count(2), share(2, 8)],
        [Cell("app"), count(0), share(0, 8)],
    ],
    chart="bars",
    bar=1,
)
CAUSES = Sheet(
    "Causes",
    ["Cause", "Cases", "Cumulated"],
    [[Cell("leak"), count(5), share(5, 8)], [Cell("noise"), count(3), share(8, 8)]],
    chart="pareto",
    bar=1,
    line=2,
)
MONTHS = Sheet(
    "By month",
    ["Month", "Received", "Share"],
    [[Cell(f"2026-{month:02d}"), count(number), share(number, 8)] for month, number in enumerate((2, 0, 8), start=1)],
    chart="trend",
    bar=1,
)
STEPS = Sheet(
    "Kept",
    ["Step", "Judged", "In time"],
    [[Cell("contact"), count(200), share(199, 200)], [Cell("resolve"), count(4), Cell("–", None, "rate")]],
    chart="gauges",
    bar=2,
)
PERIODS = Sheet(
    "",
    ["Figure", "2026-10", "2026-09", "Change", ""],
    [
        [Cell("Satisfied"), share(3, 4), share(1, 2), Cell("+25.0 pp", 0.25, "rate", signed=True), Cell("better")],
        [Cell(HOSTILE), count(1), count(0), Cell("+1", 1, "count", signed=True), Cell("")],
    ],
    upright=True,
)
HEADLINES = [
    Headline("Received", count(8), Cell("+3", 3, "count", signed=True)),
    Headline("Satisfied", share(3, 4), Cell("+25.0 pp", 0.25, "rate", tone="better", signed=True), "better"),
    Headline("Overdue", Cell("2", 2, "count", tone="alarm")),
]
BOOK = Book(
    "en",
    "Complaints 2026-10",
    "Before: 2026-09",
    "As things stood",
    HEADLINES,
    [
        Chapter("Summary", [PERIODS]),
        Chapter("Volume", [MONTHS, CHANNELS, CAUSES]),
        Chapter("Deadlines", [STEPS], [f"Mind {HOSTILE}"]),
    ],
)
LIMITED = replace(
    BOOK, limits=[f"Only department {HOSTILE}, by how the cases stand now: a sentence longer than a line."]
)


def terminal(*sheets, width=80, colour=False):
    book = Book("en", "T", "", "", [], [Chapter("C", sheets)])
    return "\n".join(book_table.lines(book, width=width, colour=colour)).split("\n")


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_the_report_fits_the_terminal_and_leaves_nothing_out(width):
    lines = list(book_table.lines(LIMITED, width=width, colour=False))
    assert max(map(room, lines)) <= min(width, book_table.WIDEST)
    shown = "".join("".join(lines).split())
    for chapter in BOOK.chapters:
        for sheet in chapter.sheets:
            for cells in sheet.rows:
                assert all("".join(cell.text.split()) in shown for cell in cells if cell.text.isprintable())
    assert "…" not in shown


def test_the_headlines_come_first_and_say_what_to_think_of_them():
    lines = list(book_table.lines(BOOK, width=80, colour=False))
    assert lines[3].split() == ["Received", "Satisfied", "Overdue"]
    assert lines[4].split() == ["8", "75.0", "%", "2"]
    assert lines[5].split() == ["+3", "+25.0", "pp", "better"]


def test_colours_only_repeat_what_the_words_say():
    coloured = "\n".join(book_table.lines(BOOK, width=80, colour=True))
    assert "\x1b[32m+25.0 pp better" in coloured
    assert "\x1b[1;31m2" in coloured
    assert "\x1b" not in "".join(book_table.lines(BOOK, width=80, colour=False))


def test_tables_stand_side_by_side_where_there_is_room():
    def places(width):
        lines = terminal(CHANNELS, CAUSES, width=width)
        return [index for index, line in enumerate(lines) if "By channel" in line or "Causes" in line]

    assert len(places(120)) == 1
    assert len(places(60)) == 2


def test_columns_that_find_no_room_go_on_below():
    wide = Sheet("Wide", ["Key", *(f"Figure{n}" for n in range(12))], [[Cell("a"), *map(count, range(100, 112))]])
    lines = terminal(wide, width=40)
    assert all(any(str(number) in line for line in lines) for number in range(100, 112))
    assert sum(line.startswith("a ") for line in lines) > 1


def test_a_trend_ends_with_its_course():
    lines = terminal(MONTHS)
    (course,) = (line for line in lines if "▁" in line and "█" in line)
    assert course.split() == ["▃▁█", "▃▁█"]


def test_a_pareto_chart_dots_the_sum_so_far():
    shown = [line.rpartition("%")[2].strip() for line in terminal(CAUSES) if "noise" in line or "leak" in line]
    assert [line.count("•") for line in shown] == [0, 1]
    assert max(map(len, shown)) == len(shown[1])


@pytest.mark.parametrize(
    ("share", "drawn"), [(None, ""), (0, ""), (1 / 1000, "▏"), (0.5, "████"), (0.49, "███▉"), (1, "████████")]
)
def test_a_bar_is_drawn_to_an_eighth_and_something_is_never_nothing(share, drawn):
    assert bar(share, 8) == drawn


@pytest.mark.parametrize(
    ("share", "drawn"), [(None, ""), (0, "░░░░"), (0.001, "█░░░"), (0.999, "███░"), (0.5, "██░░"), (1, "████")]
)
def test_a_gauge_is_full_only_where_nothing_is_missing(share, drawn):
    assert gauge(share, 4) == drawn


def test_strokes():
    assert sparkline([0, 1, None, 7]) == "▁▂ █"
    assert sparkline([0, 0]) == "▁▁"
    assert pareto(0.5, 0.75, 8) == "████ •"
    assert pareto(0.5, 0.5, 8) == "████"


def test_markdown_reads_well_as_it_comes():
    text = "\n".join(book_markdown.lines(BOOK))
    assert text.startswith("# Complaints 2026-10\n\nBefore: 2026-09\n\n- Received: **8** (+3)\n")
    assert "- Satisfied: **75.0 %** (+25.0 pp better)" in text
    assert "| Satisfied | 75.0 % (3/4) | 50.0 % (1/2) | +25.0 pp | better |" in text
    assert "| phone | 6 | 75.0 % |" in text
    assert "\x1b" not in text
    assert text.count("<") == text.count("\\<")


@pytest.mark.parametrize("width", [40, 60, 80])
def test_headings_break_before_words_and_numbers_never(width):
    rows = [[Cell("Customer service centre"), Cell("25h 32m", 91920, "seconds"), count(1234567)]]
    sheet = Sheet("", ["Department", "Mean time until an answer", "Cases that were received"], rows)
    shown = "\n".join(terminal(sheet, width=width))
    assert "25h 32m" in shown
    assert "1234567" in shown
    assert ("Customer service centre" in shown) == (width >= 60)
    assert ("Mean time until an answer" in shown) == (width >= 80)


def test_a_short_chinese_heading_stays_whole():
    rows = [[Cell("研发部"), count(2), Cell("C20260902-0002 C20260904-0001 C20260910-0001")]]
    assert "理由" in "\n".join(terminal(Sheet("", ["部门", "理由", "件数"], rows), width=40))


@pytest.mark.parametrize(("name", "begins"), [("r.html", "<!"), ("r.json", "{"), ("r.csv", "\ufeff"), ("r", "# ")])
def test_the_file_s_name_tells_the_form(desk, name, begins):
    desk.register()
    desk("report", "--output", desk.folder / name)
    assert (desk.folder / name).read_text("utf-8").startswith(begins)


@pytest.mark.parametrize("command", ["report", "export"])
def test_a_form_that_is_not_written_is_not_passed_off_as_one(desk, command):
    desk(command, "--output", desk.folder / "r.pdf", code=2)
    assert not (desk.folder / "r.pdf").exists()
