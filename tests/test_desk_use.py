"""What people who knew no command tripped over at the desk: each is a test, named after what should be."""

import pytest

pytest.importorskip("textual", reason="the desk needs Textual")

from textual.widgets import Checkbox

from complaintctl.render.text import room
from tests.desk import staffed
from tests.seated import seated, sit

OFFER = ("--solution", "赔偿", "--remedy", "compensation", "--cost", "500", "--as", "陈立")


@pytest.fixture
def desk(tmp_path):
    return staffed(tmp_path, "dealership")


def shown(widget):
    return "".join(segment.text for segment in widget.render_line(0))


def test_a_box_tells_by_its_mark_whether_it_is_ticked(desk):
    desk.register()
    desk("assign", 1, "--handler", "陈立")

    async def play(seat):
        await seat("c")
        box = seat.app.screen.query_one(Checkbox)
        assert "[ ] Not reached" in shown(box)
        await seat("focus:not_reached", "space")
        assert "[✓] Not reached" in shown(box)

    sit(seated(desk), play)


@pytest.mark.parametrize(("key", "field"), [("exclamation_mark", "who"), ("n", "cause")])
def test_nothing_is_chosen_that_nobody_chose(desk, key, field):
    desk.register()

    async def play(seat):
        await seat(key, f"focus:{field}", "enter", "ctrl+s")
        assert seat.is_open
        assert seat.form[field] == ""
        assert "still missing" in seat.refusal or key == "n"

    sit(seated(desk), play)
    assert [event["action"] for event in desk.case()["events"]] == ["register"]


def test_a_word_that_fits_nothing_is_told_where_it_was_typed(desk):
    async def play(seat):
        await seat("n", "focus:cause", "text:xyz", "enter")
        assert "“xyz” is none of these" in seat.refusal
        assert seat.app.focused.value == "xyz"
        await seat("backspace", "backspace", "backspace", "text:serv")
        assert seat.refusal == ""

    sit(seated(desk), play)


def test_a_case_that_waits_for_nothing_stays_in_sight(desk):
    number = desk.register()

    async def play(seat):
        await seat("a", "enter", "text:陈", "enter")
        for who in ("customer", "general m", "manuf"):
            await seat("exclamation_mark", f"text:{who}", "ctrl+s") if seat.keys.count("told") else None
            await seat("escape") if seat.is_open else None
        await seat("c", "text:x", "ctrl+s", "escape")
        assert seat.queue.item is not None
        assert seat.queue.item.number == number

    sit(seated(desk), play)


def test_a_key_without_a_case_says_so(desk):
    async def play(seat):
        for key in ("a", "e", "s", "l", "i", "o"):
            await seat(key)
            assert "There is no case under the cursor" in seat.message

    sit(seated(desk), play)


def test_a_search_without_a_hit_finds_nothing(desk):
    desk.register()

    async def play(seat):
        await seat("m", "text:x", "ctrl+s", "slash", "text:冰箱", "enter")
        assert seat.queue.items == {}
        assert "Nothing was found" in seat.card

    sit(seated(desk), play)


def test_what_was_done_is_said_in_words(desk):
    desk.register()

    async def play(seat):
        await seat("exclamation_mark", "text:总", "enter")
        assert "已告知: 总经理" in seat.message

    sit(seated(desk, lang="zh"), play)


def test_what_was_said_goes_with_its_case(desk):
    numbers = [desk.register("--content", text) for text in ("一", "二")]

    async def play(seat):
        await seat.go(numbers[0])
        await seat("r")
        assert "not assigned yet" in seat.message
        await seat.go(numbers[1])
        assert seat.message == ""

    sit(seated(desk), play)


def test_a_proposal_that_waits_is_seen_to_wait(desk):
    desk.register()
    desk("assign", 1, "--handler", "陈立")
    desk("propose", 1, *OFFER)

    async def play(seat):
        head = seat.card.splitlines()[:8]
        assert any("Waiting for approval" in line for line in head)
        assert any("赔偿 · compensation · cost 500" in line for line in head)

    sit(seated(desk), play)
    desk("approve", 1, "--as", "吴国华")

    async def decided(seat):
        assert "Waiting for approval" not in seat.card

    sit(seated(desk), decided)


def test_what_a_colleague_writes_moves_nothing_that_is_read(desk):
    number = desk.register("--content", "很长" * 300)

    async def play(seat):
        await seat("asterisk", "tab", "end")
        before = seat.app.pane.scroll_offset.y
        assert before > 0
        desk("note", number, "--note", "x", "--as", "陈立")
        await seat.pilot.pause(1.4)
        assert "13800138000" in seat.card
        assert seat.app.pane.scroll_offset.y >= before

    sit(seated(desk), play, size=(80, 24))


def test_what_is_taken_back_is_said_before(desk):
    desk.register()
    desk("note", 1, "--note", "误记", "--as", "刘洋")

    async def play(seat):
        await seat("u")
        told = seat.app.screen.query_one("#form-title").visual.plain
        assert "误记" in told
        assert "last field" not in seat.app.screen.query_one("#form-keys").visual.plain

    sit(seated(desk), play)


def test_how_many_are_marked_is_told(desk):
    desk.register()

    async def play(seat):
        await seat("space")
        assert "1 marked" in seat.top

    sit(seated(desk), play)


def test_a_closed_case_is_not_corrected_in_silence(desk):
    desk.register()
    desk("close", 1, "--outcome", "withdrawn", "--reason", "x")

    async def play(seat):
        await seat("f", "text:all c", "ctrl+s", "e")
        assert "is closed" in seat.message

    sit(seated(desk), play)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40)])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_key_is_parted_from_its_word(desk, lang, size):
    desk.register()

    async def play(seat):
        lines = seat.keys.splitlines()
        assert all(room(line) <= size[0] - 2 for line in lines)
        assert all(len(line.split("  ")[-1].split(" ")) > 1 for line in lines)

    sit(seated(desk, lang=lang), play, size=size)


def test_a_date_that_takes_two_lines_is_indented(desk):
    desk.register()

    async def play(seat):
        width = seat.app.pane.size.width
        assert all(room(line) <= width for line in seat.card.splitlines())
        assert any(line.startswith("    ") for line in seat.card.splitlines())

    sit(seated(desk, lang="zh"), play, size=(100, 30))


def test_a_draft_can_be_put_away(desk):
    made = seated(desk)

    async def play(seat):
        await seat("n", "focus:content", "text:half", "escape", "n")
        assert "ctrl+l" in seat.app.screen.query_one("#form-keys").visual.plain
        await seat("ctrl+l")
        assert "ctrl+l" not in seat.app.screen.query_one("#form-keys").visual.plain
        assert seat.form["content"] == ""
        await seat("escape")

    sit(made, play)
    assert not made.drafts.exists()
