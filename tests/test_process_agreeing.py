"""What the process asks of handling, as to what is offered, decided and agreed: one test for each demand."""

import pytest

from tests.desk import CUSTOMER, WHAT
from tests.test_cli_mainline import staffed

OFFER = (
    "--remedy", "refund", "--cost", "3000", "--owner", "小李", "--until", "2026-12-24", "--check", "一周后电话确认",
)  # fmt: skip


def test_ha_explain(desk):
    """Who accepts the explanation goes straight to the revisit; who doesn't, back to handling."""
    numbers = [desk.register("--assign", "--phone", f"1380013800{n}") for n in range(2)]
    for number in numbers:
        assert desk.json("script", number, "--situation", "explain")["text"]
        desk("propose", number, "--solution", "说明保修条款", "--remedy", "explanation")
    desk("accept", numbers[0])
    desk("decline", numbers[1], "--reason", "不认可")
    accepted = desk.json("resolve", numbers[0], "--responsibility", "misunderstanding")
    assert (accepted["status"], accepted["remedy"], accepted["next_step"]) == ("resolved", "explanation", "revisit")
    assert desk.case(numbers[1])["status"] == "assigned"
    assert desk.error("resolve", numbers[1], code=1)["code"] == "no-solution"


def test_ha_propose(desk):
    """What is done, by whom, until when, at what cost, how one will see that it worked; all offers are kept."""
    number = desk.register("--assign")
    desk("propose", number, "--solution", "退款", *OFFER)
    desk("decline", number, "--reason", "要换新的")
    desk("propose", number, "--solution", "换新", "--remedy", "replacement", "--cost", "100", "--as", "王总")
    desk("accept", number)
    first, second = desk.case(number)["proposals"]
    assert {name: first[name] for name in ("solution", "remedy", "cost", "owner", "until", "check", "answer")} == {
        "solution": "退款",
        "remedy": "refund",
        "cost": 3000,
        "owner": "小李",
        "until": "2026-12-24T15:59:59Z",
        "check": "一周后电话确认",
        "answer": "declined",
    }
    assert (second["solution"], second["answer"]) == ("换新", "accepted")
    assert desk.json("resolve", number)["solution"] == "换新"


def test_ha_propose_is_shown_as_it_was_made(desk):
    number = desk.register("--assign")
    desk("propose", number, "--solution", "退款", *OFFER)
    desk("decline", number, "--reason", "要换新的")
    shown = desk("show", number)
    assert [
        words for words in ("退款", "3000", "小李", "2026-12-24", "一周后电话确认", "要换新的") if words not in shown
    ] == []


HARM = {
    "a small slip": ((), "当场致歉，赠饮或优惠券"),
    "time lost": (("--cause", "service/delivery/late"), "免费重做或升级服务"),
    "serious harm": (("--flag", "safety"), "高层介入"),
}


@pytest.mark.parametrize(("about", "advice"), HARM.values(), ids=HARM)
def test_ha_tiers(office, about, advice):
    """The remedy fits the harm."""
    desk = office("service")
    what = about if "--cause" in about else ("--category", "service", *about)
    desk("register", *CUSTOMER, "--content", "x", *what, "--assign")
    assert advice in desk("show", 1, "--lang", "zh")


@pytest.mark.parametrize(("about", "advice"), HARM.values(), ids=HARM)
def test_ha_tiers_are_told_to_who_proposes(office, about, advice):
    desk = office("service")
    what = about if "--cause" in about else ("--category", "service", *about)
    desk("register", *CUSTOMER, "--content", "x", *what, "--assign")
    assert advice in desk("propose", 1, "--solution", "x", "--lang", "zh") + desk.err


def test_ha_approve(desk):
    """What is major is decided by the general manager before it is carried out."""
    staffed(desk)
    number = desk.register("--flag", "compensation", "--assign")
    assert desk.error("resolve", number, "--solution", "道歉", "--as", "小李", code=1)["code"] == "not-approved"
    desk("propose", number, "--solution", "换新", "--remedy", "replacement", "--cost", "1500", "--as", "小李")
    done = ("resolve", number, "--solution", "换新", "--remedy", "replacement", "--cost")
    assert desk.error(*done, "1500", "--as", "小李", code=1)["hint"] == f"complaintctl approve {number}"
    for who in ("小李", "老周"):
        assert desk.error("approve", number, "--as", who, code=1)["code"] == "may-not-decide"
    assert [row["number"] for row in desk.json("today", "--as", "王总")["to_approve"]] == [number]
    desk("approve", number, "--as", "王总")
    assert desk.error(*done, "1500.01", "--as", "小李", code=1)["code"] == "not-approved"
    assert desk.json("resolve", number, "--as", "小李")["cost"] == 1500
    assert desk.case(number)["proposals"][0]["decided_by"] == "王总"


def test_ha_approve_what_costs_compensation(desk):
    staffed(desk)
    desk.register("--assign")
    paid = ("resolve", 1, "--solution", "赔偿", "--remedy", "compensation", "--cost", "50", "--as", "小李")
    assert desk.error(*paid, code=1)["code"] == "not-approved"


@pytest.mark.parametrize(("who", "limit"), [("小李", 200), ("老周", 2000), ("nobody we know", 200)])
def test_ha_approve_nobody_promises_beyond_their_limit(desk, who, limit):
    staffed(desk)
    desk.register("--assign")
    desk.error("resolve", 1, "--solution", "退款", "--cost", limit + 1, "--as", who, code=1)
    assert desk.json("resolve", 1, "--solution", "退款", "--cost", limit, "--as", who)["status"] == "resolved"


def test_ha_approve_is_what_a_waiting_proposal_lacks(desk):
    number = desk.register("--flag", "safety", "--assign")
    desk("propose", number, "--solution", "换新")
    assert desk.error("resolve", number, code=1)["hint"] == f"complaintctl approve {number}"


def test_ha_approve_says_how_to_name_somebody_who_may(desk):
    desk.register("--flag", "safety", "--assign")
    desk("propose", 1, "--solution", "x")
    assert "complaintctl staff add" in desk.error("approve", 1, code=1)["hint"]


def test_ha_agreement(desk, tmp_path):
    """A written agreement is archived with the case."""
    agreement = tmp_path / "协议.pdf"
    agreement.write_bytes(b"%PDF-1.7 ...")
    number = desk.register("--assign")
    desk("resolve", number, "--solution", "退款", "--agreement", agreement)
    (document,) = desk.case(number)["documents"]
    assert (document["name"], document["agreement"], document["size"]) == ("协议.pdf", True, 12)
    agreement.unlink()
    desk("attach", number, "--save", tmp_path)
    assert agreement.read_bytes() == b"%PDF-1.7 ..."
    assert "☑ archived" in desk("sheet", number)


def test_ha_agreement_that_is_not_there_is_no_solution_either(desk, tmp_path):
    desk("register", *CUSTOMER, *WHAT, "--assign")
    desk.error("resolve", 1, "--solution", "退款", "--agreement", tmp_path / "missing.pdf", code=1)
    assert desk.case()["status"] == "assigned"
