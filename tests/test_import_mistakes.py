"""Mistakes of a file told once a kind, with the whole command line that would take it (import.md)."""

import shlex

import pytest
from test_import_real_files import at_hand

from complaintctl.intake.orders import Fit, NoOnlyOrder, only, told
from tests.desk import Desk

HEAD = "编号,投诉内容,受理时间,渠道,类别\n"


@pytest.fixture
def office(desk: Desk, tmp_path):
    def take(text, *options, code=1, name="calls.csv"):
        file = tmp_path / name
        file.write_text(text, "utf-8")
        desk("import", file, *options, code=code)
        return desk.err

    take.desk, take.file = desk, tmp_path / "calls.csv"
    return take


def way_in(said):
    """The command line that is proposed, taken apart."""
    line = next(line for line in said.splitlines() if line.startswith("  complaintctl import"))
    return shlex.split(line)[1:]


def rows(count, **columns):
    """So many rows that are good but for the columns named."""
    given = {"what": "门坏了", "when": "2026-11-03", "how": "电话", "about": "产品"} | columns
    return "".join(
        f"{n},{given['what']},{given['when']},{given['how']},{given['about']}\n" for n in range(1, count + 1)
    )


def test_a_value_of_a_list_is_told_once_with_its_count_and_how_to_say_it(office):
    said = office(HEAD + rows(212, how="Faxed"))
    assert said.count("Faxed") == 2
    assert f"{office.file}:2: 渠道: “Faxed” is not known; it is one of: phone" in said
    assert "(212 rows)" in said
    assert way_in(said)[-2:] == ["--value", "渠道: Faxed=…"]


def test_a_near_word_is_proposed(office):
    line = way_in(office(HEAD + rows(3, how="Customer Care Call")))
    assert line[-2:] == ["--value", "渠道: Customer Care Call=phone"]
    office.desk(*line)
    assert len(office.desk.json("list")) == 3


def test_a_hundred_thousand_bad_rows_fit_on_a_screen(office):
    said = office(HEAD + "".join(f"{n},门坏了,day {n},fax {n % 60},产品\n" for n in range(5000)))
    assert len(said.splitlines()) < 32
    assert "more kinds of mistakes" in said
    assert "受理时间: “day 0” is not a date or time. (5000 rows; also “day 1”, “day 2”)" in said


def test_all_that_is_missing_is_told_at_once_with_what_could_be_it(office):
    text = "no,story,day\n" + "".join(
        f"{n},The fridge leaks and nobody came although I called twice,2026-11-0{n}\n" for n in range(1, 4)
    )
    said = office(text)
    assert "“content” could be story: “The fridge leaks and nob”" in said
    assert "“received_at” could be day: “2026-11-01”, “2026-11-02”, “2026-11-03”" in said
    line = way_in(said)
    assert line[-8:] == [
        "--map", "story=content", "--map", "day=received_at",
        "--default", "channel=other", "--default", "category=other",
    ]  # fmt: skip
    office.desk(*line)
    assert len(office.desk.json("list")) == 3


@pytest.mark.parametrize("word", ["NULL", "-", "无", "0000-00-00 00:00:00"])
def test_a_word_for_nothing_is_proposed_as_empty(office, word):
    line = way_in(office("投诉内容,受理时间,渠道,类别,解决时间\n" + f"门坏了,2026-11-03,电话,产品,{word}\n" * 3))
    assert line[-2:] == ["--empty", word]


def test_the_orders_that_fit_the_dates_are_told_and_auto_takes_the_only_one(office):
    text = HEAD + "1,a,03/04/2026,电话,产品\n2,a,25/04/2026,电话,产品\n3,a,04/05/2026,电话,产品\n"
    said = office(text)
    assert "受理时间: dates that fit an order: dmy 3/3, mdy 2/3." in said
    assert way_in(said)[-2:] == ["--date-order", "dmy"]
    assert "The dates are read as dmy" in office(text, "--date-order", "auto", code=0)
    assert sorted(case["received_at"][:10] for case in office.desk.json("list")) == [
        "2026-04-02", "2026-04-24", "2026-05-03",
    ]  # fmt: skip


def test_auto_refuses_where_two_orders_fit_or_none(office):
    said = office(HEAD + rows(2, when="03/04/2026"), "--date-order", "auto")
    assert "can't be told" in said
    assert "受理时间: dmy 2/2, mdy 2/2" in said
    office(HEAD + rows(1, when="25/04/2026") + rows(1, when="04/25/2026"), "--date-order", "auto")
    assert office.desk.json("list") == []


@pytest.mark.parametrize(
    ("orders", "found"), [({"dmy": 3, "mdy": 2, "ymd": 0}, "dmy"), ({"dmy": 3, "mdy": 3, "ymd": 0}, None)]
)
def test_the_only_order_is_the_one_that_fits_all(orders, found):
    fit = Fit("Date", 3, orders)
    if found:
        assert only([fit]) == found
        assert told(fit) == "dmy 3/3, mdy 2/3"
    else:
        with pytest.raises(NoOnlyOrder):
            only([fit])
    assert only([]) is None


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_is_told_in_the_readers_language(office, lang):
    said = office(HEAD + rows(2, how="Faxed"), "--lang", lang)
    assert ("行" if lang == "zh" else "rows") in said
    assert way_in(said)


@pytest.mark.parametrize(
    ("name", "gap"),
    [
        ("comcast_telecom_complaints.csv", ""),
        ("car_complain_GBK_crlf_ymd_slash.csv", "open"),
        ("cfpb_2016_mdy_official.csv", "other"),
    ],
)
def test_a_real_file_is_taken_by_the_line_that_its_first_refusal_tells(desk, name, gap):
    path = at_hand(name)
    desk.now = "2026-11-20 10:00"
    desk("import", path, code=1)
    line = [word.replace("…", gap) for word in way_in(desk.err)]
    desk(*line, "--dry-run")
    assert " 0 rejected" in desk.err


def test_a_file_that_isnt_understood_is_gone_through_at_a_terminal(desk, tmp_path):
    """Enter agrees to what the columns are taken for; one is named otherwise; then a trial, then the import."""
    file = tmp_path / "登记.csv"
    file.write_text(
        "序号,客户说了什么,哪天,从哪来,谁\n"
        "1,空调漏水打了三次电话没人来处理,03/04/2026,打过来的,王小明\n"
        "2,冰箱不制冷等了整整一周没有回音,25/04/2026,打过来的,李雷\n",
        "utf-8",
    )
    typed = "\n\n电话\n\n\n\n\n客户姓名\n\n"
    code, seen = desk.terminal("import", str(file), "--lang", "zh", typed=typed, wait="哪一列")
    assert code == 0, seen
    assert "--date-order dmy" in " ".join(seen.split())
    cases = desk.json("list", "--reveal")
    assert sorted((case["customer"], case["channel"]) for case in cases) == [("李雷", "phone"), ("王小明", "phone")]


def test_nothing_comes_in_where_it_isnt_agreed_to(desk, tmp_path):
    file = tmp_path / "a.csv"
    file.write_text(HEAD + rows(2, how="Faxed"), "utf-8")
    code, _ = desk.terminal("import", str(file), typed="phone\nn\n", wait="Faxed")
    assert (code, desk.json("list")) == (130, [])
    code, _ = desk.terminal("import", str(file), "--no-input")
    assert (code, desk.json("list")) == (1, [])


def test_the_way_in_has_no_english_in_chinese(office):
    """What could be missing, and what shows only once that is mended, are worded too."""
    text = "no,故事,日子,status\n" + "".join(
        f"{n},冰箱漏水打了三次电话没人来处理,2026-11-0{n},closed\n" for n in (1, 2)
    )
    said = office(text, "--lang", "zh")
    assert "--untimed keep" in said
    assert not [line for line in said.splitlines() if "could be" in line or line.startswith("Then ")], said


def test_the_same_unknown_word_in_two_columns_is_each_columns_own(office):
    said = office(HEAD + rows(3, how="散客", about="散客"))
    assert way_in(said)[-4:] == ["--value", "渠道: 散客=…", "--value", "类别: 散客=…"]
    assert said.count("--value") == 2 + said.count("Say what it means")
