"""What the process asks where somebody leaves or is away: fu-handover, and holds that come back to mind (ha-hold)."""

import pytest

from tests.desk import local


@pytest.fixture
def crew(desk):
    """Two clerks and a boss; 小李 has a case in hand, one solved, and a task of a third."""
    for name, role in (("小李", "agent"), ("小王", "agent"), ("小周", "agent"), ("周总", "general_manager")):
        desk("staff", "add", name, "--role", role, "--department", "rnd")
    for _ in range(3):
        desk.register()
    desk("assign", 1, 2, "--handler", "小李")
    desk("resolve", 2, "--solution", "已换")
    desk("assign", 3, "--handler", "小周")
    desk("task", "add", 3, "--what", "测温", "--owner", "小李", "--until", "2026-11-25")
    return desk


def numbers(rows):
    return [row["number"][-1] for row in rows]


def test_fu_handover_leaving_with_work_is_refused_and_names_it(crew):
    error = crew.error("staff", "leave", "小李", code=1)
    assert error["code"] == "has-work"
    for piece in ("C20261120-0001", "C20261120-0002", "C20261120-0003/T1"):
        assert piece in error["message"]
    assert "--to" in error["hint"]


def test_fu_handover_each_case_and_task_goes_by_an_event_of_its_own(crew):
    before = len(crew("export", "--what", "events").splitlines())
    crew("staff", "leave", "小李", "--to", "小王", "--reason", "离职")
    assert len(crew("export", "--what", "events").splitlines()) == before + 3
    assert [crew.case(number)["handler"] for number in (1, 2, 3)] == ["小王", "小王", "小周"]
    assert [crew.case(number)["status"] for number in (1, 2, 3)] == ["assigned", "resolved", "assigned"]
    assert crew.case(3)["tasks"][0]["owner"] == "小王"
    last = crew.case(1)["events"][-1]
    assert (last["action"], last["note"], last["changes"]) == ("assign", "离职", {"handler": "小王"})
    assert crew.json("verify")["ok"]


def test_fu_handover_nothing_is_given_to_who_has_left(crew):
    crew("staff", "leave", "小李", "--to", "小王")
    assert crew.error("assign", 1, "--handler", "小李", code=1)["code"] == "has-left"
    crew.error("task", "add", 1, "--what", "x", "--owner", "小李", "--until", "2026-11-25", code=1)
    crew.error("staff", "leave", "小王", "--to", "小李", code=1)
    crew.error("staff", "leave", "小王", "--to", "小王", code=1)
    crew.error("staff", "away", "小王", "--from", "2026-11-23", "--until", "2026-11-24", "--deputy", "小李", code=1)
    assert "小李" in crew("show", 1)  # history keeps the name


def test_fu_handover_who_leaves_with_nothing_just_leaves(crew):
    assert crew.json("staff", "leave", "小王")["left_at"]


def test_fu_handover_of_who_is_away_the_deputy_is_asked(crew):
    """小李 is away on Monday and Tuesday, both included; 小王 stands in."""
    crew("staff", "away", "小李", "--from", "2026-11-23", "--until", "2026-11-24", "--deputy", "小王")
    assert numbers(crew.json("today", "--handler", "小王")["overdue"]) == []
    crew.now = "2026-11-24 18:30"  # the customer of the first was to be called by 18:00
    rows = crew.json("today", "--handler", "小王")["overdue"]
    assert [(row["number"][-1], row["step"], row["for"]) for row in rows] == [("1", "contact", "小李")]
    assert "(for 小李)" in crew("today", "--handler", "小王")
    number = crew.register()
    assert crew.json("assign", number, "--handler", "小李")["handler"] == "小王"
    assert "小李 is away" in crew.err or crew("assign", number, "--handler", "小李") is not None
    assert crew.case(number)["events"][-1]["changes"]["instead_of"] == "小李"
    crew.now = "2026-11-25 00:00"
    assert crew.json("assign", number, "--handler", "小李")["handler"] == "小李"
    assert numbers(crew.json("today", "--handler", "小王")["overdue"]) == []


def test_fu_handover_a_deputy_who_is_away_too_is_stood_in_for(crew):
    crew("staff", "away", "小李", "--from", "2026-11-20", "--until", "2026-11-24", "--deputy", "小王")
    crew("staff", "away", "小王", "--from", "2026-11-20", "--until", "2026-11-20", "--deputy", "小周")
    assert crew.json("assign", 1, "--handler", "小李")["handler"] == "小周"
    crew("staff", "away", "小周", "--from", "2026-11-20", "--until", "2026-11-20", "--deputy", "小李")
    assert crew.json("assign", 1, "--handler", "小李")["handler"] == "小李"  # they are all away
    assert "小李, who is away" in crew("doctor", code=1)


def test_fu_handover_it_is_told_before_and_in_the_list_of_the_staff(crew):
    """On Friday the next working day is Monday: who goes away then is told today."""
    gone = crew.json("staff", "away", "小李", "--from", "2026-11-23", "--until", "2026-11-24", "--deputy", "小王")
    assert gone == {"name": "小李", "from": "2026-11-23", "until": "2026-11-24", "deputy": "小王"}
    (row,) = crew.json("today", "--handler", "小李")["absences"]
    assert (row["deputy"], row["work"]) == ("小王", 3)
    assert crew.json("today", "--handler", "小周")["absences"] == []
    crew.now = "2026-11-21 09:00"
    assert "2026-11-23" in crew("staff", "list", "--format", "table")
    crew.now = "2026-11-23 09:00"
    people = {row["name"]: row for row in crew.json("staff", "list")}
    assert (people["小李"]["away_until"], people["小李"]["deputy"]) == ("2026-11-24", "小王")
    assert people["小王"]["away_until"] is None


def test_fu_handover_who_is_back_sooner_is_asked_again(crew):
    crew("staff", "away", "小李", "--from", "2026-11-20", "--until", "2026-11-24", "--deputy", "小王")
    crew("staff", "back", "小李")
    assert crew.json("assign", 1, "--handler", "小李")["handler"] == "小李"
    assert crew.error("staff", "back", "小李", code=1)["hint"] == "complaintctl staff list"
    crew("staff", "away", "小李", "--from", "2026-12-01", "--until", "2026-12-02", "--deputy", "小王")
    crew("staff", "away", "小李", "--from", "2026-12-02", "--until", "2026-12-03", "--deputy", "小周")
    crew.now = "2026-12-01 09:00"
    assert crew.json("assign", "1120-1", "--handler", "小李")["handler"] == "小王"  # the later word is of its own days
    crew("staff", "back", "小李")
    crew.now = "2026-12-02 09:00"
    assert crew.json("assign", "1120-1", "--handler", "小李")["handler"] == "小李"


def test_fu_handover_of_days_said_twice_the_later_word_holds_and_the_rest_stays(crew):
    crew("staff", "away", "小李", "--from", "2026-11-20", "--until", "2026-11-26", "--deputy", "小王")
    crew("staff", "away", "小李", "--from", "2026-11-23", "--until", "2026-11-24", "--deputy", "小周")
    asked = {}
    for day in (20, 23, 25, 27):
        crew.now = f"2026-11-{day} 11:00"
        asked[day] = crew.json("assign", "1120-1", "--handler", "小李")["handler"]
    assert asked == {20: "小王", 23: "小周", 25: "小王", 27: "小李"}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("--from", "2026-11-24", "--until", "2026-11-23", "--deputy", "小王"), 2),
        (("--from", "2026-11-23", "--until", "2026-11-24", "--deputy", "小李"), 1),
        (("--from", "2026-11-23", "--until", "2026-11-24", "--deputy", "谁"), 1),
        (("--from", "someday", "--until", "2026-11-24", "--deputy", "小王"), 2),
        (("--until", "2026-11-24", "--deputy", "小王"), 2),
    ],
)
def test_fu_handover_refuses_what_cannot_be(crew, line, code):
    crew.error("staff", "away", "小李", *line, code=code)


def test_fu_handover_doctor_finds_what_waits_for_who_has_left(crew):
    """A case may come to them by a file, or by another way."""
    crew("staff", "leave", "小李", "--to", "小王")
    (crew.folder / "in.csv").write_text(
        "channel,customer,phone,category,content,department,handler,assigned_at,received_at\n"
        "phone,王,13800000009,product,门坏了,rnd,小李,2026-11-20 09:30,2026-11-20 09:00\n"
    )
    crew("import", crew.folder / "in.csv")
    assert "小李, who has left" in crew("doctor", code=1)


def test_fu_handover_what_had_run_out_comes_along(crew):
    crew.now = "2026-11-25 09:00"  # the first case's contact has run out with 小李
    crew("staff", "leave", "小李", "--to", "小王")
    assert "1" in numbers(crew.json("today", "--handler", "小王")["overdue"])


def test_ha_hold_has_an_end_that_comes_back_to_mind(crew):
    crew("hold", 1, "--reason", "等客户照片", "--until", "2026-11-24")
    (row,) = crew.json("today")["on_hold"]
    assert (local(row["hold_until"]), row["hold_reason"], row["hold_over"]) == ("2026-11-24 23:59", "等客户照片", False)
    assert "on hold since 2026-11-20 10:00  until 2026-11-24 23:59  等客户照片" in crew("today")
    crew.now = "2026-11-25 09:00"
    assert crew.json("today", "--handler", "小李")["on_hold"][0]["hold_over"] is True
    assert "that is over" in crew("today")
    assert crew.json("list", "--on-hold")[0]["on_hold"] is True  # nothing runs on by itself
    crew.error("hold", "1120-3", "--reason", "x", "--until", "2026-11-24", code=1)


def test_ha_hold_a_held_case_still_waits_for_its_approval(crew):
    number = crew.register("--flag", "safety", "--assign")
    crew("propose", number, "--solution", "换新", "--as", "小李")
    answer = crew("hold", number, "--reason", "等客户")
    assert "next:" not in answer
    assert "resume" in answer
    today = crew.json("today", "--as", "周总")
    assert [row["number"] for row in today["to_approve"]] == [number]
    assert number in [row["number"] for row in today["on_hold"]]


def test_fu_handover_today_names_who_has_it(crew):
    crew.now = "2026-11-25 09:00"
    assert "小李" in crew("today")
