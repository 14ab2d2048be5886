"""The rooms of the house and the arrows between them, read from the code itself."""

import ast
import os
import re
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "complaintctl"
LEAVES = {"errors", "model", "records", "moments", "contract", "discretion", "findings", "clock", "phones"}
PROCESS = LEAVES | {"policy", "rules", "cases"}
MAY_IMPORT = {
    **{room: set() for room in "errors model contract phones findings clock render locale".split()},
    "records": {"errors", "model"},
    "discretion": {"phones"},
    "moments": {"errors"},
    "policy": LEAVES,
    "rules": LEAVES | {"policy"},
    "cases": PROCESS,
    "store": LEAVES,
    "reports": LEAVES,
    "intake": PROCESS | {"store"},
    "office": PROCESS | {"store", "reports", "intake"},
    "words": PROCESS | {"reports", "render", "locale"},
    "cli": PROCESS | {"office", "words", "reports", "intake", "render", "locale"},
    "desk": PROCESS | {"office", "words", "render", "locale"},
    "__main__": {"cli"},
    "__init__": set(),
}
OPENS = {"cli/commands/desk.py": {"desk"}}
"""One door opens the other, by one command; else neither knows of it."""
PURE = PROCESS - {"clock"}
DRIVERS = {"sqlite3", "psycopg"}
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
OUTSIDE_WORLD = {"os", "sqlite3", "time", "locale"}
HEAVY = ("rich", "sqlite_utils", "dateutil.parser", "holidays", "pydantic", "jinja2", "openpyxl", "textual")

SQL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|CREATE)\s")
CLOCK = re.compile(r"(?:datetime\.)?(datetime|date)\.(now|utcnow|today)|time\.(time|time_ns|localtime|gmtime)")
SQL_CLOCK = re.compile(r"CURRENT_(TIMESTAMP|DATE|TIME)|\b(datetime|date|strftime|julianday)\([^)]*'now'", re.IGNORECASE)


def room_of(path):
    """The part of the package a file belongs to."""
    inside = path.relative_to(PACKAGE)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


SOURCES = {path: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
FILES = [pytest.param(path, id=path.relative_to(PACKAGE).as_posix()) for path in SOURCES]


def imported(path, tree):
    """Every module a file imports, wherever in it, by its whole name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(path, node)
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _absolute(path, node):
    if not node.level:
        return node.module
    package = ("complaintctl", *path.relative_to(PACKAGE).parent.parts)
    above = package[: len(package) - node.level + 1]
    return ".".join((*above, *filter(None, [node.module])))


def rooms_used(path, tree):
    names = (name.split(".") for name in imported(path, tree))
    return {parts[1] for parts in names if parts[0] == "complaintctl" and len(parts) > 1} - {room_of(path)}


def texts(tree):
    """Every string that is no docstring, pieces of f-strings as well."""
    docstrings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings:
            yield node.value


@pytest.mark.parametrize("path", FILES)
def test_arrows_run_one_way(path):
    known = {name for name in rooms_used(path, SOURCES[path]) if name in MAY_IMPORT}
    assert known - OPENS.get(path.relative_to(PACKAGE).as_posix(), set()) <= MAY_IMPORT[room_of(path)]


def test_every_room_has_its_arrows():
    assert {room_of(path) for path in SOURCES} <= MAY_IMPORT.keys()


def test_rules_and_store_never_meet_but_in_office_and_intake():
    both = {path for path, tree in SOURCES.items() if {"rules", "store"} <= rooms_used(path, tree)}
    assert {room_of(path) for path in both} <= {"office", "intake"}


def test_no_import_runs_in_a_circle():
    """Not at the top, not for types alone, not inside a function: where two files know each other, a third is due."""
    known = {_module(path): {*imported(path, tree)} - {_module(path)} for path, tree in SOURCES.items()}
    TopologicalSorter({name: used & known.keys() for name, used in known.items()}).prepare()


def _module(path):
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", [path for path in FILES if room_of(path.values[0]) in PURE])
def test_pure_rooms_know_nothing_of_the_world(path):
    assert {name.split(".")[0] for name in imported(path, SOURCES[path])} & OUTSIDE_WORLD == set()


DRAWN_BY_RICH = {"render/table.py", "render/progress.py"}


def test_only_tables_and_the_progress_bar_are_drawn_by_rich():
    users = {path.relative_to(PACKAGE).as_posix() for path, tree in SOURCES.items() if _uses_rich(path, tree)}
    assert users <= DRAWN_BY_RICH


def _uses_rich(path, tree):
    return any(name.split(".")[0] == "rich" for name in imported(path, tree))


@pytest.mark.parametrize("path", FILES)
def test_what_is_slow_to_load_is_loaded_where_it_is_needed(path):
    """At the top of a module only what is itself loaded when asked for may import something heavy."""
    top = ast.Module([node for node in SOURCES[path].body if isinstance(node, ast.Import | ast.ImportFrom)], [])
    heavy = {name for name in imported(path, top) if _is_heavy(name)}
    if room_of(path) == "desk":
        heavy = {name for name in heavy if not name.startswith("textual")}  # loaded by its command alone
    assert heavy == set() or path.relative_to(PACKAGE).as_posix() in {
        "render/book_xlsx.py",
        "render/table.py",
        "render/xlsx_charts.py",
        "store/migrations.py",
    }


def _is_heavy(module):
    return any(module == heavy or module.startswith(f"{heavy}.") for heavy in HEAVY)


@pytest.mark.parametrize("path", [path for path in FILES if room_of(path.values[0]) != "store"])
def test_sql_is_in_the_store_only(path):
    assert [text for text in texts(SOURCES[path]) if SQL.match(text)] == []


@pytest.mark.parametrize("path", [path for path in FILES if "engines" not in path.values[0].parts])
def test_only_the_engines_know_a_driver(path):
    assert {name.split(".")[0] for name in imported(path, SOURCES[path])} & DRIVERS == set()


@pytest.mark.parametrize("path", FILES)
def test_no_file_and_no_function_is_longer_than_a_reader_can_hold(path):
    functions = (node for node in ast.walk(SOURCES[path]) if isinstance(node, ast.FunctionDef))
    long = [node.name for node in functions if node.end_lineno - node.lineno >= LONGEST_FUNCTION]
    assert (long, path.read_text("utf-8").count("\n") <= LONGEST_FILE) == ([], True)


@pytest.mark.parametrize("path", FILES)
def test_the_clock_is_read_in_one_place(path):
    tree = SOURCES[path]
    reads = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    reads = [name for name in (*reads, *imported(path, tree)) if CLOCK.fullmatch(name)]
    reads += [text for text in texts(tree) if SQL_CLOCK.search(text)]
    assert len(reads) <= (path == PACKAGE / "clock.py")


@pytest.fixture
def program(tmp_path):
    """Runs the program in a pipe, with a database and a clock of its own; gives stdout and stderr."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("COMPLAINTCTL_")}
    env = inherited | {
        "COMPLAINTCTL_NOW": "2026-11-21T04:00:00Z",
        "COMPLAINTCTL_USER": "li",
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(PACKAGE.parent),
    }

    def run(*arguments, options=()):
        command = [sys.executable, *options, "-m", "complaintctl", "--db", str(tmp_path / "c.db"), *arguments]
        done = subprocess.run(
            command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        return done

    return run


@pytest.mark.parametrize("words", ["list", "today", "doctor", "--help", "desk --help", "staff list"])
def test_only_an_open_desk_loads_textual(program, words):
    program("init")
    done = program(*words.split(), options=["-X", "importtime"])
    assert "complaintctl" in done.stderr
    assert "| textual" not in done.stderr.replace("|   ", "| ").replace("  ", "")


def test_overdue_in_a_pipe_loads_nothing_it_does_not_need(program):
    program("init")
    program(
        *("register", "--channel", "phone", "--customer", "王小明", "--phone", "13800138000"),
        *("--category", "service", "--content", "Nobody called back.", "--received-at", "2026-11-02T02:00:00Z"),
    )
    done = program("overdue", options=["-X", "importtime"])
    assert "C20261102-0001" in done.stdout
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert "complaintctl" in {name.split(".")[0] for name in loaded}
    assert {name for name in loaded if _is_heavy(name)} == set()
    assert {name for name in loaded if name.startswith("complaintctl.rules.spoken")} == set()
