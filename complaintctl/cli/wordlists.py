"""What the codes of each list are called: the policy's own names by its labels, the rest by the catalogue."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from complaintctl.locale import LANGUAGES, catalogue
from complaintctl.words.codes import label
from complaintctl.words.vocabulary import Term, closed, labelled

if TYPE_CHECKING:
    from complaintctl.policy.schema import Policy

    Policies = Sequence[Policy]
    """Whose names they are; of lists that are everybody's none."""


def departments(policies: "Policies") -> list[Term]:
    return labelled((each.name, each.label) for policy in policies for each in policy.departments)


def flags(policies: "Policies") -> list[Term]:
    from complaintctl.intake.labels import FLAG

    return labelled(
        ((flag, policy.flag_labels.get(flag, {})) for policy in policies for flag in sorted(policy.flags)), FLAG
    )


def told(policies: "Policies") -> list[Term]:
    return closed(dict.fromkeys(tell.who for policy in policies for tell in policy.tells))


def letters(policies: "Policies") -> list[Term]:
    return labelled((kind, letter.title) for policy in policies for kind, letter in policy.letters.items())


def situations(policies: "Policies") -> list[Term]:
    return closed(dict.fromkeys(script.situation for policy in policies for script in policy.scripts))


def questions(policies: "Policies") -> list[Term]:
    return labelled((name, each.label) for policy in policies for name, each in policy.questions.items())


def categories(_: "Policies") -> list[Term]:
    from complaintctl.intake.labels import CATEGORY
    from complaintctl.model import Category

    return closed(map(str, Category), CATEGORY)


def steps(_: "Policies") -> list[Term]:
    from complaintctl.model import Step

    return closed(map(str, Step))


def sections(_: "Policies") -> list[Term]:
    from complaintctl.reports.sections import REPORTS

    return _titled((each.name, each.title) for each in REPORTS)


def fields(_: "Policies") -> list[Term]:
    """By what cases are counted and figures grouped."""
    from complaintctl.reports.groups import KEYS
    from complaintctl.words.columns import TITLES

    return _titled(
        [*((name, key.title) for name, key in KEYS.items()), *((name, TITLES[name]) for name in ("step", "law"))]
    )


def sorts(_: "Policies") -> list[Term]:
    """The names of the contract; those that nothing is sorted by too, so that they aren't taken for a beginning."""
    from complaintctl.contract import NAMES
    from complaintctl.words.columns import TITLES

    return _titled((name, TITLES.get(name, label(name))) for name in NAMES)


def presets(_: "Policies") -> list[Term]:
    from complaintctl.policy.presets import labels

    return labelled(labels().items())


def packs(_: "Policies") -> list[Term]:
    from complaintctl.policy.packs import labels

    return labelled(labels().items())


def _titled(titles: Iterable[tuple[str, str]]) -> list[Term]:
    languages = [catalogue(lang) for lang in LANGUAGES]
    return [Term(name, tuple(translate(title) for translate in languages)) for name, title in titles]
