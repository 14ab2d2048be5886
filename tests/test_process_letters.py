"""What the process asks of letters (fu-letter), and what they may say, meet and leave behind."""

import pytest

from tests.desk import CUSTOMER, local

SIX = ("acknowledgement", "first-result", "delay", "proposal", "final", "apology")


@pytest.mark.parametrize("preset", ["general", "dealership", "service", "insurance", "feedback"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_fu_letter_every_preset_has_six_in_both_languages(office, preset, lang):
    desk = office(preset)
    number = desk.register("--assign")
    for kind in SIX:
        letter = desk.json("letter", number, "--kind", kind, "--lang", lang)
        assert letter["language"] == lang
        assert number in letter["text"]
        assert "王小明" in letter["text"] or kind in ("final", "apology")
        assert "{" not in letter["text"]
        assert letter["sent_by"] is None
    assert [event["action"] for event in desk.case(number)["events"]] == ["register", "assign"]


def test_fu_letter_is_in_the_customers_language(desk):
    desk.register()
    jane = ("--channel", "email", "--customer", "Jane Roe", "--email", "j@example.com")
    desk("register", *jane, "--category", "product", "--content", "The door is broken")
    for lang in ("en_US.UTF-8", "zh_CN.UTF-8"):
        told = [desk.json("letter", number, "--kind", "final", LANG=lang)["language"] for number in (1, 2)]
        assert told == ["zh", "en"]
    assert desk.json("letter", 1, "--kind", "final", "--lang", "en")["language"] == "en"


def test_fu_letter_that_one_was_sent_is_an_event(desk):
    number = desk.register("--assign")
    letter = desk.json("letter", number, "--kind", "acknowledgement", "--sent-by", "email", "--note", "抄送客服")
    event = desk.case(number, "--reveal")["events"][-1]
    assert (event["action"], event["note"]) == ("letter", "抄送客服")
    said = {name: event["changes"][name] for name in ("letter", "by", "language", "letter_text")}
    assert said == {"letter": "acknowledgement", "by": "email", "language": "zh", "letter_text": letter["text"]}
    assert "acknowledgement · email" in desk("show", number)
    desk("undo", number)
    assert desk.json("verify")["ok"]


def test_fu_letter_can_meet_a_step_where_the_policy_says_so(desk):
    policy = desk("policy", "show", "--toml").replace(
        "[deadline.contact]", '[deadline.contact]\nmet_by = ["contact", "resolve", "letter:first-result"]'
    )
    desk("policy", "set", "-", stdin=policy)
    number = desk.register("--assign")
    desk("letter", number, "--kind", "acknowledgement", "--sent-by", "letter")
    assert desk.step(number, "contact")["state"] == "open"
    desk.now = "2026-11-20 11:00"
    desk("letter", number, "--kind", "first-result", "--sent-by", "letter")
    assert local(desk.step(number, "contact")["met_at"]) == "2026-11-20 11:00"


def test_fu_letter_is_sent_after_the_end_too_and_not_for_a_duplicate(desk):
    first, again = desk.register(), desk.register()
    desk("close", again, "--duplicate-of", first)
    desk.error("letter", again, "--kind", "final", "--sent-by", "email", code=1)
    desk("close", first, "--outcome", "withdrawn", "--reason", "x")
    desk("letter", first, "--kind", "final", "--sent-by", "email")
    assert desk.case(first)["status"] == "closed"


def test_fu_letter_is_forgotten_with_the_customer(desk):
    number = desk.register()
    desk("letter", number, "--kind", "acknowledgement", "--sent-by", "email")
    desk("customer", "erase", number)
    assert "王小明" not in desk("export", "--what", "events", "--reveal", "--format", "json")
    assert desk.json("verify")["ok"]


def test_fu_letter_as_a_page_shows_what_was_written_and_runs_nothing(desk):
    desk("register", *CUSTOMER, "--category", "product", "--content", "<script>x</script> 门坏了")
    page = desk("letter", 1, "--kind", "first-result", "--format", "html")
    assert page.startswith("<!DOCTYPE html>")
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "size: A4" in page
    assert desk("letter", 1, "--kind", "first-result", "--format", "markdown").startswith("# 初步核实情况")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("1", "--kind", "nix"), 1),
        (("1",), 2),
        (("1", "--kind", "final", "--note", "x"), 2),
        (("1", "--kind", "final", "--sent-by", "pigeon"), 2),
        (("9", "--kind", "final"), 3),
        (("1", "--kind", "final", "--format", "csv"), 2),
    ],
)
def test_fu_letter_refuses_what_cannot_be(desk, line, code):
    desk.register()
    desk.error("letter", *line, code=code) if "--format" not in line else desk("letter", *line, code=code)


def test_fu_letter_with_a_field_nobody_fills_in_is_a_mistake_of_the_policy(desk, tmp_path):
    toml = desk("policy", "show", "--toml").replace("We have had your complaint since {received}", "On {recieved}")
    (tmp_path / "p.toml").write_text(toml)
    told = desk("policy", "check", tmp_path / "p.toml", code=1)
    assert "“recieved”" in told
    assert "letter[1].text.en" in told


def test_fu_letter_stands_on_the_sheet(desk):
    number = desk.register("--assign")
    desk("letter", number, "--kind", "acknowledgement", "--sent-by", "email")
    desk("letter", number, "--kind", "first-result", "--sent-by", "letter")
    desk("undo", number)
    lines = [line.split() for line in desk("sheet", number).splitlines() if "letter" in line]
    assert lines == [["2026-11-20", "10:00", "root", "letter", "acknowledgement", "·", "email"]]


def test_fu_letter_comes_back_from_an_export_with_what_it_met(office, tmp_path):
    """Dealership: the first result, its next step and date, told in writing, is the first word to the customer."""
    desk = office("dealership")
    number = desk.register("--assign")
    desk.now = "2026-11-20 10:40"
    desk("letter", number, "--kind", "first-result", "--sent-by", "wechat")
    (tmp_path / "log.jsonl").write_text(desk("export", "--what", "events", "--reveal", "--format", "jsonl"))
    (tmp_path / "other").mkdir()
    there = type(desk)(tmp_path / "other", "dealership")
    there.now = desk.now
    there("import", tmp_path / "log.jsonl")
    for each in (desk, there):
        assert local(each.step(number, "contact")["met_at"]) == "2026-11-20 10:40"
    events = [each.case(number, "--reveal")["events"][-1]["changes"] for each in (desk, there)]
    assert events[0] == events[1]
    assert there.json("verify")["ok"]


def test_fu_letter_is_as_things_stood_and_may_be_written_down_later(desk):
    number = desk.register("--assign")
    desk.now = "2026-11-20 14:00"
    desk("resolve", number, "--solution", "换新")
    assert "换新" in desk("letter", number, "--kind", "final")
    assert "换新" not in desk("letter", number, "--kind", "final", "--as-of", "2026-11-20 13:00")
    desk("letter", number, "--kind", "acknowledgement", "--sent-by", "app", "--at", "2026-11-20 11:00")
    assert local(desk.case(number)["events"][-1]["at"]) == "2026-11-20 11:00"
    desk.error("letter", number, "--kind", "final", "--sent-by", "app", "--at", "2026-11-20 09:00", code=1)


def test_fu_letter_keeps_its_words_to_who_may_see_them(desk):
    number = desk.register()
    desk("letter", number, "--kind", "acknowledgement", "--sent-by", "email")
    for masked in (desk.case(number)["events"], desk("export", "--what", "events", "--format", "json")):
        assert "尊敬的" not in str(masked)
    assert "尊敬的" in str(desk.case(number, "--reveal")["events"])


def test_fu_letter_of_an_office_s_own_has_a_title_with_fields(desk):
    toml = desk("policy", "show", "--toml")
    own = '[[letter]]\nkind = "visit"\ntitle = {{ en = "{title}" }}\ntext = {{ en = "Dear {{customer}}, come by." }}\n'
    desk("policy", "set", "-", stdin=f"{toml}\n{own.format(title='Come and see us about {number}')}")
    number = desk.register()
    letter = desk.json("letter", number, "--kind", "visit", "--lang", "zh")
    assert (letter["language"], letter["title"]) == ("en", f"Come and see us about {number}")
    desk("policy", "check", "-", stdin=f"{toml}\n{own.format(title='About {numbr}')}", code=1)
    assert "“numbr”" in desk("policy", "check", "-", stdin=f"{toml}\n{own.format(title='About {numbr}')}", code=1)


def test_fu_letter_that_the_policy_lacks_can_meet_nothing(desk):
    toml = desk("policy", "show", "--toml").replace(
        "[deadline.contact]", '[deadline.contact]\nmet_by = ["contact", "letter:finale"]'
    )
    told = desk("policy", "check", "-", stdin=toml, code=1)
    assert "deadline.contact.met_by[2]: there is no letter “finale”." in told
