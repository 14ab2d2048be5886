"""The desk without a terminal, until its first screen stands; without a register, an app of Textual with nothing in it.

`python -m bench.at_desk [DB [KEYS]]`; with KEYS each of these keys is pressed 30 times, and the median of what
the processor had to do for it printed, in seconds.
"""

import os
import statistics
import sys
import time
from pathlib import Path

from textual.app import App
from textual.pilot import Pilot

TIMES = 30


def main(db: str = "", keys: str = "") -> None:
    """Run it."""
    app = _desk(Path(db)) if db else App()

    async def played(pilot: Pilot) -> None:
        if not keys:  # the first screen stands
            os._exit(0)
        await pilot.pause()
        for key in filter(None, keys.split(",")):
            await _pressed(pilot, key)
        app.exit()

    app.run(headless=True, size=(120, 40), auto_pilot=played)


async def _pressed(pilot: Pilot, key: str) -> None:
    timed = []
    for _ in range(TIMES):
        begun = time.process_time()  # what is waited for idly between looks is the pilot's, not the desk's
        await pilot.press(key)
        await pilot.pause()
        timed.append(time.process_time() - begun)
        if key not in ("down", "up", "pagedown"):
            await pilot.press("escape")
            await pilot.pause()
    print(key, statistics.median(timed), flush=True)


def _desk(db: Path) -> App:
    from complaintctl.desk.app import Desk
    from complaintctl.desk.reading import Setting
    from complaintctl.office import Office

    office = Office.open(db, actor="bench")
    there = db.parent
    return Desk(Setting((office,), "en", True, False, there / "draft.json", lambda _: True, lambda: there))


if __name__ == "__main__":
    main(*sys.argv[1:])
