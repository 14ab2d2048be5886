"""A file that comes again, one with bad rows, and what is kept of how a file is read."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time

import pytest
from desk import ROOT, Desk
from openpyxl import Workbook

HEADER = "external_id,content,received_at,channel,category,customer,phone,flags,colour"
ROWS = [
    "1,Nobody called back,2026-11-02 10:00,phone,service,王芳,13800138000,,red",
    "2,门坏了,2026-11-03 10:00,web,product,,,,",
]
BAD = [
    '3,"two\nlines",never,phone,service,,,,',
    "4,x,2026-11-03 10:00",
    '5,"a "b",2026-11-03,phone,service,,,,',
    "6,y,2026-11-03,pigeon,nothing,,,,",
]


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def written(desk, *rows, header=HEADER, name="c.csv", encoding="utf-8", end="\n"):
    file = desk.folder / name
    file.write_bytes("".join(row + end for row in (header, *rows)).encode(encoding))
    return file


def taken(desk, *rows, options=(), code=0, **how):
    return desk.json("import", written(desk, *rows, **how), *options, code=code)


# -- --update -------------------------------------------------------------------------------------------


def test_update_takes_changed_fields_over_as_an_event(desk):
    taken(desk, *ROWS)
    news = ROWS[0].replace("13800138000", "13900139000").replace(",,red", ",media,blue")
    assert taken(desk, news, ROWS[1])["updated"] == 0
    answer = taken(desk, news, ROWS[1], options=("--update",))
    assert [answer[name] for name in ("read", "imported", "updated", "skipped")] == [2, 0, 1, 1]
    case = desk.case("1102-1", "--reveal")
    assert (case["phone"], case["extra"], case["flags"]) == ("13900139000", {"colour": "blue"}, ["media"])
    assert (case["priority"], case["grade"]) == ("urgent", "major")
    (edit,) = [event for event in case["events"] if event["action"] == "edit"]
    assert {"phone", "extra", "flags", "priority", "grade", "reasons"} <= edit["changes"].keys()
    assert "content" not in edit["changes"]
    assert taken(desk, news, ROWS[1], options=("--update",))["updated"] == 0
    desk("verify")


def test_update_clears_nothing_and_moves_no_state(desk):
    taken(desk, *ROWS)
    desk("assign", "1102-1", "--to", "service_centre")
    news = "1,Nobody called back,2026-11-02 10:00,phone,service,,,,,2026-11-03 10:00"
    assert taken(desk, news, header=f"{HEADER},resolved_at", options=("--update",))["skipped"] == 1
    case = desk.case("1102-1", "--reveal")
    assert (case["status"], case["customer"], case["extra"]) == ("assigned", "王芳", {"colour": "red"})


def test_update_corrects_closed_cases_too(desk):
    header, past = f"{HEADER},closed_at,outcome", ",2026-11-04,withdrawn"
    taken(desk, ROWS[0] + past, header=header)
    assert taken(desk, ROWS[0].replace("王芳", "王方") + past, header=header, options=("--update",))["updated"] == 1
    case = desk.case("1102-1", "--reveal")
    assert (case["status"], case["customer"]) == ("closed", "王方")
    desk("verify")


def test_update_brings_nothing_back_of_a_customer_who_was_erased(desk):
    taken(desk, *ROWS)
    desk("customer", "erase", "13800138000")
    assert taken(desk, *ROWS, options=("--update",))["updated"] == 0
    assert desk.case("1102-1", "--reveal")["customer"] is None


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (ROWS[0].replace("phone,service", "phone,pigeons"), "“pigeons” is not known"),
        (ROWS[0].replace("11-02 10:00", "11-02 11:00"), "can't be received after it was registered"),
        (ROWS[0].replace("Nobody", "Somebody") + "\n" + ROWS[0], "stands in line 2 already"),
    ],
)
def test_an_update_that_can_not_be_is_a_bad_row_and_changes_nothing(desk, row, said):
    taken(desk, *ROWS)
    before = desk.json("export", "--reveal")
    answer = taken(desk, row, options=("--update",), code=1)
    assert [said in error["message"] for error in answer["errors"]] == [True]
    assert answer["updated"] == 0
    assert desk.json("export", "--reveal") == before


def test_a_trial_of_an_update_counts_and_writes_nothing(desk):
    taken(desk, *ROWS)
    before = desk.content()
    answer = taken(desk, ROWS[0].replace("Nobody", "Somebody"), options=("--update", "--dry-run"))
    assert answer["updated"] == 1
    assert desk.content() == before


# -- --skip-bad -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_bad_rows_are_written_out_as_they_were(desk, encoding, end):
    """To the byte: what is put before them is their line and the reason, no more."""
    file = written(desk, ROWS[0], *BAD, ROWS[1], encoding=encoding, end=end)
    out = desk.folder / "bad.csv"
    answer = desk.json("import", file, "--skip-bad", "--rejects", out, code=1)
    assert [answer[name] for name in ("read", "imported", "rejected")] == [6, 2, 4]
    assert json.loads(desk.err)["error"]["code"] == "bad-rows"
    text = out.read_bytes().decode(encoding)
    for row in BAD:
        assert f",{row}{end}" in text
    assert out.read_bytes().startswith(file.read_bytes()[:3] if encoding == "utf-8-sig" else b"")
    rows = text.removeprefix("\ufeff").split(end)
    assert rows[0] == f"line,reason,{HEADER}"
    found = list(csv.reader(io.StringIO(text, newline="")))
    assert [row[0] for row in found[1:3]] == ["3", "5"]
    assert "is not a date" in found[1][1]


def test_what_was_corrected_among_the_rejected_is_imported_as_it_stands(desk):
    out = desk.folder / "bad.csv"
    taken(desk, ROWS[0], *BAD[:1], options=("--skip-bad", "--rejects", out), code=1)
    out.write_text(out.read_text("utf-8").replace("never", "2026-11-05"), "utf-8")
    answer = desk.json("import", out)
    assert (answer["imported"], answer["columns"]["left_out"]) == (1, ["line", "reason"])
    assert desk.case("1105-1", "--reveal")["extra"] == {}


def test_what_was_rejected_of_a_file_without_header_names_its_columns(desk):
    out, said = desk.folder / "bad.csv", ("--columns", HEADER, "--mapping", "bare")
    file = desk.folder / "c.csv"
    file.write_text("\n".join([ROWS[0], BAD[0], ROWS[1]]), "utf-8")
    assert desk.json("import", file, *said, "--skip-bad", "--rejects", out, code=1)["imported"] == 2
    out.write_text(out.read_text("utf-8").replace("never", "2026-11-05"), "utf-8")
    assert desk.json("import", out, "--mapping", "bare")["imported"] == 1


def test_csv_formula_rejected_rows_of_a_workbook_are_disarmed_and_come_back(desk):
    book, file, out = Workbook(), desk.folder / "a.xlsx", desk.folder / "bad.csv"
    book.active.append(HEADER.split(","))
    book.active.append(["7", "x", "never", "phone", "service", "=CMD()", "+86 138", None, None])
    book.active["F2"].data_type = "s"
    book.save(file)
    desk.json("import", file, "--skip-bad", "--rejects", out, code=1)
    assert ",'=CMD(),'+86 138," in out.read_text("utf-8-sig")
    out.write_text(out.read_text("utf-8-sig").replace("never", "2026-11-05"), "utf-8")
    desk("import", out)
    case = desk.case("1105-1", "--reveal")
    assert (case["customer"], case["phone"]) == ("=CMD()", "+86 138")


def test_what_was_rejected_of_json_is_imported_as_it_stands_too(desk):
    file, out = desk.folder / "a.json", desk.folder / "bad.json"
    bad = dict(zip(HEADER.split(","), BAD[0].split(","), strict=True))
    file.write_text(json.dumps([bad], indent=1), "utf-8")
    desk.json("import", file, "--skip-bad", "--rejects", out, code=1)
    out.write_text(out.read_text("utf-8").replace("never", "2026-11-05"), "utf-8")
    assert desk.json("import", out)["imported"] == 1


def test_a_trial_writes_no_rejected_rows_and_points_to_none(desk):
    file, out = written(desk, *BAD), desk.folder / "bad.csv"
    desk("import", file, "--skip-bad", "--rejects", out, "--dry-run", code=1)
    assert "bad.csv" not in desk.err
    assert not out.exists()


def test_rejected_rows_are_written_to_no_workbook(desk):
    file, out = written(desk, *BAD), desk.folder / "bad.xlsx"
    desk("import", file, "--skip-bad", "--rejects", out, code=2)
    assert "bad.csv" in desk.err
    assert not out.exists()


def test_bad_objects_are_written_out_one_on_each_line(desk):
    file, out = desk.folder / "a.json", desk.folder / "bad.jsonl"
    good = dict(zip(HEADER.split(","), ROWS[0].split(","), strict=True))
    file.write_text(json.dumps([good, {"content": "x", "n": 1.50}, [1]], indent=1), "utf-8")
    assert desk.json("import", file, "--skip-bad", "--rejects", out, code=1)["imported"] == 1
    lines = out.read_text("utf-8").splitlines()
    assert json.loads(lines[0]).keys() == {"line", "reason", "content", "n"}
    assert '"n": 1.5' in lines[0]
    assert json.loads(lines[1])["text"] == "[\n  1\n ]"


def test_a_run_without_bad_rows_leaves_an_empty_list_of_them(desk):
    out = desk.folder / "bad.csv"
    out.write_text("of yesterday")
    taken(desk, *ROWS, options=("--skip-bad", "--rejects", out))
    assert out.read_text("utf-8") == f"line,reason,{HEADER}\n"


def test_without_rejects_the_bad_rows_are_told(desk):
    written(desk, ROWS[0], *BAD)
    desk("import", desk.folder / "c.csv", "--skip-bad", code=1)
    assert "c.csv:3: received_at: “never”" in desk.err
    assert "4 of 5 rows can't be taken and stayed out." in desk.err
    assert len(desk.json("list")) == 1


@pytest.mark.parametrize("out", ["c.csv", "c.db", "c.db-wal", "none/bad.csv", "."])
def test_rejects_go_nowhere_they_could_do_harm(desk, out):
    file = written(desk, *ROWS)
    before = file.read_bytes(), desk.content()
    desk("import", file, "--skip-bad", "--rejects", desk.folder / out, code=1)
    assert (file.read_bytes(), desk.content()) == before


def test_a_refused_file_tells_the_columns_that_nobody_knows(desk):
    file = desk.folder / "c.csv"
    file.write_text("content,received_at,How,category\nx,2026-11-02 10:00,Phone,service\n")
    desk("import", file, code=1)
    assert "There is no channel" in desk.err
    assert 'Columns kept as extra: How; --map "COLUMN=NAME" says what one means.' in desk.err


def test_rejects_without_skip_bad_is_a_usage_error(desk):
    desk.error("import", written(desk, *ROWS), "--rejects", desk.folder / "x", code=2)


# -- all or nothing -------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["first", "last"])
def test_one_bad_row_anywhere_leaves_the_file_as_it_was(desk, place):
    before = desk.content()
    good = [f"{n},{'长' * 500},2026-11-02 10:00,phone,service,,,," for n in range(10, 600)]
    rows = [BAD[0], *good] if place == "first" else [*good, BAD[0]]
    assert taken(desk, *rows, code=1)["read"] == 591
    assert desk.content() == before


def test_an_interrupted_import_leaves_nothing(desk):
    """ctrl-C while rows are being written: exit 130, nothing half done, and the same file goes in afterwards."""
    rows = [f"{n},x,2026-11-02 10:00,phone,service,,,," for n in range(1500)]
    file, before = written(desk, *rows), desk.content()
    env = {name: value for name, value in (os.environ | desk.env).items() if value is not None}
    env |= {"COMPLAINTCTL_DB": str(desk.db), "COMPLAINTCTL_NOW": desk.now, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, "-m", "complaintctl", "import", str(file)], env=env, stderr=-3)
    wal = desk.db.with_name("c.db-wal")
    while process.poll() is None and not (wal.exists() and wal.stat().st_size):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) in (130, 0)
    if process.returncode:
        assert desk.content() == before
    assert len(desk.json("list", "--all")) == (0 if process.returncode else 1500)
    desk("verify")


# -- --mapping ------------------------------------------------------------------------------------------

OTHERS = "nr,wording,when,via,kind of\n1,a,03/11/2026,Fax,service\n"
SAID = ("--map", "nr=external_id", "--map", "wording=content", "--map", "when=received_at", "--map", "via=channel")
MORE = ("--map", "kind of=category", "--value", "via: Fax=other", "--date-order", "dmy", "--source", "crm")


def test_a_mapping_is_kept_and_used(desk):
    file = desk.folder / "c.csv"
    file.write_text(OTHERS)
    desk("import", file, *SAID, *MORE, "--mapping", "crm")
    file.write_text(OTHERS.replace("1,a", "2,b"))
    assert desk.json("import", file, "--mapping", "crm")["imported"] == 1
    assert [case["source"] for case in desk.json("list")] == ["crm", "crm"]
    (kept,) = desk.json("import", "--list-mappings")
    assert (kept["name"], kept["actor"], kept["options"]["date_order"]) == ("crm", "root", "dmy")
    assert "crm: --map nr=external_id --map wording=content" in desk("import", "--list-mappings")
    desk("verify")


def test_what_is_said_beside_a_mapping_wins_and_is_kept_with_it(desk):
    file = desk.folder / "c.csv"
    file.write_text(OTHERS)
    desk("import", file, *SAID, *MORE, "--mapping", "crm")
    file.write_text(OTHERS.replace("1,a", "2,b").replace("wording", "words").replace("Fax", "Fax2"))
    desk(
        "import", file, "--mapping", "crm", "--map", "words=content", "--value", "via: Fax2=web", "--date-order", "mdy"
    )
    (kept,) = desk.json("import", "--list-mappings")
    assert "words=content" in kept["options"]["map"]
    assert "wording=content" not in kept["options"]["map"]
    assert kept["options"]["value"] == ["via: Fax=other", "via: Fax2=web"]
    assert (kept["options"]["date_order"], kept["options"]["source"]) == ("mdy", "crm")


def test_a_mapping_is_kept_only_with_the_rows_it_brought(desk):
    file = desk.folder / "c.csv"
    file.write_text(OTHERS.replace("Fax", "Pigeon"))
    desk("import", file, *SAID, *MORE, "--mapping", "crm", code=1)
    file.write_text(OTHERS)
    desk("import", file, *SAID, *MORE, "--mapping", "crm", "--dry-run")
    assert desk.json("import", "--list-mappings") == []
    desk("import", "--list-mappings")
    assert "No mapping is kept" in desk.err


def test_a_mapping_that_nobody_kept_is_refused(desk):
    file = desk.folder / "c.csv"
    file.write_text(OTHERS)
    assert desk.error("import", file, "--mapping", "crm", code=1)["code"] == "unknown-mapping"


def test_a_file_must_be_named(desk):
    assert desk.error("import", code=2)["message"] == "FILE is missing."
