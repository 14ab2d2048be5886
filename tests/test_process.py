"""Every demand of the process has its test: test_process_*.py holds them, each named after its id."""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PROCESS = HERE.parents[1] / "shared/spec/process.md"

OPEN: set[str] = set()
"""Demands that are still to come; whichever gets its first test leaves this set."""


@pytest.fixture(scope="module")
def demands():
    if not PROCESS.exists():
        pytest.skip("the specification isn't beside the project")
    text = PROCESS.read_text("utf-8")
    sections = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE))
    return set(re.findall(r"^\| ([a-z]+-[a-z0-9-]+) \|", "".join(sections.values()), re.MULTILINE))


@pytest.fixture(scope="module")
def tests():
    """What the tests are named after: the part of each name that may be an id."""
    files = "".join(file.read_text("utf-8") for file in sorted(HERE.glob("test_process_*.py")))
    return re.findall(r"^def test_(\w+)", files, re.MULTILINE)


def proves(test, demand):
    return f"{test}_".startswith(f"{demand.replace('-', '_')}_")


def test_every_demand_has_a_test(demands, tests):
    """All but those still OPEN, of which none has one yet."""
    assert len(demands) >= 40
    untested = {demand for demand in demands if not any(proves(test, demand) for test in tests)}
    assert untested == OPEN


def test_every_test_is_named_after_a_demand(demands, tests):
    assert [test for test in tests if not any(proves(test, demand) for demand in demands)] == []
