"""What the process asks of clocks that the law sets (fu-law): each pack with dates worked out by hand."""

from copy import deepcopy
from zoneinfo import ZoneInfo

import pytest

from complaintctl.moments import from_stored
from complaintctl.policy import packs
from complaintctl.policy.checks import check, pack
from complaintctl.policy.difference import differences
from complaintctl.policy.mistakes import BadPolicy
from complaintctl.policy.presets import text
from tests.desk import Desk, local

ZONES = {"CN": "Asia/Shanghai", "GB": "Europe/London", "AU": "Australia/Sydney", "US": "America/New_York"}


@pytest.fixture
def under(tmp_path):
    """A register under a preset with a pack, in the pack's own country and zone, at a local time."""

    def opened(name, now, preset="general"):
        desk = Desk(tmp_path)
        desk.db.unlink()
        desk.now = now
        country = pack(packs.text(name), name)["pack"]["country"]
        desk.zone = ZoneInfo(ZONES[country])
        place = ("--timezone", ZONES[country], "--country", country)
        desk("init", "--preset", preset, "--pack", name, *place, COMPLAINTCTL_NOW="2021-01-04 09:00")
        return desk

    return opened


def clocks(desk, number):
    """The law's clocks of a case: when each runs out by the office's own clock, and how it stands."""
    rows = [row for row in desk.case(number)["deadlines"] if row["law"]]
    return {
        row["law"]: (f"{from_stored(row['due_at']).astimezone(desk.zone):%Y-%m-%d %H:%M}", row["state"]) for row in rows
    }


def test_fu_law_cn_finance(under):
    """From Sunday the 20th of September, a make-up working day: 15 days end on 5 October, a holiday, for calendar days

    run through it. Complicated cases 30 days: 20 October. With approval 60 days in all: 19 November.
    """
    desk = under("cn-finance", "2026-09-20 10:00", preset="insurance")
    desk("staff", "add", "王总", "--role", "general_manager")
    number = desk.register("--assign", "--category", "service")
    assert clocks(desk, number) == {"cn-finance.decide": ("2026-10-05 23:59", "open")}
    extend = ("extend", number, "statutory", "--law", "cn-finance.decide", "--reason", "案情复杂")
    desk.now = "2026-10-02 10:00"
    desk(*extend)
    assert clocks(desk, number) == {"cn-finance.decide": ("2026-10-20 23:59", "open")}
    assert [row["number"] for row in desk.json("today")["to_write"]] == [number]
    assert desk.error(*extend, "--as", "王总", code=1)["hint"] == f"complaintctl show {number}"  # not needed yet
    desk("letter", number, "--kind", "delay", "--sent-by", "email")
    assert desk.json("today")["to_write"] == []
    desk.now = "2026-10-06 10:00"
    assert desk.error(*extend, code=1)["code"] == "may-not-decide"
    desk(*extend, "--as", "王总")
    assert clocks(desk, number) == {"cn-finance.decide": ("2026-11-19 23:59", "open")}
    desk.now = "2026-11-01 10:00"
    desk.error(*extend, "--as", "王总", code=1)  # there is no third
    row = next(row for row in desk.case(number)["deadlines"] if row["law"])
    assert row["extended"]
    assert f"{from_stored(row['first_due_at']).astimezone(desk.zone):%m-%d}" == "10-05"
    desk("propose", number, "--solution", "退保费", "--as", "王总")
    final = desk.json("letter", number, "--kind", "final", "--sent-by", "letter")
    assert "如您对本处理决定有异议" in final["text"]
    assert clocks(desk, number) == {"cn-finance.decide": ("2026-11-19 23:59", "met")}
    assert desk.json("verify")["ok"]


def test_fu_law_cn_market(under):
    """7 working days after Monday 28 September 2026: 29, 30, then 8, 9 and Saturday the 10th of October (the 1st to

    the 7th are off, the 10th is made up), 12 and 13.
    """
    desk = under("cn-market", "2026-09-28 10:00")
    number = desk.register("--channel", "regulator")
    assert clocks(desk, number) == {"cn-market.accept": ("2026-10-13 18:00", "open")}
    assert clocks(desk, desk.register()) == {}
    desk("letter", number, "--kind", "acknowledgement", "--sent-by", "letter")
    assert clocks(desk, number)["cn-market.accept"][1] == "met"


@pytest.mark.parametrize(
    ("received", "clause"), [("2026-04-14", "第十四条"), ("2026-04-15", "消费者权益保护法第四十六条")]
)
def test_fu_law_cn_market_was_replaced_in_the_middle_of_a_year(under, received, clause):
    """Order 121 is in force from 15 April 2026, the Interim Measures were until the day before; 7 working days in both.

    After Tuesday the 14th: 15, 16, 17, 20, 21, 22, 23 April; after Wednesday the 15th a day more.
    """
    desk = under("cn-market", "2026-04-15 10:00")
    number = desk.register("--channel", "regulator", "--received-at", f"{received} 09:30")
    due = {"2026-04-14": "2026-04-23 18:00", "2026-04-15": "2026-04-24 18:00"}[received]
    assert clocks(desk, number) == {"cn-market.accept": (due, "open")}
    assert f" · {clause} · " in desk("explain", number)


def test_fu_law_uk_disp(under):
    """From Thursday 2 April 2026. Off all over the UK: Good Friday, 4 and 25 May; not Easter Monday.

    15 business days: 6-10 (5), 13-17 (10), 20-24 April. 35: 27 April-1 May (20), 5-8 (24), 11-15 (29), 18-22 (34), 26
    May. Eight weeks: 56 days, 28 May.
    """
    desk = under("uk-disp", "2026-04-02 10:00")
    assert clocks(desk, desk.register()) == {"uk-disp.final": ("2026-05-28 23:59", "open")}
    number = desk.register("--flag", "payment_services")
    assert clocks(desk, number) == {"uk-disp.final": ("2026-04-24 18:00", "open")}
    desk("extend", number, "statutory", "--law", "uk-disp.final", "--reason", "exceptional")
    assert clocks(desk, number) == {"uk-disp.final": ("2026-05-26 18:00", "open")}


def test_fu_law_au_rg271_changed_in_the_middle_of_a_year(under):
    """Until 4 October 2021 45 days (superannuation 90), from the 5th on 30 (45), and an acknowledgement in 24 hours

    or one business day.

    From the 4th: 27 days of October and 18 of November; 90 are 27 + 30 + 31 and 2 of January. From the 5th: 26 + 4, or
    26 + 19.
    """
    desk = under("au-rg271", "2021-10-05 10:00")
    before = ("--received-at", "2021-10-04 16:00")
    assert clocks(desk, desk.register(*before)) == {"au-rg271.answer": ("2021-11-18 23:59", "open")}
    saved = ("--flag", "superannuation")
    assert clocks(desk, desk.register(*before, *saved)) == {"au-rg271.answer": ("2022-01-02 23:59", "open")}
    after = desk.register()
    assert clocks(desk, after) == {
        "au-rg271.acknowledge": ("2021-10-06 18:00", "open"),
        "au-rg271.answer": ("2021-11-04 23:59", "open"),
    }
    assert clocks(desk, desk.register(*saved))["au-rg271.answer"] == ("2021-11-19 23:59", "open")
    desk("edit", after, "--received-at", "2021-10-04 16:00", "--reason", "came in the day before")
    assert clocks(desk, after) == {
        "au-rg271.acknowledge": ("2021-10-05 18:00", "cancelled"),
        "au-rg271.answer": ("2021-11-18 23:59", "open"),
    }
    assert "RG 165" in desk("explain", after)  # what was cancelled is told too
    desk("edit", after, "--flag", "superannuation", "--reason", "it is about a pension")
    assert clocks(desk, after)["au-rg271.answer"] == ("2022-01-02 23:59", "open")


def test_fu_law_au_rg271_what_comes_in_on_friday_is_acknowledged_in_time_on_monday(under):
    """24 hours or one business day: from Friday 8 October 2021 to the close of Monday the 11th."""
    desk = under("au-rg271", "2021-10-08 17:30")
    number = desk.register("--assign")
    desk.now = "2021-10-11 10:00"
    desk("contact", number, "--note", "called")
    assert clocks(desk, number)["au-rg271.acknowledge"] == ("2021-10-11 18:00", "met")
    assert desk.json("overdue", "--step", "statutory") == []


def test_fu_law_us_cfpb(under):
    """From Friday 20 February 2026: 15 days end on 7 March, the day before the clocks change; 60 on 21 April."""
    desk = under("us-cfpb", "2026-02-20 10:00")
    number = desk.register("--channel", "regulator")
    assert clocks(desk, number) == {
        "us-cfpb.respond": ("2026-03-07 23:59", "open"),
        "us-cfpb.final": ("2026-04-21 23:59", "open"),
    }
    desk("letter", number, "--kind", "first-result", "--sent-by", "web")
    assert [state for _, state in clocks(desk, number).values()] == ["met", "open"]


def test_fu_law_beside_the_houses_promise_broken_on_one_side_only(under):
    """Insurance: the house promises 15 working days, the law 15 days. On 6 October only the law's have run out."""
    desk = under("cn-finance", "2026-09-20 10:00", preset="insurance")
    number = desk.register("--assign", "--category", "service")
    for day in ("21", "24", "29"):
        desk.now = f"2026-09-{day} 10:00"
        desk("contact", number, "--note", "进展")
    desk.now = "2026-10-06 10:00"
    assert [(row["step"], row["law"]) for row in desk.json("overdue")] == [("statutory", "cn-finance.decide")]
    table = desk("overdue", "--format", "csv").splitlines()
    assert table[0].endswith(",law")
    assert table[1].endswith(",cn-finance.decide")
    assert "statutory cn-finance.decide" in desk("overdue", "--format", "table")
    shown = desk("show", number)
    assert "statutory cn-finance.decide 15 days      2026-10-05 23:59 overdue" in shown
    assert "resolve      15 workdays  2026-10-16 18:00 open" in shown
    assert "第三章" in desk("explain", number)
    desk("resolve", number, "--solution", "已赔付")
    rows = {(row["step"], row["law"]): row for row in desk.json("report", "--month", "2026-10")["deadlines"]}
    assert rows["statutory", "cn-finance.decide"]["in_time"] == {"value": 0, "numerator": 0, "denominator": 1}
    assert rows["resolve", None]["in_time"] == {"value": 1, "numerator": 1, "denominator": 1}
    assert rows["statutory", "cn-finance.decide"]["met_late"] == 1


def test_fu_law_no_hold_stops_it_and_no_reopening_starts_it_again(under):
    desk = under("cn-finance", "2026-09-20 10:00")
    number = desk.register("--assign", "--category", "service")
    desk("hold", number, "--reason", "等客户")
    desk.now = "2026-10-08 10:00"
    assert [row["step"] for row in desk.json("overdue")] == ["statutory"]
    desk("resume", number)
    desk("resolve", number, "--solution", "x")
    desk("reopen", number, "--reason", "又来")
    assert len([row for row in desk.case(number)["deadlines"] if row["law"]]) == 1


def test_fu_law_a_round_begun_later_starts_no_clock_that_ran_out_before_the_pack_was_there(under):
    """Received on 20 September and answered on the 22nd, when the office had no pack; it has one at the reopening."""
    desk = under("cn-finance", "2026-09-20 10:00")
    without = desk("policy", "show", "--toml").replace('packs = ["cn-finance"]\n', "")
    desk("policy", "set", "-", stdin=without)
    number = desk.register("--assign", "--category", "service")
    desk.now = "2026-09-22 10:00"
    desk("resolve", number, "--solution", "x")
    desk("policy", "set", "--pack", "cn-finance")
    desk.now = "2026-10-20 10:00"
    desk("reopen", number, "--reason", "又来")
    assert clocks(desk, number) == {}
    assert desk.json("overdue", "--step", "statutory") == []


def test_fu_law_stays_the_cases_law_when_the_policy_names_it_no_longer(under):
    """The next round's policy has no pack: the clock is told, extended and met as it began."""
    desk = under("cn-finance", "2026-09-20 10:00")
    number = desk.register("--assign", "--category", "service")
    without = desk("policy", "show", "--toml").replace('packs = ["cn-finance"]\n', "")
    desk("policy", "set", "-", stdin=without)
    desk("extend", number, "statutory", "--law", "cn-finance.decide", "--reason", "案情复杂")
    assert "第三章" in desk("explain", number)
    desk.now = "2026-09-25 10:00"
    desk("resolve", number, "--solution", "x")
    desk("reopen", number, "--reason", "又来")
    assert clocks(desk, number) == {"cn-finance.decide": ("2026-10-20 23:59", "met")}
    assert "第三章" in desk("explain", number)


def test_fu_law_an_extension_counts_from_a_corrected_receipt_too(under):
    """30 days from 15 September, not from the 20th: 15 October. The first date was 15 days from the 20th: 5 October."""
    desk = under("cn-finance", "2026-09-20 10:00")
    number = desk.register("--assign", "--category", "service")
    desk("extend", number, "statutory", "--law", "cn-finance.decide", "--reason", "案情复杂")
    desk("edit", number, "--received-at", "2026-09-15 10:00", "--reason", "到得更早")
    row = desk.step(number, "statutory")
    assert (local(row["due_at"]), row["amount"], row["extended"]) == ("2026-10-15 23:59", "30 days", True)
    assert local(row["first_due_at"]) == "2026-10-05 23:59"
    assert "30 days from 2026-09-15 10:00: 2026-10-15 23:59" in desk("explain", number)
    assert desk.json("verify")["ok"]


def test_fu_law_of_another_day_that_ran_out_stays_and_can_still_be_met(under):
    """Received on 5 October 2021 an acknowledgement was due in a day; the receipt is corrected when that is over."""
    desk = under("au-rg271", "2021-10-05 10:00")
    number = desk.register("--assign")
    desk.now = "2021-10-08 10:00"
    desk("edit", number, "--received-at", "2021-10-04 16:00", "--reason", "came in the day before")
    assert clocks(desk, number)["au-rg271.acknowledge"][1] == "overdue"
    desk("contact", number, "--note", "called")
    assert clocks(desk, number)["au-rg271.acknowledge"][1] == "met"
    assert "RG 271" in desk("explain", number)


def test_fu_law_a_draft_is_compared_law_by_law(under, tmp_path):
    """Whatever order the packs stand in: a law that both policies have is kept as it was."""
    desk = under("cn-finance", "2026-09-20 10:00")
    desk("policy", "set", "--pack", "cn-market")
    desk.register("--channel", "regulator", "--assign")
    desk.now = "2026-12-01 10:00"
    draft = tmp_path / "draft.toml"
    packs_of = 'packs = ["cn-finance", "cn-market"]'
    draft.write_text(
        desk("policy", "show", "--toml").replace(packs_of, 'packs = ["uk-disp", "cn-market", "cn-finance"]')
    )
    rows = {(row["step"], row["law"]): row for row in desk.json("policy", "try", draft)["deadlines"]}
    for law in ("cn-finance.decide", "cn-market.accept"):
        row = rows["statutory", law]
        assert (row["late_before"], row["late"], row["broken"], row["saved"]) == (1, 1, [], [])
    assert (rows["statutory", "uk-disp.final"]["late_before"], rows["statutory", "uk-disp.final"]["late"]) == (0, 1)
    assert rows["contact", None]["step"] == "contact"
    assert "statutory uk-disp.final: no such deadline so far" in desk("policy", "try", draft)


def test_fu_law_a_difference_tells_packs_by_name_and_what_changed_in_them():
    """A pack that comes is one word; one that a newer program says otherwise is told key by key."""
    toml = text("general").replace("[policy]", '[policy]\npacks = ["cn-finance"]', 1)
    both = check(toml.replace('"cn-finance"', '"cn-market", "cn-finance"')).data
    assert [each.path for each in differences(check(text("general")).data, check(toml).data)] == ["policy.packs"]
    assert [each.path for each in differences(check(toml).data, both)] == ["policy.packs"]
    newer = deepcopy(both)
    newer["pack"][1]["law"][0]["amount"] = "10 days"
    newer["pack"][1]["law"].append({"id": "accept"})
    found = differences(both, newer)
    assert found[0] == ("pack.cn-finance.law[1].amount", "15 days", "10 days")
    assert [each.path for each in found[1:]] == ["pack.cn-finance.law[2]"]


def test_fu_law_today_tells_the_law_beside_the_step(under):
    desk = under("cn-finance", "2026-09-20 10:00")
    desk.register("--assign")
    desk.now = "2026-10-06 10:00"
    assert "statutory cn-finance.decide 2026-10-05 23:59" in desk("today")


def test_fu_law_a_pack_is_laid_over_the_policy_in_force_and_kept_with_it(desk):
    number = desk.register()
    assert desk.json("policy", "law") == []
    desk("policy", "set", "--pack", "cn-finance")
    assert desk.case(number)["deadlines"][-1]["law"] is None  # what runs goes on as it began
    (law,) = desk.json("policy", "law")
    assert (law["law"], law["amount"], law["extensions"]) == ("cn-finance.decide", "15 days", ["30 days", "60 days"])
    assert (law["valid_from"], law["since"]) == ("2020-03-01", "2026-11-20T02:00:00Z")
    assert 'packs = ["cn-finance"]' in desk("policy", "show", "--toml")
    assert "cn-finance" in desk("policy", "show")
    desk.now = "2026-11-21 10:00"
    desk("policy", "set", "--preset", "insurance", "--pack", "cn-market")
    rows = {row["law"]: row["since"] for row in desk.json("policy", "law")}
    assert rows == {"cn-finance.decide": "2026-11-20T02:00:00Z", "cn-market.accept": "2026-11-21T02:00:00Z"}
    assert "cn-market.accept" in desk("policy", "law", "--format", "markdown")
    desk("policy", "try", "--pack", "us-cfpb")
    assert desk.error("policy", "set", "--pack", "nix", code=2)["hint"].count("au-rg271") == 1
    desk.error("policy", "set", code=2)


def test_fu_law_comes_back_from_an_export(under, tmp_path):
    desk = under("cn-finance", "2026-09-20 10:00")
    number = desk.register("--assign", "--category", "service")
    desk("extend", number, "statutory", "--law", "cn-finance.decide", "--reason", "案情复杂")
    (tmp_path / "log.jsonl").write_text(desk("export", "--what", "events", "--reveal", "--format", "jsonl"))
    rows = desk.json("export", "--what", "deadlines")
    assert [row["law"] for row in rows if row["step"] == "statutory"] == ["cn-finance.decide"]
    before = desk.case(number)["deadlines"]
    desk.db.unlink()
    for rest in desk.folder.glob("c.db-*"):
        rest.unlink()
    desk("init", "--pack", "cn-finance", COMPLAINTCTL_NOW="2021-01-04 09:00")
    desk("import", tmp_path / "log.jsonl")
    assert desk.case(number)["deadlines"] == before


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ('clause = "第十四条"\n', "clause"),
        ('source = "市场监督管理投诉举报处理暂行办法（市场监管总局令第20号）"\n', "source"),
        ('amount = "7 workdays"', "amount"),
    ],
)
def test_fu_law_a_figure_without_a_clause_is_a_mistake(change, told):
    toml = packs.text("cn-market")
    assert change in toml
    with pytest.raises(BadPolicy) as found:
        pack(toml.replace(change, ""), "cn-market")
    assert any(told in f"{mistake.path} {mistake.message('x')}" for mistake in found.value.mistakes)


@pytest.mark.parametrize(
    ("name", "change", "to", "path"),
    [
        ("cn-finance", 'amount = "30 days"', 'amount = "15 days"', "law[1].extension[1].amount"),
        ("cn-market", "valid_until = 2026-04-14", "valid_until = 2019-12-31", "law[1].valid_until"),
        (
            "uk-disp",
            'met_by = ["letter:final", "resolve"]\namount = "56',
            'met_by = ["resolve"]\namount = "56',
            "law[2].met_by",
        ),
        ("us-cfpb", 'from = "received"', 'frm = "received"', "law[1].frm"),
        ("us-cfpb", 'amount = "15 days"', 'amount = "15 Tage"', "law[1].amount"),
        ("us-cfpb", "valid_from = 2012-01-19", 'valid_from = "2012"', "law[1].valid_from"),
    ],
)
def test_fu_law_a_pack_is_checked_like_a_policy(name, change, to, path):
    toml = packs.text(name)
    assert change in toml
    with pytest.raises(BadPolicy) as found:
        pack(toml.replace(change, to, 1), name)
    mistakes = {mistake.path: mistake for mistake in found.value.mistakes}
    assert mistakes[path].line


def test_fu_law_every_pack_is_sound_and_cites_where_it_stands():
    assert packs.names() == ("au-rg271", "cn-finance", "cn-market", "uk-disp", "us-cfpb")
    for name in packs.names():
        toml = text("general").replace("[policy]", f'[policy]\npacks = ["{name}"]', 1)
        laws = check(toml).laws
        assert laws
        assert all(law.clause and law.source and law.id.startswith(f"{name}.") for law in laws)


def test_fu_law_refuses_what_cannot_be(under):
    desk = under("cn-finance", "2026-09-20 10:00")
    number = desk.register("--assign", "--category", "service")
    law = ("--law", "cn-finance.decide", "--reason", "x")
    assert (
        desk.error("extend", number, "statutory", "--to", "2026-12-01", "--reason", "x", code=1)["code"] == "set-by-law"
    )
    desk.error("extend", number, "statutory", "--to", "2026-12-01", *law, code=2)
    desk.error("extend", number, "resolve", *law, code=2)
    desk.error("extend", number, "statutory", "--law", "nix.x", "--reason", "x", code=1)
    desk.now = "2026-10-06 00:00"
    desk.error("extend", number, "statutory", *law, code=1)
