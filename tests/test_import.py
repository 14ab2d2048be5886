"""Files of others into the register, through the real program: what is read, what is refused, what is counted."""

import json

import pytest
from builders import a_policy
from typer.testing import CliRunner

from complaintctl.cli.app import app
from complaintctl.intake.labels import CLOSED, FLAG
from complaintctl.intake.values import Vocabulary
from complaintctl.locale import catalogue

NOW = "2026-11-21T04:00:00Z"
HEADER = "external_id,content,received_at,channel,category"
ROW = "1,Nobody called back,2026-11-02 10:00,phone,service"


class Desk:
    """The program with a database and a clock of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.file = folder / "c.csv"
        self.env = {
            "COMPLAINTCTL_NOW": NOW,
            "COMPLAINTCTL_DB": str(folder / "c.db"),
            "COMPLAINTCTL_USER": "li",
            "COMPLAINTCTL_LANG": "en",
            "COMPLAINTCTL_FORMAT": "",
        }
        assert self.run("init").exit_code == 0

    def run(self, *arguments, stdin=None):
        return CliRunner().invoke(app, list(arguments), input=stdin, env=self.env)

    def write(self, text, encoding="utf-8"):
        self.file.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))

    def take(self, text, *options, encoding="utf-8"):
        """Import a file of this text; gives what was answered as json."""
        self.write(text, encoding)
        done = self.run("import", str(self.file), "--format", "json", *options)
        return json.loads(done.stdout) if done.stdout else {"exit": done.exit_code, "said": done.stderr}

    def cases(self):
        done = self.run("export", "--reveal", "--format", "json")
        assert done.exit_code == 0, done.stderr
        return json.loads(done.stdout)

    def case(self):
        (case,) = self.cases()
        return case

    def deadlines(self, number):
        shown = json.loads(self.run("show", number, "--format", "json").stdout)
        return {row["step"]: row["state"] for row in shown["deadlines"]}


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def table(*rows, header=HEADER):
    return "\n".join([header, *rows]) + "\n"


# -- encodings and dialects -----------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_gbk_the_same_rows_from_every_encoding(desk, encoding):
    header = "编号,投诉内容,受理时间,渠道,类别,投诉人,联系电话"
    text = table("7,𠮷野家的汤是凉的,2026年11月2日 9:30,电话,产品,䶮先生,13800138000", header=header)
    assert desk.take(text, encoding=encoding)["imported"] == 1
    case = desk.case()
    assert (case["content"], case["customer"], case["channel"], case["category"]) == (
        "𠮷野家的汤是凉的",
        "䶮先生",
        "phone",
        "product",
    )
    assert case["received_at"] == "2026-11-02T01:30:00Z"
    assert case["number"] == "C20261102-0001"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends_are_told_by_the_header(desk, mark, end):
    lines = [HEADER, '1,"two\nlines, and “more”; | here",2026-11-02 10:00,phone,service', ROW.replace("1,", "2,", 1)]
    text = end.join(line.replace(",", mark) if '"' not in line else line for line in lines) + end
    quoted = '"two\nlines, and “more”; | here"'
    text = text.replace(lines[1], mark.join(["1", quoted, "2026-11-02 10:00", "phone", "service"]))
    assert desk.take(text)["imported"] == 2
    assert desk.cases()[0]["content"] == quoted.strip('"')


def test_what_excel_says_of_the_delimiter_is_no_header(desk):
    text = "sep=;\r\n" + table(ROW.replace("2026-11-02 10:00", "x")).replace(",", ";")
    assert [error["line"] for error in desk.take(text)["errors"]] == [3]


def test_a_delimiter_can_be_said(desk):
    assert desk.take(table(ROW).replace(",", "~"), "--delimiter", "~")["imported"] == 1


def test_csv_vanish_errors_name_the_physical_line(desk):
    text = table('1,"a\n\nb",2026-11-02 10:00,phone,service', "", "2,c,2026-11-02 10:00,phone", "3,d,x,phone,service")
    desk.write(text)
    done = desk.run("import", str(desk.file))
    assert done.exit_code == 1
    assert f"{desk.file}:6: The row has 4 cells where the header has 5." in done.stderr
    assert f"{desk.file}:7: received_at: “x” is not a date or time." in done.stderr
    assert "Nothing was imported: 2 of 3 rows" in done.stderr
    assert desk.cases() == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf\r\n", "The file is empty."),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 3\n", "Git LFS"),
        (b"PK\x03\x04 some zip", "Excel workbook"),
        (b'content,received_at\n"half a', "Line 2: a quote is opened and never closed"),
        (b"when,what\n1,2\n", "No column of the file is known as content; it has: when, what."),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0", "this is no text file"),
        (b"content\n" + "中文".encode() + b"\xe4\n", "Line 2: byte 15 of the file (0xE4) can't be read as utf-8."),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(desk, data, sentence):
    desk.write(data)
    done = desk.run("import", str(desk.file))
    assert done.exit_code == 1
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 2
    assert desk.cases() == []


def test_a_file_that_is_not_there_is_refused(desk):
    assert desk.run("import", str(desk.folder / "none.csv")).exit_code == 1


def test_standard_input_is_read_as_well(desk):
    assert desk.run("import", "-", stdin=table(ROW)).exit_code == 0
    assert desk.case()["external_id"] == "1"


# -- columns and values ---------------------------------------------------------------------------------


def test_map_wins_over_names_and_joins_columns(desk):
    header = "No,content,text,Date,Time,channel,category,Status"
    row = "1,kept,taken,22-Apr-15,3:53:50 PM,phone,service,odd"
    maps = ["No=external_id", "text=content", "Date+Time=received_at", "Status="]
    answer = desk.take(table(row, header=header), *(part for each in maps for part in ("--map", each)))
    assert answer["columns"]["used"]["received_at"] == "Date+Time"
    assert answer["columns"]["kept"] == ["content", "Status"]
    case = desk.case()
    assert case["content"] == "taken"
    assert case["received_at"] == "2015-04-22T07:53:50Z"
    assert case["extra"] == {"content": "kept", "Status": "odd"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--map", "nowhere=content"), "no column “nowhere”; it has: external_id, content"),
        (("--map", "content=story"), "there is no “story”"),
        (("--map", "content"), "not COLUMN=NAME"),
        (("--map", "content=content", "--map", "channel=content"), "fill the same name"),
        (("--value", "channel=web"), "not COLUMN: VALUE=code"),
        (("--value", "channel: Fax=fax"), "“fax” is not known"),
        (("--value", "channel: =web"), "What fills empty cells is --default"),
        (("--value", "Canal: Fax=other"), "has: external_id, content, received_at, channel, category.\n"),
        (("--default", "channel=fax"), "“fax” is not known"),
        (("--default", "phone=138****8000"), "--default phone: “138****8000” is masked"),
        (("--default", "colour=red"), "not NAME=VALUE"),
        (("--date-order", "ydm"), ""),
        (("--timezone", "Mars/Olympus"), "no time zone"),
        (("--encoding", "klingon"), "no encoding"),
        (("--delimiter", "ab"), "can't part cells"),
    ],
)
def test_what_can_not_be_meant_is_a_usage_error(desk, options, said):
    desk.write(table(ROW))
    done = desk.run("import", str(desk.file), *options)
    assert done.exit_code == 2, done.stderr
    assert said in done.stderr


def test_values_and_defaults(desk):
    header = "id,content,received_at,Submitted via: how,category"
    rows = ["1,a,2026-11-02,Web: new,service", "2,b,2026-11-02,Fax,", "3,c,2026-11-02,,product"]
    answer = desk.take(
        table(*rows, header=header),
        *("--map", "Submitted via: how=channel", "--value", "Submitted via: how: Web: new=web"),
        *("--default", "channel=other", "--default", "category=service"),
    )
    assert answer["imported"] == 3
    found = [(case["channel"], case["category"]) for case in desk.cases()]
    assert found == [("web", "service"), ("other", "service"), ("other", "product")]


def test_a_value_reaches_the_parts_of_a_list(desk):
    header = "id,content,received_at,channel,category,flags,tags"
    row = "1,a,2026-11-02,web,service,VIP;media,old；x"
    desk.take(
        table(row, header=header),
        *("--value", "flags: VIP=lawyer;safety", "--value", "tags: old=new", "--value", "tags: x="),
    )
    case = desk.case()
    assert (case["flags"], case["tags"]) == (["lawyer", "safety", "media"], ["new"])


def test_a_value_reaches_a_text(desk):
    header = "id,content,received_at,channel,category"
    rows = ["1,c1,2026-11-02,web,service", "2, c2 ,2026-11-02,web,service"]
    desk.take(table(*rows, header=header), "--value", "content: c1=The door is broken")
    assert [case["content"] for case in desk.cases()] == ["The door is broken", "c2"]


def test_fields_may_be_named_as_columns_are(desk):
    header = "id,what,when,category"
    options = ("--map", "what=投诉内容", "--map", "when=受理时间", "--default", "渠道=网页")
    desk.take(table("1,a,2026-11-02 09:00,service", header=header), *options)
    assert (desk.case()["channel"], desk.case()["received_at"]) == ("web", "2026-11-02T01:00:00Z")


@pytest.mark.parametrize("name", ["Date", "日期"])
def test_a_date_is_that_of_receipt_where_nothing_else_says_it(desk, name):
    header = f"id,content,channel,category,{name}"
    desk.take(table("1,a,web,service,2026-11-02", header=header))
    assert desk.case()["received_at"] == "2026-11-01T16:00:00Z"
    answer = desk.take(table("2,a,web,service,2026-11-02,2026-11-03", header=f"{header},受理时间"))
    assert (answer["columns"]["used"]["received_at"], answer["columns"]["kept"]) == ("受理时间", [name])


@pytest.mark.parametrize(
    "header",
    [
        "投诉单号,反馈内容,接诉时间,投诉来源,投诉类型,车主,手机号码,保单号,责任单位,跟进人,满意度得分",
        "Ticket No,Complaint_Details,Date of Complaint,Via,Complaint Type,Client,Mobile No,Policy No,Dept,Owner,CSAT",
        "ＩＤ,投 诉 内 容,受理时间,渠道,类别,投诉人,联系电话,车牌号,责任部门,处理人,满意度",
    ],
)
def test_columns_are_known_by_what_others_call_them(desk, header):
    row = "7,门坏了,2026-11-02 09:30,电话,产品,王芳,13800138000,沪A1,客服中心,小李,5"
    answer = desk.take(table(row, header=header))
    assert (answer["imported"], answer["columns"]["kept"]) == (1, [])
    case = desk.case()
    assert [case[name] for name in ("external_id", "content", "customer", "phone", "ref", "handler", "score")] == [
        "7",
        "门坏了",
        "王芳",
        "13800138000",
        "沪A1",
        "小李",
        5,
    ]


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("channel", "微信", "wechat"),
        ("channel", "E-Mail", "email"),
        ("status", "处理中", "assigned"),
        ("responsibility", "第三方", "third_party"),
        ("flags", "媒体；安全", ["media", "safety"]),
        ("tags", "a、b, c;a", ["a", "b", "c"]),
        ("department", "客服中心", "service_centre"),
        ("amount", "¥1,234.50", 1234.5),
        ("kind", "咨询", "enquiry"),
        ("priority", "紧急", "urgent"),
        ("affected", "12", 12),
        ("affected", "1.0", 1),
        ("ref", "1E5", "1E5"),
        ("status", "On hold", "registered"),
        ("status", "挂起", "registered"),
        ("status", "Reopened", "assigned"),
        ("status", "完成", "closed"),
    ],
)
def test_labels_of_either_language_are_read(desk, field, text, code):
    header = f"id,content,received_at,channel,category,{field}"
    if field == "channel":
        header = "id,content,received_at,channel,category"
        row = f"1,a,2026-11-02,{text},service"
    else:
        row = f'1,a,2026-11-02,phone,service,"{text}"'
    assert desk.take(table(row, header=header), "--untimed", "keep")["imported"] == 1
    assert desk.case()[field] == code


@pytest.mark.parametrize("field", [*CLOSED, "flags"])
def test_every_label_that_is_shown_is_read(field):
    words, vocabulary, zh = CLOSED.get(field, FLAG), Vocabulary(a_policy()), catalogue("zh")
    shown = {(label, code) for code in words for label in (zh(code), code.replace("_", " ").capitalize())}
    shown -= {("未到期", "open")}  # of a deadline; the state of a file's case is called otherwise
    assert {(label, vocabulary.code(field, label)) for label, _ in shown} == shown


def test_blank_cells_are_empty_and_no_customer_is_anonymous(desk):
    desk.take(table("1,a,2026-11-02,phone,service, \t,", header=f"{HEADER},customer,phone"))
    assert desk.case()["customer"] is None


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("phone", "138****8000", "is masked"),
        ("customer", "王*", "is masked"),
        ("phone", "1.38001E+10", "lost its digits"),
        ("score", "9", "no score"),
        ("score", "0", "no score"),
        ("score", "-1", "no score"),
        ("score", "－1", "no score"),
        ("satisfied", "-1", "is not known"),
        ("satisfied", "- 0", "is not known"),
        ("channel", "-12315", "is not known"),
        ("ref", "1.23457E+15", "lost its digits"),
        ("affected", "1.5", "no whole number"),
        ("amount", "1.234", "no sum of money"),
        ("amount", '"12,5"', "no sum of money"),
        ("amount", '"1234,50"', "no sum of money"),
        ("amount", '"1.234,50"', "no sum of money"),
        ("affected", "0", "no whole number"),
        ("channel", "fax", "it is one of: phone web"),
        ("department", "nowhere", "it is one of: service_centre rnd marketing"),
        ("flags", "purple", "is not known"),
        ("received_at", "03/04/2026", "--date-order"),
        ("received_at", "2026-12-24", "in the future"),
        ("received_at", "44000", "is not a date"),
        ("closed_at", "2026-11-01", "closed_at lies before received_at."),
        ("closed_at", "2026-11-02", "without a time of day it means 00:00"),
        ("status", "closed", "--untimed keep"),
        ("outcome", "withdrawn", "--untimed keep"),
    ],
)
def test_a_bad_value_is_a_bad_row(desk, column, value, said):
    given = {"external_id": "1", "content": "a", "received_at": "2026-11-02", "channel": "phone", "category": "service"}
    given |= {"received_at": "2026-11-02 09:00"} if column.endswith("ed_at") else {}
    given |= {column: value}
    answer = desk.take(table(",".join(given.values()), header=",".join(given)))
    assert answer["imported"] == 0
    assert answer["rejected"] == 1
    (error,) = answer["errors"]
    assert (error["line"], error["column"] in (column, "status")) == (2, True)
    assert said in error["message"]


def test_date_order_and_zone_of_the_file(desk):
    header = "id,content,received_at,channel,category"
    desk.take(table("1,a,03/04/2026 08:00,phone,service", header=header), "--date-order", "mdy", "--timezone", "UTC")
    assert desk.case()["received_at"] == "2026-03-04T08:00:00Z"


# -- past cases -----------------------------------------------------------------------------------------

PAST = (
    "id,content,received_at,channel,category,department,assigned_at,contacted_at,resolved_at,revisited_at,satisfied,"
    "score,closed_at,outcome"
)


def test_a_closed_case_comes_with_its_history(desk):
    row = (
        "1,a,2026-03-02 09:00,phone,service,service_centre,2026-03-02 09:20,2026-03-02 10:00,2026-03-03 10:00,"
        "2026-03-04 10:00,yes,5,2026-03-04 11:00,satisfied"
    )
    assert desk.take(table(row, header=PAST))["imported"] == 1
    case = desk.case()
    assert (case["status"], case["outcome"], case["satisfied"], case["score"]) == ("closed", "satisfied", True, 5)
    assert case["contacted_at"] == "2026-03-02T02:00:00Z"
    assert not case["overdue"]
    states = desk.deadlines(case["number"])
    assert states["resolve"] == states["contact"] == states["assign"] == states["revisit"] == "met"
    assert "register" not in states or states["register"] == "cancelled"


def test_a_resolution_meets_the_contact_and_what_has_no_time_is_cancelled(desk):
    row = "1,a,2026-03-02 09:00,phone,service,,,,2026-03-03 10:00,,,,2026-03-04 11:00,withdrawn"
    desk.take(table(row, header=PAST))
    states = desk.deadlines(desk.case()["number"])
    assert (states["contact"], states["resolve"]) == ("met", "met")
    assert {states[step] for step in states.keys() - {"contact", "resolve"}} <= {"cancelled"}


def test_a_department_without_its_time_is_taken_over(desk):
    header = "id,投诉内容,受理时间,渠道,类别,责任部门,处理人"
    assert desk.take(table("1,a,2026-11-20 10:00,电话,服务,客服中心,李", header=header))["imported"] == 1
    case = desk.case()
    assert (case["status"], case["department"], case["handler"], case["assigned_at"]) == (
        "assigned",
        "service_centre",
        "李",
        None,
    )


def test_csv_flood_what_closed_long_ago_is_never_overdue(desk):
    row = "1,a,2020-03-02 09:00,phone,service,,,,,,,,2020-06-04 11:00,"
    desk.take(table(row, header=PAST))
    case = desk.case()
    assert (case["status"], case["outcome"], case["overdue"]) == ("closed", None, False)
    assert desk.run("overdue", "--format", "json").stdout.strip() == "[]"
    assert set(desk.deadlines(case["number"]).values()) <= {"cancelled"}


def test_a_past_state_without_its_time_is_kept_when_asked_for(desk):
    header = f"{HEADER},status"
    rows = ["1,a,2026-03-02,phone,service,已关闭", "2,b,2026-03-02,phone,service,Pending"]
    assert desk.take(table(*rows, header=header))["rejected"] == 2
    assert desk.take(table(*rows, header=header), "--untimed", "keep")["imported"] == 2
    closed, assigned = desk.cases()
    assert (closed["status"], closed["closed_at"], closed["overdue"]) == ("closed", None, False)
    assert (assigned["status"], assigned["assigned_at"]) == ("assigned", None)
    assert desk.run("verify").exit_code == 0


@pytest.mark.parametrize(
    ("given", "status"),
    [({}, "registered"), ({"status": "registered"}, "registered"), ({"status": "assigned"}, "assigned"),
     ({"status": "revisited"}, "registered"), ({"department": "rnd"}, "assigned")],
)  # fmt: skip
def test_a_dissatisfied_revisit_of_what_never_was_assigned_leads_back_to_be_registered(desk, given, status):
    given = {"resolved_at": "2026-03-03", "revisited_at": "2026-03-04", "satisfied": "no"} | given
    row = ",".join(["1,a,2026-03-02 09:00,phone,service", *given.values()])
    assert desk.take(table(row, header=",".join([HEADER, *given])))["imported"] == 1
    case = desk.case()
    assert (case["status"], case["round"], case["satisfied"]) == (status, 2, False)
    assert desk.run("verify").exit_code == 0


@pytest.mark.parametrize(
    ("column", "value", "status"),
    [("assigned_at", "2026-03-02 10:00", "assigned"), ("status", "assigned", "assigned"), ("status", "", "registered")],
)
def test_what_was_assigned_before_is_assigned_in_the_second_round_too(desk, column, value, status):
    """No file need say to whom it was."""
    row = f"1,a,2026-03-02 09:00,phone,service,2026-03-03 10:00,{value}"
    given = f"{HEADER},resolved_at,{column}" if column == "assigned_at" else f"{HEADER},contacted_at,{column}"
    assert desk.take(table(row, header=given), "--untimed", "keep")["imported"] == 1
    if column == "status":
        desk.run("close", "0302-1", "--outcome", "withdrawn", "--reason", "gone")
        assert desk.run("reopen", "0302-1", "--reason", "back").exit_code == 0
    else:
        assert desk.run("revisit", "0302-1", "--dissatisfied").exit_code == 0
    case = desk.case()
    assert (case["status"], case["round"], case["department"]) == (status, 2, None)


@pytest.mark.parametrize(
    ("times", "status"),
    [
        ({}, "registered"),
        ({"assigned_at": "2026-03-02 10:00"}, "assigned"),
        ({"resolved_at": "2026-03-02 10:00"}, "resolved"),
        ({"closed_at": "2026-03-02 10:00"}, None),
    ],
)
def test_open_is_whatever_the_times_say_but_closed(desk, times, status):
    given = {"id": "1", "content": "a", "received_at": "2026-03-02", "channel": "phone", "category": "service"}
    given |= times | {"status": "Open"}
    answer = desk.take(table(",".join(given.values()), header=",".join(given)))
    assert [case["status"] for case in desk.cases()] == ([status] if status else [])
    assert [error["column"] for error in answer["errors"]] == ([] if status else ["status"])


def test_a_dissatisfied_revisit_opens_the_second_round(desk):
    row = "1,a,2026-03-02 09:00,phone,service,,2026-03-02 09:20,,2026-03-03 10:00,2026-03-04 10:00,no,1,,"
    desk.take(table(row, header=PAST))
    case = desk.case()
    assert (case["status"], case["round"], case["satisfied"]) == ("assigned", 2, False)


def test_a_priority_of_the_file_stands_beside_the_rules_own(desk):
    desk.take(table("1,a,2026-11-20 10:00,phone,service,urgent", header=f"{HEADER},priority"))
    case = desk.case()
    assert (case["priority"], case["ruled_priority"]) == ("urgent", "medium")
    desk.run("edit", case["number"], "--flag", "minor", "--reason", "small")
    assert desk.case()["priority"] == "urgent"


def test_rows_count_for_repeats_and_similar_in_the_order_of_the_file(desk):
    header = f"{HEADER},cause,phone"
    rows = [f"{n},a,2026-11-{n:02} 10:00,phone,,service/delivery/late,1380013800{n}" for n in (1, 2, 3)]
    desk.take(table(*rows, header=header))
    assert [case["priority"] for case in desk.cases()] == ["medium", "medium", "high"]


# -- again, all or nothing, trial -----------------------------------------------------------------------


def test_csv_again_a_second_run_imports_nothing(desk):
    rows = [ROW, ROW.replace("1,", "2,", 1)]
    first, second = (desk.take(table(*rows), "--source", "crm") for _ in range(2))
    assert (first["imported"], first["skipped"]) == (2, 0)
    assert (second["imported"], second["skipped"], second["read"]) == (0, 2, 2)
    assert desk.take(table(*rows), "--source", "other")["imported"] == 2


def test_a_repeat_within_a_file_is_skipped_if_equal_and_an_error_if_not(desk):
    answer = desk.take(table(ROW, ROW, ROW.replace("Nobody", "Somebody")))
    (error,) = answer["errors"]
    assert (error["line"], error["column"]) == (4, "external_id")
    assert "line 2" in error["message"]
    answer = desk.take(table(ROW, ROW))
    assert (answer["imported"], answer["skipped"]) == (1, 1)


def test_rows_without_an_id_are_new_each_time_and_warned_about(desk):
    desk.write(table(",a,2026-11-02,phone,service"))
    for _ in range(2):
        done = desk.run("import", str(desk.file))
        assert done.exit_code == 0
        assert "no external_id" in done.stderr
    assert [case["number"] for case in desk.cases()] == ["C20261102-0001", "C20261102-0002"]
    answer = desk.take(table(",a,2026-11-02,phone,service", ROW), "--dry-run")
    assert (answer["imported"], answer["without_id"]) == (2, 1)


def test_one_bad_row_keeps_all_out_and_each_kind_is_told_once(desk):
    rows = [ROW, *(f"{n},a,never,phone,service" for n in range(2, 32))]
    before = (desk.folder / "c.db").read_bytes()
    desk.write(table(*rows))
    done = desk.run("import", str(desk.file))
    assert done.exit_code == 1
    assert done.stderr.count("is not a date or time") == 1
    assert "c.csv:3: received_at: “never” is not a date or time. (30 rows)" in done.stderr
    assert (desk.folder / "c.db").read_bytes() == before


def test_a_refusal_is_one_object_on_each_stream_in_json(desk):
    desk.write(table("1,a,never,phone,service"))
    done = desk.run("import", str(desk.file), "--format", "json")
    assert done.exit_code == 1
    answer = json.loads(done.stdout)
    assert {name: answer[name] for name in ("read", "imported", "skipped", "updated", "rejected")} == {
        "read": 1,
        "imported": 0,
        "skipped": 0,
        "updated": 0,
        "rejected": 1,
    }
    assert json.loads(done.stderr)["error"]["code"] == "bad-rows"


def test_a_trial_writes_nothing(desk):
    before = (desk.folder / "c.db").read_bytes()
    assert desk.take(table(ROW), "--dry-run")["imported"] == 1
    assert (desk.folder / "c.db").read_bytes() == before
    assert desk.cases() == []


def test_numbers_follow_the_day_of_receipt_in_the_policys_zone(desk):
    rows = ["1,a,2026-11-02T16:30:00Z,phone,service", "2,b,2026-11-03T01:00:00+08:00,phone,service"]
    desk.take(table(*rows))
    assert [case["number"] for case in desk.cases()] == ["C20261103-0001", "C20261103-0002"]


def test_the_summary_is_on_stderr_and_quiet_silences_it(desk):
    desk.write(table(ROW, header=HEADER))
    done = desk.run("import", str(desk.file))
    assert done.stdout == ""
    assert "1 rows read, 1 imported" in done.stderr
    assert desk.run("import", str(desk.file), "--quiet").stderr == ""


def test_what_an_option_can_not_mean_is_told_in_the_readers_language(desk):
    desk.write(table(ROW))
    done = desk.run("--lang", "zh", "import", str(desk.file), "--default", "channel=fax")
    assert "“fax”无法识别" in done.stderr
