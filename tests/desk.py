"""The program as a person at a desk uses it: whole command lines on a database of one's own, at a time one says."""

import fcntl
import json
import os
import pty
import select
import shutil
import struct
import subprocess
import sys
import termios
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from zoneinfo import ZoneInfo

from typer.testing import CliRunner

from complaintctl.cli.app import app
from complaintctl.moments import from_stored

ROOT = Path(__file__).parent.parent
NOW = "2026-11-20 10:00"  # a Friday
CUSTOMER = ("--channel", "phone", "--customer", "王小明", "--phone", "13800138000")
WHAT = ("--category", "product", "--content", "门坏了")
CLEAN = dict.fromkeys(
    [f"COMPLAINTCTL_{name}" for name in ("DB", "USER", "FORMAT", "LANG", "DEBUG")]
    + ["NO_COLOR", "LC_ALL", "LC_MESSAGES"]
)


class Desk:
    """A register under a preset; `desk("list")` answers what was printed, `code` is the exit code awaited."""

    def __init__(self, folder: Path, preset: str = "general") -> None:
        self.folder = folder
        self.db = folder / "c.db"
        self.now = NOW
        self.err = ""
        self.env: dict[str, str | None] = CLEAN | {"LANG": "en_US.UTF-8", "LOGNAME": "root"}
        shutil.copyfile(_template(preset), self.db)

    def __call__(self, *args: object, code: int = 0, stdin: str | bytes | None = None, **env: str | None) -> str:
        around = self.env | {"COMPLAINTCTL_DB": str(self.db), "COMPLAINTCTL_NOW": self.now} | env
        result = CliRunner().invoke(app, [str(arg) for arg in args], input=stdin, env=around)
        self.err = result.stderr
        assert "Traceback" not in result.output, result.output
        assert "mistake in the program" not in result.stderr, result.stderr
        assert result.exit_code == code, (result.exit_code, result.stdout, result.stderr)
        return result.stdout

    def json(self, *args: object, **options: Any) -> Any:
        """The answer with --format json."""
        return json.loads(self(*args, "--format", "json", **options))

    def error(self, *args: object, code: int, **options: Any) -> dict[str, str]:
        """The error with --format json: the one object on stderr, nothing on stdout; the database is as it was."""
        before = self.content()
        out = self(*args, "--format", "json", code=code, **options)
        assert not out, out
        assert self.content() == before
        told = json.loads(self.err)
        assert set(told) == {"error"}
        assert set(told["error"]) == {"code", "message", "hint"}
        return told["error"]

    def content(self) -> str:
        """A digest of the file and of what is written beside it; the index of a log is no content."""
        files = [file for file in sorted(self.folder.glob("c.db*")) if file.is_file() and file.suffix != ".db-shm"]
        return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()

    def register(self, *more: object, **options: Any) -> str:
        """A new case of the usual customer, in the category product; its number."""
        return self.json("register", *CUSTOMER, *WHAT, *more, **options)["number"]

    def case(self, number: object = 1, *more: object, **options: Any) -> Any:
        """All that `show` tells."""
        return self.json("show", number, *more, **options)

    def step(self, number: object, step: str, *more: object) -> Any:
        """The last deadline of a step."""
        return [row for row in self.case(number, *more)["deadlines"] if row["step"] == step][-1]

    def due(self, number: object, step: str, *more: object) -> str:
        """When the last deadline of a step runs out, in the office's own time."""
        return local(self.step(number, step, *more)["due_at"])

    def run(self, line: str, **options: Any) -> "subprocess.CompletedProcess[bytes]":
        """A line in a real shell; `complaintctl` is the program."""
        around = os.environ | self.env | {"COMPLAINTCTL_DB": str(self.db), "COMPLAINTCTL_NOW": self.now}
        kept = {name: value for name, value in around.items() if value is not None}
        kept |= {"PYTHONPATH": str(ROOT), "PY": sys.executable} | options.pop("env", {})
        script = f'complaintctl() {{ "$PY" -m complaintctl "$@"; }}; {line}'
        return subprocess.run(
            ["/bin/bash", "-c", script], env=kept, capture_output=True, timeout=60, check=False, **options
        )

    def terminal(self, *args: str, typed: str = "", columns: int = 100, wait: str = "", **env: str) -> tuple[int, str]:
        """The program at a terminal of its own: its exit code and all that was seen; typing begins after `wait`."""
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        around = (
            os.environ
            | self.env
            | {
                "COMPLAINTCTL_DB": str(self.db),
                "COMPLAINTCTL_NOW": self.now,
                "TERM": "xterm",
                "PAGER": "cat",
                "COLUMNS": str(columns),
            }
        )
        around |= {"PYTHONPATH": str(ROOT)} | env
        kept = {name: value for name, value in around.items() if value is not None}
        line = [sys.executable, "-m", "complaintctl", *args]
        process = subprocess.Popen(
            line,
            env=kept,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            preexec_fn=_control,  # noqa: PLW1509
        )
        os.close(theirs)
        seen, sent, patience = b"", "", 6
        while True:
            if typed and wait.encode() in seen:
                os.write(ours, typed.encode())
                typed, sent = "", typed
            if not select.select([ours], [], [], 5)[0]:
                patience -= 1
                if patience and sent == "\x03":  # an interrupt just before a read begins is only seen after it
                    os.write(ours, sent.encode())
                    continue
                if patience:
                    continue
                process.kill()
                seen += b"(hangs)"
                break
            try:
                piece = os.read(ours, 65536)
            except OSError:
                break
            if not piece:
                break
            seen += piece
        os.close(ours)
        return process.wait(60), seen.decode(errors="replace").replace("\r\n", "\n")


def local(instant: str) -> str:
    """An instant as the office's clock shows it, to the minute."""
    return f"{from_stored(instant).astimezone(ZoneInfo('Asia/Shanghai')):%Y-%m-%d %H:%M}"


def _control() -> None:
    """Make the terminal the one that ctrl-C is typed at."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


STAFF = {"刘洋": "agent", "陈立": "agent", "吴国华": "general_manager"}


def staffed(folder: Path, preset: str = "general") -> Desk:
    """A desk whose office has people, all of the department that customers turn to."""
    made = Desk(folder, preset)
    for name, role in STAFF.items():
        department = {"dealership": "service", "general": "service_centre"}[preset]
        made("staff", "add", name, "--department", department, "--role", role)
    return made


@cache
def _template(preset: str) -> Path:
    """An empty register; made once, because asking the library for fifty years of days off takes its time."""
    path = Path(mkdtemp(prefix="complaintctl-")) / "empty.db"
    env = CLEAN | {"COMPLAINTCTL_NOW": "2026-01-01 00:00", "LOGNAME": "root"}
    result = CliRunner().invoke(app, ["--db", str(path), "init", "--preset", preset], env=env)
    assert result.exit_code == 0, result.output
    return path
