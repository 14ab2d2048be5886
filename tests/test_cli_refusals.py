"""What may not follow, said with the next command; and what is taken back."""

import pytest

WRONG = [
    ("registered", ("resolve", "--solution", "x"), "complaintctl assign"),
    ("registered", ("revisit", "--satisfied"), "complaintctl assign"),
    ("registered", ("close",), "complaintctl assign"),
    ("registered", ("audit", "--note", "x"), "complaintctl assign"),
    ("assigned", ("close",), "complaintctl resolve"),
    ("assigned", ("revisit", "--satisfied"), "complaintctl resolve"),
    ("assigned", ("reopen", "--reason", "x"), "complaintctl resolve"),
    ("assigned", ("approve",), "complaintctl propose"),
    ("resolved", ("assign",), "complaintctl reopen"),
    ("resolved", ("close",), "complaintctl revisit"),
    ("closed", ("note", "--note", "x"), "complaintctl reopen"),
    ("closed", ("close",), "complaintctl reopen"),
    ("closed", ("hold", "--reason", "x"), "complaintctl reopen"),
]


@pytest.mark.parametrize(("status", "line", "hint"), WRONG, ids=[f"{row[0]}-{row[1][0]}" for row in WRONG])
def test_a_refusal_names_the_next_command(desk, status, line, hint):
    number = desk.register()
    for reached, step in (
        ("assigned", ("assign",)),
        ("resolved", ("resolve", "--solution", "x")),
        ("revisited", ("revisit", "--satisfied")),
        ("closed", ("close",)),
    ):
        if desk.case(number)["status"] != status:
            desk(step[0], number, *step[1:])
            assert desk.case(number)["status"] == reached
    error = desk.error(line[0], number, *line[1:], code=1)
    assert number in error["message"]
    assert error["hint"].startswith(hint)


UNDONE = [
    ("assign", (), ()),
    ("contact", (), ("--note", "x")),
    ("progress", ("assign",), ("--note", "x")),
    ("note", (), ("--note", "x")),
    ("edit", (), ("--reason", "x", "--flag", "safety")),
    ("priority", (), ("urgent", "--reason", "x")),
    ("propose", ("assign",), ("--solution", "x")),
    ("resolve", ("assign",), ("--solution", "x")),
    ("hold", (), ("--reason", "x")),
    ("close", (), ("--outcome", "withdrawn", "--reason", "x")),
]


@pytest.mark.parametrize(("action", "before", "options"), UNDONE, ids=[row[0] for row in UNDONE])
def test_what_was_done_can_be_taken_back_for_ten_minutes(desk, action, before, options):
    number = desk.register()
    for command in before:
        desk(command, number)
    was = desk.case(number)
    desk(action, number, *options)
    done = desk.case(number)
    assert done != was
    desk.now = "2026-11-20 10:09"
    assert desk.error("undo", number, code=1, LOGNAME="somebody")["message"]
    desk("undo", number)
    now = desk.case(number)
    unlike = {name for name in was if was[name] != now[name]}
    assert unlike <= {"events"}
    assert [event["undone"] for event in now["events"][-2:]] == [True, True]
    assert desk.error("undo", number, code=1)["message"]
    assert desk.json("verify")["ok"]


def test_later_than_that_it_stands(desk):
    number = desk.register()
    assert "register" in desk.error("undo", number, code=1)["message"]
    desk("assign", number)
    desk.now = "2026-11-20 10:10"
    assert "ten minutes" in desk.error("undo", number, code=1)["message"]
