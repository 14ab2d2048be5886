"""A letter to a customer: the policy's own text, filled in from the case, and what the law wants in it (fu-letter)."""

from typing import TYPE_CHECKING, cast

from complaintctl.cases.case import Case
from complaintctl.cases.letters import language_of, letter_of
from complaintctl.cases.scripts import filled
from complaintctl.policy.parts import in_language
from complaintctl.render.letter import Letter
from complaintctl.words.fields import filling
from complaintctl.words.reader import Reader, Translated

if TYPE_CHECKING:
    from complaintctl.locale import Language


def letter(reader: Reader, case: Case, kind: str, *, actor: str, asked: str | None) -> Letter:
    """The letter of this kind in the customer's language, or in the one asked for."""
    policy = reader.policy
    found = letter_of(policy, kind)
    lang = language_of(case, found.text, asked)
    told = Translated(reader, cast("Language", lang if lang in ("en", "zh") else "en"))
    words = filling(told, case, actor)
    texts = [in_language(found.text, lang), *(in_language(wording, lang) for wording in policy.words(kind))]
    return Letter(
        lang=lang,
        kind=kind,
        house=told.label(policy.label),
        title=filled(in_language(found.title, lang), words),
        number=case.number,
        date=str(words["date"]),
        paragraphs=[line.strip() for text in texts for line in filled(text, words).splitlines() if line.strip()],
    )
