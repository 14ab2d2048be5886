"""What can be done to a case now: what is not named is refused when it is tried through the real program."""

import pytest

from complaintctl.cases.possible import ATTEMPTS
from complaintctl.clock import machine_clock
from complaintctl.office import Office
from complaintctl.rules.instants import parse_instant
from tests.builders import SHANGHAI
from tests.desk import Desk, staffed

SAID = {
    "assign": ("--handler", "陈立"), "contact": ("--note", "x"), "progress": ("--note", "x"), "note": ("--note", "x"),
    "told": ("--who", "general manager"), "hold": ("--reason", "x"), "resume": (),
    "extend": ("resolve", "--to", "2026-12-24", "--reason", "x"), "escalate": ("--reason", "x"),
    "propose": ("--solution", "x"), "approve": (), "reject": ("--reason", "x"), "accept": (),
    "decline": ("--reason", "x"), "resolve": ("--solution", "x"), "revisit": ("--satisfied",),
    "close": ("--outcome", "withdrawn", "--reason", "x"), "reopen": ("--reason", "x"), "follow": ("--well",),
    "review": ("--root-cause", "skill", "--note", "x"), "audit": ("--note", "x"), "convert": (),
    "edit": ("--demand", "y", "--reason", "x"), "priority": ("high", "--reason", "x"), "undo": (),
}  # fmt: skip
BY = {"resolve": "陈立"}
STORIES = {
    "registered": (),
    "assigned": ("assign",),
    "held": ("assign", "hold"),
    "proposed": ("assign", "propose"),
    "resolved": ("assign", "resolve"),
    "revisited": ("assign", "resolve", "revisit"),
    "withdrawn": ("close",),
    "reopened": ("assign", "resolve", "reopen"),
}


@pytest.fixture
def desk(tmp_path):
    return staffed(tmp_path)


@pytest.mark.parametrize("story", STORIES)
def test_what_is_named_can_be_done_and_the_rest_is_refused(desk, story):
    number = desk.register()
    for action in STORIES[story]:
        desk(action, number, *SAID[action], "--as", BY.get(action, "刘洋"))
    now = parse_instant(desk.now, zone=SHANGHAI, now=machine_clock())
    with Office.open(desk.db, actor="刘洋", login="root", clock=lambda: now, set_clock=True) as office:
        named = office.possible(office.case(number))
    for action in ATTEMPTS:
        copy = Desk.__new__(Desk)
        copy.__dict__ |= desk.__dict__
        copy.db = desk.folder / f"{action}.db"
        copy.db.write_bytes(desk.db.read_bytes())
        said = SAID[action]
        if action == "extend" and (open_ := [row["step"] for row in desk.case()["deadlines"] if not row["ended_at"]]):
            said = (open_[0], *said[1:])
        arguments = (action, number, *said, "--as", "刘洋")
        if action in named:
            copy(*arguments)
        else:
            copy(*arguments, code=1)


def test_every_action_is_tried_with_something_said():
    assert SAID.keys() == ATTEMPTS.keys()


def test_a_preview_is_what_register_answers(desk):
    facts = {"channel": "phone", "customer": "王", "phone": "13800138000", "category": "product", "content": "x",
             "flags": ["safety"]}  # fmt: skip
    with Office.open(desk.db, actor="刘洋", login="root") as office:
        found = office.preview(**facts)
        case = office.register(**facts)
        assert (found.missing, found.earlier) == ((), ())
        assert (found.priority, found.grade) == (case.complaint.priority, case.complaint.grade)
        assert found.reasons == tuple(case.complaint.reasons)
        assert office.preview(phone="13800138000").earlier == (case.number,)


@pytest.mark.parametrize("said", [{}, {"phone": "138"}, {"channel": "web"}, {"category": "service"}, {"flags": []}])
def test_a_preview_asks_for_nothing(desk, said):
    with Office.open(desk.db, write=False) as office:
        found = office.preview(**said)
    assert "--content" in found.missing
    assert (found.priority is None) is ("category" not in said)


def test_the_stamp_tells_that_something_was_written(desk):
    with Office.open(desk.db) as office:
        before = office.stamp
        assert office.stamp == before
        desk.register()
        after = office.stamp
        assert after != before
        office.register(channel="phone", anonymous=True, category="other", content="x")
        assert office.stamp != after


def test_a_list_is_read_page_by_page(desk):
    numbers = [desk.register("--content", f"{n}") for n in range(5)]
    with Office.open(desk.db, write=False) as office:
        pages = [[row["number"] for row in office.complaints(sort="number", limit=2, offset=n)] for n in (0, 2, 4)]
    assert pages == [numbers[:2], numbers[2:4], numbers[4:]]
