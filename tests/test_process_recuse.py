"""Nobody acts on a complaint about themselves: not as handler, not as approver, not as reviser (fu-recuse)."""

import pytest

from complaintctl.rules.recusal import same

ALL = 'roles = ["handler", "approver", "reviser"]'
WHO = ("--about", "小李")
AS = ("--as", "小李")


@pytest.fixture
def recusing(desk, tmp_path):
    """An office under the general policy that recuses, as it is told."""

    def under(roles=ALL, more=""):
        text = desk("policy", "show", "--toml") + f"\n[recuse]\n{roles}\n"
        if more:
            text = text.replace('name = "rnd"', f'name = "rnd"\n{more}', 1)
        file = tmp_path / "recusing.toml"
        file.write_text(text, "utf-8")
        desk("policy", "set", file)
        desk.now = "2026-11-20 10:05"
        return desk

    return under


HANDLING = [
    ("assigned", ("contact", "--note", "x")),
    ("assigned", ("progress", "--note", "x")),
    ("assigned", ("propose", "--solution", "x")),
    ("assigned", ("resolve", "--solution", "x")),
    ("assigned", ("hold", "--reason", "x")),
    ("held", ("resume",)),
    ("assigned", ("escalate", "--reason", "x")),
    ("assigned", ("close", "--outcome", "withdrawn", "--reason", "x")),
    ("resolved", ("revisit", "--satisfied")),
    ("resolved", ("review", "--root-cause", "skill", "--note", "x")),
]
BRINGING = {"assigned": (), "held": (("hold", "--reason", "x"),), "resolved": (("resolve", "--solution", "x"),)}


@pytest.mark.parametrize(("state", "line"), HANDLING)
def test_fu_recuse(recusing, state, line):
    """Whatever handles, ends or looks back on it is somebody else's to do; a statement is theirs."""
    desk = recusing()
    number = desk.register(*WHO)
    desk("assign", number, "--to", "service_centre", "--handler", "老周")
    for command, *rest in BRINGING[state]:
        desk(command, number, *rest)
    action, *options = line
    error = desk.error(action, number, *options, *AS, code=1)
    assert (error["code"], error["message"]) == (
        "recused", f"{number} is about 小李; by the policy somebody else has to do this."
    )  # fmt: skip
    desk("note", number, "--note", "当时的情况是……", *AS)
    desk(action, number, *options, "--as", "老吴")


def test_fu_recuse_extend(recusing):
    desk = recusing()
    number = desk.register(*WHO, "--assign")
    line = ("extend", number, "resolve", "--to", "2026-12-24", "--reason", "x")
    assert desk.error(*line, *AS, code=1)["code"] == "recused"
    desk(*line)


def test_fu_recuse_only_where_the_policy_says_so(desk):
    number = desk.register(*WHO, "--assign")
    assert desk.case(number)["about"] == "小李"
    desk("assign", number, "--handler", "小李")
    desk("resolve", number, "--solution", "x", *AS)
    assert "about" in desk("show", number)
    assert "投诉对象" in desk("show", number, "--lang", "zh")


def test_fu_recuse_gives_it_into_other_hands(recusing):
    """Neither by name, nor as the department's lead, nor as its manager, nor on the spot."""
    desk = recusing(more='lead = "小李"\nmanager = "小李"')
    number = desk.register(*WHO)
    assert f"complaintctl assign {number} --handler NAME" in desk.err
    assert "小李" in desk.err
    for line in (("assign", number), ("assign", number, "--handler", " 小李")):
        error = desk.error(*line, code=1)
        assert (error["code"], error["hint"]) == (
            "recused", f"Name somebody else: complaintctl assign {number} --handler NAME"
        )  # fmt: skip
    desk("assign", number, "--handler", "老周")
    assert desk.error("escalate", number, "--reason", "x", code=1)["code"] == "recused"
    assert desk.case(number)["handler"] == "老周"


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        (("--assign",), "without --assign"),
        (("--settled", "已道歉", *AS), "without --assign and --settled"),
        (("--kind", "concern", *AS), "--soothed-by NAME"),
        (("--kind", "concern", "--soothed-by", "小李"), "--soothed-by NAME"),
    ],
)
def test_fu_recuse_at_registration_loses_nothing(recusing, line, hint):
    desk = recusing(more='lead = "小李"')
    said = ("register", "--channel", "phone", "--anonymous", "--category", "product", "--content", "x", *WHO)
    error = desk.error(*said, *line, code=1)
    assert (error["code"], hint in error["hint"]) == ("recused", True)
    desk(*said)


def test_fu_recuse_the_approver(recusing):
    """Their own proposal isn't decided by being made, and waits for somebody else who may decide."""
    desk = recusing('roles = ["approver"]')
    desk("staff", "add", "小李", "--role", "general_manager")
    desk("staff", "add", "王总", "--role", "general_manager")
    number = desk.register(*WHO, "--flag", "media", "--assign")
    desk("propose", number, "--solution", "道歉", *AS)
    assert [offer["decision"] for offer in desk.case(number)["proposals"]] == [None]
    assert desk.error("approve", number, *AS, code=1)["code"] == "recused"
    assert desk.error("reject", number, "--reason", "x", *AS, code=1)["code"] == "recused"
    assert desk.json("today", *AS)["to_approve"] == []
    assert [row["number"] for row in desk.json("today", "--as", "王总")["to_approve"]] == [number]
    desk("approve", number, "--as", "王总")
    desk("resolve", number, *AS)


def test_fu_recuse_takes_back_what_was_approved_before_it_was_known(recusing):
    desk = recusing('roles = ["approver"]')
    for name in ("小李", "王总"):
        desk("staff", "add", name, "--role", "general_manager")
    number = desk.register("--flag", "media", "--assign")
    desk("propose", number, "--solution", "道歉", *AS)
    assert desk.case(number)["proposals"][0]["decision"] == "approved"
    desk("edit", number, *WHO, "--reason", "客户点名")
    assert desk.error("resolve", number, code=1)["code"] == "not-approved"
    desk("approve", number, "--as", "王总")
    desk("resolve", number)


def test_fu_recuse_the_reviser_is_offered_no_revisit(recusing):
    desk = recusing()
    first, second = desk.register(*WHO, "--assign"), desk.register("--assign")
    for number in (first, second):
        desk("resolve", number, "--solution", "x", "--as", "老周")
    assert [row["number"] for row in desk.json("today", *AS)["to_revisit"]] == [second]
    assert {row["number"] for row in desk.json("today", "--as", "老吴")["to_revisit"]} == {first, second}


def test_fu_recuse_is_found_out_later(recusing):
    """The edit says whose hands it is in; nobody says that it isn't about themselves after all."""
    desk = recusing()
    desk("staff", "add", "小李", "--login", "xiaoli")
    number = desk.register()
    desk("assign", number, "--handler", "小李")
    desk("edit", number, "--about", "xiaoli", "--reason", "客户点名")
    assert f"complaintctl assign {number} --handler NAME" in desk.err
    assert desk.case(number)["about"] == "小李"
    line = ("edit", number, "--about-nobody", "--reason", "弄错了")
    assert desk.error(*line, *AS, code=1)["code"] == "recused"
    assert desk.error("edit", number, "--about", "老吴", "--reason", "x", *AS, code=1)["code"] == "recused"
    desk(*line)
    assert desk.case(number)["about"] is None
    desk("contact", number, "--note", "x", *AS)
    assert desk.json("verify")["ok"]


def test_fu_recuse_stays_out_of_lists(desk):
    desk.register(*WHO)
    (row,) = desk.json("list")
    assert "about" not in row


def test_fu_recuse_in_insurance(office):
    desk = office("insurance")
    number = desk.register(*WHO, "--assign")
    assert desk.error("contact", number, "--note", "x", *AS, code=1)["code"] == "recused"
    assert "not as approver / handler / reviser" in desk("policy", "show")


def test_fu_recuse_names_what_may_be_recused(desk, tmp_path):
    file = tmp_path / "p.toml"
    file.write_text(desk("policy", "show", "--toml") + '\n[recuse]\nroles = ["boss"]\nwho = 1\n', "utf-8")
    told = str(desk.json("policy", "check", file, code=1))
    assert "recuse.roles[1]" in told
    assert "recuse.who" in told


@pytest.mark.parametrize(
    ("one", "other", "are_same"),
    [
        ("小李", " 小李 ", True),
        ("John  Li", "john li", True),
        ("ＪＬ", "jl", True),
        ("小李", "小李子", False),
        (None, "小李", False),
    ],
)
def test_fu_recuse_knows_a_name_however_typed(one, other, are_same):
    assert same(one, other) is are_same
