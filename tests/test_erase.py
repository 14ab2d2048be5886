"""`customer erase`: no trace of a person in the file, the figures and the chain as they were (in-private)."""

import sqlite3
from contextlib import closing

import pytest

from complaintctl.store.engines import sqlite
from tests.desk import WHAT

TRACES = (
    "张秋月 13977776666 qiuyue@mail.cn 沪B98765 门铰链断裂 换新铰链 她很生气 收据原件 再打一次 张家人好说话".split()
)


@pytest.fixture
def case(desk):
    """A case of hers that went all the way, with a document; and one of somebody else."""
    desk("staff", "add", "li", "--role", "general_manager")
    desk("staff", "add", "zhou")
    number = desk.json(
        "register", "--channel", "phone", "--customer", "张秋月", "--phone", "13977776666", "--email", "qiuyue@mail.cn",
        "--ref", "沪B98765", "--category", "product", "--content", "门铰链断裂", "--demand", "再打一次",
    )["number"]  # fmt: skip
    receipt = desk.folder / "r.txt"
    receipt.write_text("收据原件", "utf-8")
    desk("assign", number)
    desk("attach", number, receipt)
    desk("note", number, "--note", "她很生气")
    desk("propose", number, "--solution", "换新铰链", "--as", "li")
    desk("resolve", number, "--as", "li")
    desk("revisit", number, "--satisfied", "--comment", "张秋月说好", "--close", "--as", "zhou")
    desk("review", number, "--root-cause", "process", "--note", "复盘", "--went-well", "张家人好说话")
    desk("register", "--channel", "phone", "--customer", "李四", "--phone", "13911112222", *WHAT)
    desk("search", "铰链")
    return number


def bytes_of(desk):
    """All that is kept, in the file and beside it."""
    return b"".join(file.read_bytes() for file in sorted(desk.folder.glob("c.db*")))


def test_no_byte_of_the_person_is_left_in_the_file(desk, case):
    assert [text for text in TRACES if text.encode() in bytes_of(desk)] == TRACES
    desk("customer", "erase", "139 7777 6666")
    assert [text for text in TRACES if text.encode() in bytes_of(desk)] == []
    assert "李四".encode() in bytes_of(desk)


def test_times_figures_and_the_chain_stay(desk, case):
    report, before = desk.json("report"), desk.case(case)
    desk("customer", "erase", case)
    after = desk.case(case, "--reveal")
    assert desk.json("report") == report
    assert [row | {"handler": None} for row in after["deadlines"]] == [
        row | {"handler": None} for row in before["deadlines"]
    ]
    assert (after["status"], after["satisfied"], after["closed_at"]) == ("closed", True, before["closed_at"])
    assert (after["customer"], after["phone"], after["content"], after["documents"]) == (None, None, None, [])
    assert after["events"][-1]["action"] == "erase"
    assert desk.json("verify")["ok"] is True


def test_all_cases_of_the_person_go_together_and_nobody_finds_them(desk, case):
    other = desk.json(
        "register", "--channel", "web", "--customer", "张女士", "--phone", "13977776666", *WHAT, "--as", "li"
    )["number"]
    gone = desk.json("customer", "erase", other)
    assert [each["number"] for each in gone] == [case, other]
    desk("customer", "show", "13977776666", code=3)
    assert case not in desk("search", "铰链", "--format", "json")


def test_a_document_that_somebody_else_brought_too_is_kept(desk, case):
    desk("attach", 2, desk.folder / "r.txt")
    desk("customer", "erase", case)
    assert len(desk.case(2)["documents"]) == 1
    assert desk.json("verify")["ok"] is True


def test_erasing_again_does_no_harm_and_cannot_be_undone(desk, case):
    desk("customer", "erase", case)
    desk("customer", "erase", case)
    desk.error("undo", case, code=1)
    assert desk.json("verify")["ok"] is True
    assert desk.error("customer", "erase", "13977776666", code=3)["code"] == "not-found"


def test_a_reader_in_between_is_told_of(desk, case, monkeypatch):
    monkeypatch.setattr(sqlite, "WAIT_SECONDS", 0.1)
    with closing(sqlite3.connect(desk.db, isolation_level=None)) as reader:
        reader.execute("PRAGMA journal_mode")
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM event").fetchone()
        desk("customer", "erase", case, code=4)
    desk("customer", "erase", case)
    assert not [text for text in TRACES if text.encode() in bytes_of(desk)]


def test_at_a_terminal_it_asks_first(desk, case):
    code, seen = desk.terminal("customer", "erase", case, typed="n\n", wait="[y/N]")
    assert code == 130
    assert case in seen
    assert desk.case(case, "--reveal")["customer"] == "张秋月"


@pytest.mark.parametrize("table", ["document", "complaint_document"])
def test_documents_go_only_with_their_customer(desk, case, table):
    with (
        closing(sqlite3.connect(desk.db, isolation_level=None)) as conn,
        pytest.raises(sqlite3.IntegrityError, match="history"),
    ):
        conn.execute(f"DELETE FROM {table}")
