"""The desk as a whole: a call taken, colleagues beside, days that are past, and what it looks like (desk.md)."""

import stat

import pytest

pytest.importorskip("textual", reason="the desk needs Textual")

from complaintctl.desk import drafts
from complaintctl.desk.card import BAR, drawn, used
from complaintctl.desk.choices import Choice
from complaintctl.desk.queue import brief
from complaintctl.desk.reading import AtDesk
from tests.builders import local
from tests.desk import ROOT, Desk, staffed
from tests.seated import seated, sit

CALL = ("n", "enter", "text:门坏了", "enter", "text:王小明", "enter", "text:13800138000", "enter", "text:prod", "enter")


@pytest.fixture
def desk(tmp_path):
    return staffed(tmp_path, "dealership")


def test_a_call_is_taken_while_the_rules_say_what_they_make_of_it(desk):
    earlier = desk.register()

    async def play(seat):
        await seat(*CALL)
        await seat.pilot.pause(0.3)
        beside = seat.app.screen.query_one("#preview").visual.plain
        assert "medium · general" in beside
        assert earlier in beside
        await seat("text:compens", "enter")
        await seat.pilot.pause(0.3)
        assert "high · major" in seat.app.screen.query_one("#preview").visual.plain
        await seat("ctrl+s")
        assert not seat.is_open, seat.refusal
        assert "complaintctl register" in seat.message
        assert "13800138000" not in seat.message

    sit(seated(desk), play)
    case = desk.json("list", "--reveal")[0]
    assert (case["content"], case["phone"], case["flags"]) == ("门坏了", "13800138000", ["compensation"])


def test_a_half_filled_complaint_is_offered_again(desk):
    made = seated(desk)

    async def left(seat):
        await seat(*CALL, "escape")
        assert not seat.is_open

    async def again(seat):
        await seat("n")
        assert "taken up where it was left" in seat.app.screen.heading
        assert seat.form["content"] == "门坏了"
        await seat("ctrl+s")
        assert not seat.is_open, seat.refusal

    sit(made, left)
    assert stat.S_IMODE(made.drafts.stat().st_mode) == 0o600
    sit(seated(desk), again)
    assert not made.drafts.exists()
    assert len(desk.json("list")) == 1


def test_a_draft_that_cannot_be_read_is_none(tmp_path):
    file = tmp_path / "draft.json"
    for spoilt in ("", "[1]", "{"):
        file.write_text(spoilt, "utf-8")
        assert drafts.load(file) == {}
    drafts.keep(file, {"content": "门"})
    assert drafts.load(file) == {"content": "门"}
    assert [each.name for each in tmp_path.iterdir()] == ["draft.json"]


def test_what_colleagues_write_appears_without_a_key(desk):
    desk.register()

    async def play(seat):
        desk("assign", 1, "--handler", "陈立")
        other = desk.register("--content", "新来的")
        await seat.pilot.pause(1.6)
        assert "陈立" in seat.card
        assert other in {item.number for item in seat.queue.items.values()}

    sit(seated(desk), play)


def test_a_case_changed_meanwhile_is_said_before_it_is_saved(desk):
    number = desk.register()

    async def play(seat):
        await seat("m", "text:查过了")
        desk("note", number, "--note", "我也查了", "--as", "陈立")
        await seat.pilot.pause(1.4)
        assert seat.form["note"] == "查过了"
        await seat("ctrl+s")
        assert "changed meanwhile by 陈立" in seat.refusal
        await seat("ctrl+s")
        assert not seat.is_open

    sit(seated(desk), play)
    assert [event["note"] for event in desk.case(number)["events"]][1:] == ["我也查了", "查过了"]


def test_what_no_longer_fits_is_refused_by_the_new_state(desk):
    number = desk.register()
    desk("assign", number, "--handler", "陈立")

    async def play(seat):
        await seat.go(number)
        await seat("r", "text:换了门")
        desk("resolve", number, "--solution", "修了门", "--as", "陈立")
        await seat("ctrl+s", "ctrl+s")
        assert "waits for the revisit" in seat.refusal

    sit(seated(desk), play)
    assert desk.case(number)["solution"] == "修了门"


def test_a_day_that_is_past_is_only_looked_at(desk):
    desk.register("--at", "2026-11-19 09:00", "--received-at", "2026-11-19 09:00")
    desk.register("--content", "今天的")

    async def play(seat):
        assert "as of then" in seat.top
        assert {item.number for item in seat.queue.items.values()} == {"C20261119-0001"}
        await seat("n", "a")
        assert not seat.is_open
        assert "assign" not in seat.keys

    sit(seated(desk, writes=False, as_of="2026-11-19 18:00"), play)


def test_several_offices_stand_side_by_side(desk, tmp_path):
    folder = tmp_path / "other"
    folder.mkdir()
    other = Desk(folder, "dealership")
    desk.register("--content", "这里的")
    other.register("--content", "那里的")

    async def play(seat):
        assert {item.office for item in seat.queue.items.values()} == {0, 1}
        assert {item.row["office"] for item in seat.queue.items.values()} == {"c"}
        await seat("f", "text:all o", "ctrl+s")
        assert len(seat.queue.items) == 2
        seat.queue.highlighted = 1
        await seat.pilot.pause()
        assert seat.queue.item.row["content"] in seat.card

    sit(seated(desk, other, writes=False), play)


def test_for_screen_readers_nothing_is_drawn(desk):
    desk.register()

    async def play(seat):
        assert "━" not in seat.card
        assert "0 %" in seat.card

    sit(seated(desk, plain=True), play)


@pytest.mark.parametrize(("size", "narrow"), [((80, 24), True), ((120, 40), False), ((200, 60), False)])
def test_the_queue_stands_above_the_case_where_there_is_little_room(desk, size, narrow):
    desk.register()

    async def play(seat):
        pane = seat.app.query_one("#case")
        assert (seat.queue.region.y < pane.region.y) is narrow
        assert (seat.queue.region.x < pane.region.x) is not narrow

    sit(seated(desk), play, size=size)


def test_hostile_words_are_shown_as_they_are(desk):
    desk.register("--content", "[red]x[/] [@click=app.quit]y[/] \x1b[31m", "--demand", "[/]")

    async def play(seat):
        assert "[red]x[/] [@click=app.quit]y[/]" in seat.card
        assert "\x1b" not in seat.card

    sit(seated(desk), play)


@pytest.mark.parametrize(
    ("start", "now", "due", "share"),
    [("2026-11-20 10:00", "2026-11-20 10:00", "2026-11-20 12:00", 0),
     ("2026-11-20 10:00", "2026-11-20 11:00", "2026-11-20 12:00", 50),
     ("2026-11-20 10:00", "2026-11-20 13:00", "2026-11-20 12:00", 100),
     ("2026-11-20 10:00", "2026-11-20 10:00", "2026-11-20 10:00", 100)],
)  # fmt: skip
def test_the_bar_tells_how_much_of_the_time_is_used(start, now, due, share):
    start, now, due = map(local, (start, now, due))
    assert used(start, due, now) == share
    assert drawn(start, due, now).count("━") == BAR * share // 100


@pytest.mark.parametrize(
    ("minutes", "lang", "told"),
    [(45, "en", "45m"), (200, "en", "3h 20m"), (2879, "zh", "47小时 59分"), (2880, "en", "2d"), (14700, "zh", "10天")],
)
def test_of_several_days_the_days_alone_are_told(desk, minutes, lang, told):
    made = seated(desk, lang=lang)
    assert brief(AtDesk(made.offices[0], lang), minutes) == told
    made.offices[0].shut()


@pytest.mark.parametrize(("typed", "found"), [("陈", True), ("RND", True), ("r_n-d", True), ("x", False)])
def test_a_choice_is_found_by_a_part_of_its_word_or_code(typed, found):
    assert Choice("rnd", "研发（陈立）").fits(typed) is found


def test_without_a_terminal_it_names_today(desk):
    desk("desk", code=1)
    assert "The desk needs a terminal." in desk.err
    assert "complaintctl today" in desk.err


def test_without_textual_it_names_the_line_that_installs_it(desk, tmp_path):
    broken = tmp_path / "without" / "textual"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise ModuleNotFoundError('gone', name='textual')", "utf-8")
    code, seen = desk.terminal("desk", COMPLAINTCTL_LANG="en", PYTHONPATH=f"{broken.parent}:{ROOT}")
    assert code == 1
    assert "pip install 'complaintctl[desk]'" in seen


def test_several_registers_are_opened_by_the_command_too(desk, tmp_path):
    other = tmp_path / "other.db"
    other.write_bytes(desk.db.read_bytes())
    code, seen = desk.terminal("--db", str(desk.db), "--db", str(other), "desk", typed="q", wait="Leave",
                               COMPLAINTCTL_LANG="en")  # fmt: skip
    assert code == 0, seen
    assert "+ other" in seen


def test_it_is_left_by_a_key_with_everything_as_it_was(desk):
    before = desk.content()
    code, seen = desk.terminal("desk", typed="q", wait="New", COMPLAINTCTL_LANG="en")
    assert code == 0, seen
    assert "Traceback" not in seen
    assert desk.content() == before
