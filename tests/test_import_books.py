"""Workbooks as offices have them (import.md): sheets, titles, merged cells, errors, formats, other kinds."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from tests.desk import Desk

HEAD = ("编号", "投诉内容", "受理时间", "渠道", "类别", "联系电话")


def row(number, *, phone="13800138000", what="门坏了"):
    return (number, what, "2026-11-03 09:30", "电话", "产品", phone)


def book(*sheets, change=lambda _: None):
    """A workbook of these sheets (name, rows); `change` is given it before it is saved."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for each in rows:
            sheet.append(each)
    change(made)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


@pytest.fixture
def office(desk: Desk, tmp_path):
    """Takes a workbook in; gives its answer as json, and the cases by their ids."""

    def take(data, *options, code=0, name="calls.xlsx"):
        file = tmp_path / name
        file.write_bytes(data)
        answer = desk.json("import", file, *options, code=code)
        return answer, {case["external_id"]: case for case in desk.json("list", "--all", "--reveal")}

    take.desk = desk
    return take


def test_all_visible_sheets_of_the_same_columns_are_read_and_the_others_told(office):
    def hide(made):
        made["隐藏"].sheet_state = "hidden"

    months = [(f"{n}月", [HEAD, row(f"{n}-1"), row(f"{n}-2")]) for n in (9, 10, 11)]
    data = book(("隐藏", [HEAD, row("h")]), *months, ("说明", [("怎么填", "示例")]), ("空", []), change=hide)
    answer, cases = office(data)
    assert (answer["imported"], sorted(cases)) == (6, ["10-1", "10-2", "11-1", "11-2", "9-1", "9-2"])
    assert answer["sheets"]["read"] == ["9月", "10月", "11月"]
    assert answer["sheets"]["left_out"] == [
        {"name": "隐藏", "why": "hidden"}, {"name": "空", "why": "empty"}, {"name": "说明", "why": "other-columns"},
    ]  # fmt: skip
    answer, _ = office(data, "--sheet", "隐藏")
    assert (answer["imported"], answer["sheets"]["read"]) == (1, ["隐藏"])
    answer, _ = office(data, "--sheet", "all")
    assert (answer["imported"], answer["skipped"]) == (0, 7)


def test_a_mistake_names_its_sheet(office):
    answer, _ = office(book(("9月", [HEAD, row("1")]), ("10月", [HEAD, row("2", what="")])), code=1)
    (error,) = answer["errors"]
    assert (error["sheet"], error["line"]) == ("10月", 2)


def test_one_id_on_two_sheets_is_one_case_or_a_mistake(office):
    answer, _ = office(book(("9月", [HEAD, row("1")]), ("10月", [HEAD, row("1")])))
    assert (answer["imported"], answer["skipped"]) == (1, 1)
    answer, _ = office(book(("9月", [HEAD, row("2")]), ("10月", [HEAD, row("2", what="别的")])), code=1)
    assert answer["errors"][0]["message"].startswith("“2” stands in line 2 already")


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!"])
def test_an_error_cell_is_a_bad_row_that_names_it(office, error):
    def spoil(made):
        made["S"]["F3"].value = error
        made["S"]["F3"].data_type = "e"

    answer, cases = office(book(("S", [HEAD, row("1"), row("2")]), change=spoil), code=1)
    assert f"F3 holds the error {error}" in answer["errors"][0]["message"]
    assert not cases


def test_the_same_characters_in_a_text_file_are_text(office):
    answer, cases = office((",".join(HEAD) + "\n1,#N/A,2026-11-03,电话,产品,\n").encode(), name="a.csv")
    assert (answer["imported"], cases["1"]["content"]) == (1, "#N/A")


def test_a_formula_that_was_never_calculated_is_told(office):
    answer, _ = office(book(("S", [HEAD, ("1", '="门"&"坏了"', "2026-11-03", "电话", "产品", "")])), code=1)
    assert "B2 holds a formula that was never calculated" in answer["errors"][0]["message"]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [(123, "00000", "00123"), (123, "0", "123"), (13800138000, "0", "13800138000"),
     (13800138000.0, "General", "13800138000"),
     (1234567, "000-0000", "123-4567"), (7, '"C"0000', "C0007")],
)  # fmt: skip
def test_a_number_is_the_text_that_its_format_shows(office, value, form, shown):
    def formatted(made):
        made["S"]["A2"].number_format = form

    _, cases = office(book(("S", [HEAD, row(value)]), change=formatted))
    assert list(cases) == [shown]


def test_cells_merged_over_rows_give_each_row_their_value(office):
    def merge(made):
        made["S"].merge_cells("C2:C4")
        made["S"].merge_cells("E3:E4")

    rows = [HEAD, row("1"), ("2", "a", None, "电话", "服务", ""), ("3", "b", None, "电话", None, "")]
    answer, cases = office(book(("S", rows), change=merge))
    assert answer["imported"] == 3
    assert {case["received_at"] for case in cases.values()} == {"2026-11-03T01:30:00Z"}
    assert [cases[n]["category"] for n in "123"] == ["product", "service", "service"]


@pytest.mark.parametrize("above", [0, 1, 4, 14])
def test_titles_stand_above_the_header(office, above):
    titles = [("客户投诉登记表",), ("2026年11月", None, "制表：刘洋")] * 7
    answer, cases = office(book(("S", [*titles[:above], HEAD, row("1"), ("合计", 1), ("注：手工登记",)])))
    assert (answer["imported"], answer["totals"], answer["above"], list(cases)) == (1, 2, above, ["1"])


def test_of_two_header_rows_the_names_are_taken(office):
    def merge(made):
        sheet = made["S"]
        for ref in ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2"):
            sheet.merge_cells(ref)
        sheet.merge_cells("F1:G1")

    first, second = (*HEAD[:5], "客户", None), (None, None, None, None, None, "姓名", "手机")
    data = book(
        ("S", [first, second, ("1", "门坏了", "2026-11-03", "电话", "产品", "王小明", 13800138000)]), change=merge
    )
    _, cases = office(data)
    assert (cases["1"]["customer"], cases["1"]["phone"]) == ("王小明", "13800138000")


def ods(rows):
    """An OpenDocument spreadsheet of one sheet."""
    table = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in each
        )
        + "</table:table-row>"
        for each in rows
    )
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return data.getvalue()


@pytest.mark.parametrize("name", ["calls.ods", "calls.xlsx"])
def test_an_open_document_is_read(office, name):
    answer, cases = office(ods([HEAD, row("1"), row("2")]), name=name)
    assert (answer["imported"], sorted(cases)) == (2, ["1", "2"])


def test_a_password_is_told(office):
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    answer, _ = office(locked, code=1)
    assert answer["errors"][0]["message"] == "This workbook has a password."


def test_an_error_row_is_rejected_with_its_cells(office, tmp_path):
    def spoil(made):
        made["S"]["F3"].value = "#N/A"
        made["S"]["F3"].data_type = "e"

    data = book(("S", [HEAD, row("1"), row("2")]), change=spoil)
    answer, _ = office(data, "--skip-bad", "--rejects", tmp_path / "bad.csv", code=1)
    assert answer["imported"] == 1
    assert "2,门坏了,2026-11-03 09:30,电话,产品,#N/A" in (tmp_path / "bad.csv").read_text("utf-8-sig")
