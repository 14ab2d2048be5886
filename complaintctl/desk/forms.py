"""What can be done to a case, as small forms: each with its key, its fields and the office's method behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from complaintctl.cases.case import Case
from complaintctl.desk import choices
from complaintctl.desk.choices import Asked
from complaintctl.desk.fields import Field, Kind
from complaintctl.locale import N_
from complaintctl.office import Office

Do = Callable[[Office, str, Mapping[str, Any]], Case]
Fields = tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One action: named as the command that does the same. `several` cases may be marked for it."""

    action: str
    key: str
    title: str
    fields: Fields | Callable[[Asked], Fields] = ()
    several: bool = False
    do: Do | None = None

    def asked(self, asked: Asked) -> Fields:
        """Its fields, as the case and the policy have them."""
        return self.fields if isinstance(self.fields, tuple) else self.fields(asked)

    def act(self, office: Office, number: str, values: Mapping[str, Any]) -> Case:
        """Do it; what was not said is left out."""
        said = {name: value for name, value in values.items() if value is not None}
        if self.do is not None:
            return self.do(office, number, said)
        done: Case = getattr(office, self.action)(number, **said)
        return done


NOTE = Field("note", N_("What was said, found or done"), "--note", Kind.TEXT, needed=True)
REASON = Field("reason", N_("Why"), "--reason", Kind.TEXT, needed=True)
REMARK = Field("note", N_("A remark"), "--note", Kind.TEXT)
CHANNEL = Field("channel", N_("How"), "--channel", Kind.CHOICE, choices.CHANNELS)
REMEDY = Field("remedy", N_("What kind of remedy"), "--remedy", Kind.CHOICE, choices.REMEDIES)
COST = Field("cost", N_("What it costs the house"), "--cost", Kind.MONEY)


def _verdicts(asked: Asked) -> list[choices.Choice]:
    words = {"satisfied": N_("satisfied"), "dissatisfied": N_("not satisfied"), "not-reached": N_("not reached")}
    return [choices.Choice(code, asked.reader.translate(word)) for code, word in words.items()]


def _findings(asked: Asked) -> list[choices.Choice]:
    words = {"well": N_("all is still well"), "relapsed": N_("it is not: another round begins")}
    return [choices.Choice(code, asked.reader.translate(word)) for code, word in words.items()]


def _revisiting(asked: Asked) -> Fields:
    """The verdict, the policy's own questions, and what else the customer says."""
    questions = tuple(
        Field(f"answer:{each.name}", asked.reader.label(each.label), f"--answer={each.name}",
              Kind.COUNT if each.answer != "yes-no" else Kind.CHOICE,
              choices.SCORES if each.answer != "yes-no" else _yes_no)
        for each in asked.reader.policy.questions.values()
    )  # fmt: skip
    return (
        Field("verdict", N_("What the customer is"), "", Kind.CHOICE, _verdicts, needed=True, by_value=True),
        Field("score", N_("Score, 1 to 5"), "--score", Kind.COUNT, choices.SCORES),
        *questions,
        Field("comment", N_("What the customer says"), "--comment", Kind.TEXT),
        Field("suggestion", N_("What the customer would improve"), "--suggestion", Kind.TEXT),
        CHANNEL,
        Field("close", N_("Close it too, if satisfied"), "--close", Kind.YES),
    )


def _yes_no(asked: Asked) -> list[choices.Choice]:
    return [choices.Choice("yes", asked.reader.word("yes")), choices.Choice("no", asked.reader.word("no"))]


def _revisited(office: Office, number: str, said: Mapping[str, Any]) -> Case:
    words = {name: value for name, value in said.items() if not name.startswith("answer:")}
    verdict, close = words.pop("verdict"), bool(words.pop("close", False))
    satisfied = None if verdict == "not-reached" else verdict == "satisfied"
    answers = {name.partition(":")[2]: value for name, value in said.items() if name.startswith("answer:")}
    return office.revisit(number, satisfied=satisfied, answers=answers, close=close and bool(satisfied), **words)


def _followed(office: Office, number: str, said: Mapping[str, Any]) -> Case:
    return office.follow(number, well=said["finding"] == "well", note=said.get("note"))


def _contacted(office: Office, number: str, said: Mapping[str, Any]) -> Case:
    missed = bool(said.get("not_reached"))
    words = {name: value for name, value in said.items() if name != "not_reached"}
    return office.contact(number, reached=not missed, **words)


def _resolving(asked: Asked) -> Fields:
    """The solution, taken over from the proposal that was agreed to."""
    offer = asked.case.proposals[-1] if asked.case and asked.case.proposals else None
    agreed = offer if offer is not None and offer.decision != "rejected" and offer.answer != "declined" else None
    said = (agreed.solution or "") if agreed else ""
    remedy = (agreed.remedy or "") if agreed else ""
    return (
        Field("solution", N_("What was done"), "--solution", Kind.TEXT, needed=True, usual=lambda _: said),
        Field("remedy", REMEDY.label, "--remedy", Kind.CHOICE, choices.REMEDIES, usual=lambda _: remedy),
        COST,
        Field("responsibility", N_("Who answers for it"), "--responsibility", Kind.CHOICE, choices.RESPONSIBILITIES),
        Field("cause", N_("The cause, as it was established"), "--cause", Kind.CHOICE, choices.causes),
    )


def _solver(asked: Asked) -> str:
    return (asked.case.complaint.handler or "") if asked.case else ""


FORMS = (
    Form("assign", "a", N_("Assign"), (
        Field("to", N_("Department (empty: by the routing table)"), "--to", Kind.CHOICE, choices.departments),
        Field("handler", N_("Who is to handle it (empty: who leads there)"), "--handler", Kind.CHOICE, choices.people),
    ), several=True),
    Form("contact", "c", N_("Spoke to the customer"), (
        NOTE, CHANNEL, Field("not_reached", N_("Not reached"), "--not-reached", Kind.YES),
    ), do=_contacted),
    Form("progress", "g", N_("How things stand"), (NOTE,)),
    Form("note", "m", N_("Note"), (
        NOTE, Field("private", N_("Only for those who ask to see everything"), "--private", Kind.YES),
    )),
    Form("told", "exclamation_mark", N_("Told"), (
        Field("who", N_("Who was told"), "--who", Kind.CHOICE, choices.told, needed=True),
    ), several=True),
    Form("hold", "h", N_("Hold"), (
        REASON, Field("until", N_("To be reminded when (empty: never)"), "--until", Kind.AHEAD),
    ), several=True),
    Form("resume", "h", N_("Resume"), several=True),
    Form("extend", "x", N_("Move a date"), (
        Field("step", N_("Which step"), "", Kind.CHOICE, choices.open_steps, needed=True),
        Field("to", N_("To when"), "--to", Kind.AHEAD, needed=True), REASON,
    )),
    Form("escalate", "circumflex_accent", N_("Escalate"), (REASON,)),
    Form("propose", "p", N_("Propose"), (
        Field("solution", N_("What is to be done"), "--solution", Kind.TEXT, needed=True), REMEDY, COST,
        Field("owner", N_("Who does it"), "--owner", Kind.CHOICE, choices.people, usual=_solver),
        Field("until", N_("Until when"), "--until", Kind.AHEAD),
        Field("check", N_("How one will see that it worked"), "--check", Kind.TEXT),
    )),
    Form("approve", "y", N_("Approve"), (REMARK,)),
    Form("reject", "N", N_("Reject"), (REASON,)),
    Form("accept", "k", N_("The customer agrees"), (REMARK,)),
    Form("decline", "d", N_("The customer declines"), (REASON,)),
    Form("resolve", "r", N_("Solved"), _resolving),
    Form("revisit", "v", N_("Revisit"), _revisiting, do=_revisited),
    Form("close", "z", N_("Close"), (
        Field("outcome", N_("How it ended (empty: satisfied)"), "--outcome", Kind.CHOICE, choices.OUTCOMES),
        Field("duplicate_of", N_("The case it is a duplicate of"), "--duplicate-of"),
        Field("reason", REASON.label, "--reason", Kind.TEXT),
    ), several=True),
    Form("review", "R", N_("Review"), (
        Field("root_cause", N_("What was at the root of it"), "--root-cause", Kind.CHOICE, choices.ROOT_CAUSES,
              needed=True),
        NOTE,
        Field("went_well", N_("What went well"), "--went-well", Kind.TEXT),
        Field("went_badly", N_("What didn't"), "--went-badly", Kind.TEXT),
        Field("repeat", N_("What to do again"), "--repeat", Kind.TEXT),
        Field("training", N_("Make it a training case"), "--training", Kind.YES),
    )),
    Form("reopen", "O", N_("Reopen"), (REASON,)),
    Form("follow", "F", N_("Call after the end"), (
        Field("finding", N_("What was found"), "", Kind.CHOICE, _findings, needed=True, by_value=True), REMARK,
    ), do=_followed),
    Form("audit", "A", N_("Told to audit"), (NOTE,)),
    Form("convert", "C", N_("Make it a complaint")),
    Form("prioritise", "P", N_("Overrule the priority"), (
        Field("priority", N_("Priority"), "", Kind.CHOICE, choices.PRIORITIES),
        Field("grade", N_("Grade"), "--grade", Kind.CHOICE, choices.GRADES), REASON,
    )),
    Form("undo", "u", N_("Take back")),
)  # fmt: skip
"""In the order in which a case goes."""

COMMANDS = {"prioritise": "priority"}
"""What a command is called where the office calls it otherwise."""


def command_of(form: Form) -> str:
    """The command that does the same."""
    return COMMANDS.get(form.action, form.action)
