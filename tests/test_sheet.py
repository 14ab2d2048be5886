"""The complaint sheet to print and sign: what stands on it, harmless in every form, one page of A4."""

import re
import shutil
import subprocess
from html.parser import HTMLParser

import pytest

from complaintctl.render.paper import Cell, Grid, Log, Paper, Signatures
from complaintctl.render.paper_html import page
from complaintctl.render.paper_text import markdown_lines, text_lines
from tests.test_cli_mainline import resolved

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</p></main><h1>",
    "</style><link rel=stylesheet href=//evil>",
    "&lt;b&gt; &amp;",
    "javascript:alert(1)",
    "\x1b[31mred\x1b[0m \x00 \u202eevil",
    "# heading\n- list\n| a | b |\n```",
]
TAGS = frozenset({
    "html", "head", "meta", "title", "style", "body", "main", "header", "div", "p", "h1", "h2", "span", "b", "section",
    "label", "hr", "table", "thead", "tbody", "tr", "th", "td", "footer",
})  # fmt: skip


def paper(text, *choices):
    return Paper(
        "en", text, text, text, text, text,
        [
            Grid(
                text,
                [Cell(text, text, 2), Cell(text, choices=(text, *choices), ticked=text), Cell(text, lines=3)],
            ),
            Log(text, [text] * 4, [[text] * 4], spare=2),
            Signatures(text, text, [text] * 4, text),
        ],
        text,
    )  # fmt: skip


class Reader(HTMLParser):
    """What a browser would see: the tags, their attributes, the words."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.words = set(), set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.words.append(data)


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_was_written_is_shown_as_typed(text):
    html = page(paper(text))
    read = Reader(html)
    assert read.tags <= TAGS
    assert read.attributes <= {"lang", "charset", "http-equiv", "content", "name", "class", "dir"}
    assert not set(re.findall(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", html))
    if text.isprintable():
        assert read.words.count(text) >= 12


def test_the_page_needs_nothing_from_outside():
    html = page(paper("x"))
    assert "default-src 'none'" in html
    assert not re.search(r"https?:|url\(|@import|<script|src=|href=", html)


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_keeps_it_in_its_cell(text):
    lines = list(markdown_lines(paper(text)))
    assert not [line for line in lines if re.search(r"(?<!\\)<(?!br>)", line)]
    assert not [line for line in lines if "\x1b" in line or "\x00" in line]
    starts = {line.lstrip("\n")[:1] for line in lines} - {""}
    assert starts <= {"#", "|", "\\", *text[:1], *'\u241b&j"'}


def test_text_of_several_lines_stays_together():
    lines = list(text_lines(paper("one\ntwo")))
    assert "\x00" not in "".join(lines)
    assert any(line.strip() == "two" for line in lines)


def test_boxes_are_ticked_and_lines_left():
    text = "\n".join(text_lines(paper("yes", "no")))
    assert "☑ yes  ☐ no" in text
    assert "____" in text
    assert page(paper("yes", "no")).count("ticked") == len(re.findall(r"\.ticked", page(paper("yes")))) + 1


def test_the_sheet_tells_the_case(desk):
    number = resolved(desk, "--read-back", "--demand", "换一扇门", "--email", "a@b.cn", "--ref", "沪A12345")
    desk("note", number, "--note", "这是内部的", "--private")
    told = {number, "王小明", "13800138000", "a@b.cn", "沪A12345", "门坏了", "换一扇门", "换了一扇门", "小李", "已联系"}
    forms = [("text", "en"), ("text", "zh"), ("markdown", "en"), ("markdown", "zh"), ("html", "en"), ("html", "zh")]
    sheets = [desk("sheet", number, "--format", form, "--lang", lang) for form, lang in forms]
    for sheet in sheets:
        assert {words for words in told if words not in sheet} == set()
        assert "这是内部的" not in sheet
        assert "99.5" not in sheet
    assert "客户投诉信息反馈单" in sheets[1]
    assert "General manager" in sheets[0]
    assert "☑ yes" in sheets[0]


def test_a_customers_answer_stands_on_the_sheet_until_a_new_round_begins(desk):
    number = resolved(desk)
    desk("revisit", number, "--satisfied", "--score", 4, "--comment", "不错", COMPLAINTCTL_USER="小陈")
    sheet = desk("sheet", number)
    assert "☑ satisfied" in sheet
    assert "☑ 4" in sheet
    assert "不错" in sheet
    desk("reopen", number, "--reason", "又坏了")
    sheet = desk("sheet", number)
    assert "Round 2" in sheet
    assert "☑ satisfied" not in sheet
    assert "换了一扇门" not in sheet.partition("Solution\n")[2]


def test_what_was_taken_back_does_not_stand_on_the_sheet(desk):
    desk.register("--assign")
    desk("contact", 1, "--note", "打错了")
    desk("undo", 1)
    assert "打错了" not in desk("sheet", 1)


@pytest.mark.parametrize(
    ("form", "box"), [("text", "☐ phone"), ("markdown", "☐ phone"), ("html", '<span class="box">phone')]
)
def test_a_blank_sheet_needs_no_number(desk, form, box):
    sheet = desk("sheet", "--blank", "--format", form)
    for words in (box, "regulator", "compensation", "third party", "Signatures"):
        assert words in sheet
    assert "C2026" not in sheet


def test_a_blank_sheet_may_carry_a_number(desk):
    number = desk.register()
    sheet = desk("sheet", number, "--blank")
    assert number in sheet
    assert "王小明" not in sheet
    desk("sheet", 7, "--blank", code=3)


def test_the_sheet_of_no_case(desk):
    desk("sheet", code=2)
    assert "--blank" in desk.err
    desk("sheet", 7, code=3)


def test_forms_of_the_sheet(desk):
    number = desk.register()
    assert desk("sheet", number) == desk("sheet", number, "--format", "text")
    assert desk("sheet", number, "--format", "html").startswith("<!DOCTYPE html>")
    assert desk("sheet", number, COMPLAINTCTL_FORMAT="tsv") == desk("sheet", number)
    desk("sheet", number, "--format", "csv", code=2)


def test_looking_at_the_sheet_changes_nothing(desk):
    desk.register()
    before = desk.content()
    desk("sheet", 1, "--format", "html")
    assert desk.content() == before


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.mark.skipif(not (CHROMIUM and shutil.which("pdfinfo")), reason="needs chromium and pdfinfo (poppler-utils)")
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("which", ["filled", "open", "blank"])
def test_printed_it_is_one_page_of_a4(desk, tmp_path, which, lang):
    if which == "filled":
        content = "提车两天后左前门铰链断裂，车门无法关闭，一个月内第二次维修。" * 3
        number = resolved(desk, "--content", content, "--demand", "更换车门，赔偿误工费。")
        desk("revisit", number, "--satisfied", "--score", 5, "--comment", "很好" * 20, COMPLAINTCTL_USER="小陈")
        desk("close", number)
    else:
        number = desk.register("--assign")
    words = ("--blank",) if which == "blank" else (number,)
    html, pdf = tmp_path / "sheet.html", tmp_path / "sheet.pdf"
    html.write_text(desk("sheet", *words, "--format", "html", "--lang", lang), "utf-8")
    subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
            "--no-pdf-header-footer", f"--print-to-pdf={pdf}", html.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    told = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout
    assert re.search(r"Pages:\s+1\n", told)
    assert "A4" in told
