"""What is looked up: by words, by filters, how a date came about, what to say, what is kept."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from complaintctl.desk.choices import Asked, Choice, departments
from complaintctl.desk.fields import Field, Kind
from complaintctl.desk.forms import command_of
from complaintctl.desk.keys import EVERYWHERE, ON_CASE, all_keys, held, shown_key
from complaintctl.desk.queue import Item
from complaintctl.desk.seat import Seat
from complaintctl.desk.views import SORTS, WHOSE, View
from complaintctl.errors import ComplaintError
from complaintctl.locale import N_
from complaintctl.words import case as case_words
from complaintctl.words.columns import TITLES

Save = Callable[[Mapping[str, Any], Mapping[str, str]], None]
"""Takes what was read, and what was typed."""


class Looking(Seat):
    """The actions that only read."""

    def _ask(self, title: str, fields: Sequence[Field], save: Save) -> None:
        from complaintctl.desk.filling import Filling

        self.push_screen(Filling(self.reader.translate(title), fields, Asked(self.reader), save))

    def action_search(self) -> None:
        """By words, closed cases too."""
        self._ask(N_("Search"), [Field("words", N_("Words that were written down"), "", needed=True)],
                  lambda values, _: self._look_at(View(words=values["words"])))  # fmt: skip

    def action_filter(self) -> None:
        """Whose cases, of which department, in which order."""
        whose = [Choice(code, self.reader.translate(word)) for code, word in WHOSE.items()]
        sorts = [Choice(name, self.reader.translate(TITLES.get(name, name))) for name in SORTS]
        fields = (
            Field("whose", N_("Which cases"), "", Kind.CHOICE, lambda _: whose, usual=lambda _: self.view.whose),
            Field("department", N_("Department"), "", Kind.CHOICE, departments),
            Field("sort", N_("In which order"), "", Kind.CHOICE, lambda _: sorts, usual=lambda _: self.view.sort),
        )
        self._ask(N_("Filter, sort"), fields, lambda values, _: self._look_at(View(**_said(values))))

    def _look_at(self, view: View) -> None:
        self.view = view
        self.load()

    def action_begin(self) -> None:
        """To what waits today, with nothing marked."""
        self.queue.marked.clear()
        self._look_at(View())

    def action_reveal(self) -> None:
        """Show this case's customer, or hide them again."""
        self.reader.revealed = not self.reader.revealed
        self.show_case()

    def action_explain(self) -> None:
        """Which rules held, and how each date was counted."""
        if (item := self._on_case()) is not None:
            case = self.case()
            lines = case_words.explanation(self.reader, case, self.reader.office.deadlines(case.number))
            self._read(f"{self.reader.word(N_('Explain'))} · {item.number}", list(lines))

    def action_script(self) -> None:
        """What to say, and what not to."""
        if (item := self._on_case()) is not None:
            from complaintctl.desk import papers

            try:
                lines = papers.script_lines(self.reader, self.case())
            except ComplaintError as error:
                self.refuse(error)
                return
            self._read(f"{self.reader.word(N_('Script'))} · {item.number}", lines)

    def action_sheet(self) -> None:
        """The sheet to print and sign, shown in the browser."""
        if self._on_case() is not None:
            from complaintctl.desk import papers

            file = papers.sheet_file(self.reader, self.case(), self.setting.folder())
            self._open(file)

    def action_document(self) -> None:
        """A document of the case; which one is asked where there are several."""
        if self._on_case() is None:
            return
        from complaintctl.desk import papers

        rows = papers.documents(self.case())
        if not rows:
            self.say(self.reader.word(N_("No documents are kept with this case.")), "past")
        elif len(rows) == 1:
            self._open_document(rows[0])
        else:
            names = [Choice(str(place), row["name"]) for place, row in enumerate(rows)]
            field = Field("which", N_("Which document"), "", Kind.CHOICE, lambda _: names, needed=True)
            self._ask(N_("Open a document"), [field], lambda values, _: self._open_document(rows[int(values["which"])]))

    def _open_document(self, row: Mapping[str, Any]) -> None:
        from complaintctl.desk.papers import document_file

        self._open(document_file(self.reader.office, row, self.setting.folder()))

    def _open(self, file: Path) -> None:
        shown = self.setting.open_file(file)
        told = N_("Shown: {file}") if shown else N_("It lies at {file}")
        self.say(self.reader.word(told, file=file))

    def action_keys(self) -> None:
        self._read(self.reader.word(N_("Keys")), list(all_keys(self.reader)))

    def action_palette(self) -> None:
        """Every action by its words; those that hold now."""
        reader = self.reader
        known = [
            Choice(f"do('{form.key}')", f"{shown_key(form.key)}  {reader.translate(form.title)}  {command_of(form)}")
            for form in held(self.able)
        ]
        known += [
            Choice(action, f"{shown_key(key)}  {reader.translate(title)}")
            for key, action, title in (*ON_CASE, *EVERYWHERE)
            if action != "palette"
        ]
        field = Field("action", N_("What is to be done"), "", Kind.CHOICE, lambda _: known, needed=True)
        self._ask(N_("All actions"), [field], lambda values, _: self._chosen(values["action"]))

    def _chosen(self, action: str) -> None:
        self.call_after_refresh(self.run_action, action, self)

    def action_switch(self) -> None:
        """Between queue and case, to scroll either."""
        (self.queue if self.pane.has_focus else self.pane).focus()

    def action_light(self) -> None:
        """Between light and dark."""
        self.theme = "textual-light" if self.current_theme.dark else "textual-dark"

    def _on_case(self) -> Item | None:
        """The case under the cursor; that there is none is said."""
        item = self.queue.item
        if item is None or not item.number:
            self.without_case()
            return None
        return item

    def _read(self, title: str, lines: Sequence[str]) -> None:
        from complaintctl.desk.filling import Reading

        self.push_screen(Reading(title, lines))


def _said(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}
