"""What a person sees at a terminal, and what never reaches a pipe."""

import json
import re
import unicodedata

import pytest

from tests.desk import CUSTOMER, WHAT

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
HOSTILE = "[red]好[/] [/] \x1b[31mred\x1b[0m \x1b]0;title\x07 \u202eRTL\u2066 a\x00b \x9b31m"


def width(line: str) -> int:
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line
    )


def test_a_table_is_drawn_at_a_terminal_only(desk):
    desk.register("--flag", "safety")
    desk.now = "2026-11-20 14:30"
    for line in (("list",), ("overdue",)):
        code, seen = desk.terminal(*line)
        assert code == 0
        assert "─" in seen
        assert "\x1b[" in seen
        assert "2026-11-20 1" in seen  # local time
        assert "13800138000" not in seen
        piped = desk.run(f"complaintctl {line[0]} | cat")
        assert piped.stderr == b""
        assert b"\x1b" not in piped.stdout
        assert piped.stdout.startswith(b"number\t")
        assert "─" not in piped.stdout.decode()
    assert "\x1b" not in desk.terminal("list", NO_COLOR="1")[1]
    assert "\x1b" not in desk.terminal("list", "--no-color")[1]
    assert "\x1b[" in desk.terminal("list", NO_COLOR="")[1]


@pytest.mark.parametrize("columns", [80, 120])
def test_a_table_fits_its_terminal(desk, columns):
    desk.register("--customer", "欧阳娜娜")
    desk("assign", 1, "--handler", "一个名字很长很长的处理人员")
    desk("edit", 1, "--content", "空调安装后一直漏水，联系了三次都没有人上门处理" * 4, "--reason", "x")
    lines = ESCAPE.sub("", desk.terminal("list", columns=columns)[1]).splitlines()
    assert max(map(width, lines)) <= columns
    assert "…" in lines[-1] or "…" in lines[-2]
    assert "C20261120-0001" in "".join(lines)


def test_show_reveals_at_a_terminal(desk):
    desk.register()
    assert "13800138000" in desk.terminal("show", "1")[1]
    assert "13800138000" not in desk.run("complaintctl show 1 | cat").stdout.decode()
    assert "13800138000" not in desk.terminal("explain", "1")[1]
    assert "13800138000" not in desk.terminal("note", "1", "--note", "x")[1]


def test_nothing_overdue_is_said_to_a_person(desk):
    assert desk.terminal("overdue") == (0, "Nothing is overdue.\n")
    assert desk.terminal("overdue", "--quiet") == (0, "")


def test_what_is_missing_is_asked_for(desk):
    typed = "pigeon\nphone\nproduct\n门坏了\n王小明\n\n\n\n13800138000\n\n\n\n\n"
    code, seen = desk.terminal("register", typed=typed, wait="Channel")
    assert code == 0, seen
    assert "“pigeon” is none of these." in seen
    case = desk.case(1, "--reveal")
    assert (case["channel"], case["customer"], case["phone"]) == ("phone", "王小明", "13800138000")
    assert case["content"] == "门坏了"


def test_the_earlier_cases_are_shown_before_saving(desk):
    desk.register()
    code, seen = desk.terminal("register", *CUSTOMER, *WHAT, typed="n\n", wait="?")
    assert code == 130
    assert "C20261120-0001" in seen
    assert len(desk.json("list")) == 1
    assert desk.terminal("register", *CUSTOMER, *WHAT, typed="y\n", wait="?")[0] == 0
    assert len(desk.json("list")) == 2


def test_no_input_never_asks(desk):
    code, seen = desk.terminal("register", "--no-input", *WHAT)
    assert code == 2
    assert "--channel" in seen
    assert desk.terminal("register", "--no-input", *CUSTOMER, *WHAT)[0] == 0
    assert desk.terminal("register", "--no-input", *CUSTOMER, *WHAT)[0] == 0


def test_an_interrupt_is_quiet(desk):
    code, seen = desk.terminal("register", typed="\x03", wait="Channel")
    assert code == 130
    assert "Traceback" not in seen
    assert desk.json("list") == []


def test_hostile_words_are_kept_and_do_no_harm(desk):
    desk(
        "register",
        *CUSTOMER[:4],
        "--ref",
        "x",
        "--category",
        "other",
        "--content",
        "-",
        "--demand",
        "[/]",
        stdin=HOSTILE,
    )
    assert desk.case()["content"] == HOSTILE
    desk("assign", 1, "--handler", "\x1b[31m[red]李")
    desk("note", 1, "--note", "\x1b[2J", "--as", "\x1b[5m我")
    for line in (
        ("list",),
        ("show", "1"),
        ("today",),
        ("explain", "1"),
        ("overdue", "--within", "99h"),
        ("list", "--format", "tsv"),
    ):
        seen = ESCAPE.sub("", desk.terminal(*line, "--no-color")[1])
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", seen), line
    assert "[red]好[/] [/]" in desk.terminal("show", "1")[1]
    assert json.loads(desk("list", "--format", "jsonl"))["content"] == HOSTILE[:40]
    _, seen = desk.terminal("show", "\x1b[31mx")
    assert "\x1b" not in seen


def test_a_megabyte_of_words(desk):
    desk("register", *CUSTOMER, "--category", "other", "--content", "-", stdin="很长" * 500_000)
    assert len(desk.case()["content"]) == 1_000_000
    assert len(desk("list").splitlines()[1]) < 500


def test_standard_input(desk):
    desk("register", *CUSTOMER[:4], "--phone", "-", *WHAT, stdin="13800138000\n")
    assert desk.case(1, "--reveal")["phone"] == "13800138000"
    desk("register", *CUSTOMER, "--category", "other", "--content", "-", stdin="两行\n文字\n")
    assert desk.case(2)["content"] == "两行\n文字"
    desk("register", *CUSTOMER[:4], "--phone", "-", "--category", "other", "--content", "-", code=2)
    assert "one option" in desk.err
    desk("register", *CUSTOMER, "--category", "other", "--content", "-", stdin=b"\xff\xfe", code=2)
    assert "UTF-8" in desk.err
    desk("register", *CUSTOMER, "--category", "other", "--content", "-", stdin="", code=2)
    assert "--content" in desk.err


def test_a_closed_pipe_ends_quietly(desk):
    for _ in range(3):
        desk.register()
    done = desk.run("complaintctl list --format json | head -1; echo ${PIPESTATUS[0]}; complaintctl list | true")
    assert done.stdout.decode() == "[\n0\n"
    assert done.stderr == b""
    named = "complaintctl export --output /dev/stdout --format csv"
    done = desk.run(f"{named} | true; echo ${{PIPESTATUS[0]}}; {named} | head -c 3")
    assert (done.stdout.decode(), done.stderr) == ("0\nnum", b"")


def test_bytes_that_are_no_text(desk):
    for line in (
        "note 1 --note $'\\xff'",
        "note 1 --note=$'\\xff'",
        "show -- $'\\xff'",
        "--as $'\\xff' note 1 --note x",
    ):
        done = desk.run(f"complaintctl {line}")
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"UTF-8" in done.stderr
    done = desk.run(
        "COMPLAINTCTL_USER=$'\\xff' complaintctl register --anonymous --channel web --category other --content x"
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode == 2


@pytest.mark.parametrize(
    "env", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "latin-1"}]
)
def test_chinese_goes_through_any_locale(desk, env):
    desk.register()
    done = desk.run(
        "complaintctl list; echo 铰链 | complaintctl register --anonymous --channel web --category other --content -",
        env=env,
    )
    assert done.returncode == 0, done.stderr
    assert "门坏了" in done.stdout.decode()
    assert desk.case(2)["content"] == "铰链"


def test_help_in_chinese(desk):
    assert (
        desk.run("complaintctl --lang zh --help").stdout
        == desk.run("complaintctl --help", env={"LANG": "zh_CN.UTF-8"}).stdout
    )


def test_closed_and_full_streams_are_no_mistake_of_the_program(desk):
    done = desk.run("complaintctl register --anonymous --channel web --category other --content x <&-")
    assert done.returncode == 0, done.stderr
    for line in ("list >&-", "show 1 >&- 2>&- <&-", "note 1 --note x >&- 2>&- <&-"):
        done = desk.run(f"complaintctl {line}")
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert [event["action"] for event in desk.case()["events"]] == ["register", "note"]
    done = desk.run("complaintctl list > /dev/full")
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)


HEAVY = ("rich", "sqlite_utils", "dateutil.parser", "holidays", "pydantic")
LINES = [
    "overdue",
    "list",
    "show 1",
    "note 1 --note x",
    "register --anonymous --channel web --category other --content x",
]


@pytest.mark.parametrize("line", LINES)
def test_what_draws_no_table_starts_quickly(desk, line):
    desk.register()
    code = f"""import sys
from complaintctl.__main__ import main
sys.argv = ["complaintctl", *{line.split()!r}]
try:
    main()
except SystemExit as done:
    assert not done.code
print(*(name for name in {HEAVY!r} if name in sys.modules), file=sys.stderr)"""
    done = desk.run('"$PY" -c "$CODE"', env={"CODE": code})
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, b"")


def test_long_work_shows_its_progress_at_a_terminal_only(desk):
    desk.register()
    assert "Checking" in desk.terminal("verify")[1]
    assert "Checking" not in desk.terminal("verify", "--quiet")[1]
    desk("verify")
    assert desk.err == ""


LEFT, HOME, SHIFT_TAB, ALT_ENTER = "\x1b[D", "\x1b[H", "\x1b[Z", "\x1b\r"


def test_a_line_can_be_edited_while_it_is_typed(desk):
    typed = f"电话\n产品\n门坏{LEFT}{LEFT}前{HOME}大\n王小明\n13800138000\n\n\n\n\n"
    code, seen = desk.terminal("register", typed=typed, wait="Channel")
    assert code == 0, seen
    assert desk.case(1, "--reveal")["content"] == "大前门坏"


def test_a_paste_of_several_lines_is_one_answer(desk):
    typed = f"phone\nproduct\n\x1b[200~门坏了\n很急\x1b[201~{ALT_ENTER}快来\n王小明\n13800138000\n\n\n\n\n"
    code, seen = desk.terminal("register", typed=typed, wait="Channel")
    assert code == 0, seen
    assert desk.case(1, "--reveal")["content"] == "门坏了\n很急\n快来"


@pytest.mark.parametrize("back", [SHIFT_TAB, "<\n"])
def test_one_may_go_back_to_the_question_before(desk, back):
    typed = f"phone\nproduct\n{back}service\n门坏了\n王小明\n13800138000\n\n\n\n\n"
    code, seen = desk.terminal("register", typed=typed, wait="Channel")
    assert code == 0, seen
    assert desk.case()["category"] == "service"


def test_all_is_shown_once_more_and_one_answer_changed_before_it_is_saved(desk):
    desk.now = "2026-11-20 14:00"
    typed = "phone\nproduct\n门坏了\n王小明\n13800138000\n\n换\n昨晚10点半\n3\n锁坏了\n\n"
    code, seen = desk.terminal("register", typed=typed, wait="Channel")
    assert code == 0, seen
    assert "2026-11-19 22:30" in seen
    case = desk.case(1, "--reveal")
    assert (case["content"], case["demand"], case["received_at"]) == ("锁坏了", "换", "2026-11-19T14:30:00Z")


def test_nothing_is_saved_where_it_is_not_agreed_to(desk):
    typed = "phone\nproduct\n门坏了\n王小明\n13800138000\n\n\n\nn\n"
    code, _ = desk.terminal("register", typed=typed, wait="Channel")
    assert code == 130
    assert desk.json("list") == []


def test_a_cause_is_taken_where_the_category_is_asked(desk):
    typed = "phone\nservice/attitude\n门坏了\n王小明\n13800138000\n\n\n\n\n"
    code, seen = desk.terminal("register", typed=typed, wait="Channel")
    assert code == 0, seen
    assert (desk.case()["category"], desk.case()["cause"]) == ("service", "service/attitude")


def test_a_terminal_that_can_only_print_is_asked_plainly(desk):
    typed = "phone\nproduct\n门坏了\n王小明\n13800138000\n\n\n\n\n"
    code, seen = desk.terminal("register", typed=typed, wait="Channel", TERM="dumb")
    assert code == 0, seen
    assert "\x1b" not in seen


def test_only_a_question_loads_what_edits_lines(desk):
    script = "import sys; from complaintctl.cli.app import app; app(sys.argv[1:], standalone_mode=False)"
    line = f"python - <<'E'\n{script}\nE"
    for words in ("list", "register --no-input", "import --list-mappings"):
        run = desk.run(f'"$PY" -X importtime -m complaintctl {words} </dev/null')
        assert b"prompt_toolkit" not in run.stderr, line


@pytest.fixture
def full(desk):
    for number in range(60):
        desk.register("--external-id", number, "--source", "x")
    return desk


def test_a_long_answer_goes_through_the_pager(full, tmp_path):
    """`PAGER` is handed all of it; what fits on the screen, what is asked without one, and pipes never see it."""
    pager = tmp_path / "pager"
    pager.write_text(f"#!/bin/sh\nwc -l > {tmp_path}/seen\n", "utf-8")
    pager.chmod(0o755)
    assert full.terminal("list", "--limit", "50", PAGER=str(pager))[0] == 0
    assert int((tmp_path / "seen").read_text()) > 50
    (tmp_path / "seen").unlink()
    for line, env in ((("list", "--limit", "5"), {}), (("list", "--no-pager"), {}), (("list",), {"TERM": "dumb"})):
        code, seen = full.terminal(*line, PAGER=str(pager), **env)
        assert (code, "C20261120-0060" in seen) == (0, True), line
    assert full.terminal("list", PAGER="")[0] == 0
    assert full.terminal("list", PAGER="cat")[0] == 0
    full.run(f"PAGER={pager} complaintctl list --limit 50 | cat")
    assert not (tmp_path / "seen").exists()


def test_a_pager_that_is_left_early_ends_quietly(full, tmp_path):
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\nhead -n 1\n", "utf-8")
    pager.chmod(0o755)
    code, seen = full.terminal("list", PAGER=str(pager))
    assert (code, "Traceback" in seen) == (0, False)


@pytest.mark.parametrize("columns", [40, 60])
def test_lists_stay_within_a_narrow_terminal(full, columns):
    full("assign", 1, 2, "--handler", "一个名字很长很长的处理人员")
    for line in (("list", "--limit", "3"), ("overdue",), ("search", "门坏")):
        lines = ESCAPE.sub("", full.terminal(*line, "--no-pager", columns=columns)[1]).splitlines()
        assert max(map(width, lines)) <= columns, (line, lines)


def test_a_dumb_terminal_has_no_colours(full):
    assert "\x1b" not in full.terminal("list", "--limit", "3", TERM="dumb")[1]


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "cp1252"])
@pytest.mark.parametrize("line", [("list", "--limit", "3"), ("show", "1"), ("today",), ("report",), ("--help",)])
def test_a_terminal_of_another_encoding_is_written_something_readable(full, encoding, line):
    code, seen = full.terminal(*line, "--lang", "zh", PYTHONIOENCODING=encoding, LANG="C", PAGER="cat")
    assert (code, "Traceback" in seen) == (0, False), seen


def test_codes_of_a_terminal_are_kept_but_never_in_silence(desk, tmp_path):
    desk("register", *CUSTOMER, "--category", "other", "--content", "\x1b[31m坏了")
    assert "--content holds control characters, which are kept: <U+001B>." in desk.err
    desk("register", *CUSTOMER, "--category", "other", "--content", "-", stdin="坏\x07了")
    assert "--content holds control characters, which are kept: <U+0007>." in desk.err
    desk("note", 1, "--note=a\x9bb", "--lang", "zh")
    assert "<U+009B>" in desk.err
    desk("note", 1, "--note", "两行\n\t字")
    assert desk.err == ""
    file = tmp_path / "a.csv"
    file.write_text("content,received_at,channel,category\n坏\x1b[2J了,2026-11-03,web,other\n", "utf-8")
    desk("import", file)
    assert "Rows that hold control characters, which are kept and shown as what they are: 1." in desk.err
