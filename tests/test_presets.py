"""The five presets, each against the document it stands for and against the table of deadlines in the specification."""

import re
from pathlib import Path
from string import Formatter

import pytest

from complaintctl.model import Facts, Priority, Role, Step
from complaintctl.policy import presets
from complaintctl.policy.amounts import Amount
from complaintctl.policy.checks import check
from complaintctl.policy.opening import parse_hours
from complaintctl.policy.schema import Policy
from complaintctl.rules.priority import holds, ruling
from complaintctl.rules.routing import department_for

PRESETS = ("general", "dealership", "feedback", "service", "insurance")
POLICIES = {name: check(presets.text(name), name) for name in PRESETS}

# The specification's own notation: u, h, m and l are priorities, `*` marks a figure that no source gives.
FIGURES = {
    "register": ("30m office", "30m office", "30m office; channel web, app: 5m", "30m office*", "30m office*"),
    "assign": (
        "u 30m, else 30m office",
        "u 30m, else 30m office",
        "u 30m, else 30m office*",
        "30m office*",
        "30m office*; regulator: 1 workdays",
    ),
    "contact": (
        "u 4h, h 24h, m 2 workdays*, l 3 workdays*",
        "u 2h, else 2h office",
        "u 4h, h 24h, m 2 workdays*, l 3 workdays*",
        "u 1h, else 1h office",
        "1 workdays*",
    ),
    "progress": ("3 workdays", "3 workdays", "3 workdays*", "1 workdays*", "3 workdays*"),
    "solution": ("–", "–", "u 24h", "–", "–"),
    "resolve": (
        "u 24h, h 3 workdays, m 7 workdays*, l 15 workdays*",
        "3 workdays*",
        "u 3 workdays*, h 3 workdays, m 7 workdays*, l 15 workdays*",
        "u 24h*, h 3 workdays*, else 5 workdays*",
        "15 workdays*",
    ),
    "reported": ("–", "same workday", "–", "–", "–"),
    "revisit": ("3 workdays", "opens 5 days, due 7 days", "3 workdays", "24h", "3 workdays*"),
    "review": ("48h*", "–", "–", "48h", "–"),
    "audit": ("3 workdays", "–", "–", "–", "3 workdays"),
}
CELLS = [(name, step, cell) for step, row in FIGURES.items() for name, cell in zip(PRESETS, row, strict=True)]

STARTS = {
    "register": "received",
    "assign": "registered",
    "contact": "received",
    "progress": "assigned",
    "solution": "received",
    "resolve": "received",
    "reported": "resolved",
    "revisit": "resolved",
    "review": "resolved",
    "audit": "received",
}
OTHER_STARTS = {
    ("dealership", "contact"): "assigned",
    ("service", "contact"): "assigned",
    ("dealership", "revisit"): "reported",
}

KEYS = {"u": "urgent", "h": "high", "m": "medium", "l": "low", "opens": "opens"}

SPEC = Path(__file__).parents[2] / "shared/spec"
beside_the_specification = pytest.mark.skipif(not SPEC.exists(), reason="the specification isn't beside the project")


def written(cell: str) -> dict[str, tuple[str, bool]]:
    """The figures of a cell by the policy's key for them, each with whether it is ours."""
    usual = cell.partition(";")[0].split(", ")
    parts = [re.fullmatch(r"(?:(u|h|m|l|else|opens|due) )?(.+?)(\*?)", part) for part in usual]
    return {KEYS.get(part[1], "all"): (part[2], bool(part[3])) for part in parts if part}


def some(category: str = "service", **facts) -> Facts:
    return Facts(**{"kind": "complaint", "category": category, "channel": "phone", "grade": "general", **facts})


def instead(policy: Policy, step: str, facts: Facts) -> list[str]:
    """The figures that replace those of the step for these facts; none where nothing does."""
    rows = [row for row in policy.deadlines[Step(step)].instead if holds(row.when, facts)]
    return [str(row.amounts[priority]) for row in rows[:1] for priority in reversed(Priority)]


def test_these_are_the_presets_there_are() -> None:
    assert set(presets.names()) == set(PRESETS)


@pytest.mark.parametrize("name", presets.names())
def test_every_preset_is_without_mistake_and_named_as_its_file(name: str) -> None:
    assert check(presets.text(name), name).name == name


# ── Deadlines ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("name", "step", "cell"), CELLS)
def test_every_figure_is_that_of_the_table(name: str, step: str, cell: str) -> None:
    deadline = POLICIES[name].deadlines.get(Step(step))
    if cell == "–":
        assert deadline is None
        return
    assert deadline is not None
    figures = {key: Amount.parse(text) for key, (text, _) in written(cell).items()}
    named = {priority: figures.get(priority.value, figures.get("all")) for priority in Priority}
    assert deadline.amounts == {priority: amount for priority, amount in named.items() if amount}
    assert deadline.opens == figures.get("opens")
    assert deadline.start == OTHER_STARTS.get((name, step), STARTS[step])


@pytest.mark.parametrize(("name", "step", "cell"), [row for row in CELLS if row[2] != "–"])
def test_every_figure_that_no_source_gives_is_marked_as_ours_and_no_other(name: str, step: str, cell: str) -> None:
    ours = {key for key, (_, is_ours) in written(cell).items() if is_ours}
    assert POLICIES[name].deadlines[Step(step)].ours == ours


@beside_the_specification
def test_the_table_here_is_the_one_of_the_specification() -> None:
    text = (SPEC / "rules.md").read_text("utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    documented = {row[0]: tuple(row[3:]) for row in rows if len(row) == 3 + len(PRESETS) and row[0] in STARTS}
    assert documented == FIGURES


@pytest.mark.parametrize(
    ("name", "step", "facts", "amounts"),
    [
        ("feedback", "register", {"channel": "web"}, ["5m"] * 4),
        ("feedback", "register", {"channel": "app"}, ["5m"] * 4),
        ("feedback", "register", {"channel": "phone"}, []),
        ("feedback", "register", {"channel": "wechat"}, []),
        ("insurance", "assign", {"channel": "regulator"}, ["1 workday"] * 4),
        ("insurance", "assign", {"flags": frozenset({"regulator"})}, ["1 workday"] * 4),
        ("insurance", "assign", {"flags": frozenset({"violation"})}, []),
        ("insurance", "assign", {}, []),
    ],
)
def test_some_facts_have_figures_of_their_own(name: str, step: str, facts: dict, amounts: list[str]) -> None:
    assert instead(POLICIES[name], step, some(**facts)) == amounts


def test_no_other_step_has_figures_of_its_own_for_some_facts() -> None:
    rows = {(name, step) for name, policy in POLICIES.items() for step, row in policy.deadlines.items() if row.instead}
    assert rows == {("feedback", "register"), ("insurance", "assign")}


@pytest.mark.parametrize("name", ["general", "insurance"])
@pytest.mark.parametrize(
    ("flags", "channel", "due"),
    [
        ({"violation", "regulator"}, "phone", True),
        ({"violation"}, "regulator", True),
        ({"violation"}, "phone", False),
        ({"regulator"}, "regulator", False),
    ],
)
def test_an_audit_is_due_where_a_rule_was_broken_and_a_regulator_asks(name, flags, channel, due) -> None:
    audit = POLICIES[name].deadlines[Step.AUDIT]
    assert holds(audit.when, some(flags=frozenset(flags), channel=channel)) is due


@pytest.mark.parametrize("name", ["general", "service"])
@pytest.mark.parametrize(("grade", "round_", "due"), [("major", 1, True), ("general", 2, True), ("general", 1, False)])
def test_major_and_reopened_cases_are_reviewed(name, grade, round_, due) -> None:
    review = POLICIES[name].deadlines[Step.REVIEW]
    assert holds(review.when, some(grade=grade, round=round_)) is due


def test_all_other_steps_are_for_every_case() -> None:
    for policy in POLICIES.values():
        bound = {step for step, row in policy.deadlines.items() if not row.when.always}
        assert bound == policy.deadlines.keys() & {Step.REVIEW, Step.AUDIT}


# ── Who takes it ─────────────────────────────────────────────────────────────────────────────────────────────────

ROUTES = [
    # preset, facts, department
    ("dealership", {"cause": "service/repair/quality", "grade": "general"}, "workshop"),
    ("dealership", {"cause": "service/repair/quality", "grade": "major"}, "service"),
    ("dealership", {"category": "product", "grade": "general"}, "workshop"),
    ("dealership", {"category": "product", "cause": "product/engine", "grade": "major"}, "service"),
    ("dealership", {"cause": "service/sales/attitude"}, "sales"),
    ("dealership", {"cause": "service/sales/attitude", "grade": "major"}, "sales"),
    ("dealership", {"cause": "service/parts/late"}, "parts"),
    ("dealership", {"cause": "service/finance"}, "finance"),
    ("dealership", {"cause": "service/administration"}, "administration"),
    ("dealership", {"cause": "service/customer_service"}, "administration"),
    ("dealership", {"cause": "service/attitude"}, "customer_service"),
    ("dealership", {"category": "other"}, "customer_service"),
    ("feedback", {"category": "product"}, "rnd"),
    ("feedback", {"category": "service"}, "service_centre"),
    ("feedback", {"category": "suggestion", "kind": "suggestion"}, "marketing"),
    ("feedback", {"category": "other", "kind": "suggestion"}, "marketing"),
    ("feedback", {"category": "other"}, "service_centre"),
    ("service", {"cause": "service/attitude"}, "customer_service"),
    ("service", {"cause": "service/process/wait"}, "operations"),
    ("service", {"cause": "service/delivery/misrouted"}, "logistics"),
    ("service", {"category": "product", "cause": "product/quality/packaging"}, "logistics"),
    ("service", {"category": "product", "cause": "product/quality/spoiled"}, "operations"),
    ("service", {"category": "product", "cause": "product/facility/noise"}, "engineering"),
    ("service", {"cause": "service/billing"}, "finance"),
    ("insurance", {}, "head_office"),
    ("insurance", {"channel": "visit"}, "branch"),
    ("insurance", {"channel": "letter"}, "branch"),
    ("insurance", {"channel": "regulator"}, "head_office"),
    ("insurance", {"channel": "letter", "flags": frozenset({"regulator"})}, "head_office"),
]


@pytest.mark.parametrize(("name", "facts", "department"), ROUTES)
def test_a_case_goes_where_its_document_sends_it(name: str, facts: dict, department: str) -> None:
    policy = POLICIES[name]
    facts = some(**facts)
    assert facts.cause is None or policy.knows_cause(facts.cause)
    assert department_for(facts, policy) == department


def test_nobody_leads_a_department_until_the_office_says_who() -> None:
    assert not [row.name for policy in POLICIES.values() for row in policy.departments if row.lead or row.manager]


@pytest.mark.parametrize(("name", "cause"), [("general", "service/anything/at/all"), ("insurance", "product/own/word")])
def test_where_the_document_prints_no_tree_an_office_names_its_own_causes(name: str, cause: str) -> None:
    assert POLICIES[name].causes == ()
    assert POLICIES[name].knows_cause(cause)


@pytest.mark.parametrize("name", ["dealership", "feedback", "service"])
def test_where_there_is_a_tree_only_its_causes_and_what_it_leaves_open_are_known(name: str) -> None:
    policy = POLICIES[name]
    assert policy.knows_cause("service/attitude/on the phone")
    assert policy.knows_cause("suggestion/anything")
    assert policy.knows_cause("other/unclear")
    assert not policy.knows_cause("service/weather")


# ── How pressing, how grave ──────────────────────────────────────────────────────────────────────────────────────

RULINGS = [
    ({}, "medium", "general"),
    ({"kind": "enquiry"}, "low", "general"),
    ({"kind": "suggestion"}, "medium", "general"),
    ({"flags": {"minor"}}, "low", "general"),
    ({"flags": {"outage"}}, "urgent", "general"),
    ({"affected": 10}, "urgent", "general"),
    ({"flags": {"safety"}}, "urgent", "major"),
    ({"flags": {"data_leak"}}, "urgent", "major"),
    *(
        ({"flags": {flag}}, "urgent", "major")
        for flag in ("media", "lawyer", "police", "consumer_association", "government")
    ),
    ({"flags": {"regulator"}}, "high", "major"),
    ({"channel": "regulator"}, "high", "major"),
    ({"flags": {"exposure_risk"}}, "high", "major"),
    ({"flags": {"large_loss"}}, "high", "major"),
    ({"amount": 500000}, "high", "major"),
    ({"amount": 499999}, "medium", "general"),
    ({"flags": {"compensation"}}, "high", "major"),
    ({"flags": {"frequent_repair"}}, "high", "major"),
    ({"repeats": 3}, "high", "major"),
    ({"flags": {"attitude"}}, "high", "general"),
    ({"cause": "service/attitude"}, "high", "general"),
    ({"similar": 3}, "high", "general"),
]


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize(("facts", "priority", "grade"), RULINGS)
def test_what_is_urgent_and_what_is_major_is_so_everywhere(name: str, facts: dict, priority: str, grade: str) -> None:
    flags = frozenset(facts.get("flags", ()))
    ruled = ruling(some(**{**facts, "flags": flags}), POLICIES[name])
    assert (ruled.priority, ruled.grade) == (priority, grade)


@pytest.mark.parametrize(
    ("name", "cause", "priority", "grade"),
    [
        ("dealership", "service/repair/repeated", "high", "major"),
        ("dealership", "service/repair/attitude", "high", "general"),
        ("dealership", "service/sales/attitude", "high", "general"),
        ("feedback", "product/function/outage", "urgent", "general"),
        ("feedback", "product/safety/data_leak", "urgent", "major"),
    ],
)
def test_a_documents_own_causes_are_graded_too(name: str, cause: str, priority: str, grade: str) -> None:
    ruled = ruling(some(cause.partition("/")[0], cause=cause), POLICIES[name])
    assert (ruled.priority, ruled.grade) == (priority, grade)


# ── Who decides, who is told, what is offered ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["general", "dealership"])
def test_the_general_manager_decides_major_cases_and_compensation(name: str) -> None:
    approval = POLICIES[name].approval
    assert approval is not None
    assert approval.decided_by == {Role.GENERAL_MANAGER}
    assert approval.when is not None
    assert holds(approval.when, some(grade="major"))
    assert holds(approval.when, some(remedy="compensation"))
    assert not holds(approval.when, some(remedy="apology"))


@pytest.mark.parametrize("name", ["general", "dealership", "service", "insurance"])
def test_nobody_promises_beyond_their_limit(name: str) -> None:
    approval = POLICIES[name].approval
    assert approval is not None
    assert approval.limits[Role.AGENT] < approval.limits[Role.MANAGER]


def test_a_document_without_approval_has_none() -> None:
    assert POLICIES["feedback"].approval is None


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("general", ["customer service manager", "general manager"]),
        ("dealership", ["customer service manager", "general manager", "manufacturer region"]),
        ("feedback", []),
        ("service", ["senior manager"]),
        ("insurance", ["deputy in charge"]),
    ],
)
def test_of_a_major_case_these_are_told_at_registration(name: str, told: list[str]) -> None:
    rows = [tell for tell in POLICIES[name].tells if tell.on == "register"]
    assert [tell.who for tell in rows if holds(tell.when, some(grade="major", priority="high"))] == told
    assert not [tell.who for tell in rows if holds(tell.when, some(grade="general", priority="medium"))]


def test_of_a_violation_that_the_regulator_referred_audit_is_told() -> None:
    facts = some(channel="regulator", flags=frozenset({"violation"}), grade="major")
    told = [row.who for row in POLICIES["insurance"].tells if holds(row.when, facts)]
    assert told == ["deputy in charge", "group audit"]


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("grade", ["general", "major"])
def test_there_is_a_remedy_for_every_harm(name: str, grade: str) -> None:
    remedies = POLICIES[name].remedies
    for category in ("product", "service"):
        assert [row for row in remedies if holds(row.when, some(category, grade=grade, priority="high"))]


# ── What to say ──────────────────────────────────────────────────────────────────────────────────────────────────

FIELDS = {"customer", "number", "handler", "department", "content", "solution", "due"}
SITUATIONS = {"answer", "progress", "explain", "apology", "bad-news", "refusal", "revisit"}


@pytest.mark.parametrize("name", PRESETS)
def test_there_are_words_for_every_situation_and_words_to_avoid(name: str) -> None:
    scripts = POLICIES[name].scripts
    assert {script.situation for script in scripts} == SITUATIONS
    assert all(script.never.get("en") and script.never.get("zh") for script in scripts)


@pytest.mark.parametrize("name", PRESETS)
def test_words_are_filled_in_from_the_case_and_from_nothing_else(name: str) -> None:
    for script in POLICIES[name].scripts:
        fields = [{field for _, field, _, _ in Formatter().parse(text) if field} for text in script.text.values()]
        assert fields[0] == fields[1], f"{script.situation}: the languages are filled in differently"
        assert fields[0] <= FIELDS
        assert "customer" in fields[0]


@pytest.mark.parametrize("name", PRESETS)
def test_nobody_is_told_to_say_what_they_are_told_not_to(name: str) -> None:
    for script in POLICIES[name].scripts:
        for lang, text in script.text.items():
            edge = r"\b" if lang == "en" else ""
            patterns = [edge + re.escape(words) + edge for words in script.never[lang]]
            said = [pattern for pattern in patterns if re.search(pattern, text, re.IGNORECASE)]
            assert not said, f"{script.situation}: {said}"


@pytest.mark.parametrize("name", PRESETS)
def test_everything_is_said_in_both_languages(name: str) -> None:
    policy = POLICIES[name]
    wordings = [policy.label]
    wordings += [row.label for row in (*policy.departments, *policy.causes)]
    wordings += [rule.because for rule in policy.rules]
    wordings += [remedy.advice for remedy in policy.remedies]
    wordings += [script.text for script in policy.scripts]
    assert all(set(wording) == {"en", "zh"} for wording in wordings)


# ── What it answers ──────────────────────────────────────────────────────────────────────────────────────────────

ENTRIES = ("route", "tell", "remedy", "approval", "revisit", "points", "hot", "sample", "script", "cause")
"""Tables that have no key `answers`: the heading above them names the demands."""


def demands() -> set[str]:
    text = (SPEC / "process.md").read_text("utf-8")
    return set(re.findall(r"^\| ([a-z]{2}-[\w-]+) \|", text, re.MULTILINE))


def cited_by_headings(text: str) -> dict[str, set[str]]:
    """By table without `answers`, the ids in the heading nearest above it."""
    found: dict[str, set[str]] = {}
    heading: set[str] = set()
    for line in text.splitlines():
        if line.startswith("# ── "):
            heading = set(re.findall(r"\b(?:in|cl|as|ha|re|le)-[a-z0-9]+(?:-[a-z0-9]+)*", line))
        elif match := re.fullmatch(r"\[\[?(\w+)\]\]?", line):
            found.setdefault(match[1], set()).update(heading)
    return {table: ids for table, ids in found.items() if table in ENTRIES}


@pytest.mark.parametrize("name", PRESETS)
def test_every_rule_and_deadline_names_the_demands_it_answers(name: str) -> None:
    policy = POLICIES[name]
    assert not [rule.id for rule in policy.rules if not rule.answers]
    assert not [step for step, deadline in policy.deadlines.items() if not deadline.answers]
    assert all(cited_by_headings(presets.text(name)).values())


@beside_the_specification
@pytest.mark.parametrize("name", PRESETS)
def test_what_is_named_is_a_demand_of_the_process(name: str) -> None:
    policy = POLICIES[name]
    cited = {answer for row in (*policy.rules, *policy.deadlines.values()) for answer in row.answers}
    cited |= {id_ for ids in cited_by_headings(presets.text(name)).values() for id_ in ids}
    assert len(demands()) > 40
    assert cited <= demands()


# ── The office ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", PRESETS)
def test_zone_and_country_stand_on_lines_of_their_own_for_init_to_rewrite(name: str) -> None:
    lines = presets.text(name).splitlines()
    assert (lines.count('timezone = "Asia/Shanghai"'), lines.count('country = "CN"')) == (1, 1)


@pytest.mark.parametrize("name", PRESETS)
def test_all_work_the_same_hours(name: str) -> None:
    opening = POLICIES[name].opening
    assert (opening.weekdays, opening.hours) == (frozenset(range(5)), parse_hours("09:00-12:00 13:30-18:00"))
    assert not any((opening.hours_by_weekday, opening.closed, opening.open, opening.confirmed_until))


@pytest.mark.parametrize("name", ["general", "dealership"])
def test_somebody_can_be_called_when_the_office_is_closed(name: str) -> None:
    assert POLICIES[name].opening.duty
