"""What stands in the cells of other people's files: nothing of it goes in wrongly, or is left out, in silence."""

import shlex

import pytest

HEAD = "编号,投诉内容,受理时间,渠道,类别,联系电话\n"
ROW = "{},门坏了,2026-11-03 09:30,电话,产品,{}\n"
IN_JSON = '"id":"1", "content":"x", "received_at":"2026-11-03", "channel":"web", "category":"product"'
NOTHING = "编号,投诉内容,受理时间,渠道,类别,联系电话,手机,标签,门店\n"


@pytest.mark.parametrize("word", ["NULL", "N/A", "-", "\\N"])
def test_what_stands_for_nothing_says_nothing_anywhere(intake, word):
    rows = [f"{word},门坏了,2026-11-03,电话,产品,{word},13900139000,急;{word},{word}\n"] * 2
    answer, cases = intake(NOTHING + "".join(rows), "--empty", word)
    assert (answer["imported"], answer["skipped"], answer["without_id"]) == (2, 0, 2)
    assert {(case["phone"], case["external_id"], *case["tags"], *case["extra"]) for case in cases} == {
        ("13900139000", None, "急")
    }


@pytest.mark.parametrize("word", ["NULL", "/", "无", "n/a"])
def test_what_stands_for_nothing_makes_no_two_rows_the_same(intake, word):
    row = ROW.format(word, "13800138000")
    answer, cases = intake(HEAD + row + row, code=1)
    assert (answer["rejected"], answer["skipped"], cases) == (2, 0, [])
    intake.desk("import", "-", stdin=HEAD + row + row, code=1)
    assert f"--empty {shlex.quote(word)}" in intake.desk.err


def test_what_may_stand_for_nothing_is_told_where_it_is_taken(intake):
    text = HEAD.replace("联系电话", "客户姓名") + "".join(map(ROW.format, "123", "无无丽"))
    answer, _ = intake(text)
    assert answer["perhaps_empty"] == [{"column": "客户姓名", "value": "无", "rows": 2}]
    intake.desk("import", "-", "--source", "b", stdin=text)
    assert "客户姓名: “无” (2 rows); if it stands for nothing, say --empty '无'." in intake.desk.err


@pytest.mark.parametrize(
    ("a", "b", "tags"),
    [('["p", "q"]', '["r"]', ["p", "q", "r"]), ('"p;q"', "null", ["p", "q"]), ('["\\u200bp", null]', '"p"', ["p"])],
)
def test_lists_are_joined_by_their_members(intake, a, b, tags):
    text = f'[{{{IN_JSON}, "A":{a}, "B":{b}}}]'
    _, (case,) = intake(text, "--map", "A+B=tags", name="a.json")
    assert case["tags"] == tags


def test_an_object_is_no_tag(intake):
    text = f'[{{{IN_JSON}, "tags":[{{"name":"p"}}]}}]'
    answer, _ = intake(text, name="a.json", code=1)
    assert "is a list or an object where one value belongs" in answer["errors"][0]["message"]


def test_what_cannot_be_seen_is_spelled_out_where_it_matters(intake):
    answer, _ = intake(HEAD + "1,门坏了,2026-1\u200b1-03,电话,产品,\n", code=1)
    assert answer["errors"][0]["message"] == "“2026-1<U+200B>1-03” is not a date or time."


@pytest.mark.parametrize("deep", [31, 46, 3000])
def test_the_header_may_be_said_to_stand_at_any_depth(intake, deep):
    text = "".join(f"a line with a few words, the {n}.\n" for n in range(1, deep)) + HEAD + ROW.format("1", "")
    answer, _ = intake(text, "--header", deep)
    assert (answer["imported"], answer["above"]) == (1, deep - 1)
    bad, _ = intake(text + "2,x,x,x,x,\n", "--header", deep, code=1)
    assert bad["errors"][0]["line"] == deep + 2


@pytest.mark.parametrize("title", ["a\u2028b", "a\x0bb", "a\x85b", "a\x1cb"])
def test_what_only_looks_like_a_line_end_counts_for_none(intake, title):
    answer, _ = intake(f"{title}\n" + HEAD + ROW.format("1", ""))
    assert (answer["imported"], answer["above"]) == (1, 1)


def test_where_no_header_is_found_one_is_told_how_to_say_where_it_is(intake):
    intake.desk("import", "-", stdin="a,b\n" * 40 + HEAD, code=1)
    assert "--header LINE" in intake.desk.err


@pytest.mark.parametrize(
    ("name", "text", "options"),
    [("a.csv", HEAD, ("--columns", "external_id,content")), ("a.json", f"[{{{IN_JSON}}}]", ())],
)
def test_a_header_is_said_where_there_can_be_one(intake, name, text, options):
    intake.desk("import", "-", "--input", name[2:], "--header", 1, *options, stdin=text, code=2)
    assert "--header" in intake.desk.err.splitlines()[0]


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.txt", "a.json", "a.jsonl", "a.xlsx", "a.xls", "a.dat", "a"])
@pytest.mark.parametrize(
    "text",
    [
        HEAD + ROW.format("1", ""),
        (HEAD + ROW.format("1", "")).replace(",", "\t"),
        (HEAD + ROW.format("1", "")).replace(",", ";").encode("gbk"),
        f"[{{{IN_JSON}}}]",
        f"{{{IN_JSON}}}\n",
    ],
)
def test_a_file_is_what_it_shows_itself_to_be_whatever_it_is_called(intake, name, text):
    answer, _ = intake(text, name=name)
    assert answer["imported"] == 1


@pytest.mark.parametrize(
    ("path", "held", "tags"),
    [
        ("labels.name", '[{"name": "p"}, {"name": "q"}]', ["p", "q"]),
        ("labels.1.name", '[{"name": "p"}, {"name": "q"}]', ["q"]),
        ("labels.all.name", '{"all": [{"name": "p"}]}', ["p"]),
        ("labels.name", "[]", []),
        ("labels.name", '{"name": null}', []),
    ],
)
def test_a_path_leads_into_arrays_too(intake, path, held, tags):
    _, (case,) = intake(f'[{{{IN_JSON}, "labels": {held}}}]', "--map", f"{path}=tags", name="a.json")
    assert case["tags"] == tags


def test_a_path_that_leads_nowhere_is_told(intake):
    text = f'[{{{IN_JSON}, "via": {{"channel": "web"}}}}]'
    intake.desk("import", "-", "--map", "via.chanel=channel", stdin=text, code=2)
    assert "no column “via.chanel”" in intake.desk.err
