"""What the documents say: every command line of README can be typed, every example of the Python page runs."""

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from test_import_real_files import CARS, CFPB, COMCAST
from typer.testing import CliRunner

from complaintctl.cli.app import app
from complaintctl.cli.commands import COMMANDS, KEEPING, LOOKING, MAIN
from complaintctl.cli.options import check_meant
from complaintctl.office import Office
from complaintctl.policy import presets
from complaintctl.policy.checks import check
from tests.desk import CLEAN

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PYTHON = (ROOT / "docs" / "python.md").read_text("utf-8")
BLOCKS = re.findall(r"(?ms)^```(\w*)\n(.*?)^```$", README)
DESK = typer.main.get_command(app)
OPERATORS = frozenset({"&&", "||", "|", ";", ">", "<"})


def command_lines(text):
    """The arguments of every complaintctl in these lines of shell or crontab."""
    for line in text.splitlines():
        lexer = shlex.shlex(line, posix=True, punctuation_chars="&|;<>")
        lexer.whitespace_split = True
        words = []
        for word in [*lexer, ";"]:
            if word not in OPERATORS:
                words.append(word)
                continue
            names = [index for index, each in enumerate(words) if each.rpartition("/")[2] == "complaintctl"]
            if names:
                yield words[names[0] + 1 :]
            words = []


LINES = [words for kind, text in BLOCKS if kind in ("", "sh") for words in command_lines(text)]


def parsed(words):
    """Read a command line as the program does, without doing it; raises where it can't be read."""
    top = DESK.make_context("complaintctl", list(words))
    if "refusal" in top.meta:
        raise top.meta["refusal"]
    name, *own = [*top._protected_args, *top.args]
    check_meant(COMMANDS[name], top.meta["given"])
    context = DESK.get_command(top, name).make_context(name, own, parent=top)
    if hasattr(context.command, "commands"):
        sub, command, own = context.command.resolve_command(context, [*context._protected_args, *context.args])
        command.make_context(sub, own, parent=context)
    return name


def run(*words, **env):
    """The program itself, as `python -m`, in an environment that says nothing."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH", "SYSTEMROOT") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "complaintctl", *words],
        cwd=ROOT,
        env=kept | {"PYTHONUTF8": "1", "LANG": "C.UTF-8"} | env,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("words", LINES, ids=lambda words: shlex.join(words)[:60])
def test_a_command_line_of_the_readme_can_be_read(words):
    assert parsed(words) in COMMANDS


def test_the_readme_shows_the_main_line_and_everything_that_looks_or_keeps():
    shown = {parsed(words) for words in LINES}
    assert {entry.name for entry in COMMANDS.values() if entry.group == MAIN} <= shown
    assert {entry.name for entry in COMMANDS.values() if entry.group in (LOOKING, KEEPING)} <= shown


def test_a_wrong_command_line_would_be_noticed():
    with pytest.raises(Exception, match="--no-such"):
        parsed(["overdue", "--no-such", "1"])
    with pytest.raises(KeyError):
        parsed(["no-such"])


def test_the_first_screen_shows_the_overdue_list_and_the_report():
    first, second = [words for words in LINES if "sample.db" in words][:2]
    late = run(*first).splitlines()
    assert late[0].split("\t")[:3] == ["number", "step", "due_at"]
    assert [line.split("\t")[1] for line in late[1:]] == [
        "review", "resolve", "audit", "revisit", "progress", "contact", "assign",
    ]  # fmt: skip
    report = run(*second)
    assert "2026Q3" in report.splitlines()[0]
    for heading in ("## Summary", "## Volume", "## Deadlines", "## Satisfaction"):
        assert heading in report


def test_the_first_screen_looks_the_same_whenever_it_is_run():
    for words in [words for words in LINES if "sample.db" in words][:2]:
        assert run(*words) == run(*words, COMPLAINTCTL_NOW="2031-05-06T07:08Z", TZ="America/New_York")


def test_the_days_work_can_be_done_as_it_is_written(tmp_path):
    chapter = README.partition("## A day's work")[2].partition("\n## ")[0]
    lines = [words for _, text in re.findall(r"(?ms)^```(sh)\n(.*?)^```$", chapter) for words in command_lines(text)]
    register = str(tmp_path / "complaints.db")
    for minute, words in enumerate(lines):
        now = f"2026-11-23T02:{minute:02}Z"
        env = CLEAN | {"LANG": "C.UTF-8", "COMPLAINTCTL_DB": register, "COMPLAINTCTL_NOW": now}
        words = [register if word == "complaints.db" else word for word in words]
        done = CliRunner().invoke(app, words, env=env)
        assert (done.exit_code, done.exception) == (0, None), f"{shlex.join(words)}\n{done.output}"
    shown = CliRunner().invoke(app, ["--db", register, "--lang", "en", "show", "C20261123-0001"]).output
    assert "closed · high · major" in shown


@pytest.mark.parametrize("options", [CFPB, COMCAST, CARS], ids=["cfpb", "comcast", "cars"])
def test_the_import_of_a_real_file_is_the_one_that_is_tested(options):
    assert any(words[0] == "import" and words[2:] == list(options) for words in LINES)


def test_the_policy_shown_is_one():
    (text,) = [text for kind, text in BLOCKS if kind == "toml"]
    assert check(text, "README.md").opening.zone.key == "Asia/Shanghai"


def test_every_preset_has_its_row():
    rows = README.partition("| preset | follows |")[2].partition("\n\n")[0]
    assert set(re.findall(r"(?m)^\| `(\w+)` \|", rows)) == set(presets.names())


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/python.md"])
def test_files_that_a_page_points_to_are_there(page):
    path = ROOT / page
    links = re.findall(r"\]\(([^)#]+)\)", path.read_text("utf-8"))
    assert [link for link in links if not link.startswith("http") and not (path.parent / link).exists()] == []


def test_the_examples_of_the_python_page_do_what_they_show(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    lines = re.sub(r"(?m)^```.*$", "", PYTHON)
    page, wrong = doctest.DocTestParser().get_doctest(lines, {}, "python.md", "docs/python.md", 0), []
    done = doctest.DocTestRunner(verbose=False).run(page, out=wrong.append)
    assert "".join(wrong) == ""
    assert done.attempted > 30


def test_the_python_page_names_whatever_an_office_has():
    table = PYTHON.partition("## Everything there is")[2]
    assert set(re.findall(r"`(\w+)`", table)) == {name for name in dir(Office) if not name.startswith("_")}


def test_the_files_that_contributing_sends_to_are_there():
    rules = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## The rooms")[2]
    named = set(re.findall(r"`([\w./]+(?:\.(?:py|md|toml|db)|/))`", rules))
    assert len(named) > 20
    assert [file for file in named if not (ROOT / file).exists() and not (ROOT / "complaintctl" / file).exists()] == []
