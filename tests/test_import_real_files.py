"""The three files that others wrote, each imported by one command line; skipped where they are not at hand."""

import csv
import json
import shutil
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from test_import import Desk

DATA = Path(__file__).parent.parent.parent / "shared" / "data"

CFPB = (
    *("--map", "Issue=content", "--map", "Company response to consumer=status"),
    *("--value", "Company response to consumer: Closed with explanation=closed"),
    *("--value", "Company response to consumer: Closed with monetary relief=closed"),
    *("--value", "Company response to consumer: Closed with non-monetary relief=closed"),
    *("--value", "Submitted via: Referral=regulator", "--default", "category=service"),
    *("--date-order", "mdy", "--timezone", "America/New_York", "--untimed", "keep", "--source", "cfpb"),
)
COMCAST = (
    *("--map", "Date_month_year+Time=received_at", "--value", "Received Via: Customer Care Call=phone"),
    *("--default", "category=service"),
    *("--timezone", "America/New_York", "--untimed", "keep", "--source", "comcast"),
)
CARS = (
    *("--map", "desc=content", "--map", "datetime=received_at"),
    *("--value", "status: 信息审核=registered", "--value", "status: 厂家受理=assigned"),
    *("--value", "status: 处理反馈=resolved", "--value", "status: 用户评分=closed"),
    *("--default", "channel=web", "--default", "category=product", "--untimed", "keep", "--source", "cars"),
)
FILES = [
    pytest.param("cfpb_2016_mdy_official.csv", "utf-8", CFPB, id="cfpb"),
    pytest.param("comcast_telecom_complaints.csv", "utf-8-sig", COMCAST, id="comcast"),
    pytest.param("car_complain_GBK_crlf_ymd_slash.csv", "gb18030", CARS, id="cars"),
]


def at_hand(name):
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{name} is not at hand")
    return path


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture(scope="session")
def imported(tmp_path_factory):
    """What was answered when a file was imported, once for all, and the register that has it."""

    @cache
    def once(name, options):
        desk = Desk(tmp_path_factory.mktemp("real"))
        return json.loads(desk.run("import", str(at_hand(name)), *options, "--format", "json").stdout), desk

    return once


@pytest.fixture
def copied(tmp_path, imported):
    """A desk with a register of its own that holds a file."""

    def copy(name, options):
        desk, (_, other) = Desk(tmp_path), imported(name, options)
        shutil.copyfile(other.folder / "c.db", desk.folder / "c.db")
        return desk

    return copy


@pytest.mark.parametrize(("name", "encoding", "options"), FILES)
def test_csv_vanish_every_row_is_imported_and_a_second_run_imports_none(imported, copied, name, encoding, options):
    path = at_hand(name)
    with path.open(encoding=encoding, newline="") as file:
        rows = list(csv.DictReader(file))
    (first, _), desk = imported(name, options), copied(name, options)
    second = json.loads(desk.run("import", str(path), *options, "--format", "json").stdout)
    assert (first["read"], first["imported"], first["rejected"]) == (len(rows), len(rows), 0)
    assert (second["imported"], second["skipped"]) == (0, len(rows))
    columns = [column for joined in first["columns"]["used"].values() for column in joined.split("+")]
    assert set(columns) | set(first["columns"]["kept"]) == set(rows[0])
    known = {case["external_id"]: case for case in desk.cases()}
    id_ = first["columns"]["used"]["external_id"]
    assert known.keys() == {row[id_] for row in rows}
    content = first["columns"]["used"]["content"]
    assert all(known[row[id_]]["content"] == row[content].strip() for row in rows)
    assert "all is well" in desk.run("verify").stdout


def test_comcast_dates_agree_with_the_column_that_spells_the_month(imported):
    _, desk = imported("comcast_telecom_complaints.csv", COMCAST)
    for case in desk.cases():
        day, month, year = case["extra"]["Date"].split("-")
        received = datetime.fromisoformat(case["received_at"]).astimezone(ZoneInfo("America/New_York"))
        assert received.date().isoformat() == f"{year}-{month}-{day}", case["number"]


def test_ambiguous_dates_of_the_real_file_are_refused_without_their_order(desk):
    path = at_hand("comcast_telecom_complaints.csv")
    options = [each.replace("Date_month_year+Time", "Date+Time") for each in COMCAST]
    refused = json.loads(desk.run("import", str(path), *options, "--format", "json").stdout)
    with path.open(encoding="utf-8-sig", newline="") as file:
        days = [row["Date"].split("-")[:2] for row in csv.DictReader(file)]
    either = [day for day, month in days if int(day) <= 12 and day != month]
    assert (refused["imported"], refused["rejected"]) == (0, len(either))
    done = desk.run("import", str(path), *options, "--date-order", "dmy", "--format", "json")
    assert json.loads(done.stdout)["imported"] == 2224


@pytest.mark.parametrize(("name", "encoding", "options"), FILES)
def test_an_imported_case_is_carried_to_closed_by_hand(copied, name, encoding, options):
    desk = copied(name, options)
    number = next(case["number"] for case in desk.cases() if case["status"] in ("registered", "assigned"))
    for command in (
        ("assign", number, "--to", "service_centre"),
        ("resolve", number, "--solution", "Repaired"),
        ("revisit", number, "--dissatisfied"),
        ("resolve", number, "--solution", "Replaced"),
        ("revisit", number, "--satisfied", "--score", "4"),
        ("close", number),
    ):
        done = desk.run(*command)
        assert done.exit_code == 0, done.stderr
    case = next(case for case in desk.cases() if case["number"] == number)
    assert (case["status"], case["outcome"], case["round"]) == ("closed", "satisfied", 2)
    assert "all is well" in desk.run("verify").stdout
