"""The same rows in every form a file may have, and files that are not what they seem."""

import io
import json
import sys
from datetime import date, datetime, time

import pytest
from desk import Desk
from openpyxl import Workbook

HEADER = ("external_id", "content", "received_at", "channel", "category", "phone")
ROWS = [
    ("1", "Nobody called back", "2026-11-02 10:00", "phone", "service", "13800138000"),
    ("2", "两行\n内容, “引号”", "2026-11-03 09:30", "微信", "产品", "010-12345678"),
]
NAMES = "external_id content received_at channel category phone extra".split()


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def objects(rows=ROWS, names=HEADER):
    return [dict(zip(names, row, strict=True)) for row in rows]


def workbook(*sheets):
    """A workbook of these sheets, each a title and rows."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def told(desk, data, name, *options, code=0):
    """Import a file of this name; the answer as json."""
    file = desk.folder / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return json.loads(desk("import", file, "--format", "json", *options, code=code))


def cases(desk):
    """What the register holds, by the names the files above have."""
    return [{name: case[name] for name in NAMES} for case in desk.json("export", "--reveal")]


def expected(desk):
    """The same rows as from a plain table."""
    first, second = objects()
    assert cases(desk) == [
        first | {"received_at": "2026-11-02T02:00:00Z", "extra": {}},
        second | {"received_at": "2026-11-03T01:30:00Z", "channel": "wechat", "category": "product", "extra": {}},
    ]


FORMS = [
    pytest.param("a.jsonl", "".join(json.dumps(each) + "\n" for each in objects()), id="jsonl"),
    pytest.param("a.ndjson", "\ufeff" + "\r\n\r\n".join(map(json.dumps, objects())), id="jsonl-bom-blank-lines"),
    pytest.param("a.json", json.dumps(objects()), id="json"),
    pytest.param("a.json", json.dumps(objects(), indent=2, ensure_ascii=False).encode("utf-16"), id="json-utf16"),
    pytest.param(
        "a.json", json.dumps({"made": {"by": "crm"}, "tags": [], "rows": objects(), "n": 2}), id="json-within"
    ),
    pytest.param("a.xlsx", workbook(("Sheet", [HEADER, *ROWS])), id="xlsx"),
    pytest.param("a.dat", workbook(("Sheet", [HEADER, *ROWS])), id="xlsx-by-its-look"),
    pytest.param("a.json", "".join(json.dumps(each) + "\n" for each in objects()), id="jsonl-called-json"),
    pytest.param("a.dat", json.dumps(objects()), id="json-by-its-look"),
    pytest.param("a.dat", "".join(json.dumps(each) + "\n" for each in objects()), id="jsonl-by-its-look"),
]


@pytest.mark.parametrize(("name", "data"), FORMS)
def test_every_form_gives_the_same_cases(desk, name, data):
    assert told(desk, data, name)["imported"] == 2
    expected(desk)


@pytest.mark.parametrize(("name", "data"), FORMS)
def test_standard_input_is_told_by_its_first_bytes(desk, name, data):
    desk("import", "-", stdin=data if isinstance(data, bytes) else data.encode())
    expected(desk)


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_an_export_with_everything_comes_back_equal(desk, tmp_path, form):
    rows = [
        {"content": "a", "received_at": "2026-03-02 09:00", "channel": "web", "cause": "service/attitude",
         "flags": ["media", "safety"], "tags": ["a;b", "c, d"], "amount": 1234.5, "affected": 3, "customer": "王芳",
         "department": "service_centre", "assigned_at": "2026-03-02 09:20", "resolved_at": "2026-03-03 10:00",
         "solution": "=1+1", "remedy": "refund", "cost": 99.9, "revisited_at": "2026-03-04 10:00", "satisfied": True,
         "score": 5, "closed_at": "2026-03-04 11:00", "outcome": "satisfied", "extra": {"content": "x", "n": "1"}},
        {"content": "b\tc\\n", "received_at": "2026-11-02 09:00", "channel": "phone", "category": "suggestion",
         "priority": "high", "source": "crm", "external_id": "7", "note": None},
    ]  # fmt: skip
    told(desk, json.dumps(rows), "a.json")
    before = desk("export", "--reveal", "--format", form)
    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other")
    answer = told(other, before, f"b.{form}")
    assert (answer["imported"], answer["columns"]["left_out"][:1]) == (2, ["number"])
    assert other("export", "--reveal", "--format", form) == before
    assert other("show", "0302-1", "--reveal").count("n: 1") == 1


# -- objects --------------------------------------------------------------------------------------------


def test_names_may_come_and_go_from_object_to_object(desk):
    rows = [{**objects()[0], "colour": "red"}, {**objects()[1], "size": 12.0, "big": True, "list": [1, "x"]}]
    assert told(desk, "\n".join(map(json.dumps, rows)), "a.jsonl")["columns"]["kept"] == [
        "colour", "size", "big", "list",
    ]  # fmt: skip
    assert [case["extra"] for case in cases(desk)] == [
        {"colour": "red"},
        {"size": "12", "big": "true", "list": '[1, "x"]'},
    ]


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_what_is_nested_is_kept_as_the_json_it_is(desk, form):
    nested = '{"id": 12, "rate": 0.10, "big": 12345678901234567890, "ok": true, "none": null, "in": {"a": [1, "1"]}}'
    row = json.dumps(objects()[0])[:-1] + f', "meta": {nested}, "list": [1, [true]], "extra": {{"a": {{"n": 1}}}}}}'
    told(desk, row if form == "jsonl" else f"[{row}]", f"a.{form}")
    (case,) = cases(desk)
    assert case["extra"] == {"a": '{"n": 1}', "meta": nested, "list": "[1, [true]]"}


@pytest.mark.parametrize("row", [objects()[0], objects()[0] | {"flags": ["media"], "meta": {"a": 1}}])
def test_one_object_may_stand_on_one_line_or_on_many(desk, tmp_path, row):
    told(desk, json.dumps(row), "a.json")
    (tmp_path / "b").mkdir()
    (tmp_path / "c").mkdir()
    other, piped = Desk(tmp_path / "b"), Desk(tmp_path / "c")
    told(other, json.dumps(row, indent=2), "a.json")
    piped("import", "-", stdin=json.dumps(row, indent=2))
    assert cases(desk) == cases(other) == cases(piped)


def test_one_object_on_many_lines_is_given_back_as_it_was(desk):
    row = json.dumps(objects()[0] | {"channel": "pigeon", "n": 0.10}, indent=2)
    desk.folder.joinpath("a.json").write_text(row)
    desk("import", desk.folder / "a.json", "--skip-bad", "--rejects", desk.folder / "bad.json", code=1)
    (back,) = desk.folder.joinpath("bad.json").read_text().splitlines()
    assert json.loads(back) == json.loads(row) | {"line": 1, "reason": json.loads(back)["reason"]}


def test_of_several_objects_on_one_line_the_bad_one_is_told_by_its_place(desk):
    good, bad = objects()[0], objects()[1] | {"channel": "pigeon"}
    answer = told(desk, json.dumps([good, bad]), "a.json", code=1)
    assert [(error["line"], error["object"], error["column"]) for error in answer["errors"]] == [(1, 2, "channel")]
    desk("import", desk.folder / "a.json", code=1)
    assert "a.json:1: object 2: channel: " in desk.err
    answer = told(desk, json.dumps([good, bad], indent=1), "a.json", code=1)
    assert ["object" in error for error in answer["errors"]] == [False]
    log = [{"id": 1, "at": "2026-11-02", "content": "a"}, {"id": 1, "content": "a"}]
    answer = told(desk, json.dumps(log), "log.json", "--events", code=1)
    assert answer["errors"][0]["object"] == 2


@pytest.mark.parametrize("between", ["", "\ufeff"])
def test_a_mark_at_the_seam_of_two_files_is_told(desk, between):
    row = ",".join(ROWS[0])
    data = f"{','.join(HEADER)}\n{row}\n{between}{','.join(HEADER)}\n{row}\n"
    (error,) = told(desk, data, "a.csv", code=1)["errors"]
    assert (error["line"], "the header again" in error["message"]) == (3, True)
    data = f"{','.join(HEADER)}\n{row}\n\ufeff{row}\n"
    (error,) = told(desk, data, "a.csv", code=1)["errors"]
    assert (error["line"], "byte order mark" in error["message"]) == (3, True)


@pytest.mark.parametrize(
    ("bad", "column", "said"),
    [
        ("{", None, "The line is no JSON."),
        ("[1]", None, "no object"),
        ('"x"', None, "no object"),
        ('{"content": "\\ud800"}', None, "half"),
        ('{"phone": ["1", "2"]}', "phone", "a list or an object"),
        ('{"phone": {"a": 1}}', "phone", "a list or an object"),
        ('{"phone": 1.38001E+10}', "phone", "lost its digits"),
        ('{"channel": 5}', "channel", "“5” is not known"),
        ('{"flags": ["media", "purple"]}', "flags", "“purple” is not known"),
        ("{" * 3000, None, "no JSON"),
        ('{"a":' * 50_000, None, "no JSON"),
    ],
)
def test_a_bad_line_is_a_bad_row(desk, bad, column, said):
    good = objects()[0]
    if column is not None:
        bad = json.dumps(good)[:-1] + ", " + bad[1:]
    answer = told(desk, f"{json.dumps(objects()[1])}\n{bad}\n", "a.jsonl", code=1)
    (error,) = [error for error in answer["errors"] if said in error["message"]]
    assert (error["line"], error["column"]) == (2, column)
    assert (answer["read"], answer["rejected"]) == (2, 1)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "The file is empty."),
        ("[]", None),
        ('{"rows": [{"content": 1}], "more": [{"content": 1}]}', "no array of objects, or more than one"),
        ('"text"', "no array of objects"),
        ('[\n{"content": "a"},\n{"content": "b"', "Line 3: the JSON goes no further"),
        ('[\n{"content": "a"}\n{"content": "b"}]', "Line 3: the JSON goes no further"),
        ('[{"content": "a"}] x', "Line 1: the JSON goes no further"),
        ('{"rows": {', "Line 1: the JSON goes no further"),
        ("[" * 100_000, "Line 1: the JSON goes no further"),
    ],
)
def test_json_that_is_no_table_is_told_in_one_sentence(desk, data, said):
    answer = told(desk, data, "a.json", code=1 if said else 0)
    assert answer["imported"] == 0
    assert [said in error["message"] for error in answer["errors"]] == ([True] if said else [])


def test_an_array_larger_than_what_is_read_at_once_keeps_its_lines(desk):
    rows = [{**objects()[0], "external_id": str(n), "content": "长" * 20_000} for n in range(60)]
    rows[0]["channel"] = rows[55]["channel"] = "pigeon"
    answer = told(
        desk, "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]", "a.json", code=1
    )
    assert [(error["lines"], error["column"]) for error in answer["errors"]] == [([2, 57], "channel")]


def test_extra_columns_in_whatever_order_are_what_their_events_make_them(desk):
    told(desk, ",".join([*HEADER, "b", "a"]) + "\n" + ",".join([*ROWS[0], "1", "2"]) + "\n", "a.csv")
    desk("verify")


# -- workbooks ------------------------------------------------------------------------------------------


def test_csv_excel_cells_of_a_workbook_are_read_as_they_are_shown(desk):
    rows = [
        ["2026年投诉台账"],
        [],
        ["编号", "投诉内容", "受理时间", "渠道", "类别", "联系电话", "score", "resolved_at", "Qty", "Ok", "At"],
        [
            1,
            "x",
            datetime(2026, 11, 2, 9, 30),
            "电话",
            "产品",
            13800138000,
            5.0,
            datetime(2026, 11, 3),
            1.5,
            True,
            time(9, 5),
        ],
        [2.0, "y", date(2026, 11, 3), "电话", "产品", "010-1", None, None, None, None, None],
        [None, " ", None],
    ]
    answer = told(desk, workbook(("说明", [["请勿修改"]]), ("台账", rows)), "a.xlsx", "--timezone", "UTC")
    assert (answer["read"], answer["imported"]) == (2, 2)
    first, second = desk.json("export", "--reveal")
    assert (first["external_id"], first["phone"], first["score"]) == ("1", "13800138000", 5)
    assert (first["received_at"], first["resolved_at"]) == ("2026-11-02T09:30:00Z", "2026-11-03T00:00:00Z")
    assert first["extra"] == {"Qty": "1.5", "Ok": "true", "At": "09:05:00"}
    assert (second["external_id"], second["received_at"]) == ("2", "2026-11-03T00:00:00Z")


def test_a_row_of_values_that_looks_like_a_header_is_none(desk):
    rows = [["number", "kind", "received_at", "channel"], ["1", "complaint", "2026-11-02", "phone"]]
    told(desk, workbook(("S", rows)), "a.xlsx", code=1)
    assert "No column of the file is known as content; it has: number, kind" in desk.err


@pytest.mark.parametrize(
    ("cell", "column", "said"),
    [
        (44030119900101123456, "phone", "lost its digits"),
        (46328.5, "received_at", "--serial-dates"),
        ("never", "received_at", "is not a date"),
    ],
)
def test_a_bad_cell_of_a_workbook_is_told_by_its_row(desk, cell, column, said):
    row = [cell if name == column else value for name, value in objects()[0].items()]
    answer = told(desk, workbook(("S", [HEADER, [], row])), "a.xlsx", code=1)
    (error,) = answer["errors"]
    assert (error["line"], error["column"]) == (3, column)
    assert said in error["message"]


def test_a_sheet_can_be_named(desk):
    data = workbook(("一", [HEADER, ROWS[0]]), ("二", [HEADER, ROWS[1]]))
    told(desk, data, "a.xlsx", "--sheet", "二")
    assert [case["external_id"] for case in cases(desk)] == ["2"]
    assert "一, 二" in desk.error("import", desk.folder / "a.xlsx", "--sheet", "三", code=2)["message"]


def test_without_the_package_one_sentence_names_the_extra(desk, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    file = desk.folder / "a.xlsx"
    file.write_bytes(workbook(("S", [HEADER])))
    desk("import", file, code=1)
    assert "complaintctl[excel]" in desk.err


# -- what else is said of a file ------------------------------------------------------------------------


def test_columns_can_be_named_where_there_is_no_header(desk):
    rows = "\n".join(";".join(f'"{cell}"' for cell in row) for row in ROWS)
    told(desk, rows, "a.csv", "--columns", ",".join(HEADER))
    expected(desk)


def test_columns_of_a_workbook_can_be_named(desk):
    told(desk, workbook(("S", ROWS)), "a.xlsx", "--columns", "编号,投诉内容,受理时间,渠道,类别,联系电话")
    expected(desk)


@pytest.mark.parametrize(
    ("cell", "instant"),
    [("46328", "2026-11-01T16:00:00Z"),
     ("46328.5", "2026-11-02T04:00:00Z"), ("46328.39583333", "2026-11-02T01:30:00Z"),
     ("2026-11-02", "2026-11-01T16:00:00Z")],
)  # fmt: skip
def test_serial_dates_are_read_when_asked_for(desk, cell, instant):
    told(desk, f"content,received_at,channel,category\nx,{cell},phone,service\n", "a.csv", "--serial-dates")
    assert desk.json("list")[0]["received_at"] == instant


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("~$a.xlsx", b"\x05owner", "the lock that Excel keeps"),
        ("a.xlsx", b"PK\x03\x04 of another kind", "no Excel workbook that can be read"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "old Excel workbook (xls)"),
        ("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "old Excel workbook (xls)"),
        ("a.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "This is a PDF"),
        ("a.csv", b"\xef\xbb\xbf  <html><table>", "web page"),
        ("a.json", b"version https://git-lfs.github.com/spec/v1\n", "Git LFS"),
        ("a.csv", b"/annex/objects/SHA256E-s1234--0123abcd.csv\n", "git-annex"),
        ("a.csv", b"SQLite format 3\0" + bytes(100), "SQLite database"),
        ("a.csv.gz", b"\x1f\x8b\x08\0\0\0\0\0", "compressed"),
        ("a.xlsx", workbook(("S", [])), "The file is empty."),
        ("a.xlsx", workbook(("S", [["when", "what"], [1, 2]])), "No column of the file is known as content"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",  # a workbook's bytes hold the second it was made in
)
def test_what_is_something_else_is_told_for_what_it_is(desk, name, data, said):
    file = desk.folder / name
    file.write_bytes(data)
    before = desk.content()
    desk("import", file, code=1)
    assert said in desk.err
    assert len(desk.err.strip().splitlines()) <= 2
    assert desk.content() == before


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.xls"])
def test_a_workbook_by_another_name_is_read(desk, name):
    assert told(desk, workbook(("S", [HEADER, *ROWS])), name)["imported"] == len(ROWS)


def test_a_table_that_is_called_a_workbook_is_read(desk):
    assert told(desk, "content,received_at,channel,category\nx,2026-11-02,phone,service\n", "a.xlsx")["imported"] == 1


def test_a_directory_is_told_for_what_it_is(desk):
    desk("import", desk.folder, code=1)
    assert "Is a directory" in desk.err


def test_a_header_alone_is_no_mistake(desk):
    answer = told(desk, "content,received_at,channel,category\n", "a.csv")
    assert (answer["read"], answer["imported"]) == (0, 0)
    desk("import", desk.folder / "a.csv")
    assert "no rows below its header" in desk.err


def test_rows_of_blanks_are_passed_over_and_counted(desk):
    rows = f"{','.join(HEADER)}\n,,,,,\n{','.join(ROWS[0])}\n , ,,,,\n\n"
    answer = told(desk, rows, "a.csv")
    assert (answer["read"], answer["imported"], answer["empty"]) == (1, 1, 2)


def test_a_header_within_the_file_is_told(desk):
    text = f"\ufeff{','.join(HEADER)}\n{','.join(ROWS[0])}\n"
    answer = told(desk, text + text, "a.csv", code=1)
    assert [(error["line"], "header again" in error["message"]) for error in answer["errors"]] == [(3, True)]


@pytest.mark.parametrize(
    ("name", "options"),
    [("a.json", ("--columns", "a,b")), ("a.csv", ("--sheet", "S")), ("a.csv", ("--columns", " , "))],
)
def test_what_can_not_be_meant_of_this_form_is_a_usage_error(desk, name, options):
    (desk.folder / name).write_text("[]" if name == "a.json" else "content\nx\n")
    desk.error("import", desk.folder / name, *options, code=2)


def test_a_file_that_is_not_there_is_told_in_the_same_words_on_both_streams(desk):
    answer = desk.json("import", desk.folder / "none.csv", code=1)
    assert answer["errors"][0]["message"] == json.loads(desk.err)["error"]["message"]
    assert "Errno" not in desk.err
