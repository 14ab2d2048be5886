"""The complaint sheet 客户投诉信息反馈单: what a case says, laid out to be printed, gone on with by hand and signed."""

from collections.abc import Iterator
from typing import Any

from complaintctl.cases.case import Case
from complaintctl.cases.course import in_course
from complaintctl.cases.proposals import last
from complaintctl.locale import N_
from complaintctl.model import Category, Channel, Kind, Priority, Remedy, Responsibility, Step
from complaintctl.moments import from_stored
from complaintctl.records import Event
from complaintctl.render.paper import Block, Cell, Grid, Log, Paper, Signatures
from complaintctl.rules.deadlines import state
from complaintctl.rules.lifecycle import IN_HAND
from complaintctl.words.events import survey
from complaintctl.words.reader import Reader

TOLD = frozenset({
    "register", "assign", "contact", "progress", "note", "hold", "resume", "extend", "attach", "accept", "decline",
    "letter", "resolve", "revisit", "reopen", "close",
})  # fmt: skip
"""What of the timeline is the customer's business too; what the house decides within itself stays out."""
RESULTS = (N_("satisfied"), N_("dissatisfied"), N_("not reached"))
SCORES = ("1", "2", "3", "4", "5")
SPARE = 2


def filled(reader: Reader, case: Case) -> Paper:
    """The sheet of a case as it stands; what is still to come is left to be written."""
    complaint = case.complaint
    said = reader.word
    remark = " · ".join(
        (said("Round {round}", round=complaint.round), *map(reader.translate, (complaint.status, complaint.grade)))
    )
    blocks: list[Block] = [
        _complaint(reader, case),
        _customer(reader, case),
        _words(reader, complaint.content, complaint.demand),
        _handling(reader, case),
        *_plan(reader, case),
        _solution(reader, case),
        _revisit(reader, case),
    ]
    return _paper(reader, case.number, remark, blocks)


def blank(reader: Reader, number: str = "") -> Paper:
    """The sheet to fill in by hand, where there is no computer at hand."""
    said = reader.word
    boxes = [
        _boxes(reader, said("Channel"), Channel, 4),
        _boxes(reader, said("Kind"), Kind, 2),
        _boxes(reader, said("Priority"), tuple(reversed(Priority)), 2),
        _boxes(reader, said("Category"), Category, 2),
        Cell(said("Cause"), span=2),
        Cell(said("Received")),
        Cell(said("Taken by")),
        Cell(said("Department")),
        Cell(said("Handler")),
    ]
    customer = [
        Cell(said("Customer's name")),
        Cell(said("Phone")),
        Cell(said("E-mail"), span=2),
        Cell(said("Reference (plate, order or policy number)"), span=2),
        Cell(said("Preferred channel"), span=2),
    ]
    solution = [
        Cell(said("What was done"), span=3, lines=2),
        Cell(said("Solved on")),
        _boxes(reader, said("Remedy"), Remedy, 4),
        _boxes(reader, said("Who answers for it"), Responsibility, 4),
    ]
    blocks: list[Block] = [
        Grid(said("The complaint"), boxes),
        Grid(said("The customer"), customer),
        _words(reader, None, None),
        Log(said("Handling"), _heads(reader), [], spare=3),
        Grid(said("Solution"), solution),
        _revisit(reader, None),
    ]
    return _paper(reader, number, "", blocks)


def _paper(reader: Reader, number: str, remark: str, blocks: list[Block]) -> Paper:
    said = reader.word
    signatures = Signatures(
        said("Signatures"),
        said("By signing, the customer confirms that the complaint is written down above as it was told."),
        [said("Customer"), said("Handler"), said("Department manager"), said("General manager")],
        said("Date"),
    )
    return Paper(
        lang="zh-CN" if reader.lang == "zh" else "en",
        house=reader.label(reader.policy.label),
        title=said("Customer complaint sheet"),
        label=said("Number"),
        number=number,
        remark=remark,
        blocks=[*blocks, signatures],
        footer=said("Confidential: customer data. Printed {at}.", at=reader.shown(reader.judged_at))
        if number
        else said("Confidential: customer data."),
    )


def _complaint(reader: Reader, case: Case) -> Grid:
    complaint, said = case.complaint, reader.word
    solved_by = [row.due_at for row in case.deadlines if row.step in ("solution", "resolve") and row.ended_at is None]
    read_back = any(event.changes.get("read_back") for event in in_course(case.events))
    cells = [
        Cell(said("Received"), reader.shown(complaint.received_at)),
        Cell(said("Taken by"), complaint.registered_by or ""),
        Cell(said("Channel"), _word(reader, complaint.channel)),
        Cell(said("Read back to the customer"), choices=(said("yes"),), ticked=said("yes") if read_back else ""),
        Cell(said("Category and cause"), _cause(reader, case), span=2),
        Cell(said("Kind"), _word(reader, complaint.kind)),
        Cell(said("Priority"), _word(reader, complaint.priority)),
        Cell(said("Department"), reader.department(case.complaint.department)),
        Cell(said("Handler"), complaint.handler or ""),
        Cell(said("Assigned"), reader.shown(complaint.assigned_at) if complaint.assigned_at else ""),
        Cell(said("To be solved by"), reader.shown(min(solved_by)) if solved_by else "–"),
    ]
    return Grid(said("The complaint"), cells)


def _customer(reader: Reader, case: Case) -> Grid:
    complaint, said = case.complaint, reader.word
    name = said("stays anonymous") if complaint.anonymous and not complaint.customer else complaint.customer
    cells = [
        Cell(said("Customer's name"), name or ""),
        Cell(said("Phone"), complaint.phone or ""),
        Cell(said("E-mail"), complaint.email or "", span=2),
        Cell(said("Reference (plate, order or policy number)"), complaint.ref or "", span=2),
        Cell(said("Preferred channel"), _word(reader, complaint.preferred_channel), span=2),
    ]
    return Grid(said("The customer"), cells)


def _words(reader: Reader, content: str | None, demand: str | None) -> Grid:
    said = reader.word
    cells = [
        Cell(said("What happened: when, where, who"), content or "", span=4, lines=4),
        Cell(said("What the customer asks for"), demand or "", span=4, lines=2),
    ]
    return Grid(said("In the customer's words"), cells)


def _handling(reader: Reader, case: Case) -> Log:
    rows = [
        (reader.shown(event.at), event.actor, _word(reader, event.action), _told(reader, event))
        for event in in_course(case.events)
        if event.action in TOLD and not event.changes.get("private")
    ]
    spare = SPARE if case.complaint.status in IN_HAND else 0
    return Log(reader.word("Handling"), _heads(reader), rows, spare)


def _plan(reader: Reader, case: Case) -> Iterator[Log]:
    """What a solution of several steps takes: until when, by whom, what, and how it stands (fu-plan)."""
    due = {row.seq: row for row in case.deadlines if row.step == Step.TASK}
    rows = [
        (
            reader.shown(due[task.seq].due_at),
            task.owner,
            " · ".join(filter(None, (task.name, task.what, task.check))),
            _word(reader, task.end or str(state(due[task.seq], reader.judged_at))),
        )
        for task in case.tasks
    ]
    if rows:
        said = reader.word
        yield Log(said("Plan of the solution"), [said("Until"), said("Who"), said("What"), said("Status")], rows)


def _heads(reader: Reader) -> list[str]:
    return [reader.word("Time"), reader.word("Who"), reader.word("What"), reader.word("Remarks")]


def _told(reader: Reader, event: Event) -> str:
    return " · ".join(filter(None, (*_details(reader, event.action, event.changes), event.note)))


def _details(reader: Reader, action: str, changes: dict[str, Any]) -> Iterator[str]:
    if changes.get("reached") is False:
        yield reader.word("not reached")
    if action == "assign":
        yield reader.department(changes.get("department"))
        yield changes.get("handler") or ""
    if action == "resolve":
        yield changes.get("solution") or ""
    if action == "hold" and changes.get("until"):
        yield reader.word("until {date}", date=reader.shown(from_stored(changes["until"])))
    if action == "letter":
        yield from (_word(reader, changes[name]) for name in ("letter", "by"))
    if action == "extend":
        yield _word(reader, changes.get("step"))
    if action == "revisit" and changes.get("satisfied") is not None:
        yield reader.word("satisfied") if changes["satisfied"] else reader.word("dissatisfied")
    yield _word(reader, changes.get("outcome"))
    yield changes.get("document") or ""


def _current(case: Case, value: Any) -> Any:
    """What belongs to the solution of this round; an earlier round's was not the last word."""
    return None if case.complaint.status in IN_HAND else value


def _solution(reader: Reader, case: Case) -> Grid:
    complaint, said = case.complaint, reader.word
    solved = [event.at for event in in_course(case.events) if event.action == "resolve"]
    agreement = any(event.changes.get("agreement") for event in in_course(case.events))
    cells = [
        Cell(said("What was done"), _current(case, complaint.solution) or "", span=4, lines=2),
        *_agreed(reader, case),
        Cell(said("Remedy"), _word(reader, _current(case, complaint.remedy))),
        Cell(said("Who answers for it"), _word(reader, complaint.responsibility)),
        Cell(said("Solved on"), reader.shown(_current(case, solved[-1])) if _current(case, solved) else ""),
        Cell(said("Written agreement"), choices=(said("archived"),), ticked=said("archived") if agreement else ""),
    ]
    return Grid(said("Solution"), cells)


def _agreed(reader: Reader, case: Case) -> list[Cell]:
    """Which proposal of the round the customer agreed to, and when: nothing else was consented to."""
    offer = last(case.proposals, case.complaint.round)
    if offer is None or offer.answer != "accepted":
        return []
    words = (f"{offer.round}/{offer.seq}", reader.shown(offer.answered_at), offer.solution or "")
    return [Cell(reader.word("Proposal accepted by the customer"), " · ".join(words), span=4)]


def _revisit(reader: Reader, case: Case | None) -> Grid:
    said = reader.word
    results = [reader.translate(result) for result in RESULTS]
    last: Event | None = None
    for event in in_course(case.events) if case else ():
        if event.action in ("revisit", "resolve", "reopen"):
            last = event if event.action == "revisit" else None
    changes = last.changes if last else {}
    told = {True: results[0], False: results[1], None: results[2] if last else ""}[changes.get("satisfied")]
    remarks = filter(None, (changes.get("comment"), changes.get("suggestion"), last.note if last else None))
    cells = [
        Cell(said("Result"), span=2, choices=results, ticked=told),
        Cell(said("Score"), choices=SCORES, ticked=str(changes.get("score") or "")),
        Cell(said("By whom, when"), f"{last.actor} · {reader.shown(last.at)}" if last else ""),
        Cell(said("What the customer says of it"), "\n".join(remarks), span=4),
    ]
    if changes.get("answers"):
        cells.append(Cell(said("What the customer answered"), survey(reader, changes["answers"]), span=4))
    return Grid(said("Revisit"), cells)


def _boxes(reader: Reader, label: str, codes: Any, span: int) -> Cell:
    return Cell(label, span=span, choices=[_word(reader, code) for code in codes])


def _word(reader: Reader, code: str | None) -> str:
    """A code as it stands on paper."""
    return reader.code(str(code)) if code else ""


def _cause(reader: Reader, case: Case) -> str:
    """The category, and under it the cause by the labels of the policy."""
    labels = {cause.path: reader.label(cause.label) for cause in reader.policy.causes}
    pieces = (case.complaint.cause or "").split("/")
    paths = ["/".join(pieces[:count]) for count in range(2, len(pieces) + 1)]
    words = [labels.get(path, path.rpartition("/")[2]) for path in paths]
    return " › ".join([_word(reader, case.complaint.category), *words])
