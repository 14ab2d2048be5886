"""What would let a refused file in: options to give, as far as they can be told from the file itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches

from complaintctl.intake.aliases import ALIASES
from complaintctl.intake.columns import Plan, folded
from complaintctl.intake.history import NoTime
from complaintctl.intake.labels import CLOSED, listed
from complaintctl.intake.mistakes import Mistake
from complaintctl.intake.orders import Fit
from complaintctl.intake.plain import is_empty_word
from complaintctl.intake.profile import DISTINCT, Look, Profile
from complaintctl.intake.rows import Missing
from complaintctl.intake.times import Ambiguous, Serial, SinceEpoch
from complaintctl.rules.dates import OtherOrder

GAP = "…"
NEEDED = ("content", "received_at", "channel", "category")
_OTHERWISE = {"channel": "other", "category": "other"}
"""What a field may be where the file has nothing for it."""
_KINDS = {"content": ("text", "word"), "received_at": ("date",), "channel": ("word",), "category": ("word",)}
_ALIKE = 0.6
_CLOSE = 0.75
_STORY = 20


@dataclass(frozen=True, slots=True)
class Remedy:
    """An option and its value, in which a person may have a gap to fill."""

    option: str
    value: str = ""
    of: Mistake | None = field(default=None, compare=False)
    """What it mends, where that is one mistake."""

    @property
    def has_gap(self) -> bool:
        return GAP in self.value


def missing(plan: Plan | None, defaults: Iterable[str]) -> list[str]:
    """The fields that every complaint needs and no column or default gives; a cause stands for its category."""
    used = {column.field for column in plan.used} if plan else set()
    known = used | set(defaults)
    return [name for name in NEEDED if name not in known and not (name == "category" and "cause" in known)]


def candidates(field: str, columns: Sequence[Profile], rows: int, taken: Iterable[str] = ()) -> list[Profile]:
    """The columns that could be this field, the likeliest first: by their names, and by what stands in them."""
    left = [column for column in columns if column.filled and column.title not in set(taken)]
    scores = ((_likeness(field, column) * column.filled / rows, column) for column in left)
    ranked = sorted(scores, key=lambda each: -each[0])
    return [column for score, column in ranked if score >= _ALIKE][:3]


def _likeness(field: str, column: Profile) -> float:
    names = [folded(name) for name in (field, *ALIASES[field])]
    title = folded(column.title)
    by_name = max(SequenceMatcher(None, title, name).ratio() for name in names)
    if any(len(name) > 1 and (name in title or (len(title) > 1 and title in name)) for name in names):
        by_name = max(by_name, _CLOSE)
    if field in CLOSED:  # a name alone makes no list of codes
        by_name /= 2
    return by_name + _by_values(field, column)


def _by_values(field: str, column: Profile) -> float:
    """What speaks for it in what stands in the column, 0 to 0.6."""
    if field in CLOSED:
        words = {folded(word) for code, words in CLOSED[field].items() for word in (code, *words)}
        known = sum(count for value, count in column.values.items() if folded(value) in words)
        return 0.6 * known / column.filled
    if field == "content" and _tells_a_story(column):
        return 0.7
    if column.kind not in _KINDS.get(field, ()):
        return -0.3
    return 0.6 if column.kind in ("text", "date") else 0.1


def _tells_a_story(column: Profile) -> bool:
    """Whether its values are long, and each its own; a Chinese character says as much as three letters."""
    texts = list(column.values)
    length = sum(len(text) + 2 * sum(char > "\u2e80" for char in text) for text in texts) / len(texts)
    return column.kind in ("text", "word") and length >= _STORY and len(texts) >= 0.8 * min(column.filled, DISTINCT)


def for_missing(names: Sequence[str], look: Look, plan: Plan | None) -> dict[str, list[Profile]]:
    """For each field that is missing the columns that could be it."""
    taken = [column.title for column in plan.used] if plan else []
    return {name: candidates(name, look.columns, look.rows, taken) for name in names}


def remedies(
    mistakes: Sequence[Mistake], fits: Sequence[Fit], lacking: Mapping[str, Sequence[Profile]]
) -> list[Remedy]:
    """The options that would take the file, each once."""
    found: list[Remedy] = []
    for name, columns in lacking.items():
        if columns:
            found.append(Remedy("--map", f"{columns[0].title}={name}"))
        elif name in _OTHERWISE:
            found.append(Remedy("--default", f"{name}={_OTHERWISE[name]}"))
        else:
            found.append(Remedy("--map", f"{GAP}={name}"))
    for mistake in mistakes:
        found += _for(mistake, fits, lacking)
    return list(dict.fromkeys(found))


def _for(mistake: Mistake, fits: Sequence[Fit], lacking: Mapping[str, Sequence[Profile]]) -> list[Remedy]:
    error, column = mistake.first.error, mistake.first.column
    empties = [text for text in mistake.examples if is_empty_word(text)]
    if empties:
        return [Remedy("--empty", text) for text in empties]
    if (value := mistake.value) is not None:
        return [Remedy("--value", f"{column}: {value}={_guess(value, mistake.codes)}", mistake)]
    match error:
        case Ambiguous() | OtherOrder():
            orders = {fit.whole[0] for fit in fits if len(fit.whole) == 1}
            return [Remedy("--date-order", orders.pop() if len(orders) == 1 else GAP)]
        case Serial():
            return [Remedy("--serial-dates")]
        case SinceEpoch():
            return [Remedy("--unix-times")]
        case NoTime():
            return [Remedy("--untimed", "keep")]
        case Missing(field=field) if field in _OTHERWISE and field not in lacking:
            return [Remedy("--default", f"{field}={_OTHERWISE[field]}")]
    return []


def _guess(value: str, codes: Sequence[str]) -> str:
    """The code that a value is most likely a word for; a gap where none is near."""
    labels = listed(codes) or {}
    words = {folded(word): code for code in codes for word in (code, *labels.get(code, ()))}
    wanted = folded(value)
    within = [code for word, code in words.items() if len(word) > 1 and word in wanted]
    close = get_close_matches(wanted, words, 1, _CLOSE)
    if len(set(within)) == 1:
        return within[0]
    return words[close[0]] if close else GAP
