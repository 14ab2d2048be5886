"""The office from Python: nothing printed, nothing read around it, the same as the command line does."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from complaintctl.errors import Misused, Refused, Unusable
from complaintctl.office import Office
from complaintctl.office.documents import Paper
from complaintctl.office.founding import found
from complaintctl.policy import presets
from complaintctl.policy.checks import check
from complaintctl.render import jsons
from tests.builders import local
from tests.desk import ROOT, Desk

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # a Friday, ten o'clock in Shanghai
SAID = {"channel": "phone", "customer": "王小明", "phone": "13800138000", "category": "product", "content": "门坏了"}


@pytest.fixture
def place(tmp_path, desk):
    """An empty register under the preset `general`."""
    return desk.db


def opened(place, actor="刘洋", *, now=NOW, clock=None, write=True):
    return Office.open(place, actor=actor, login="root", clock=clock or (lambda: now), set_clock=True, write=write)


SCRIPT = """
import sys
from datetime import UTC, datetime
from complaintctl.office import Office

with Office.open(sys.argv[1], actor="刘洋", clock=lambda: datetime(2026, 11, 20, 2, 0, tzinfo=UTC)) as office:
    number = office.register(channel="phone", customer="王小明", phone="13800138000", category="service",
                             content="没有人回电").number
    office.assign(number, handler="陈立")
    office.resolve(number, solution="已回电", responsibility="staff")
    figures = office.report(office.period("month", "2026-11")).figures["summary"]
    assert (figures["complaints"], figures["solutions"]) == (1, 1), figures
loaded = {name.partition(".")[0] for name in sys.modules} | {".".join(name.split(".")[:2]) for name in sys.modules}
assert not loaded & {"typer", "click", "rich", "complaintctl.cli", "complaintctl.words", "complaintctl.render"}, loaded
"""


def test_a_script_registers_resolves_and_reports_without_the_command_line(place):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, place],
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_an_office_never_prints_and_reads_no_environment(place, monkeypatch, capfd):
    for name in ("DB", "USER", "NOW", "FORMAT", "LANG", "DEBUG"):
        monkeypatch.setenv(f"COMPLAINTCTL_{name}", "nonsense")
    monkeypatch.setenv("LOGNAME", "somebody")
    monkeypatch.setenv("TZ", "America/New_York")
    with opened(place) as office:
        case = office.register(**SAID, assign=True)
        list(office.complaints()), list(office.search("门坏")), office.today(), office.overdue()
        office.report(office.period("month", "2026-11"))
        list(office.problems()), list(office.checkup())
    (registered, _) = case.events
    assert (registered.at, registered.actor, registered.login) == (NOW, "刘洋", "root")
    assert capfd.readouterr() == ("", "")


AGREEMENT = Paper("agreement.txt", "赔偿地板".encode())
DAY = [  # who, when, as it is typed, as it is called
    ("吴国华", "09:00", ["staff", "add", "吴国华", "--department", "service_centre", "--role", "general_manager"],
     lambda office: office.add_person("吴国华", department="service_centre", role="general_manager")),
    ("刘洋", "10:00", ["register", "--channel", "phone", "--customer", "王建国", "--phone", "13800000001",
                       "--ref", "D20261120017", "--cause", "product/quality/leak", "--flag", "compensation",
                       "--tag", "地板", "--amount", "4200", "--content", "洗碗机漏水", "--demand", "赔偿地板",
                       "--received-at", "today 9:50"],
     lambda office: office.register(
         channel="phone", customer="王建国", phone="13800000001", ref="D20261120017", cause="product/quality/leak",
         flags=["compensation"], tags=["地板"], amount=420000, content="洗碗机漏水", demand="赔偿地板",
         received_at=local("2026-11-20 09:50"))),
    ("刘洋", "10:01", ["assign", "1", "--handler", "陈立"], lambda office: office.assign("1", handler="陈立")),
    ("刘洋", "10:05", ["told", "1", "--who", "general manager"],
     lambda office: office.told("1", who="general manager")),
    ("陈立", "10:30", ["contact", "1", "--channel", "phone", "--note", "已致歉", "--at", "today 10:20"],
     lambda office: office.contact("1", channel="phone", note="已致歉", at=local("2026-11-20 10:20"))),
    ("陈立", "10:40", ["note", "1", "--private", "--note", "接头松脱"],
     lambda office: office.note("1", private=True, note="接头松脱")),
    ("陈立", "10:50", ["hold", "1", "--reason", "等发票"], lambda office: office.hold("1", reason="等发票")),
    ("陈立", "11:20", ["resume", "1"], lambda office: office.resume("1")),
    ("陈立", "11:25", ["extend", "1", "resolve", "--to", "2026-12-04 17:00", "--reason", "师傅没空"],
     lambda office: office.extend("1", "resolve", to=local("2026-12-04 17:00"), reason="师傅没空")),
    ("陈立", "11:30", ["propose", "1", "--solution", "换地板", "--remedy", "compensation", "--cost", "3800",
                       "--owner", "陈立", "--until", "2026-12-03 12:00", "--check", "看一遍"],
     lambda office: office.propose("1", solution="换地板", remedy="compensation", cost=380000, owner="陈立",
                                   until=local("2026-12-03 12:00"), check="看一遍")),
    ("吴国华", "11:40", ["approve", "1", "--note", "同意"], lambda office: office.approve("1", note="同意")),
    ("陈立", "11:50", ["accept", "1"], lambda office: office.accept("1")),
    ("陈立", "14:00", ["resolve", "1", "--responsibility", "product", "--agreement", "agreement.txt"],
     lambda office: office.resolve("1", responsibility="product", agreement=AGREEMENT)),
    ("刘洋", "16:00", ["revisit", "1", "--satisfied", "--score", "4", "--close"],
     lambda office: office.revisit("1", satisfied=True, score=4, close=True)),
    ("刘洋", "16:10", ["review", "1", "--root-cause", "product", "--note", "改用卡箍", "--training"],
     lambda office: office.review("1", root_cause="product", note="改用卡箍", training=True)),
    ("刘洋", "16:20", ["register", "--assign", "--channel", "web", "--anonymous", "--category", "service",
                       "--content", "没有人回电"],
     lambda office: office.register(assign=True, channel="web", anonymous=True, category="service",
                                    content="没有人回电")),
]  # fmt: skip


@pytest.fixture(scope="module")
def twins(tmp_path_factory):
    """Two registers with the same day: one typed at the command line, one done by a script."""
    typed, called = (Desk(tmp_path_factory.mktemp(name)) for name in ("typed", "called"))
    paper = typed.folder / AGREEMENT.name
    paper.write_bytes(AGREEMENT.content)
    for who, time, words, call in DAY:
        typed.now = called.now = f"2026-11-20 {time}"
        typed("--as", who, *(str(paper) if word == paper.name else word for word in words))
        with opened(called.db, who, now=local(typed.now)) as office:
            call(office)
    return typed, called


@pytest.mark.parametrize("what", ["events", "complaints", "deadlines"])
def test_what_a_script_does_is_recorded_as_the_command_line_records_it(twins, what):
    typed, called = (desk("export", "--what", what, "--reveal", "--format", "jsonl") for desk in twins)
    assert typed.count("\n") >= {"events": len(DAY), "complaints": 2, "deadlines": 8}[what]
    assert typed == called


@pytest.mark.parametrize(
    ("words", "call"),
    [
        (["list", "--all"], lambda office: list(office.complaints())),
        (["overdue"], lambda office: office.overdue()),
        (["staff", "list"], lambda office: office.staff()),
        (["search", "地板"], lambda office: list(office.search("地板"))),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_script_is_answered_as_the_command_line_answers(twins, words, call):
    typed, called = twins
    typed.now = called.now = "2026-12-20 10:00"
    with opened(called.db, now=local(called.now)) as office:
        rows = json.loads(jsons.answer(call(office)))
    told = typed.json(*words, "--reveal")
    assert told
    assert [{name: row[name] for name in known} for known, row in zip(told, rows, strict=True)] == told


def test_a_report_has_the_same_figures_either_way(twins):
    typed, called = twins
    typed.now = "2026-12-20 10:00"
    with opened(called.db, now=local(typed.now)) as office:
        figures = json.loads(jsons.answer(office.report(office.period("month", "2026-11")).figures))
    told = typed.json("report", "--month", "2026-11")
    assert figures["summary"]["complaints"] == 2
    assert figures == {name: told[name] for name in figures}


def test_a_clock_that_runs_on_is_seen_running(place):
    now = NOW
    with opened(place, clock=lambda: now) as office:
        number = office.register(**SAID, assign=True).number
        assert office.overdue() == []
        now += timedelta(days=7)
        assert {row["number"] for row in office.overdue()} == {number}
        assert office.note(number, note="晚了").events[-1].at == now
        assert office.number("1120-1") == number


def test_two_offices_see_what_the_other_has_done(place):
    with opened(place) as one, opened(place, "陈立") as other, opened(place, write=False) as looking:
        first, second = one.register(**SAID).number, other.register(**SAID).number
        assert (first, second) == ("C20261120-0001", "C20261120-0002")
        assert [event.actor for event in one.assign(second).events] == ["陈立", "刘洋"]
        assert [event.actor for event in other.note(second, note="看到了").events] == ["陈立", "刘洋", "陈立"]
        assert {row["number"]: row["status"] for row in looking.complaints()} == {
            first: "registered",
            second: "assigned",
        }


def test_what_is_refused_leaves_nothing_behind(place):
    with opened(place) as office:
        before = office.head()
        with pytest.raises(TypeError, match="colour"):
            office.register(**SAID, colour="red")
        number = office.register(**SAID).number
        with pytest.raises(TypeError, match="status"):
            office.edit(number, reason="走捷径", status="closed")
        assert office.head()[0] == before[0] + 1


@pytest.mark.parametrize(
    ("content", "told"), [(None, "There is no database"), (b"no register" * 400, "can't be used"), (b"", "is not a")]
)
def test_a_file_that_is_no_register_is_unusable(tmp_path, content, told):
    file = tmp_path / "other.db"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(Unusable, match=told):
        Office.open(file)


def test_an_error_of_the_engine_leaves_the_office_as_unusable(place):
    with pytest.raises(Unusable, match="can't be written"), opened(place, write=False) as office:
        office.register(**SAID)


def test_a_register_keeps_the_document_that_its_policy_was_read_from(tmp_path):
    text = presets.text("dealership")
    with pytest.raises(TypeError, match="document"):
        found(tmp_path / "c.db", check(text, "dealership"))
    found(tmp_path / "c.db", text=text, actor="吴国华", clock=lambda: NOW)
    with opened(tmp_path / "c.db") as office:
        assert (office.policy.name, office.in_force()["toml"]) == ("dealership", text)


def test_a_founded_register_is_there_whole_and_is_never_written_over(tmp_path):
    place = tmp_path / "new" / "c.db"
    found(place, actor="吴国华", clock=lambda: NOW, set_clock=True)
    with opened(place) as office:
        assert (office.policy.name, office.count(), office.head()[0]) == ("general", 0, 1)
        assert list(office.problems()) == []
    with pytest.raises(Exception, match="exists already"):
        found(place)
    assert [file.name for file in place.parent.glob("*") if not file.name.startswith(place.name)] == []


CALL = {name: value for name, value in SAID.items() if name != "channel"}


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda office: office.register(channel="fax", **CALL), "--channel can't be “fax”"),
        (lambda office: office.register(channel="phone", **CALL | {"category": "nonsense"}), "--category can't be"),
        (lambda office: office.register(channel="phone", affected=-3, **CALL), "--affected can't be “-3”"),
        (lambda office: office.register(channel="phone", amount=99.5, **CALL), "--amount can't be “99.5”"),
        (lambda office: office.register(channel="phone", tags="media", **CALL), "--tags needs a list"),
        (lambda office: office.contact("1", note="x", channel="pigeon"), "--channel can't be “pigeon”"),
        (lambda office: office.propose("1", solution="x", remedy="nonsense"), "--remedy can't be “nonsense”"),
        (lambda office: office.propose("1", solution="x", cost=-1), "--cost can't be “-1”"),
        (lambda office: office.revisit("1", satisfied=True, score=9), "--score can't be “9”"),
        (lambda office: office.add_person("王", role="king"), "--role can't be “king”"),
        (lambda office: list(office.complaints({"status": ["nonsense"]})), "--status can't be “nonsense”"),
        (lambda office: office.overdue(step="foo"), "--step can't be “foo”"),
        (lambda office: office.contact("1", note="x", at=datetime(2026, 11, 20, 10, 0)), "no time zone"),
        (lambda office: office.extend("1", "resolve", to=datetime(2026, 12, 1), reason="x"), "no time zone"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_it_is_written(desk, act, told):
    desk.register("--assign")
    if "score" in told:
        desk("resolve", "1", "--solution", "修好")
    before = desk.content()
    with Office.open(desk.db, actor="刘洋", clock=lambda: NOW) as office:
        with pytest.raises(Misused) as error:
            act(office)
        assert told in error.value.message()
    assert desk.content() == before


def test_one_word_where_several_would_do_is_that_word(desk):
    number = desk.register()
    with Office.open(desk.db, write=False, clock=lambda: NOW) as office:
        assert [row["number"] for row in office.complaints({"status": "registered"})] == [number]


def test_what_is_done_inside_is_signed_by_whom_it_names(desk):
    desk.register()
    with Office.open(desk.db, actor="刘洋", clock=lambda: NOW) as office:
        with office.signed_by("吴国华"):
            assert office.note("1", note="看过").events[-1].actor == "吴国华"
        assert office.note("1", note="我也看过").events[-1].actor == "刘洋"


def test_nothing_is_written_down_in_the_past_that_is_looked_back_to(desk):
    desk.register()
    with Office.open(desk.db, actor="刘洋", clock=lambda: NOW) as office:
        office.look_back(NOW - timedelta(days=1))
        with pytest.raises(Refused, match="looked back"):
            office.note("1", note="x")
