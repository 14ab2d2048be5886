"""What is answered to an action: what was done, to what, what is next; and what is asked at a terminal."""

import pytest

from tests.desk import CUSTOMER, WHAT


@pytest.fixture
def grave(desk):
    """A grave case with a proposal of an agent's, that waits for the general manager."""
    desk("staff", "add", "王总", "--role", "general_manager")
    desk.register("--flag", "safety", "--assign")
    desk("propose", 1, "--solution", "换新", "--as", "小李")
    return desk


def test_the_customer_cannot_agree_to_what_waits_for_its_approval(grave):
    error = grave.error("accept", 1, code=1)
    assert error["code"] == "not-approved"
    assert error["hint"] == "complaintctl approve C20261120-0001"
    grave("approve", 1, "--as", "王总")
    grave("accept", 1)
    assert grave.case(1)["proposals"][0]["answer"] == "accepted"


def test_nor_to_what_was_rejected_and_may_always_decline_what_waits(grave):
    grave("decline", 1, "--reason", "不同意换新")
    grave("propose", 1, "--solution", "退款", "--as", "小李")
    grave("reject", 1, "--reason", "太贵", "--as", "王总")
    error = grave.error("accept", 1, code=1)
    assert error["hint"].startswith("complaintctl propose")
    grave.error("decline", 1, "--reason", "x", code=1)


def test_the_sheet_says_which_proposal_was_accepted_and_no_other(grave):
    grave("approve", 1, "--as", "王总")
    assert "Proposal accepted" not in grave("sheet", 1)
    grave("accept", 1)
    assert "1/1 · 2026-11-20 10:00 · 换新" in grave("sheet", 1)
    grave("propose", 1, "--solution", "退款", "--as", "王总")
    assert "Proposal accepted" not in grave("sheet", 1)  # the round's last one is not answered yet
    assert "换新" in grave("show", 1)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (("note", 1, "--note", "查过现场"), "note: 查过现场"),
        (("contact", 1, "--note", "已致歉", "--channel", "phone"), "contact: 已致歉"),
        (("told", 1, "--who", "general manager"), "told: general manager"),
        (("propose", 1, "--solution", "退款", "--as", "小李"), "→ complaintctl approve C20261120-0001 | reject"),
        (("approve", 1, "--as", "王总"), "→ complaintctl accept C20261120-0001 | decline"),
        (("reject", 1, "--reason", "太贵", "--as", "王总"), "→ complaintctl propose C20261120-0001"),
        (("hold", 1, "--reason", "等照片", "--until", "2026-11-24"), "hold: until 2026-11-24 23:59 · 等照片"),
        (("extend", 1, "resolve", "--to", "2026-12-24", "--reason", "缺件"), "resolve · 2026-12-24 23:59 · 缺件"),
        (("note", 1, "--note", "内部情况", "--private"), "note: …"),
    ],
)
def test_an_answer_says_what_was_done_and_what_is_next(grave, line, told):
    answer = grave(*line)
    assert answer.startswith("C20261120-0001 · ")
    assert told in answer


def test_an_edit_shows_old_and_new_and_masks_the_customer(desk):
    desk.register()
    answer = desk("edit", 1, "--demand", "退款", "--flag", "safety", "--phone", "13900139000", "--reason", "客户补充")
    assert "demand: – → 退款" in answer
    assert "flags: – → safety" in answer
    assert "priority: medium → urgent" in answer
    assert "138****8000 → 139****9000" in answer
    assert "客户补充" in answer
    assert "13900139000" not in answer
    assert "priority: urgent → low" in desk("priority", 1, "low", "--reason", "x")


def test_several_are_answered_in_a_line_each(desk):
    desk.register()
    desk.register()
    assert len(desk("assign", 1, 2).splitlines()) == 2


def test_flags_are_taken_with_the_commas_people_type(desk):
    desk("register", *CUSTOMER, *WHAT, "--flag", "safety，media、outage")
    assert desk.case(1)["flags"] == ["safety", "media", "outage"]
    desk("register", *CUSTOMER, *WHAT, "--tag", "破了，还漏水；慢")
    assert desk.case(2)["tags"] == ["破了，还漏水", "慢"]


def test_a_measure_is_shown_whole(desk):
    desk("measure", "add", "--text", "送货前测漏", "--owner", "陈工", "--due", "2026-12-31")
    assert desk.json("measure", "show", "M1")["owner"] == "陈工"
    assert "送货前测漏" in desk("measure", "show", 1)
    desk.error("measure", "show", "M9", code=1)


def test_an_unhappy_customer_without_a_word_is_taken_with_a_hint(desk):
    desk.register("--assign")
    desk("resolve", 1, "--solution", "x")
    desk("revisit", 1, "--dissatisfied")
    assert "complaintctl note" in desk.err


def test_at_a_terminal_the_comment_is_asked(desk):
    desk.register("--assign")
    desk("resolve", 1, "--solution", "x")
    code, seen = desk.terminal("revisit", "1", "--dissatisfied", typed="\n\n\n\n还是漏水\n", wait="dealt with quickly")
    assert code == 0, seen
    assert desk.case(1)["events"][-1]["changes"]["comment"] == "还是漏水"


def test_at_a_terminal_what_a_command_needs_is_asked(desk):
    desk.register("--assign")
    code, seen = desk.terminal("note", "1", typed="查过现场\n", wait="What was said, found or done")
    assert code == 0, seen
    assert desk.case(1)["events"][-1]["note"] == "查过现场"
    code, seen = desk.terminal("note", "1", "--no-input")
    assert code == 2
    assert "--note" in seen
    desk.error("note", 1, code=2)
