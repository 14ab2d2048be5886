"""The pictures in README, of the sample: `python -m tests.make_pictures`; that of the page is made by Chromium."""

import asyncio
import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape, unescape
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.text import Text

from complaintctl.desk.app import Desk
from complaintctl.locale import Language
from complaintctl.render.text import room
from tests.seated import setting

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs/pictures"
REPORT = ("report", "--month", "2026-09", "--as-of", "2026-09-30T18:00")
COLUMNS, LINES = 120, 300

CELL, LINE, MARGIN = 8.0, 18, 16
INK, BACK = "#d7dae0", "#16191f"
COLOURS = {1: "#ff7b72", 2: "#56d364", 3: "#e3b341", 6: "#56b6c2"}
"""Of the terminal's colours those that the program uses, by their numbers."""
FONTS = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace"
BLOCKS = {block: (eighths / 8, 1.0) for eighths, block in enumerate("▏▎▍▌▋▊▉█", start=1)}
HEIGHTS = {block: (1.0, eighths / 8) for eighths, block in enumerate("▁▂▃▄▅▆▇█", start=1)}


def main() -> None:
    """Makes all that can be made here."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for lang in ("en", "zh"):
        head, _, *chapters = re.split(r"\n(?=(?:\x1b\[[\d;]*m)*── )", terminal("--lang", lang, *REPORT))
        shown = "\n".join((head, "⋮", "", *chapters[:2]))
        picture = svg(f"complaintctl {' '.join(REPORT[:3])}", shown)
        (PICTURES / f"report-terminal-{lang}.svg").write_text(picture, "utf-8")
        (PICTURES / f"desk-{lang}.svg").write_text(asyncio.run(desk(lang)), "utf-8")
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser:
        photograph(browser, PICTURES / "report-page.png")
    else:
        print("There is no Chromium here: the picture of the page stays as it is.", file=sys.stderr)


async def desk(lang: Language) -> str:
    """The desk on the eve of the holiday, with a case that waits for its solution."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "sample.db"
        shutil.copyfile(ROOT / "sample.db", copy)
        made = setting(copy, lang=lang, actor="周红", now=lambda: datetime(2026, 9, 30, 2, tzinfo=UTC))
        app = Desk(made)
        async with app.run_test(size=(COLUMNS, 36)) as pilot:
            await pilot.pause()
            await pilot.press("down")
            await pilot.pause()
            return _stretched(app.export_screenshot(title="complaintctl desk"))


def _stretched(picture: str) -> str:
    """Each run of letters as wide as the cells it takes: a Chinese character has two."""

    def width(found: re.Match[str]) -> str:
        text = unescape(found[3])
        return f'textLength="{float(found[1]) / max(len(text), 1) * room(text):g}"{found[2]}>{found[3]}<'

    return re.sub(r'textLength="([\d.]+)"([^>]*)>([^<]*)<', width, picture)


def program(*arguments: str) -> list[str]:
    """The program on the sample."""
    return [sys.executable, "-m", "complaintctl", "--db", str(ROOT / "sample.db"), *arguments]


def terminal(*arguments: str) -> str:
    """What the program shows at a terminal of COLUMNS, colours and all."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    around = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
    process = subprocess.Popen(program(*arguments), stdin=theirs, stdout=theirs, env=around, cwd=ROOT)
    os.close(theirs)
    seen = b""
    try:
        while piece := os.read(ours, 65536):
            seen += piece
    except OSError:  # Linux says so where the other end is closed
        pass
    os.close(ours)
    assert process.wait() == 0
    return seen.decode().replace("\r\n", "\n")


def svg(command: str, shown: str) -> str:
    """The screen as a drawing; each run of letters is stretched to the cells it takes, blocks are drawn as such."""
    lines = [Text.assemble(("$ ", "green"), (command, "bold")), Text(), *Text.from_ansi(shown.rstrip()).split()]
    width, height = COLUMNS * CELL + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN
    drawn = "\n".join(shape for place, line in enumerate(lines) for shape in _line(line, MARGIN + place * LINE))
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img">
<title>{escape(command)}</title>
<rect width="100%" height="100%" rx="8" fill="{BACK}"/>
<g fill="{INK}" font-family="{FONTS}" font-size="13">
{drawn}
</g>
</svg>
"""


def _line(line: Text, top: int) -> Iterator[str]:
    x = float(MARGIN)
    for (kind, look), group in groupby(_chars(line), key=lambda each: each[1:]):
        text = "".join(char for char, *_ in group)
        size = room(text) * CELL
        match kind:
            case "letters" | "wide":
                large = ' font-size="15"' if kind == "wide" else ""
                yield f'<text x="{x:g}" y="{top + 13}" textLength="{size:g}"{large}{look}>{escape(text)}</text>'
            case "rule":
                yield f'<rect x="{x:g}" y="{top + 9}" width="{size:g}" height="1"{look}/>'
            case "shade":
                yield f'<rect x="{x:g}" y="{top + 2}" width="{size:g}" height="14" opacity=".25"{look}/>'
            case "blocks":
                yield from _blocks(text, x, top, look)
        x += size


def _blocks(text: str, x: float, top: int, look: str) -> Iterator[str]:
    """Bars lie, courses stand: which of the two is told by what stands beside a full block."""
    shapes = HEIGHTS if set(text) & set("▁▂▃▄▅▆▇") else BLOCKS
    for char, group in groupby(text):
        count = len(list(group))
        wide, tall = shapes[char]
        width = count * CELL if wide == 1 else wide * CELL
        yield f'<rect x="{x:g}" y="{top + 16 - 14 * tall:g}" width="{width:g}" height="{14 * tall:g}"{look}/>'
        x += count * CELL


def _chars(line: Text) -> Iterator[tuple[str, str, str]]:
    """Each character, how it is drawn, and its look as attributes."""
    console = Console(color_system="standard")
    for place, char in enumerate(line.plain):
        style = line.get_style_at_offset(console, place)
        look = f' fill="{COLOURS[style.color.number]}"' if style.color and style.color.number in COLOURS else ""
        look += ' font-weight="bold"' if style.bold else ""
        look += ' fill-opacity=".6"' if style.dim else ""
        yield char, _kind(char), look


def _kind(char: str) -> str:
    if char in BLOCKS or char in HEIGHTS:
        return "blocks"
    known = {"─": "rule", "░": "shade", " ": "space"}
    return known.get(char, "wide" if room(char) == 2 else "letters")


def photograph(browser: str, picture: Path) -> None:
    """The page of the same report on a laptop."""
    with TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        subprocess.run(program(*REPORT, "--format", "html", "--output", str(page)), check=True, cwd=ROOT)
        seen = page.read_text("utf-8").replace("</head>", "<style>#c1 { display: none }</style></head>")
        page.write_text(seen, "utf-8")  # the long table of the summary would leave no room for charts
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1200,1500"]
        line = [browser, *options, f"--user-data-dir={folder}/profile", f"--screenshot={picture}", page.as_uri()]
        subprocess.run(line, check=True, capture_output=True)


if __name__ == "__main__":
    main()
