"""What the desk looks like, in three sizes and both languages, on the sample: `--snapshot-update` takes new pictures.

The pictures are of one version of Textual: with another they may differ by what is no fault, and are not compared.
"""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

textual = pytest.importorskip("textual", reason="the desk needs Textual")

from textual.widgets import Input, TextArea  # noqa: E402

from complaintctl.desk.app import Desk  # noqa: E402
from complaintctl.desk.filling import SETTLED  # noqa: E402
from tests.seated import setting  # noqa: E402

SAMPLE = Path(__file__).parent.parent / "sample.db"
LOOKED_AT = "8.2.8"
SIZES = ((80, 24), (120, 40), (200, 60))

pytestmark = pytest.mark.skipif(textual.__version__ != LOOKED_AT, reason=f"pictures are of Textual {LOOKED_AT}")


async def settled(pilot):
    """Wait until the screen stays as it is, however busy the machine: lists, sights and previews come late."""
    before, now = "", "…"
    while before != now:
        await pilot.pause(SETTLED * 5)
        before, now = now, pilot.app.export_screenshot()


@pytest.fixture
def looks(tmp_path, snap_compare):
    def compare(*keys, lang, size, **more):
        register = tmp_path / "sample.db"
        shutil.copyfile(SAMPLE, register)
        made = setting(register, now=lambda: datetime(2026, 9, 30, 2, tzinfo=UTC), lang=lang, actor="周红", **more)

        async def before(pilot):
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
            for widget in (*pilot.app.screen.query(Input), *pilot.app.screen.query(TextArea)):
                widget.cursor_blink = False
            await settled(pilot)

        try:
            return snap_compare(Desk(made), terminal_size=size, run_before=before)
        finally:
            for office in made.offices:
                office.shut()

    return compare


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_day_and_a_case(looks, lang, size):
    assert looks("down", lang=lang, size=size)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_new_complaint(looks, lang, size):
    assert looks("n", lang=lang, size=size)


@pytest.mark.parametrize(("keys", "name"), [(("down", "p"), "propose"), (("question_mark",), "keys"),
                                            (("down", "i"), "explain"), (("down", "v"), "refused")])  # fmt: skip
def test_forms_and_pages(looks, keys, name):
    assert looks(*keys, lang="zh", size=(100, 32))


def test_for_screen_readers(looks):
    assert looks("down", lang="en", size=(80, 24), plain=True)


def test_in_light(looks):
    assert looks("T", "down", lang="zh", size=(120, 40))
