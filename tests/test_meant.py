"""Codes and names as people say them, wherever they are typed (language.md, Values)."""

import pytest

from complaintctl.words.vocabulary import Term, causes, closed, fitting, near
from tests.builders import a_policy
from tests.desk import CUSTOMER, WHAT


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("phone", ["phone"]), ("PHONE", ["phone"]), ("ｐｈｏｎｅ", ["phone"]), (" phone ", ["phone"]),
        ("电话", ["phone"]), ("hotline", ["phone"]), ("pho", ["phone"]), ("store book", ["store_book"]),
        ("store-book", ["store_book"]), ("we", ["web", "wechat", "weibo"]), ("web", ["web"]), ("pigeon", []), ("", []),
        ("\u200bphone\ufeff", ["phone"]),
    ],
)  # fmt: skip
def test_a_code_is_meant_by_itself_its_names_or_how_they_begin(typed, codes):
    terms = closed("phone web wechat weibo store_book".split(), {"phone": ("hotline",)})
    assert [term.code for term in fitting(typed, terms)] == codes


def test_a_whole_name_goes_before_what_begins_with_it():
    terms = [Term("rnd", ("研发部",)), Term("lab", ("研发部实验室",))]
    assert [term.code for term in fitting("研发部", terms)] == ["rnd"]
    assert [term.code for term in fitting("研发", terms)] == ["rnd", "lab"]


@pytest.mark.parametrize(
    ("typed", "paths"),
    [
        ("产品", ["product"]), ("产品/质量", ["product/quality"]), ("产品 › 质量 › 漏水", ["product/quality/leak"]),
        ("product/质量", ["product/quality"]),
        ("Product / Quality", ["product/quality"]), ("漏水", ["product/quality/leak"]),
        ("产品/质", ["product/quality"]),
        ("产品／质量／别的", ["product/quality/别的"]), ("天气", []), ("/", []),
        ("态度", ["service/attitude"]),
    ],
)  # fmt: skip
def test_a_cause_is_meant_level_by_level_or_by_its_last_one(typed, paths):
    rows = [
        {"path": "product/quality", "label": {"en": "Quality", "zh": "质量"}},
        {"path": "product/quality/leak", "label": {"en": "Leaks", "zh": "漏水"}},
        {"path": "service/attitude", "label": {"en": "Attitude", "zh": "态度"}},
    ]
    categories = closed(["product", "service", "suggestion", "other"])
    assert causes(typed, [a_policy(cause=rows)], categories) == paths


@pytest.mark.parametrize(
    ("typed", "found"),
    [("陈力", ["陈立"]), ("Jon", ["John"]), ("jhon", ["John"]), ("陈磊", []), ("王力", []), ("Mary", []), ("John", [])],
)
def test_a_name_is_near_one_that_sounds_or_looks_alike(typed, found):
    assert near(typed, ["陈立", "John", "刘洋"]) == found


@pytest.fixture
def crew(desk):
    for name, login in (("陈立", "chenli"), ("王小芳", "fang"), ("王小明", "ming")):
        desk("staff", "add", name, "--login", login, "--department", "研发部", "--role", "经理")
    return desk


@pytest.mark.parametrize(
    ("option", "typed", "field", "code"),
    [
        ("--channel", "电话", "channel", "phone"), ("--channel", "pho", "channel", "phone"),
        ("--channel", "公众号", "channel", "wechat"), ("--preferred-channel", "E-Mail", "preferred_channel", "email"),
        ("--category", "服务", "category", "service"), ("--kind", "咨询", "kind", "enquiry"),
        ("--flag", "人身安全", "flags", ["safety"]), ("--flag", "涉及安全", "flags", ["safety"]),
        ("--flag", "媒体、律师", "flags", ["media", "lawyer"]), ("--cause", "产品", "cause", "product"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_case_is_registered_in_words(desk, option, typed, field, code, lang):
    desk("register", *CUSTOMER, *WHAT, option, typed, "--lang", lang)
    assert desk.case()[field] == code


def test_what_was_meant_is_said_back_where_it_isnt_what_the_reader_is_shown(crew):
    crew.register()
    crew("assign", 1, "--to", "研发", "--handler", "小芳", "--lang", "zh")
    assert "“研发”理解为：" in crew.err
    assert "“小芳”理解为：王小芳。" in crew.err
    case = crew.case()
    assert (case["department"], case["handler"]) == ("rnd", "王小芳")
    for line in (("--to", "研发部"), ("--to", "rnd"), ("--to", "RND"), ("--handler", "陈立")):
        crew("assign", 1, *line, "--lang", "zh")
        assert "理解为" not in crew.err, line
    crew("assign", 1, "--to", "研发", "--quiet")
    assert crew.err == ""


def test_every_word_list_is_taken_wherever_it_stands(crew):
    crew.register("--flag", "安全")
    crew("assign", 1, "--to", "研发部", "--handler", "chenli")
    assert crew.case()["handler"] == "陈立"
    crew("priority", 1, "高", "--grade", "重大", "--reason", "x")
    crew("told", 1, "--who", "总经")
    crew("extend", 1, "解决", "--to", "12月5日", "--reason", "x", "--as", "陈立")
    crew.register()
    crew("assign", 2, "--to", "研发部")
    crew("resolve", 2, "--solution", "已换", "--remedy", "换货", "--responsibility", "产品", "--cause", "产品")
    case = crew.case(2)
    assert (case["remedy"], case["responsibility"], crew.case()["priority"]) == ("replacement", "product", "high")
    assert [len(crew.json("list", "--all", *line)) for line in (
        ("--status", "已解决"), ("--department", "研发"), ("--handler", "陈"), ("--flag", "安全"), ("--cause", "产品"),
        ("--priority", "高"), ("--channel", "微信"),
    )] == [1, 2, 1, 1, 1, 1, 0]  # fmt: skip
    crew("close", 2, "--outcome", "客户撤回", "--reason", "x")
    assert crew.case(2)["outcome"] == "withdrawn"
    assert "summary" in crew.json("report", "--section", "概要")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("register", *CUSTOMER, *WHAT, "--channel", "we"), 2),
        (("register", *CUSTOMER, *WHAT, "--channel", "鸽子"), 2),
        (("register", *CUSTOMER, *WHAT, "--flag", "没有"), 1),
        (("register", *CUSTOMER, *WHAT, "--cause", "天气/下雨"), 1),
        (("assign", "1", "--to", "没有部"), 1),
        (("assign", "1", "--handler", "小"), 1),
        (("list", "--status", "没有"), 2),
        (("staff", "edit", "没有", "--role", "agent"), 1),
    ],
)
def test_what_fits_several_or_none_is_refused(crew, line, code):
    crew.register()
    crew.error(*line, code=code)


def test_a_refusal_lists_the_readers_words_with_their_codes(desk):
    desk("list", "--channel", "鸽子", "--lang", "zh", code=2)
    assert "电话 (phone)" in desk.err
    desk("list", "--channel", "we", "--lang", "zh", code=2)
    assert "微信 (wechat)" in desk.err


def test_a_name_near_somebodys_is_told_and_taken_as_it_is(crew):
    crew.register()
    crew("assign", 1, "--handler", "陈力")
    assert "陈立" in crew.err
    assert crew.case()["handler"] == "陈力"
    crew("assign", 1, "--handler", "外面的人")
    assert crew.err == ""
