"""What is done to cases: each key calls what the command of that name calls, and says which command it was."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from complaintctl.desk import drafts
from complaintctl.desk.card import card
from complaintctl.desk.choices import Asked
from complaintctl.desk.facts import EDITED, NEW, facts
from complaintctl.desk.fields import Field, spoken
from complaintctl.desk.forms import FORMS, Form, command_of
from complaintctl.desk.keys import held
from complaintctl.desk.queue import Item
from complaintctl.desk.seat import Seat
from complaintctl.errors import ComplaintError, Refused
from complaintctl.locale import N_
from complaintctl.records import Event
from complaintctl.words.answers import case_line
from complaintctl.words.done import done_lines
from complaintctl.words.events import told

BESIDE = 40
"""Cells of a case that stands beside a form."""


class Acting(Seat):
    """The actions that write something down."""

    def action_do(self, key: str) -> None:
        """The form with this key, for the case under the cursor or for those marked."""
        item = self.queue.item
        if item is None or not item.number:
            self.without_case()
            return
        marked = sorted(self.queue.marked)
        forms = [form for form in FORMS if form.key == key]
        fitting = next((form for form in held(self.able) if form.key == key), None)
        if marked and forms[0].several:
            self._begin(fitting or forms[0], marked)
        elif fitting is None:
            self.not_now(command_of(forms[0]), self.reader.translate(forms[0].title), key)
        else:
            self._begin(fitting, [(item.office, item.number)])

    def _begin(self, form: Form, cases: Sequence[tuple[int, str]]) -> None:
        """Ask what the form asks; one without fields is agreed to."""
        reader = self.readers[cases[0][0]]
        case = reader.office.case(cases[0][1])
        asked = Asked(reader, case)
        title = f"{reader.translate(form.title)} · {', '.join(number for _, number in cases)}"
        if form.action == "undo":
            title += f" · {reader.code(case.last_event.action)}\n{told(reader, case.last_event)}"
        save = partial(self._done_to, form, cases, {number: self._last(office, number).seq for office, number in cases})
        from complaintctl.desk.filling import Filling

        self.push_screen(Filling(title, form.asked(asked), asked, save, beside=self._shown_beside(cases)))

    def _shown_beside(self, cases: Sequence[tuple[int, str]]) -> list[str]:
        """The case, to be seen while the form is filled in; of several their numbers."""
        if len(cases) > 1:
            return [number for _, number in cases]
        office, number = cases[0]
        reader = self.readers[office]
        reader.cells = BESIDE
        return card(reader, number, plain=True)[1]

    def _last(self, office: int, number: str) -> Event:
        """The last event of a case: another one says that it was changed meanwhile."""
        return self.readers[office].office.case(number).last_event

    def _done_to(
        self,
        form: Form,
        cases: Sequence[tuple[int, str]],
        seen: dict[str, int],
        values: Mapping[str, Any],
        typed: Mapping[str, str],
    ) -> None:
        """Carry it out, each case in a transaction of its own; who changed one meanwhile is told first."""
        for office, number in cases:
            last = self._last(office, number)
            if last.seq != seen[number]:
                seen[number] = last.seq
                raise ChangedMeanwhile(number=number, actor=last.actor, action=last.action)
        done: list[tuple[int, str]] = []
        failed: list[ComplaintError] = []
        for office, number in cases:
            try:
                form.act(self.readers[office].office, number, values)
                done.append((office, number))
            except ComplaintError as error:
                failed.append(error)
        if failed and not done:
            raise failed[0]
        self.queue.marked -= set(done)
        line = self._line(form, [number for _, number in done], typed)
        self._after(done[-1], line, failed)

    def _line(self, form: Form, numbers: Sequence[str], typed: Mapping[str, str]) -> str:
        fields = form.asked(Asked(self.reader, self.case()))
        return shlex.join(["complaintctl", command_of(form), *numbers, *spoken(fields, typed)])

    def _after(self, at: tuple[int, str], line: str, failed: Sequence[ComplaintError] = ()) -> None:
        """Show how it stands now, and which command does the same."""
        office, number = self.recent = at
        reader = self.readers[office]
        self.load(Item(office, number, "", {}))
        case = reader.office.case(number)
        said = [case_line(reader, reader.office.row(number)), *done_lines(reader, case), f"  {line}"]
        said += [error.message(reader.translate) for error in failed]
        self.say("\n".join(said), "late" if failed else "good")

    def action_mark(self) -> None:
        self.queue.mark(self.reader_of)
        self.show_top()

    # -- a complaint comes in, or is corrected ------------------------------------------------------

    def action_register(self) -> None:
        """The form for a new complaint."""
        if not self.setting.writes:
            return
        from complaintctl.desk.taking import Taking

        asked = Asked(self.readers[0])
        self.push_screen(Taking(asked, self._registered, self.setting.drafts))

    def _registered(self, values: Mapping[str, Any], typed: Mapping[str, str]) -> None:
        said = facts(values)
        said["anonymous"] = None if said.get("customer") else True
        case = self.readers[0].office.register(**{name: each for name, each in said.items() if each is not None})
        drafts.forget(self.setting.drafts)
        line = shlex.join(["complaintctl", "register", *spoken(_with_category(NEW), facts(typed))])
        self._after((0, case.number), line)

    def action_edit(self) -> None:
        """The same form, with what is written down."""
        item = self.queue.item
        if item is None or not item.number:
            self.without_case()
            return
        if "edit" not in self.able:
            self.not_now("edit", self.reader.word(N_("Correct")), "e")
            return
        complaint = self.case().complaint
        said = {each.name: getattr(complaint, each.name, None) for each in EDITED}
        said["cause"] = complaint.cause or complaint.category
        said |= {"flags": ";".join(complaint.flags), "received_at": self.reader.shown(complaint.received_at)}
        said["amount"] = f"{complaint.amount / 100:.2f}" if complaint.amount else ""
        before = {name: str(each) if each else "" for name, each in said.items()}
        save = partial(self._edited, item, before)
        asked = Asked(self.reader, self.case())
        title = f"{self.reader.word(N_('Correct'))} · {item.number}"
        from complaintctl.desk.filling import Filling

        fields = [_not_needed(each) for each in EDITED]
        self.push_screen(Filling(title, fields, asked, save, before))

    def _edited(
        self, item: Item, before: Mapping[str, str], values: Mapping[str, Any], typed: Mapping[str, str]
    ) -> None:
        changed = {name for name, text in typed.items() if text.strip() != before.get(name, "").strip()}
        said = facts({name: value for name, value in values.items() if name in changed})
        reason = said.pop("reason", None)
        off = [flag for flag in before["flags"].split(";") if flag and flag not in (values.get("flags") or ())]
        office = self.readers[item.office].office
        if off:
            said["unflag"] = off
        if reason is None:
            raise NoReason
        office.edit(item.number, reason=reason, **said)
        told = {name: text for name, text in typed.items() if name in changed}
        line = shlex.join(["complaintctl", "edit", item.number, *spoken(_with_category(EDITED), facts(told))])
        self._after((item.office, item.number), line)


def _not_needed(field: Field) -> Field:
    return field if field.name == "reason" else replace(field, needed=False, usual=lambda _: "")


def _with_category(fields: Sequence[Field]) -> tuple[Field, ...]:
    """The same, with a category that stands alone."""
    return (*fields, Field("category", "", "--category"))


class ChangedMeanwhile(Refused):
    sentence = N_("{number} was changed meanwhile by {actor}: {action}.")
    hint = N_("Save again to go on: it is judged by how the case stands now.")


class NoReason(Refused):
    sentence = N_("A correction needs a reason.")
