"""Complaints out of the register: masked, disarmed, in any encoding, and back again unharmed."""

import csv
import io
import json
import os

import pytest
from test_import import HEADER, Desk, table

PEOPLE = f"{HEADER},customer,phone,demand"
ROWS = (
    '1,"=1+1",2026-11-02 10:00,phone,service,王小明,13800138000,a refund',
    "2,'=quoted,2026-11-03 10:00,web,product,𠮷田,+8613900139000,-",
    '3,"two\nlines\tand \\ a tab",2026-11-04 10:00,email,other,Ann,,@home',
)


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path)
    assert desk.take(table(*ROWS, header=PEOPLE))["imported"] == 3
    return desk


def contents(desk):
    return [(case["content"], case["demand"], case["customer"], case["phone"]) for case in desk.cases()]


def test_customers_are_masked_and_their_words_left_out_unless_revealed(desk):
    (first, *_) = json.loads(desk.run("export", "--format", "json").stdout)
    assert (first["customer"], first["phone"]) == ("王*", "138****8000")
    assert not {"content", "demand", "extra"} & first.keys()
    assert "content" not in desk.run("export", "--format", "csv").stdout.splitlines()[0].split(",")


def test_a_pipe_gets_tsv_with_a_header_and_no_mark(desk):
    header, *rows = desk.run("export").stdout.splitlines()
    assert header.split("\t")[:3] == ["number", "status", "kind"]
    assert len(rows) == 3


def test_csv_bom_a_file_has_a_mark_and_a_pipe_has_none(desk):
    path = desk.folder / "out.csv"
    assert desk.run("export", "--output", str(path)).exit_code == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbfnumber,status")
    assert desk.run("export", "--format", "csv").stdout_bytes.startswith(b"number,")
    before, path = contents(desk), desk.folder / "out.tsv"
    assert desk.run("export", "--reveal", "--output", str(path)).exit_code == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbfnumber\tstatus")
    other = Desk(_folder(desk.folder))
    assert other.run("import", str(path)).exit_code == 0
    assert contents(other) == before


def test_csv_formula_disarmed_and_back_again_unharmed(desk, tmp_path):
    before = contents(desk)
    out = desk.folder / "out.csv"
    desk.run("export", "--reveal", "--output", str(out))
    written = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"), newline="")))
    assert written[0]["content"] == "'=1+1"
    assert not [cell for row in written for cell in row.values() if cell[:1] in ("=", "+", "-", "@", "\t")]
    other = Desk(_folder(tmp_path))
    assert other.run("import", str(out)).exit_code == 0
    assert contents(other) == before


def _folder(path):
    (path / "other").mkdir()
    return path / "other"


def test_raw_leaves_cells_as_they_are(desk):
    out = desk.run("export", "--reveal", "--raw", "--format", "csv").stdout
    assert ",=1+1," in out


def test_tsv_escapes_and_comes_back(desk, tmp_path):
    before = contents(desk)
    out = desk.run("export", "--reveal", "--format", "tsv").stdout
    assert "two\\nlines\\tand \\\\ a tab" in out
    other = Desk(_folder(tmp_path))
    assert other.run("import", "-", stdin=out).exit_code == 0
    assert contents(other) == before


def test_csv_rare_gb18030_holds_what_gbk_can_not(desk):
    out = desk.folder / "out.csv"
    refused = desk.run("export", "--reveal", "--output", str(out), "--encoding", "gbk")
    assert refused.exit_code == 1
    assert "Row 2: “𠮷” (U+20BB7) has no place in gbk" in refused.stderr
    assert list(desk.folder.glob("*out.csv*")) == []
    assert desk.run("export", "--reveal", "--output", str(out), "--encoding", "gb18030").exit_code == 0
    assert "𠮷田" in out.read_text("gb18030")


def test_csv_rare_nothing_comes_out_of_a_pipe_either(desk):
    many = (f"m{row},ab,2026-11-05 10:00,phone,service,Ann,,{'𠮷' if row == 600 else ''}" for row in range(601))
    desk.take(table(*many, header=PEOPLE))
    refused = desk.run("export", "--reveal", "--channel", "phone", "--format", "csv", "--encoding", "gbk")
    assert (refused.exit_code, refused.stdout_bytes) == (1, b"")
    assert "nothing was written" in refused.stderr


def test_masked_exports_are_not_imported(desk):
    out = desk.run("export", "--format", "csv").stdout.replace("number,", "content,", 1)
    done = desk.run("import", "-", "--source", "copy", stdin=out)
    assert done.exit_code == 1
    assert "is masked" in done.stderr


def test_numbers_choose_and_their_mistakes_are_told(desk):
    done = desk.run("export", "1103-1", "1102-1", "--format", "jsonl")
    assert [json.loads(line)["external_id"] for line in done.stdout.splitlines()] == ["2", "1"]
    assert desk.run("export", "-", "--format", "json", stdin="1102-1\n1104-1\n").stdout.count('"number"') == 2
    assert desk.run("export", "1102-1", "20261102-1", "--format", "json").stdout.count('"number"') == 1
    assert desk.run("export", "1102-1", "0101-1").exit_code == 3
    assert desk.run("export", "0101-1").exit_code == 3


def test_filters_choose_and_closed_ones_are_there_too(desk):
    desk.run("close", "1102-1", "--outcome", "withdrawn", "--reason", "gone")
    assert len(json.loads(desk.run("export", "--format", "json").stdout)) == 3
    done = desk.run("export", "--format", "json", "--channel", "web", "--received", "2026-11")
    assert [case["external_id"] for case in json.loads(done.stdout)] == ["2"]


def test_the_form_follows_the_name_of_the_file(desk):
    out = desk.folder / "out.jsonl"
    desk.run("export", "--output", str(out))
    assert len([json.loads(line) for line in out.read_text("utf-8").splitlines()]) == 3


@pytest.mark.parametrize("suffix", ["md", "markdown"])
def test_a_file_may_be_called_markdown_in_full(desk, suffix):
    out = desk.folder / f"out.{suffix}"
    desk.run("export", "--output", str(out))
    assert out.read_text("utf-8").startswith("| number | ")


@pytest.mark.parametrize(
    "options",
    [("--format", "json", "--encoding", "gbk"), ("--encoding", "klingon"), ("--what", "stars"), ("--format", "table")],
)
def test_what_can_not_be_meant_is_a_usage_error(desk, options):
    assert desk.run("export", *options).exit_code == 2


def test_a_file_that_can_not_be_written_is_refused(desk):
    done = desk.run("export", "--output", str(desk.folder / "none" / "out.csv"))
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["export", "report"])
@pytest.mark.parametrize("name", [".", "/", ""])
def test_a_directory_is_no_file_to_write_to(desk, command, name):
    done = desk.run(command, "--output", name)
    assert done.exit_code == 1
    assert "mistake in the program" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["export", "report"])
@pytest.mark.parametrize("name", ["c.db", "c.db-wal", "link"])
def test_the_register_itself_is_never_written_over(desk, command, name):
    (desk.folder / "link").symlink_to("c.db")
    before = (desk.folder / "c.db").read_bytes()
    done = desk.run(command, "--output", str(desk.folder / name))
    assert done.exit_code == 1
    assert "is the register itself" in done.stderr
    assert (desk.folder / "c.db").read_bytes() == before
    assert desk.run("verify").exit_code == 0


@pytest.mark.parametrize("command", ["export", "report"])
def test_what_is_no_plain_file_is_written_to_and_stays_what_it_is(desk, command):
    """A superuser's `--output /dev/null` must not put a file in its place."""
    pipe = desk.folder / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert desk.run(command, "--format", "csv", "--output", str(pipe)).exit_code == 0
    assert pipe.is_fifo()
    assert not os.read(reader, 1 << 16).startswith(b"\xef\xbb\xbf" if command == "export" else b"-")
    os.close(reader)


def test_a_link_is_followed_and_stays_a_link(desk):
    (desk.folder / "link.csv").symlink_to("target.csv")
    assert desk.run("export", "--output", str(desk.folder / "link.csv")).exit_code == 0
    assert (desk.folder / "link.csv").is_symlink()
    assert (desk.folder / "target.csv").read_text("utf-8-sig").startswith("number,")
