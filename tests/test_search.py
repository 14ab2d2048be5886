"""`search`: what was written down is found again, by the index or by reading, now or as of then (re-archive)."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given

from complaintctl.store.search import BATCH
from complaintctl.store.terms import Query, TooShort, folded
from tests.desk import CUSTOMER
from tests.texts import any_text

PRODUCT = ("--category", "product")


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("冰箱不制冷", "冰箱"),
        ("冰箱不制冷", "制冷"),
        ("我的冰箱，门坏了", "冰箱 坏了"),
        ("买了3天就坏了", "3天"),
        ("The FRIDGE is broken", "fridge"),
        ("The fridge is broken", "Ｆｒｉｄｇｅ"),
        ("The fridge is broken", "broken fridge"),
        ("A refrigerator", "refrig"),
        ("an AC that hums", "ac"),
        ("Straße", "STRASSE"),
        ("Café", "cafe\u0301"),
        ("냉장고가 고장", "고장"),
        ("𠮷野家的饭", "𠮷野"),
        ('he said "no" AND left', '"no" AND left'),
        ("他说：“好的”", "“好的”"),
        ("plain OR simple, NEAR me", "OR NEAR"),
        ("50% *off*", "50% *off*"),
        ("138-0013-8000", "13800138000"),
        ("call 13800138000 please", "138 0013 8000"),
    ],
)
def test_text_is_found_whatever_its_case_width_and_order(text, typed, found_by_fts):
    held = folded([text, "".join(filter(str.isdigit, text))])
    assert Query.of(typed).stands_in(held)
    assert found_by_fts(held, typed)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("冰箱不制冷", "冰冷"),
        ("冰箱不制冷", "冰箱 OR 门"),
        ("a fridge", "fridge NOT broken"),
        ("a refrigerator", "fridge"),
        ("cab", "ca b"),
        ("冰箱", 'told : "冰箱"'),
        ("cat", "c*"),
        ("abc", "(abc"),
    ],
)
def test_what_is_typed_is_no_language(text, typed, found_by_fts):
    held = folded([text])
    try:
        query = Query.of(typed)
    except TooShort:
        return
    assert query.stands_in(held) is found_by_fts(held, typed) is (typed == "(abc")


@pytest.mark.parametrize("typed", ["冰", "a", " 1 ", "", "。。。", '"*"', "😡😡", "_ _"])
def test_one_character_is_too_little(desk, typed):
    assert desk.error("search", typed, code=2)["message"].startswith("A search needs at least two")


@given(text=any_text(max_size=30), typed=any_text(max_size=8))
def test_the_index_finds_what_reading_finds(text, typed):
    """Whatever is written down and whatever is typed; half of the time a part of the text."""
    with closing(_index()) as conn:
        for wanted in (typed, text[2:6]):
            try:
                query = Query.of(wanted)
            except TooShort:
                continue
            assert _holds(conn, folded([text]), query) is query.stands_in(folded([text]))


def _index():
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE VIRTUAL TABLE search USING fts5 (told, private, tokenize = 'ascii')")
    return conn


def _holds(conn, held, query):
    conn.execute("DELETE FROM search")
    conn.execute("INSERT INTO search VALUES (?, '')", (held,))
    return conn.execute("SELECT 1 FROM search WHERE search MATCH ?", (query.expression,)).fetchone() is not None


@pytest.fixture
def found_by_fts():
    with closing(_index()) as conn:
        yield lambda held, typed: _holds(conn, held, Query.of(typed))


def numbers(desk, *words):
    """The numbers found, of a register that is indexed and of one that isn't: the same."""
    by_index = [row["number"] for row in desk.json("search", *words)]
    with closing(sqlite3.connect(desk.db)) as conn, conn:
        (mark,) = conn.execute("SELECT seq FROM search_mark").fetchone()
        conn.execute("UPDATE search_mark SET seq = 0")
    by_reading = [row["number"] for row in desk.json("search", *words)]
    with closing(sqlite3.connect(desk.db)) as conn, conn:
        conn.execute("UPDATE search_mark SET seq = ?", (mark,))
    assert by_index == by_reading
    return by_index


def a_case(desk, content, *more):
    return desk.json("register", *CUSTOMER, *PRODUCT, "--content", content, *more)["number"]


@pytest.mark.parametrize(
    "typed",
    [
        "C20261120-0001", "20261120-0001", "冰箱", "换一台", "真快", "多培训", "王小明", "138 0013 8000", "8000",
        "anna@b.c", "京A·12345", "京a12345", "吵闹", "product/quality", "电话里说", "退款",
    ],
)  # fmt: skip
def test_every_field_note_and_comment_is_searched(desk, typed):
    number = a_case(
        desk, "冰箱不制冷", "--email", "anna@b.c", "--ref", "京A-12345", "--tag", "吵闹", "--demand", "退款",
        "--assign", "--cause", "product/quality",
    )  # fmt: skip
    a_case(desk, "屏幕裂了", "--phone", "13911112222", "--customer", "李四")
    desk("contact", number, "--note", "电话里说了很多")
    desk("resolve", number, "--solution", "换一台新的", "--as", "li")
    desk("revisit", number, "--satisfied", "--comment", "真快", "--suggestion", "多培训", "--close", "--as", "zhou")
    assert numbers(desk, typed) == [number]


def test_the_newest_come_first_and_no_more_than_asked_for(desk):
    late = a_case(desk, "冰箱 甲")
    early = a_case(desk, "冰箱 乙", "--received-at", "2026-11-18 10:00")
    middle = a_case(desk, "冰箱 丙", "--received-at", "2026-11-19 10:00")
    assert numbers(desk, "冰箱") == [late, middle, early]
    assert numbers(desk, "冰箱", "--limit", "2") == [late, middle]
    desk("edit", early, "--received-at", "2026-11-19 12:00", "--reason", "…")
    assert numbers(desk, "冰箱") == [late, early, middle]


def test_list_s_filters_narrow_it_and_closed_ones_are_found(desk):
    first = a_case(desk, "冰箱 甲", "--flag", "safety")
    second = a_case(desk, "冰箱 乙")
    desk("close", second, "--outcome", "withdrawn", "--reason", "误会一场")
    assert numbers(desk, "误会") == [second]
    assert numbers(desk, "冰箱") == numbers(desk, "冰箱", "--all") == [second, first]
    assert numbers(desk, "冰箱", "--status", "registered") == [first]
    assert numbers(desk, "冰箱", "--flag", "safety") == [first]


def test_a_private_note_is_found_only_by_who_may_see_it(desk):
    number = a_case(desk, "冰箱")
    desk("note", number, "--note", "客户是老板的亲戚", "--private")
    assert numbers(desk, "亲戚") == []
    assert numbers(desk, "亲戚", "--reveal") == [number]
    assert numbers(desk, "冰箱 亲戚", "--reveal") == [number]


def test_what_was_corrected_or_taken_back_is_not_found(desk):
    number = a_case(desk, "冰箱")
    desk("edit", number, "--content", "洗衣机", "--reason", "听错了")
    desk("note", number, "--note", "已经道歉")
    assert (numbers(desk, "冰箱"), numbers(desk, "洗衣机"), numbers(desk, "道歉")) == ([], [number], [number])
    desk("undo", number)
    assert numbers(desk, "道歉") == []


def test_it_looks_back(desk):
    desk.now = "2026-11-19 10:00"
    number = a_case(desk, "冰箱")
    desk.now = "2026-11-20 10:00"
    desk("edit", number, "--content", "洗衣机", "--reason", "听错了")
    other = a_case(desk, "冰箱 乙")
    assert numbers(desk, "冰箱") == [other]
    assert numbers(desk, "冰箱", "--as-of", "2026-11-19 12:00") == [number]
    assert numbers(desk, "洗衣机", "--as-of", "2026-11-19 12:00") == []
    assert numbers(desk, "冰箱", "--as-of", "2026-11-18") == []
    assert numbers(desk, "冰箱", "--as-of", "2027-01-01") == [other]


def test_the_answer_is_list_s_masked_and_nothing_is_changed(desk):
    number = a_case(desk, "冰" + "箱" * 50)
    before = desk.content()
    (row,) = desk.json("search", "冰箱")
    (listed,) = desk.json("list")
    assert row == listed
    assert (row["number"], row["customer"], len(row["content"])) == (number, "王*", 40)
    assert desk("search", "冰箱").splitlines()[0] == desk("list").splitlines()[0]
    assert desk.json("search", "冰箱", "--reveal")[0]["phone"] == "13800138000"
    assert desk.json("search", "没有的") == []
    assert desk.content() == before


def test_an_import_is_found_at_once_and_indexed_by_and_by(desk, tmp_path):
    file = tmp_path / "past.csv"
    rows = [f"{n},冰箱第{n}号,2026-11-02 10:00,phone,product" for n in range(3)]
    file.write_text("\n".join(["external_id,content,received_at,channel,category", *rows]), "utf-8")
    desk("import", file)
    assert len(numbers(desk, "冰箱")) == 3
    with closing(sqlite3.connect(desk.db)) as conn, conn:
        conn.execute("DELETE FROM search")
        conn.execute("DELETE FROM search_place")
        conn.execute("UPDATE search_mark SET seq = 0")
    assert len(desk.json("search", "冰箱")) == 3
    a_case(desk, "洗衣机")
    with closing(sqlite3.connect(desk.db)) as conn:
        assert BATCH > 3
        assert conn.execute("SELECT count(*) FROM search").fetchone() == (4,)
        last = conn.execute("SELECT max(seq) FROM event").fetchone()
        assert conn.execute("SELECT seq FROM search_mark").fetchone() == last


HOSTILE = [
    "'; DROP TABLE complaint; --", '" OR 1=1', "\x1b[31mred", "\u202eabc", "[red]x[/]", "a" * 5000, "甲 " * 3000,
    "{told}: 冰箱", "^ab", "ab\u200bcd",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(desk, text):
    number = a_case(desk, text)
    assert numbers(desk, text) == [number]
    assert desk.json("verify")["ok"] is True


def test_several_words_need_no_quotes(desk):
    number = desk.register("--demand", "赔偿地板")
    assert [row["number"] for row in desk.json("search", "赔偿", "地板")] == [number]
