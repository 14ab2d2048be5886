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


def test_a_label_goes_before_other_words_for_another_code_and_so_do_beginnings():
    terms = [Term("concern", ("隐患",), ("投诉隐患", "苗头")), Term("complaint", ("投诉",), ("隐",))]
    assert [term.code for term in fitting("投", terms)] == ["complaint"]
    assert [term.code for term in fitting("隐", terms)] == ["complaint"]
    assert [term.code for term in fitting("隐患", terms)] == ["concern"]
    assert [term.code for term in fitting("投诉隐", terms)] == ["concern"]


def test_the_policy_in_force_goes_before_earlier_ones_and_filters_look_through_all(desk, tmp_path):
    text = desk("policy", "show", "--toml")
    file = tmp_path / "later.toml"
    file.write_text(text.replace('name = "rnd"', 'name = "lab"').replace('"rnd"', '"lab"'), encoding="utf-8")
    desk.register()
    desk("assign", 1, "--to", "研发部")
    desk("policy", "set", str(file))
    desk.register()
    desk("assign", 2, "--to", "研发部")
    assert [desk.case(number)["department"] for number in (1, 2)] == ["rnd", "lab"]
    assert [len(desk.json("list", "--department", code)) for code in ("rnd", "lab")] == [1, 1]
    refused = desk.error("list", "--department", "研发部", code=1)
    assert refused["code"] == "ambiguous"
    assert "(rnd)" in refused["message"]
    assert "(lab)" in refused["message"]


@pytest.mark.parametrize(
    ("line", "code", "hint"),
    [
        (("list", "--by", "天气"), 2, "部门 (department)"),
        (("report", "--by", "天气"), 2, "渠道 (channel)"),
        (("report", "--section", "天气"), 2, "概要 (summary)"),
        (("policy", "try", "--preset", "天气"), 2, "通用 (general)"),
        (("policy", "set", "--pack", "天气"), 2, "(cn-market)"),
        (("script", "1", "--situation", "天气"), 1, "道歉 (apology)"),
        (("letter", "1", "--kind", "天气"), 1, "(final)"),
        (("register", *CUSTOMER, *WHAT, "--flag", "天气"), 1, "人身安全 (safety)"),
        (("list", "--department", "天气"), 1, "研发部 (rnd)"),
        (("revisit", "1", "--satisfied", "--answer", "天气=5"), 1, "处理是否及时 (speed)"),
    ],
)
def test_every_refusal_lists_what_there_is_by_its_words(desk, line, code, hint):
    desk.register()
    desk("assign", 1, "--to", "rnd")
    desk("contact", 1, "--note", "x")
    desk("resolve", 1, "--solution", "x", "--responsibility", "product", "--cause", "product", "--remedy", "repair")
    desk(*line, "--lang", "zh", code=code)
    assert hint in desk.err


@pytest.mark.parametrize("typed", ["department", "部门", "Department", "DEPARTMENT", "部"])
def test_fields_are_named_by_their_titles_too(desk, typed):
    desk.register()
    desk("assign", 1, "--to", "rnd")
    assert desk.json("list", "--by", typed)[0]["department"] == "rnd"


def test_a_list_is_sorted_by_what_a_column_is_called(desk):
    desk.register()
    for sort in ("优先级", "状态", "编号", "Priority"):
        assert len(desk.json("list", "--sort", sort)) == 1, sort


def test_presets_and_packs_are_named_by_their_labels(desk):
    desk("policy", "set", "--preset", "汽车经销店", "--pack", "China: banks")
    assert 'packs = ["cn-finance"]' in desk("policy", "show", "--toml")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("CHENLI", "陈立"), ("ｃｈｅｎｌｉ", "陈立"), ("chen", "陈立"), ("陈 立", "陈立"), ("立", "陈立"),
        ("王小明", "王小明"), ("fang", "王小芳"), ("外人", "外人"),
    ],
)  # fmt: skip
def test_a_person_is_meant_by_name_login_or_a_part_of_them(crew, typed, name):
    crew.register()
    crew("assign", 1, "--to", "rnd", "--handler", typed)
    assert crew.case()["handler"] == name


def test_a_handler_of_old_who_was_never_of_the_staff_is_found_by_their_own_name(crew):
    crew("staff", "add", "Lily Wong")
    crew.register()
    crew("assign", 1, "--to", "rnd", "--handler", "王五")
    crew("staff", "add", "王五六")
    assert len(crew.json("list", "--handler", "王五")) == 1
    crew("staff", "leave", "Lily Wong")
    crew("list", "--handler", "lily")
    assert "Lily Wong" in crew.err


@pytest.mark.parametrize(
    ("typed", "actor"),
    [
        ("陈立", "陈立"),
        ("chenli", "陈立"),
        ("ChenLi", "陈立"),
        ("陈", "陈立"),
        ("立", "立"),
        ("小芳", "王小芳"),
        ("外人", "外人"),
        ("陈力", "陈力"),
    ],
)
def test_who_acts_is_one_of_the_staff_by_name_login_or_beginning(crew, typed, actor):
    crew.register()
    crew("note", 1, "--note", "x", "--as", typed)
    assert crew.case()["events"][-1]["actor"] == actor


def test_who_acts_must_be_one(crew):
    crew.register()
    crew.error("note", 1, "--note", "x", "--as", "王小", code=1)
    assert crew.case()["events"][-1]["action"] == "register"


def test_a_label_that_only_one_of_several_registers_knows_is_looked_for_in_it(desk, tmp_path):
    desk.register()
    desk("assign", 1, "--to", "rnd")
    other = str(tmp_path / "other.db")
    desk("init", "--db", other, "--preset", "dealership")
    both = ("--db", str(desk.db), "--db", other)
    for line in (("list",), ("overdue", "--within", "99 days"), ("search", "冰箱")):
        desk(*line, "--department", "研发部", *both)
        desk(*line, "--department", "鸽子", *both, code=1)
