"""Who knows no command takes a major case from the call at 22:30 to the second revisit, in Chinese (desk.md)."""

import pytest

pytest.importorskip("textual", reason="the desk needs Textual")

from tests.desk import staffed
from tests.seated import seated, sit

OFFER = ("p", "text:更换洗碗机并赔偿地板", "enter", "text:赔", "enter", "text:4200", "enter", "text:陈", "ctrl+s")


@pytest.fixture
def desk(tmp_path):
    made = staffed(tmp_path, "dealership")
    made.now = "2026-11-23 22:30"
    return made


def test_from_the_call_to_the_second_revisit(desk):
    async def do(seat, *steps):
        await seat(*steps)
        assert not seat.is_open, seat.refusal

    async def play(seat):
        assert "已下班，周二 " in seat.top
        await do(seat, "n", "enter", "text:洗碗机漏水泡坏了地板", "enter", "text:王建国", "enter", "text:13800000001",
                 "enter", "text:产品", "enter", "text:赔", "enter", "text:赔偿地板", "ctrl+s")  # fmt: skip
        number = seat.queue.item.number
        assert "重大" in seat.card
        assert "王建国" not in seat.card
        for who in ("text:客服", "text:总经理", "text:厂"):
            await do(seat, "exclamation_mark", who, "enter")
        desk.now = "2026-11-24 08:40"
        await do(seat, "a", "enter", "text:陈", "enter")
        await do(seat, "c", "text:已约下午上门", "ctrl+s")
        await do(seat, *OFFER)
        await seat("k")
        assert "批" in seat.message
        desk("approve", number, "--as", "吴国华")
        await seat.pilot.pause(1.3)
        await do(seat, "k", "enter")
        desk.now = "2026-11-25 16:00"
        await do(seat, "r", "ctrl+s")
        desk.now = "2026-12-01 10:00"
        await do(seat, "v", "text:不满意", "enter", "text:2", "ctrl+s")
        assert "新一轮" in seat.card
        await do(seat, *OFFER)
        desk("approve", number, "--as", "吴国华")
        await seat.pilot.pause(1.3)
        await do(seat, "k", "enter")
        await do(seat, "r", "ctrl+s")
        desk.now = "2026-12-07 10:00"
        await do(seat, "v", "text:满", "enter", "text:5", "focus:close", "space", "ctrl+s")
        assert f"complaintctl revisit {number} --satisfied --score 5 --close" in seat.message

    sit(seated(desk, lang="zh"), play)
    case = desk.case("C20261123-0001")
    assert (case["status"], case["outcome"], case["round"], case["satisfied"]) == ("closed", "satisfied", 2, True)
    assert [event["actor"] for event in case["events"] if event["action"] == "approve"] == ["吴国华"] * 2
    desk("verify")
