"""The policy document: every mistake with its place, what is left out, and the preset against rules.md."""

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from complaintctl.errors import Misused
from complaintctl.model import FLAGS, Priority, Role, Step
from complaintctl.policy import presets
from complaintctl.policy.checks import check, findings_in
from complaintctl.policy.mistakes import BadPolicy
from complaintctl.policy.parts import in_language
from complaintctl.policy.places import Path as KeyPath
from complaintctl.policy.places import line_of, lines, written
from complaintctl.policy.schema import Policy, plain

SMALLEST = """\
[policy]
name = "tiny"
[office]
timezone = "Europe/Vienna"
hours = "09:00-17:00"
[[department]]
name = "desk"
[[route]]
to = "desk"
"""

POLICY = """\
[policy]
name = "our-office"
label = { en = "Our office" }
version = "3"
currency = "CNY"

[office]
timezone = "Asia/Shanghai"
country = "CN"
weekdays = ["mon", "tue"]
hours = "09:00-12:00 13:30-18:00"
hours_by_weekday = { fri = "09:00-12:00" }
closed = [2026-12-31]
open = [2026-12-26]
intake = "desk"

[[department]]
name = "desk"

[[department]]
name = "rnd"
lead = "Chen"

[[cause]]
path = "service/attitude"

[[route]]
when = { category = "product" }
to = "rnd"

[[route]]
to = "desk"

[[rule]]
id = "large-loss"
when = [
  { any_flag = ["large_loss"] },  # one or the other
  { amount_at_least = 5000 },
]
priority = "high"
because = { en = "The loss is large [much]" }

[[rule]]
id = "rude"
when = { cause = "service/attitude" }
grade = "major"

[defaults]
priority = { complaint = "medium" }
window = "30 days"

[deadline.contact]
from = "received"
urgent = "4h"
instead = [{ when = { channel = "regulator" }, all = "1 workdays" }]
ours = ["urgent"]

[deadline.revisit]
opens = "5 days"
all = "7 days"

[[tell]]
on = "register"
who = "manager"
within = "30m"

[[remedy]]
advice = { en = "Say sorry" }

[approval]
decided_by = ["manager"]
limits = { agent = 200 }

[revisit]
unreachable_after = 3

[points]
late = 2

[hot]
share = 0.05

[sample]
share = 0.30

[attachments]
limit_mb = 20

[[script]]
situation = "revisit"
text = { en = \"\"\"
Dear {customer},
[here] # is = no key \"\"\" }
never = { en = ["but"] }
"""

PARTS = (
    "opening",
    "flags",
    "departments",
    "causes",
    "routes",
    "rules",
    "defaults",
    "deadlines",
    "tells",
    "remedies",
    "approval",
    "revisit",
    "points",
    "hot",
    "sample_share",
    "attachment_limit",
    "scripts",
)


def mistakes(text: str) -> list[str]:
    with pytest.raises(BadPolicy) as bad:
        check(text)
    return bad.value.message().splitlines()


def edited(old: str, new: str) -> str:
    assert POLICY.count(old) == 1, f"{old!r} is there {POLICY.count(old)} times"
    return POLICY.replace(old, new)


def test_what_the_tests_edit_is_without_mistake() -> None:
    assert check(POLICY).name == "our-office"


DOCUMENTED = Path(__file__).parents[2] / "shared/spec/policy.md"


@pytest.mark.skipif(not DOCUMENTED.exists(), reason="the specification isn't beside the project")
def test_the_documented_example_is_without_mistake() -> None:
    """The page's first block is a whole policy; those under “Further” are still to come."""
    example, *_ = re.findall(r"```toml\n(.*?)```", DOCUMENTED.read_text("utf-8"), re.DOTALL)
    assert set(check(example).deadlines) == {"contact", "revisit", "statutory"}


EDITS = [
    # old, new, the line's beginning where the mistake is, path, words of the sentence
    ('urgent = "4h"', 'urgent = "4 hours"', "urgent", "deadline.contact.urgent", "“4 hours” is not an amount"),
    ('urgent = "4h"', 'urgent = "0h"', "urgent", "deadline.contact.urgent", "“0h” is not an amount"),
    ('urgent = "4h"', "urgent = 4", "urgent", "deadline.contact.urgent", "must be text"),
    ('urgent = "4h"', 'urgnt = "4h"', "urgnt", "deadline.contact.urgnt", "did you mean urgent?"),
    ('from = "received"', 'from = "midday"', "from", "deadline.contact.from", "“midday” is none of received"),
    ('from = "received"', 'met_by = ["call"]', "met_by", "deadline.contact.met_by[1]", "“call” is none of"),
    ('from = "received"', "met_by = []", "met_by", "deadline.contact.met_by", "must name at least one"),
    ('from = "received"', "pausable = 1", "pausable", "deadline.contact.pausable", "must be true or false"),
    ('from = "received"', "when = []", "when", "deadline.contact.when", "can never hold: the list is empty"),
    ('ours = ["urgent"]', 'ours = ["hihg"]', "ours", "deadline.contact.ours[1]", "“hihg” is none of"),
    (', all = "1 workdays"', "", "instead", "deadline.contact.instead[1]", "names no amount of time"),
    (', all = "1 workdays"', ', all = "1 week"', "instead", "deadline.contact.instead[1].all", "not an amount"),
    ('when = { channel = "regulator" }, ', "", "instead", "deadline.contact.instead[1].when", "is missing"),
    ('opens = "5 days"', 'opens = "8 days"', "opens", "deadline.revisit.opens", "opens after it has run out"),
    ('opens = "5 days"', 'opens = "1 month"', "opens", "deadline.revisit.opens", "opens after it has run out"),
    ('opens = "5 days"', 'opens = "5h"', "opens", "deadline.revisit.opens", "does not name a day"),
    ('all = "7 days"', "", "[deadline.revisit]", "deadline.revisit", "names no amount of time"),
    ("[deadline.revisit]", "[deadline.lunch]", "[deadline.lunch]", "deadline.lunch", "is not a known key"),
    ("[deadline.revisit]", "[deadline.tell]", "[deadline.tell]", "deadline.tell", "is not a known key"),
    ('name = "our-office"', "", "[policy]", "policy.name", "is missing"),
    ('name = "our-office"', 'name = " "', "name", "policy.name", "must not be empty"),
    ('version = "3"', "version = 3", "version", "policy.version", "must be text"),
    ('version = "3"', 'colour = "red"', "colour", "policy.colour", "is not a known key."),
    ('currency = "CNY"', 'currency = "yuan"', "currency", "policy.currency", "“yuan” is not a currency"),
    ('currency = "CNY"', 'flags = ["a b"]', "flags", "policy.flags[1]", "“a b” can't be a flag"),
    ('label = { en = "Our office" }', 'label = "us"', "label", "policy.label", "must be a table by language"),
    ('label = { en = "Our office" }', "label = {}", "label", "policy.label", "must name at least one"),
    ('label = { en = "Our office" }', 'label = { EN = "x" }', "label", "policy.label.EN", "not the code of a"),
    ('timezone = "Asia/Shanghai"', "", "[office]", "office.timezone", "is missing"),
    ('"Asia/Shanghai"', '"Asia/Shanghei"', "timezone", "office.timezone", "“Asia/Shanghei” is not a time zone"),
    ('"Asia/Shanghai"', '"localtime"', "timezone", "office.timezone", "is not a time zone"),
    ('country = "CN"', 'country = "XX"', "country", "office.country", "the holidays of “XX” are not known"),
    ('["mon", "tue"]', "[]", "weekdays", "office.weekdays", "must name at least one"),
    ('["mon", "tue"]', '["mon", "Tuesday"]', "weekdays", "office.weekdays[2]", "“Tuesday” is none of mon"),
    ('["mon", "tue"]', '["mon", "mon"]', "weekdays", "office.weekdays[2]", "“mon” is named twice"),
    ('["mon", "tue"]', '"mon"', "weekdays", "office.weekdays", "must be a list"),
    ('"09:00-12:00 13:30-18:00"', '"09:00-12:00 11:00-18:00"', "hours", "office.hours", "without overlapping"),
    ('"09:00-12:00 13:30-18:00"', '""', "hours", "office.hours", "there must be one"),
    ('{ fri = "09:00-12:00" }', '{ fri = "" }', "hours_by", "office.hours_by_weekday.fri", "there must be one"),
    ('{ fri = "09:00-12:00" }', '{ fry = "9:00-12:00" }', "hours_by", "office.hours_by_weekday.fry", "mean fri"),
    ("open = [2026-12-26]", "open = [2026-12-31]", "open", "office.open[1]", "both open and closed"),
    ("open = [2026-12-26]", 'open = ["2026-12-26"]', "open", "office.open[1]", "must be a date"),
    ("open = [2026-12-26]", "confirmed_until = 2026-12-31T00:00:00", "conf", "office.confirmed_until", "a date"),
    ('intake = "desk"', 'intake = "lobby"', "intake", "office.intake", "there is no department “lobby”"),
    ('name = "rnd"\nlead', 'name = "desk"\nlead', None, "department[2].name", "“desk” is named twice"),
    ('lead = "Chen"', "lead = 1", "lead", "department[2].lead", "must be text"),
    ('"service/attitude"\n\n', '"weather/rain"\n\n', "path", "cause[1].path", "is not the path of a cause"),
    ('"service/attitude"\n\n', '"service/a/b/c/d"\n\n', "path", "cause[1].path", "at most four levels"),
    ('"service/attitude"\n\n', '"service//a"\n\n', "path", "cause[1].path", "is not the path of a cause"),
    ('to = "rnd"', 'to = "lab"', "to", "route[1].to", "there is no department “lab”"),
    ('when = { category = "product" }\n', "", None, "route[2]", "can never hold: a route before it"),
    ('[[route]]\nto = "desk"', "", "[[route]]", "route[1]", "the last route must have no `when`"),
    ('{ category = "product" }', "{}", "when", "route[1].when", "names no condition"),
    ('{ category = "product" }', '"product"', "when", "route[1].when", "must be a table of conditions"),
    ('{ category = "product" }', '{ category = "toys" }', "when", "route[1].when.category", "is none of product"),
    ('{ category = "product" }', "{ category = [] }", "when", "route[1].when.category", "at least one"),
    ('{ category = "product" }', '{ kind = "threat" }', "when", "route[1].when.kind", "is none of complaint"),
    ('{ category = "product" }', "{ round_at_least = 2 }", "when", "route[1].when.round_at_least", "deadlines"),
    ('{ category = "product" }', "{ affected_at_least = 0 }", "when", "route[1].when.affected_at_least", "least 1"),
    ('{ category = "product" }', "{ repeats_at_least = 1.5 }", "when", "route[1].when.repeats_at_least", "whole"),
    ('{ category = "product" }', '{ channel = "fax" }', "when", "route[1].when.channel", "is none of phone"),
    ('{ category = "product" }', '{ catgory = "x" }', "when", "route[1].when.catgory", "did you mean category?"),
    ("amount_at_least = 5000", "amount_at_least = -1", None, "rule[1].when[2].amount_at_least", "at least 0"),
    ("amount_at_least = 5000", "amount_at_least = 0.005", None, "rule[1].when[2].amount_at_least", "two dec"),
    ('["large_loss"]', '["large_los"]', None, "rule[1].when[1].any_flag", "did you mean large_loss?"),
    ('["large_loss"]', "[]", None, "rule[1].when[1].any_flag", "must name at least one"),
    ('any_flag = ["large_loss"]', 'grade = "major"', None, "rule[1].when[1].grade", "before this is known"),
    ('priority = "high"', "", None, "rule[1]", "sets neither a priority nor a grade"),
    ('priority = "high"', 'priority = "top"', None, "rule[1].priority", "is none of low"),
    ('id = "rude"', "", None, "rule[2].id", "is missing"),
    ('id = "rude"', 'id = "large-loss"', 'id = "large-loss"', "rule[2].id", "is named twice"),
    ('cause = "service/attitude"', 'cause = "service/speed"', None, "rule[2].when.cause", "not in the tree"),
    ('cause = "service/attitude"', 'cause = "service", category = "other"', None, "rule[2].when", "another cat"),
    ('{ complaint = "medium" }', '{ complaint = "med" }', None, "defaults.priority.complaint", "is none of"),
    ('{ complaint = "medium" }', '{ grumble = "low" }', None, "defaults.priority.grumble", "not a known key"),
    ('"30 days"', '"30m office"', "window", "defaults.window", "is no window"),
    ('on = "register"', 'on = "close"', "on", "tell[1].on", "is none of register, resolve, overdue"),
    ('within = "30m"', 'within = "soon"', "within", "tell[1].within", "is not an amount"),
    ('who = "manager"', "", "[[tell]]", "tell[1].who", "is missing"),
    ('advice = { en = "Say sorry" }', 'when = { remedy = "hug" }', None, "remedy[1].when.remedy", "is none of"),
    ('["manager"]', '["boss"]', "decided_by", "approval.decided_by[1]", "is none of agent"),
    ("{ agent = 200 }", "{ agent = -1 }", "limits", "approval.limits.agent", "at least 0"),
    ("{ agent = 200 }", "{ clerk = 1 }", "limits", "approval.limits.clerk", "is not a known key"),
    ("unreachable_after = 3", "unreachable_after = 0", "unreach", "revisit.unreachable_after", "at least 1"),
    ("late = 2", "late = true", "late", "points.late", "must be a whole number"),
    ("share = 0.05", "share = 5", "share", "hot.share", "between 0 and 1"),
    ("share = 0.05", "share = nan", "share", "hot.share", "must be a number"),
    ("share = 0.30", 'share = "30 %"', "share", "sample.share", "must be a number"),
    ("limit_mb = 20", "limit_mb = 0", "limit_mb", "attachments.limit_mb", "more than 0"),
    ("Dear {customer},", "Dear {customer,", "text", "script[1].text.en", "brace"),
    ("Dear {customer},", "Dear {customer.x},", "text", "script[1].text.en", "can't be a field"),
    ('never = { en = ["but"] }', 'never = { en = "but" }', "never", "script[1].never.en", "must be a list"),
    ('situation = "revisit"', "", "[[script]]", "script[1].situation", "is missing"),
    ("[points]", "[pionts]", "[pionts]", "pionts", "did you mean points?"),
    ("[[tell]]", "[tell]", "[tell]", "tell", "must be a list of tables, each begun with [[tell]]"),
    ("[hot]", "[[hot]]", "[[hot]]", "hot", "must be a table"),
]


@pytest.mark.parametrize(("old", "new", "begins", "path", "sentence"), EDITS)
def test_a_mistake_is_told_with_its_place(old: str, new: str, begins: str | None, path: str, sentence: str) -> None:
    text = edited(old, new)
    told = [mistake for mistake in mistakes(text) if f": {path}: " in mistake]
    assert len(told) == 1, mistakes(text)
    assert sentence in told[0]
    line = int(re.match(r"policy\.toml:(\d+): ", told[0])[1])  # type: ignore[index]
    if begins:
        here = text.splitlines()[line - 1]
        assert here.startswith(begins), (line, here)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("amount_at_least = 5000", "amount_at_least = -1", "when = ["),
        ('id = "rude"', 'id = "large-loss"', 'id = "large-loss"'),
        ('situation = "revisit"', "", "[[script]]"),
    ],
)
def test_the_line_is_the_keys_or_that_of_the_table_around_it(old: str, new: str, line: str) -> None:
    text = edited(old, new)
    [told] = mistakes(text)
    numbers = [number for number, here in enumerate(text.splitlines(), 1) if here == line]
    assert told.startswith(f"policy.toml:{numbers[-1]}: ")


def test_all_mistakes_are_listed_at_once_in_the_documents_order() -> None:
    text = edited('version = "3"', "version = 3").replace('"4h"', '"4 hours"').replace('to = "rnd"', 'to = "x"')
    assert [re.sub(r"^policy\.toml:\d+: ([^:]+):.*", r"\1", told) for told in mistakes(text)] == [
        "policy.version",
        "route[1].to",
        "deadline.contact.urgent",
    ]


def test_an_empty_document_lacks_all_that_is_required() -> None:
    assert mistakes("") == [f"policy.toml: {path}: is missing." for path in ("policy", "office", "department", "route")]


@pytest.mark.parametrize("key", ["department", "route"])
def test_an_empty_list_is_no_department_and_no_route(key: str) -> None:
    text = f"{key} = []\n" + re.sub(rf"\[\[{key}\]\]\n.*\n", "", SMALLEST)
    assert any(told.startswith(f"policy.toml:1: {key}: ") for told in mistakes(text))


def test_a_statutory_deadline_must_say_what_starts_and_what_meets_it() -> None:
    text = SMALLEST + '[deadline.statutory]\nall = "15 days"\n'
    assert mistakes(text) == [
        "policy.toml:10: deadline.statutory.from: is missing.",
        "policy.toml:10: deadline.statutory.met_by: is missing.",
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[policy]\nname = "x\n', "policy.toml:2: this is not TOML: "),
        ("[policy]\n[policy]\n", "policy.toml:2: this is not TOML: "),
        ("a = 2026-02-30\n", "policy.toml:1: this is not TOML: "),
        ("a = [1,", "policy.toml:1: this is not TOML: "),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(text: str, place: str) -> None:
    [told] = mistakes(text)
    assert told.startswith(place)


def test_a_policys_mistakes_are_translated_one_by_one() -> None:
    with pytest.raises(BadPolicy) as bad:
        check(edited('version = "3"', "version = 3"), name="ours.toml")
    assert bad.value.message(lambda sentence: "必须是文字。") == "ours.toml:4: policy.version: 必须是文字。"
    assert (bad.value.exit_code, bad.value.mistakes[0].path) == (1, "policy.version")


VALUES: tuple[Any, ...] = ("", "desk", -1, 0.5, True, [], [[]], [{}], {}, {"en": 1}, date(2026, 1, 1), ["desk", 1])


def places_in(value: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield from places_in(item, (*path, key))


@pytest.mark.parametrize("path", [path for path in places_in(tomllib.loads(POLICY)) if path], ids=written)
def test_whatever_stands_in_a_place_is_a_policy_or_a_mistake_but_never_a_crash(path: KeyPath) -> None:
    for value in VALUES:
        data: Any = tomllib.loads(POLICY)
        around = data
        for key in path[:-1]:
            around = around[key]
        around[path[-1]] = value
        if not findings_in(data).found:
            policy = Policy(plain(data))
            assert all(getattr(policy, part) is not None or part == "approval" for part in PARTS)


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("[a.b]\nc = 1", ("a", "b", "c"), 2),
        ("[[a]]\n[[a]]\nb = 1", ("a", 1, "b"), 3),
        ("[[a]]\n[a.b]\nc = 1\n[[a]]\n[a.b]\nc = 2", ("a", 1, "b", "c"), 6),
        ("a = [\n  1, # ]\n  2,\n]\nb = 1", ("b",), 5),
        ('a = """\nb = 1\n"" [ """\nb = 1', ("b",), 4),
        ("a = '''\nb = 1\n'''\nb = 1", ("b",), 4),
        ('"a.b" = "="\nc."d e" = 1', ("c", "d e"), 2),
        ("a = { b = { c = 1 } }", ("a", "b", "c"), 1),
        ("# a = 1\n\na = 1\r\nb = 1", ("b",), 4),
        ("a = 1", ("z",), None),
    ],
)
def test_a_key_is_found_however_it_is_written(text: str, path: KeyPath, line: int | None) -> None:
    tomllib.loads(text)
    assert line_of(path, lines(text)) == line


def test_keys_written_with_dots_and_quotes_have_their_lines_too() -> None:
    text = SMALLEST + '[deadline]\ncontact . "high" = "4 hours"\n'
    assert mistakes(text)[0].startswith("policy.toml:11: deadline.contact.high: “4 hours”")


def test_what_is_left_out_has_the_documented_figures() -> None:
    policy = check(SMALLEST)
    assert (policy.version, policy.currency, policy.label) == ("1", "CNY", {"en": "tiny"})
    assert (policy.opening.country, policy.opening.weekdays) == ("", frozenset(range(5)))
    assert (policy.intake, policy.departments[0].label) == ("desk", {"en": "desk"})
    low = dict.fromkeys(("enquiry", "concern", "minor"), "low")
    assert policy.defaults.priority == {"complaint": "medium", "suggestion": "medium"} | low
    assert str(policy.defaults.window) == "30 days"
    assert policy.revisit == (True, 3)
    assert policy.points == (2, 1, 5)
    assert (policy.hot.share, policy.hot.at_least, str(policy.hot.start_within)) == (0.05, 3, "1 month")
    assert policy.sample_share == 0.30
    assert policy.attachment_limit == 20 * 1024 * 1024
    assert (policy.rules, policy.deadlines, policy.approval, policy.scripts) == ((), {}, None, ())
    assert (policy.tells, policy.remedies, policy.causes) == ((), (), ())


def test_a_key_left_out_of_a_section_has_its_figure_too() -> None:
    policy = check(SMALLEST + '[points]\nlate = 3\n[defaults]\npriority = { enquiry = "medium" }\n')
    assert policy.points == (3, 1, 5)
    assert policy.defaults.priority["enquiry"] == "medium"
    assert policy.defaults.priority["complaint"] == "medium"


def test_a_policy_kept_as_json_is_the_same_policy() -> None:
    policy = check(POLICY)
    kept = Policy.from_data(json.loads(json.dumps(plain(policy.data))))
    assert kept == policy
    for part in PARTS:
        assert getattr(kept, part) == getattr(policy, part)
    assert kept.opening.closed == {date(2026, 12, 31)}


def test_a_policy_adds_a_flag_by_naming_it() -> None:
    text = SMALLEST + '[[rule]]\nid = "r"\nwhen = { any_flag = ["recall"] }\npriority = "high"\n'
    assert check(text).flags == {*FLAGS, "recall"}


def test_a_policy_that_lists_its_flags_knows_no_others() -> None:
    rule = '[[rule]]\nid = "r"\nwhen = { any_flag = ["vip", "recall"] }\npriority = "high"\n'
    text = SMALLEST.replace("[office]", 'flags = ["vip"]\n[office]') + rule
    assert mistakes(text) == ["policy.toml:13: rule[1].when.any_flag: “recall” is not a flag; add it to policy.flags."]


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("service/attitude", True),
        ("service", True),
        ("product", True),
        ("service/attitude/rude", True),
        ("service/attitude/rude/once/more", False),
        ("service/speed", False),
        ("weather", False),
        ("service//x", False),
    ],
)
def test_a_cause_must_be_in_the_tree_or_below_a_leaf_of_it(path: str, known: bool) -> None:
    assert check(POLICY).knows_cause(path) is known


def test_without_a_tree_any_path_under_a_category_is_a_cause() -> None:
    policy = check(SMALLEST)
    assert policy.knows_cause("product/anything/at/all")
    assert not policy.knows_cause("anything")


def test_deadlines_have_the_meanings_of_their_steps() -> None:
    steps = ("register", "assign", "contact", "review", "audit", "reported")
    text = SMALLEST + "".join(f'[deadline.{step}]\nall = "1h"\n' for step in steps)
    deadlines = check(text).deadlines
    assert [(step.value, row.start, row.pausable, row.restarts) for step, row in deadlines.items()] == [
        ("register", "received", False, True),
        ("assign", "registered", False, True),
        ("contact", "received", True, True),
        ("review", "resolved", True, False),
        ("audit", "received", False, False),
        ("reported", "resolved", True, True),
    ]
    assert deadlines[Step.CONTACT].met_by == {"contact", "resolve"}
    assert deadlines[Step.REPORTED].met_by == {"resolve"}


def test_a_priority_without_figure_has_no_deadline_and_all_stands_for_the_unnamed() -> None:
    contact = check(POLICY).deadlines[Step.CONTACT]
    assert {priority.value: str(amount) for priority, amount in contact.amounts.items()} == {"urgent": "4h"}
    [instead] = contact.instead
    assert {str(amount) for amount in instead.amounts.values()} == {"1 workday"}
    assert set(instead.amounts) == set(Priority)


def test_money_is_kept_in_minor_units() -> None:
    approval = check(POLICY).approval
    assert approval is not None
    assert (approval.limits, approval.when) == ({Role.AGENT: 20000}, None)


def test_words_come_in_the_readers_language_or_in_english() -> None:
    assert in_language({"en": "Rude", "zh": "粗鲁"}, "zh") == "粗鲁"
    assert in_language({"en": "Rude"}, "zh") == "Rude"
    assert in_language({"zh": "粗鲁"}, "en") == "粗鲁"


def test_a_preset_that_is_not_there_is_refused() -> None:
    with pytest.raises(Misused, match="There is no preset “nobody”"):
        presets.text("nobody")


@pytest.mark.parametrize("name", presets.names())
def test_every_preset_is_without_mistake(name: str) -> None:
    assert check(presets.text(name), name).name == name


GENERAL = check(presets.text("general"))
FIGURES = {
    # step: urgent, high, medium, low, and which of them no source gives
    "register": ("30m office", "30m office", "30m office", "30m office", set()),
    "assign": ("30m", "30m office", "30m office", "30m office", set()),
    "contact": ("4h", "24h", "2 workdays", "3 workdays", {"medium", "low"}),
    "progress": ("3 workdays", "3 workdays", "3 workdays", "3 workdays", set()),
    "resolve": ("24h", "3 workdays", "7 workdays", "15 workdays", {"medium", "low"}),
    "revisit": ("3 workdays", "3 workdays", "3 workdays", "3 workdays", set()),
    "review": ("48h", "48h", "48h", "48h", {"all"}),
    "audit": ("3 workdays", "3 workdays", "3 workdays", "3 workdays", set()),
}


def test_the_general_preset_has_the_steps_of_the_table_and_no_others() -> None:
    assert [step.value for step in GENERAL.deadlines] == list(FIGURES)


@pytest.mark.parametrize("step", FIGURES)
def test_the_general_preset_has_the_figures_of_the_table(step: str) -> None:
    deadline = GENERAL.deadlines[Step(step)]
    *amounts, ours = FIGURES[step]
    assert [str(deadline.amounts[priority]) for priority in reversed(Priority)] == amounts
    assert deadline.ours == ours
    assert not deadline.instead
    assert deadline.opens is None
    assert deadline.answers


def test_the_general_presets_rules_are_those_of_the_table() -> None:
    assert [(rule.id, rule.priority, rule.grade) for rule in GENERAL.rules] == [
        ("mass", "urgent", None),
        ("safety", "urgent", "major"),
        ("public", "urgent", "major"),
        ("regulator", "high", "major"),
        ("exposure", "high", "major"),
        ("large-loss", "high", "major"),
        ("compensation", "high", "major"),
        ("frequent", "high", "major"),
        ("attitude", "high", None),
        ("many-alike", "high", None),
    ]


def test_the_general_preset_says_everything_in_both_languages() -> None:
    wordings = [GENERAL.label]
    wordings += [department.label for department in GENERAL.departments]
    wordings += [cause.label for cause in GENERAL.causes]
    wordings += [rule.because for rule in GENERAL.rules]
    wordings += [remedy.advice for remedy in GENERAL.remedies]
    wordings += [script.text for script in GENERAL.scripts]
    assert all(set(wording) == {"en", "zh"} for wording in wordings)
