"""What a clerk who has read nothing but the help runs into: each answer says how to go on."""

import re

import pytest

from tests.desk import CUSTOMER, WHAT

MAJOR = ("--flag", "safety", "--flag", "compensation")


@pytest.fixture
def boss(desk):
    desk("staff", "add", "张总", "--role", "general_manager")
    return ("--as", "张总")


def hint(desk, *line, code):
    return desk.error(*line, code=code)["hint"]


@pytest.mark.parametrize(
    ("line", "next_"),
    [
        (("contact", "1"), 'complaintctl contact 1 --note "…"'),
        (("contact",), 'complaintctl contact NUMBER --note "…"'),
        (("told", "1", "2"), 'complaintctl told 1 2 --who "…"'),
        (("review", "1"), 'complaintctl review 1 --root-cause process|skill|resources|product|third_party --note "…"'),
        (("priority", "4", "low"), 'complaintctl priority 4 low --reason "…"'),
        (("script",), "complaintctl script NUMBER"),
        (("search",), "complaintctl search TEXT"),
        (("staff", "add"), "complaintctl staff add NAME"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_what_is_missing_is_shown_in_a_whole_line(desk, line, next_):
    assert hint(desk, *line, code=2) == next_


def test_a_mistyped_command_of_a_group_is_looked_for_in_the_group(desk):
    assert hint(desk, "policy", "shwo", code=2) == "Did you mean complaintctl policy show?"
    assert hint(desk, "policy", "zzz", code=2) == "complaintctl policy --help"
    assert hint(desk, "rgister", code=2) == "Did you mean complaintctl register?"
    assert hint(desk, "zzz", code=2) == "complaintctl --help"


def test_what_had_no_next_step_has_one(desk, tmp_path):
    number = desk.register()
    desk("assign", number)
    desk("resolve", number, "--solution", "x")
    assert hint(desk, "revisit", number, code=2).startswith(f"complaintctl revisit {number} --satisfied")
    assert hint(desk, "attach", number, code=2).startswith(f"complaintctl attach {number} ")
    assert hint(desk, "assign", code=2) == "complaintctl assign --unassigned"
    assert hint(desk, "staff", "leave", "谁", code=1) == "complaintctl staff list"
    assert hint(desk, "close", number, "--duplicate-of", number, code=1)
    assert hint(desk, "extend", number, "revisit", "--to", "2026-11-20 11:00", "--reason", "x", code=1)


def test_a_solution_that_must_be_approved_is_led_there_at_once(desk, boss):
    number = desk.register(*MAJOR)
    desk("assign", number)
    propose = f'complaintctl propose {number} --solution "…"'
    for line in (("close", number), ("resolve", number), ("revisit", number, "--satisfied")):
        assert hint(desk, *line, code=1) == propose
    desk("propose", number, "--solution", "x", "--cost", "600")
    assert hint(desk, "close", number, code=1) == f"complaintctl approve {number}"
    desk("approve", number, *boss)
    assert hint(desk, "close", number, code=1) == f"complaintctl resolve {number}"
    again = desk.error("approve", number, *boss, code=1)
    assert "already" in again["message"]
    assert again["hint"] == f"complaintctl resolve {number}"
    desk("resolve", number)
    desk("revisit", number, "--dissatisfied")
    assert hint(desk, "close", number, code=1) == propose


def test_both_readings_of_a_date_are_shown(desk):
    number = desk.register()
    told = hint(desk, "contact", number, "--note", "x", "--at", "3/4/2026", code=2)
    assert "2026-04-03" in told
    assert "2026-03-04" in told
    told = hint(desk, "contact", number, "--note", "x", "--at", "3/12/2026", code=2)
    assert "2026-12-03" in told
    assert "2026-03-12" in told


def test_a_department_goes_by_its_title_too(desk):
    number = desk.register()
    desk("assign", number, "--to", "研发部")
    assert desk.case(number)["department"] == "rnd"
    desk("assign", number, "--to", "r&d")
    assert desk.case(number)["department"] == "rnd"
    desk("staff", "add", "李雷", "--department", "研发部")
    assert desk.json("staff", "list")[0]["department"] == "rnd"
    assert "rnd (R&D / 研发部)" in hint(desk, "assign", number, "--to", "sales", code=1)


def test_who_was_told_goes_by_its_translation_too(desk):
    number = desk.register(*MAJOR)
    desk("told", number, "--who", "总经理", "--lang", "zh")
    assert not desk.err
    assert desk.case(number)["events"][-1]["changes"]["who"] == "general manager"
    desk("told", number, "--who", "老板", "--lang", "zh")
    assert "总经理" in desk.err


def test_an_empty_list_says_so_to_a_person(desk):
    assert "complaintctl list --all" in desk.terminal("list")[1]
    assert "--all" not in desk.terminal("list", "--status", "closed")[1]
    assert "Nothing was found." in desk.terminal("search", "cooker")[1]
    assert "Nothing" not in desk.terminal("search", "cooker", "--quiet")[1]
    assert not desk.run("complaintctl list").stderr


def test_undo_says_what_it_took_back(desk):
    number = desk.register()
    desk("contact", number, "--note", "x")
    desk("undo", number)
    assert "contact" in desk.err


def test_the_lines_of_the_desk_fit_the_terminal(desk):
    desk.register(*MAJOR, "--content", "电饭煲蒸汽烫了手" * 5)
    desk("assign", 1)
    _, seen = desk.terminal("today", columns=80)
    assert "customer service manager, general manager" in " ".join(seen.split())
    for line in seen.splitlines():
        assert sum(2 if ord(char) > 0x2E80 else 1 for char in line) <= 80, line


def test_a_deadline_counted_again_is_not_said_to_be_the_first(desk):
    number = desk.register()
    first = desk.step(number, "contact")["due_at"]
    desk("edit", number, "--reason", "x", *MAJOR)
    assert desk.step(number, "contact")["due_at"] != first
    told = desk("explain", number)
    assert "  4h from 2026-11-20 10:00: 2026-11-20 14:00\n  before the change: 2026-11-24 18:00" in told
    desk("extend", number, "resolve", "--to", "2026-11-23 10:00", "--reason", "x")
    assert "  24h from 2026-11-20 10:00: " in desk("explain", number)


def ask(desk, typed, *more):
    code, seen = desk.terminal("register", *more, typed=typed, wait="Channel")
    assert code == 0, seen
    return seen


def test_the_questions_ask_what_weighs_more(desk):
    seen = ask(desk, "pigeon\nphone\nproduct\n烫了手\n王芳\n13912345678\nsafty\nsafety compensation\n600\n\n\n")
    assert "“pigeon” is none of these." in seen
    assert "“safty” is none of these." in seen
    case = desk.case(1)
    assert case["grade"] == "major"
    assert case["flags"] == ["safety", "compensation"]
    assert case["demand"] == "600"


def test_the_questions_take_another_way_of_reaching_the_customer(desk):
    ask(desk, "phone\nproduct\n烫了手\n王芳\nc close 2\n\n\n\n\nwf@example.com\n\n\n\n\n")
    assert desk.case(1, "--reveal")["email"] == "wf@example.com"
    assert desk.case(1, "--reveal")["phone"] is None


def test_the_questions_are_asked_in_the_reader_s_words(desk):
    code, seen = desk.terminal("register", "--lang", "zh", typed="电话\n产品\n烫了手\n\n\n\n\n\n", wait="电话")
    assert code == 0, seen
    assert (desk.case(1)["channel"], desk.case(1)["category"]) == ("phone", "product")
    assert not re.search(r"Channel|Category|What happened|Customer", seen)


def test_a_line_says_the_round_and_the_department_as_people_do(desk):
    number = desk.register()
    assert "rnd" not in desk("assign", number, "--to", "rnd", "--lang", "zh")
    assert "· R&D" in desk("note", number, "--note", "x")
    assert "round" not in desk("resolve", number, "--solution", "x")
    assert "round 2" in desk("revisit", number, "--dissatisfied")
    assert "R&D" in desk("show", number)
    assert desk.case(number)["department"] == "rnd"


def test_money_may_carry_its_sign(desk):
    number = desk.register("--amount", "600元")
    desk("assign", number)
    desk("propose", number, "--solution", "x", "--cost", "¥1,200")
    assert desk.case(number)["amount"] == 600
    assert desk.case(number)["proposals"][-1]["cost"] == 1200
    for wrong in ("600x", "¥", "-5", "1e3", "6 00"):
        assert desk.error("edit", number, "--amount", wrong, "--reason", "x", code=2)["message"]


def test_who_was_told_besides_can_be_taken_back(desk):
    number = desk.register(*MAJOR)
    desk.error("told", "9", "--who", "boss", "--quiet", code=3)
    desk("told", number, "--who", "boss")
    assert f"complaintctl undo {number}" in desk.err
    desk("told", number, "--who", "general manager")
    assert not desk.err


def test_the_sheet_tells_each_round_s_solution(desk):
    number = desk.register()
    desk("assign", number)
    desk("resolve", number, "--solution", "repaired")
    desk("revisit", number, "--dissatisfied")
    desk("resolve", number, "--solution", "exchanged")
    assert "repaired" in desk("sheet", number)


def test_the_words_within_a_refusal_are_translated(desk):
    number = desk.register(*MAJOR)
    desk("assign", number)
    desk("propose", number, "--solution", "x")
    assert "客服专员" in desk.error("approve", number, "--lang", "zh", code=1)["message"]
    assert "总经理" in desk.error("approve", number, "--lang", "zh", code=1)["message"]
    told = desk.error("close", number, "--outcome", "withdrawn", "--lang", "zh", code=1)
    assert "撤诉" in told["message"]
    assert "--outcome withdrawn" in told["hint"]


def test_the_staff_list_has_its_departments_at_a_narrow_terminal(desk):
    desk("staff", "add", "李雷", "--department", "rnd")
    assert "rnd" in desk.terminal("staff", "list", columns=80)[1]


def test_the_help_names_the_presets(desk):
    assert "dealership, feedback, general, insurance" in " ".join(desk("init", "--help").split())


def test_the_last_question_takes_the_reader_s_words(desk):
    desk.register()
    line = ("register", *CUSTOMER, *WHAT, "--lang", "zh")
    code, seen = desk.terminal(*line, typed="也许\n否\n", wait="[Y/n]")
    assert code == 130
    assert "invalid input" not in seen
    assert "请回答 y 或 n。" in seen
    assert desk.terminal(*line, typed="是\n", wait="[Y/n]")[0] == 0
    assert len(desk.json("list")) == 2


def test_two_people_can_t_have_one_login(desk):
    """What is done without --as is signed by whoever has it."""
    desk("staff", "add", "李雷", "--login", "lilei")
    desk("staff", "add", "韩梅梅")
    told = desk.error("staff", "add", "王芳", "--login", "lilei", code=1)
    assert (told["code"], told["message"]) == ("login-taken", "lilei is the login of 李雷 already.")
    assert desk.error("staff", "edit", "韩梅梅", "--login", "lilei", code=1)["code"] == "login-taken"
    desk("staff", "edit", "李雷", "--login", "lilei", "--role", "manager")
    desk("staff", "leave", "李雷")
    assert desk.json("staff", "edit", "韩梅梅", "--login", "lilei")["login"] == "lilei"


def test_a_replaced_proposal_is_not_called_withdrawn_by_the_customer(desk):
    number = desk.register(*MAJOR)
    desk("assign", number)
    desk("propose", number, "--solution", "退款")
    desk("propose", number, "--solution", "换新")
    assert "已由新方案取代" in desk("show", number, "--lang", "zh")
    assert "撤诉" not in desk("show", number, "--lang", "zh")
    assert [offer["decision"] for offer in desk.case(number)["proposals"]] == ["withdrawn", None]


def test_what_was_done_late_is_not_called_in_time(desk):
    number = desk.register("--assign")
    desk.now = "2026-11-27 10:00"
    desk("contact", number, "--note", "…")
    told = desk("show", number, "--lang", "zh")
    assert "按时完成 2026-11-27" not in told
    assert "已完成 2026-11-27 10:00，超出" in " ".join(told.split())


def test_what_fits_is_said_in_the_reader_s_language(desk):
    number = desk.register(*MAJOR)
    desk("assign", number)
    desk("propose", number, "--solution", "退款", "--lang", "zh")
    assert "适用的处理：" in desk.err


def test_a_past_case_that_ended_dissatisfied_began_no_round(desk):
    file = desk.folder / "past.csv"
    file.write_text(
        "content,received_at,channel,category,resolved_at,closed_at,satisfied,outcome\n"
        "x,2026-10-05 10:00,phone,service,2026-10-06 10:00,2026-10-09 10:00,no,referred\n"
    )
    desk("import", file)
    (case,) = desk.json("list", "--all")
    assert "a new round" not in desk("show", case["number"])


def test_the_step_is_whole_at_a_narrow_terminal(desk):
    desk(
        "register",
        *CUSTOMER,
        *WHAT,
        "--content",
        "冰箱噪音很大，修了两次都没有好",
        "--assign",
        "--received-at",
        "2026-11-10 09:00",
    )
    seen = desk.terminal("overdue", "--lang", "zh", columns=80)[1]
    assert "联系客户" in seen


@pytest.mark.parametrize("ending", ["pdf", "docx", "ods"])
def test_a_name_that_tells_a_form_nobody_writes_is_refused(desk, ending):
    for command in ("report", "export"):
        desk(command, "--output", desk.folder / f"r.{ending}", code=2)
        assert f"A file named .{ending} would hold {ending}, which this command doesn't write." in desk.err
