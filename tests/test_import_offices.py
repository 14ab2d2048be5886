"""Text files as offices have them (import.md): nothing goes in wrongly, or is left out, in silence."""

import pytest

HEAD = "编号,投诉内容,受理时间,渠道,类别,联系电话\n"
ROW = "{},门坏了,2026-11-03 09:30,电话,产品,{}\n"


@pytest.mark.parametrize("written", ['"=""0013"""', "'0013", "0013", " 0013 ", "\u200b0013\ufeff", "\xa00013\u3000"])
def test_one_id_has_one_identity_however_it_was_written(intake, written):
    intake(HEAD + ROW.format("0013", "13800138000"))
    answer, cases = intake(HEAD + ROW.format(written, "13800138000"))
    assert (answer["imported"], answer["skipped"], len(cases)) == (0, 1, 1)
    assert cases[0]["external_id"] == "0013"


@pytest.mark.parametrize(
    "phone", ['"=""13800138000"""', "'13800138000", "'+86 138 0013 8000", "\u200e13800138000\u200e"]
)
def test_a_phone_is_taken_without_what_was_put_around_it(intake, phone):
    _, (case,) = intake(HEAD + ROW.format("1", phone))
    assert case["phone"].replace(" ", "").removeprefix("+86") == "13800138000"


@pytest.mark.parametrize(
    "above",
    [
        "投诉登记表\n",
        "投诉登记表,,,,,\n2026年11月,,,,,\n",
        "# made by hand\n# for November\n",
        "\n\n",
        "sep=,\n",
        '"a\nb"\n',
    ],
)
def test_the_header_is_looked_for_below_titles_and_remarks(intake, above):
    answer, cases = intake(above + HEAD + ROW.format("1", "13800138000"))
    assert (answer["imported"], cases[0]["content"]) == (1, "门坏了")
    bad, _ = intake(above + HEAD + "2,门坏了,昨天吧,电话,产品,\n", code=1)
    assert bad["errors"][0]["line"] == above.count("\n") + 2


def test_the_header_is_where_it_is_said_to_be(intake):
    text = "类别,投诉内容,受理时间,渠道\nid,what,when,how,about\n1,门坏了,2026-11-03,phone,product\n"
    options = ("--map", "what=content", "--map", "when=received_at", "--map", "how=channel", "--map", "about=category")
    answer, _ = intake(text, "--header", 2, *options)
    assert answer["imported"] == 1
    intake.desk("import", "-", "--header", 9, stdin=HEAD, code=1)
    assert "There is no header in line 9." in intake.desk.err


@pytest.mark.parametrize("ends", [",,", ",,,,"])
def test_blank_columns_and_rows_at_the_end_are_passed_over(intake, ends):
    answer, cases = intake(HEAD + ROW.format("1", "").rstrip("\n") + ends + "\n,,,,,\n\0,\0,,,,\n")
    assert (answer["imported"], answer["empty"], len(cases)) == (1, 2, 1)
    answer, _ = intake(HEAD.rstrip("\n") + ends + "\n" + ROW.format("2", ""))
    assert (answer["imported"], answer["columns"]["kept"]) == (1, [f"column {7 + n}" for n in range(len(ends))])


@pytest.mark.parametrize(
    "row", ["合计,,,,,\n", "总计,12,,,,\n", "Total,,,3,,\n", "注：以上为11月,,,,,\n", ",小计：,,,5,\n"]
)
def test_totals_and_notes_are_told_and_left_out(intake, row):
    answer, cases = intake(HEAD + ROW.format("1", "") + row)
    assert (answer["imported"], answer["totals"], len(cases)) == (1, 1, 1)


@pytest.mark.parametrize("row", ["合计,门坏了,2026-11-03,电话,产品,\n", "9,合计,2026-11-03,电话,产品,\n"])
def test_a_row_that_says_more_is_no_total(intake, row):
    answer, cases = intake(HEAD + row)
    assert (answer["imported"], answer["totals"], len(cases)) == (1, 0, 1)


@pytest.mark.parametrize("ends", ["\r\n\t{}\n\n", "  {}  ", "\u200b{}\ufeff"])
def test_content_begins_and_ends_with_its_words(intake, ends):
    said = "门坏了\n很急"
    _, (case,) = intake(HEAD + f'1,"{ends.format(said)}",2026-11-03,电话,产品,\n')
    assert case["content"] == said


def test_unseen_characters_within_a_text_are_kept(intake):
    _, (case,) = intake(HEAD + "1,门\u200b坏了,2026-11-03,电话,产品,\n")
    assert case["content"] == "门\u200b坏了"


@pytest.mark.parametrize("title", ["\u200b受理时间", "受理时间\xa0", "\ufeff受理\u200e时间", "受理 时间"])
def test_a_header_is_known_with_what_cannot_be_seen(intake, title):
    answer, _ = intake(HEAD.replace("受理时间", title) + ROW.format("1", ""))
    assert answer["imported"] == 1


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ('"Wed, 2 Oct 2013 10:15:50 +0300"', "2013-10-02T07:15:50Z"), ("20261103093000", "2026-11-03T01:30:00Z"),
        ("202611030930", "2026-11-03T01:30:00Z"), ("2026-11-03 01:30 UTC", "2026-11-03T01:30:00Z"),
        ("2026-11-03 01:30:00 GMT", "2026-11-03T01:30:00Z"), ("2026-11-03 星期二", "2026-11-02T16:00:00Z"),
        ("2026-11-03（周二） 09:30", "2026-11-03T01:30:00Z"),
        ("2026-11-02 20:30 America/New_York", "2026-11-03T01:30:00Z"),
    ],
)  # fmt: skip
def test_times_are_read_as_programs_write_them(intake, written, utc):
    _, (case,) = intake(HEAD + ROW.format("1", "").replace("2026-11-03 09:30", written))
    assert case["received_at"] == utc


@pytest.mark.parametrize("written", ["1762137000", "1762137000000"])
def test_seconds_since_1970_are_read_where_that_is_said(intake, written):
    text = HEAD + ROW.format("1", "").replace("2026-11-03 09:30", written)
    bad, _ = intake(text, code=1)
    assert "--unix-times" in bad["errors"][0]["message"]
    _, (case,) = intake(text, "--unix-times")
    assert case["received_at"] == "2025-11-03T02:30:00Z"


@pytest.mark.parametrize("word", ["NULL", "\\N", "-", "/", "无", "N/A", "0000-00-00 00:00:00"])
def test_a_word_for_nothing_is_empty_where_that_is_said(intake, word):
    text = HEAD.replace("联系电话", "客户姓名,解决时间") + f"1,门坏了,2026-11-03,电话,产品,{word},{word}\n"
    bad, _ = intake(text, code=1)
    assert bad["rejected"] == 1
    _, (case,) = intake(text, "--empty", word.lower())
    assert (case["customer"], case["resolved_at"]) == (None, None)


def test_repeated_columns_of_a_list_are_its_members(intake):
    text = "id,content,received_at,channel,category,Labels,Labels,Labels\n1,x,2026-11-03,web,product,a,b;c,\n"
    _, (case,) = intake(text)
    assert case["tags"] == ["a", "b", "c"]


def test_joined_columns_of_a_list_are_joined_as_lists(intake):
    text = "id,content,received_at,channel,category,A,B\n1,x,2026-11-03,web,product,a b,c\n"
    _, (case,) = intake(text, "--map", "A+B=tags")
    assert case["tags"] == ["a b", "c"]


def test_of_two_columns_for_the_same_the_filled_one_is_taken(intake):
    text = "编号,投诉内容,受理时间,渠道,类别,联系电话,手机\n" + "".join(
        f"{n},门坏了,2026-11-03,电话,产品,{one},{other}\n"
        for n, (one, other) in enumerate([("", "13900139000"), ("13800138000", ""), ("13800138000", "13900139000")], 1)
    )
    _, cases = intake(text)
    assert [(case["phone"], case["extra"]) for case in cases] == [
        ("13900139000", {}), ("13800138000", {}), ("13800138000", {"手机": "13900139000"}),
    ]  # fmt: skip


def test_what_stands_in_a_nested_object_is_named_by_its_path(intake):
    text = '[{"id":"1","content":"x","received_at":"2026-11-03","via":{"channel":"web"},"category":"product"}]'
    _, (case,) = intake(text, "--map", "via.channel=channel", name="a.json")
    assert case["channel"] == "web"


@pytest.mark.parametrize("between", [" / ", "、", ";", "/", " 或 "])
def test_two_phones_in_one_cell_are_both_kept_and_found(intake, between):
    _, (case,) = intake(HEAD + ROW.format("1", f'"13800138000{between}13900139000"'))
    assert case["phone"] == f"13800138000{between}13900139000"
    for phone in ("13800138000", "139 0013 9000", "9000"):
        assert [row["number"] for row in intake.desk.json("search", phone)] == [case["number"]], phone
    for phone in ("13800138000", "+86 139-0013-9000"):
        assert case["number"] in intake.desk("customer", "show", phone)


def test_what_is_masked_names_what_would_show_it(intake):
    answer, _ = intake(HEAD + ROW.format("1", "138****8000"), code=1)
    assert "--reveal" in answer["errors"][0]["message"]
