"""Every key and form of the desk, pressed as at a terminal (desk.md)."""

import pytest

pytest.importorskip("textual", reason="the desk needs Textual")

from tests.desk import staffed
from tests.seated import seated, sit


@pytest.fixture
def desk(tmp_path):
    return staffed(tmp_path, "dealership")


def last(desk, number=1):
    return desk.case(number)["events"][-1]


REGISTERED = ()
ASSIGNED = (("assign", 1, "--handler", "陈立"),)
PROPOSED = (
    *ASSIGNED,
    ("propose", 1, "--solution", "赔偿", "--remedy", "compensation", "--cost", "500", "--as", "陈立"),
)
APPROVED = (*PROPOSED, ("approve", 1, "--as", "吴国华"))
RESOLVED = (*ASSIGNED, ("resolve", 1, "--solution", "换了门", "--as", "陈立"))
REVISITED = (*RESOLVED, ("revisit", 1, "--satisfied"))
CLOSED = (*REVISITED, ("close", 1))


@pytest.mark.parametrize(
    ("before", "steps", "action", "changes"),
    [
        (REGISTERED, ("a", "enter", "text:陈", "enter"), "assign", {"handler": "陈立"}),
        (ASSIGNED, ("c", "text:打通了", "enter", "enter", "enter"), "contact", {"reached": True}),
        (ASSIGNED, ("c", "text:没人接", "enter", "enter", "space", "enter"), "contact", {"reached": False}),
        (ASSIGNED, ("g", "text:等配件", "enter"), "progress", {}),
        (ASSIGNED, ("m", "text:查过了", "enter", "enter"), "note", {}),
        (ASSIGNED, ("exclamation_mark", "text:general m", "enter"), "told", {"who": "general manager"}),
        (ASSIGNED, ("h", "text:等回音", "enter", "enter"), "hold", {}),
        ((*ASSIGNED, ("hold", 1, "--reason", "x")), ("h", "enter"), "resume", {}),
        (ASSIGNED, ("x", "text:contact", "enter", "text:2026-11-27", "enter", "text:x", "enter"), "extend",
         {"step": "contact"}),
        (ASSIGNED, ("circumflex_accent", "text:stuck", "enter"), "escalate", {}),
        (ASSIGNED, ("p", "text:换门", "enter", "text:repl", "enter", "text:120", "ctrl+s"), "propose",
         {"proposed_remedy": "replacement", "proposed_cost": "120"}),
        (APPROVED, ("k", "enter"), "accept", {}),
        (APPROVED, ("d", "text:太少", "enter"), "decline", {}),
        (ASSIGNED, ("r", "text:换了门", "ctrl+s"), "resolve", {"solution": "换了门"}),
        (RESOLVED, ("v", "text:sat", "enter", "text:5", "ctrl+s"), "revisit", {"satisfied": True, "score": 5}),
        (RESOLVED, ("v", "text:not sat", "enter", "ctrl+s"), "revisit", {"satisfied": False}),
        (RESOLVED, ("v", "text:not re", "enter", "ctrl+s"), "revisit", {"reached": False}),
        (REVISITED, ("z", "ctrl+s"), "close", {"outcome": "satisfied"}),
        (REGISTERED, ("z", "text:withd", "enter", "enter", "text:算了", "enter"), "close", {"outcome": "withdrawn"}),
        (RESOLVED, ("R", "text:skill", "enter", "text:learned", "ctrl+s"), "review", {"root_cause": "skill"}),
        (RESOLVED, ("O", "text:again", "enter"), "reopen", {}),
        (ASSIGNED, ("A", "text:told", "enter"), "audit", {}),
        (ASSIGNED, ("P", "text:high", "enter", "enter", "text:x", "enter"), "priority", {"priority": "high"}),
        (ASSIGNED, ("u", "enter"), "undo", {"action": "assign"}),
        (ASSIGNED, ("e", "focus:content", "text:响", "ctrl+s", "focus:reason", "text:misheard", "ctrl+s"), "edit",
         {"content": "门坏了响"}),
    ],
)  # fmt: skip
def test_a_key_does_what_its_command_does(desk, before, steps, action, changes):
    number = desk.register()
    for command in before:
        desk(*command)

    async def play(seat):
        await seat("f", "text:all c", "ctrl+s")
        await seat.go(number)
        await seat(*steps)
        assert not seat.is_open, seat.refusal
        assert f"complaintctl {action} {number}" in seat.message, seat.message

    sit(seated(desk), play)
    event = last(desk, number)
    assert event["action"] == action
    assert {name: str(event["changes"].get(name)) for name in changes} == {n: str(v) for n, v in changes.items()}


def play_with(desk, play, **more):
    size = more.pop("size", (120, 40))
    made = seated(desk, **more)
    return sit(made, play, size=size), made


@pytest.mark.parametrize(
    ("before", "key", "why"),
    [
        (REGISTERED, "r", "is registered but not assigned yet"),
        (REGISTERED, "y", "is registered but not assigned yet"),
        (ASSIGNED, "v", "is assigned but not resolved yet"),
        (PROPOSED, "y", "may not decide this"),
        (CLOSED, "c", "is closed"),
        (RESOLVED, "a", "waits for the revisit"),
    ],
)
def test_a_key_that_does_not_hold_is_not_shown_and_says_why(desk, before, key, why):
    number = desk.register()
    for command in before:
        desk(*command)
    before_it = desk.content()

    async def play(seat):
        await seat("f", "text:all c", "ctrl+s")
        await seat.go(number)
        await seat(key)
        assert not seat.is_open
        assert why in seat.message
        assert f"{key} " not in seat.keys.split("n register")[0].replace("  ", " ").split(" ")[::2]

    play_with(desk, play)
    assert desk.content() == before_it


@pytest.mark.parametrize("action", ["y", "N"])
def test_who_may_decide_decides(desk, action):
    number = desk.register()
    for command in PROPOSED:
        desk(*command)

    async def play(seat):
        await seat.go(number)
        await seat(action)
        beside = seat.app.screen.query_one("#aside Static").visual.plain
        assert "赔偿 · compensation · cost 500" in beside[:400]
        await seat("text:ok", "enter")
        assert not seat.is_open, seat.refusal

    play_with(desk, play, actor="吴国华")
    assert last(desk)["action"] == {"y": "approve", "N": "reject"}[action]


def test_a_refusal_stays_in_the_form_with_what_was_typed(desk):
    number = desk.register()
    desk(*ASSIGNED[0])

    async def play(seat):
        await seat.go(number)
        await seat("p", "text:换门", "enter", "enter", "text:viel", "ctrl+s")
        assert "is a sum of money" in seat.refusal
        assert seat.form["solution"] == "换门"
        await seat("escape")
        assert not seat.is_open

    play_with(desk, play)
    assert last(desk)["action"] == "assign"


def test_what_is_missing_is_asked_for(desk):
    desk.register()

    async def play(seat):
        await seat("g", "ctrl+s")
        assert "still missing" not in seat.message

    async def note(seat):
        await seat("m", "ctrl+s")
        assert "What was said, found or done: this is still missing." in seat.refusal

    play_with(desk, play)
    play_with(desk, note)


def test_several_marked_cases_are_assigned_each_by_itself(desk):
    numbers = [desk.register("--content", f"第{n}件") for n in range(3)]
    desk("assign", numbers[2], "--handler", "陈立")

    async def play(seat):
        await seat("f", "text:all o", "enter", "enter", "text:number", "ctrl+s")
        for number in numbers:
            await seat.go(number)
            await seat("space")
        await seat.go(numbers[0])
        await seat("h", "text:等", "ctrl+s")
        assert not seat.is_open, seat.refusal

    play_with(desk, play)
    assert [desk.case(number)["on_hold"] for number in numbers] == [True] * 3


def test_words_are_found_in_closed_cases_too(desk):
    desk.register("--content", "洗碗机漏水")
    other = desk.register("--content", "灯不亮")
    desk("close", other, "--outcome", "withdrawn", "--reason", "x")

    async def play(seat):
        await seat("slash", "text:灯不亮", "enter")
        assert [item.number for item in seat.queue.items.values()] == [other]
        assert "found by “灯不亮”" in seat.top
        await seat("escape")
        assert "what waits" in seat.top

    play_with(desk, play)


def test_the_queue_is_filtered_by_department_and_sorted(desk):
    desk.register()
    desk("assign", 1, "--to", "workshop")
    desk.register("--content", "另一件")

    async def play(seat):
        await seat("f", "text:all o", "enter", "text:worksh", "enter", "ctrl+s")
        assert len(seat.queue.items) == 1
        assert "Workshop" in seat.top

    play_with(desk, play)


def test_a_long_list_is_read_as_it_is_scrolled(desk, tmp_path):
    rows = "".join(f"{n},件{n},2026-11-{1 + n % 19:02} 10:00,phone,product\n" for n in range(250))
    file = tmp_path / "many.csv"
    file.write_text("external_id,content,received_at,channel,category\n" + rows, "utf-8")
    desk("import", file)

    async def play(seat):
        await seat("f", "text:all c", "ctrl+s")
        assert len(seat.queue.items) == 100
        await seat("end")
        assert len(seat.queue.items) == 200
        await seat("end", "end")
        assert len(seat.queue.items) == 250

    play_with(desk, play)


def test_the_customer_is_masked_until_revealed_for_this_case(desk):
    desk.register()
    other = desk.register("--content", "另一件")

    async def play(seat):
        assert "138****8000" in seat.card
        assert "13800138000" not in seat.card
        await seat("asterisk")
        assert "13800138000" in seat.card
        await seat.go(other)
        assert "13800138000" not in seat.card

    play_with(desk, play)


def test_looking_up_changes_nothing(desk):
    desk.register()
    before = desk.content()

    async def play(seat):
        for key, shown in (("i", "Counted for the rules"), ("s", ""), ("question_mark", "Everywhere")):
            await seat(key)
            assert seat.is_open
            text = "\n".join(map(str, seat.app.screen.lines))
            assert shown in text
            await seat("escape")
            assert not seat.is_open
        await seat("o")
        assert "No documents" in seat.message

    play_with(desk, play)
    assert desk.content() == before


def test_sheet_and_document_are_opened_from_files_of_ones_own(desk, tmp_path):
    number = desk.register()
    paper = tmp_path / "photo.txt"
    paper.write_text("a photo", "utf-8")
    desk("attach", number, paper)
    folder = tmp_path / "own"
    folder.mkdir()

    async def play(seat):
        await seat("l", "o")

    _, made = play_with(desk, play, folder=folder)
    sheet, document = made.open_file.opened
    assert number in sheet.read_text("utf-8")
    assert document.read_text("utf-8") == "a photo"
    assert {oct(file.stat().st_mode & 0o777) for file in (sheet, document)} == {"0o600"}


def test_every_action_is_found_by_its_words(desk):
    desk.register()

    async def play(seat):
        await seat("colon", "text:progress", "enter")
        await seat.pilot.pause()
        assert seat.app.screen.heading.startswith("How things stand")

    play_with(desk, play)


def test_an_enquiry_becomes_a_complaint(desk):
    number = desk.register("--kind", "enquiry")

    async def play(seat):
        await seat("f", "text:all c", "ctrl+s")
        await seat.go(number)
        await seat("C", "enter")
        assert not seat.is_open, seat.refusal

    play_with(desk, play)
    assert desk.case(number)["kind"] == "complaint"


@pytest.mark.parametrize(("typed", "well"), [("text:all is", True), ("text:it is", False)])
def test_a_call_after_the_end_is_written_down(desk, tmp_path, typed, well):
    policy = desk("policy", "show", "--toml") + '\n[[follow]]\nafter = "7 days"\n'
    (tmp_path / "p.toml").write_text(policy, "utf-8")
    desk("policy", "set", tmp_path / "p.toml", "--as", "吴国华")
    number = desk.register()
    for command in CLOSED:
        desk(*command)
    desk.now = "2026-11-27 10:00"

    async def play(seat):
        await seat("f", "text:all c", "ctrl+s")
        await seat.go(number)
        await seat("F", typed, "enter", "enter")
        assert not seat.is_open, seat.refusal

    play_with(desk, play)
    case = desk.case(number)
    assert next(event for event in case["events"] if event["action"] == "follow")["changes"]["well"] is well
    assert case["round"] == (1 if well else 2)


def test_the_case_is_scrolled_by_the_keys_once_it_has_them(desk):
    desk.register()

    async def play(seat):
        await seat("tab", "end")
        assert seat.app.query_one("#case").scroll_offset.y > 0
        await seat("tab", "down")
        assert seat.queue.has_focus

    play_with(desk, play, size=(80, 24))


def test_what_is_wrong_with_nothing_under_the_cursor_is_nothing(desk):
    async def play(seat):
        await seat("a", "e", "i", "s", "l", "o", "space", "asterisk", "tab", "tab")
        assert not seat.is_open
        assert "Nothing is waiting." in seat.card

    play_with(desk, play)
