"""Make `sample.db` from the stories in `sample_stories.txt`, by the real commands under a fixed clock.

Run it as `python -m tests.make_sample`. Made twice it holds the same; the salts of the private parts are random,
so the bytes, and with them the hashes, differ.
"""

import json
import random
import shlex
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from typer.testing import CliRunner

from complaintctl.cli.app import app
from complaintctl.policy.amounts import Amount
from complaintctl.rules.worktime import Calendar
from tests.builders import SHANGHAI, an_office, local

HERE = Path(__file__).parent
STORIES = HERE / "sample_stories.txt"
SAMPLE = HERE.parent / "sample.db"
YEAR = 2026
OPENED = "2026-06-30 09:00"
STAFF = (
    ("吴国华", "wuguohua", "service_centre", "general_manager"),
    ("周红", "zhouhong", "service_centre", "manager"),
    ("刘洋", "liuyang", "service_centre", "agent"),
    ("张敏", "zhangmin", "service_centre", "agent"),
    ("赵强", "zhaoqiang", "service_centre", "agent"),
    ("陈立", "chenli", "rnd", "agent"),
    ("孙倩", "sunqian", "marketing", "agent"),
)
LOGINS = {name: login for name, login, _, _ in STAFF}
DESK = ("刘洋", "张敏")
OF_NO_CASE = frozenset({"sample", "measure", "adjust", "drill", "staff"})
OF_TASKS = frozenset({"done", "move", "strike"})


@dataclass
class Step:
    """One command that somebody typed at some minute, local to the office."""

    at: str
    who: str
    words: list[str]
    story: str


@dataclass
class Register:
    """The database being made, and the numbers its stories have so far."""

    path: Path
    numbers: dict[str, str] = field(default_factory=dict)
    runner: CliRunner = field(default_factory=CliRunner)

    def run(self, at: str, who: str, words: list[str]) -> str:
        """What the program answers; RuntimeError with what it says where it refuses."""
        env = {"COMPLAINTCTL_NOW": at, "LOGNAME": LOGINS[who], "COMPLAINTCTL_DB": None, "COMPLAINTCTL_USER": None}
        line = ["--db", str(self.path), "--as", who, "--lang", "en", "--format", "json", "--no-input", *words]
        result = self.runner.invoke(app, line, env=env)
        if result.exit_code:
            raise RuntimeError(f"{at} {who} {shlex.join(words)}\n{result.stderr}")
        return result.stdout

    def play(self, step: Step) -> None:
        """Do one step of a story; its number follows the command's name, where that is about the story's case."""
        command, *rest = step.words
        if command == "register":
            answer = json.loads(self.run(step.at, step.who, step.words))
            self.numbers[step.story] = answer["number"]
            return
        rest = [self.numbers[word[1:-1]] if word.startswith("{") else word for word in rest]
        if command == "task":
            own, *rest = rest
            number = self.numbers[step.story]
            rest = [own, f"{number}/{rest[0]}", *rest[1:]] if own in OF_TASKS else [own, number, *rest]
            self.run(step.at, step.who, [command, *rest])
            return
        if command not in OF_NO_CASE:
            rest = [self.numbers[step.story], *rest]
        self.run(step.at, step.who, [command, *rest])


def make(path: Path) -> None:
    """Write the sample to a new file, with nothing beside it."""
    register = Register(path)
    register.run(OPENED, "吴国华", ["init"])
    for name, login, department, role in STAFF:
        about = ["--login", login, "--department", department, "--role", role]
        register.run(OPENED, "吴国华", ["staff", "add", name, *about])
    for step in sorted(steps(), key=lambda step: step.at):
        register.play(step)
    conn = sqlite3.connect(path)
    conn.execute("PRAGMA journal_mode = DELETE")
    conn.execute("VACUUM")
    conn.close()
    path.chmod(0o644)


def steps() -> Iterator[Step]:
    """Every step of every story, a story after the other."""
    story = ""
    for line in STORIES.read_text("utf-8").splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "=":
            story = rest.partition(":")[0]
        elif kind == "~":
            yield from plain_case(rest)
        elif line and kind != "#":
            time, who, command = rest.split(" ", 2)
            yield Step(f"{YEAR}-{kind} {time}", who, shlex.split(command), story)


def plain_case(line: str) -> Iterator[Step]:
    """The usual course: registered, assigned, spoken to, resolved, revisited and closed, at seeded times."""
    head, customer, cause, handler, content, solution, end = line.split(" | ")
    day, time, channel = head.split(" ")
    name, phone, ref = customer.split(" ")
    remedy, responsibility, score = end.split(" ")
    chance = random.Random(phone)
    clerk, caller = chance.sample(DESK, 2)
    if caller == handler:
        clerk, caller = caller, clerk
    said = f"--channel {channel} --customer {name} --phone {phone} --ref {ref} --cause {cause}"
    done = f"--remedy {remedy} --responsibility {responsibility}"
    course = (
        (0, clerk, ["register", *said.split(" "), "--content", content]),
        (chance.randint(6, 20), clerk, ["assign", "--handler", handler]),
        (chance.randint(25, 200), handler, ["contact", "--channel", "phone", "--note", "已致电说明处理安排"]),
        (chance.randint(300, 900), handler, ["resolve", "--solution", solution, *done.split(" ")]),
        (chance.randint(500, 1100), caller, ["revisit", "--satisfied", "--score", score, "--close"]),
    )
    at = local(f"{YEAR}-{day} {time}")
    for minutes, who, words in course:
        at = after(at, minutes) if minutes else at
        yield Step(f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}", who, words, phone)


def after(start: datetime, minutes: int) -> datetime:
    """So many minutes of office time later."""
    return _office().due(start, Amount.parse(f"{minutes}m office")).at


@cache
def _office() -> Calendar:
    return an_office()


if __name__ == "__main__":
    with TemporaryDirectory(dir=SAMPLE.parent) as aside:
        made = Path(aside) / SAMPLE.name
        make(made)
        made.replace(SAMPLE)
    print(f"{SAMPLE} ({SAMPLE.stat().st_size // 1024} KB)", file=sys.stderr)
