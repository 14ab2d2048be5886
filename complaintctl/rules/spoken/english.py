"""Times in English."""

from complaintctl.rules.spoken.tongue import Said, Tongue

_NUMBERS = "one two three four five six seven eight nine ten eleven twelve"
_SHIFTS = {"last": -1, "previous": -1, "this": 0, "next": 1}
_UNITS = {"minute": "minutes", "min": "minutes", "hour": "hours", "hr": "hours", "day": "days", "week": "weeks",
          "month": "months", "year": "years"}  # fmt: skip
_PARTS = {"morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "evening"}
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_MONTHS = "january february march april may june july august september october november december"
_NTH = "(?:st|nd|rd|th)"
_YEAR = "(?:,? {year}|)"

_PHRASES: dict[str, Said] = {
    "just now": {"now": 0},
    "now": {"now": 0},
    "the day before yesterday": {"day": -2},
    "yesterday": {"day": -1},
    "today": {"day": 0},
    "tomorrow": {"day": 1},
    "the day after tomorrow": {"day": 2},
    "last night": {"day": -1, "part": "evening"},
    "tonight": {"day": 0, "part": "evening"},
    "noon": {"hour": 12, "minute": 0},
    "midday": {"hour": 12, "minute": 0},
    "midnight": {"part": "night"},
}
_THIS: dict[str, Said] = {f"this {word}": {"day": 0, "part": part} for word, part in _PARTS.items() if word != "night"}

ENGLISH = Tongue(
    words={
        "week": _SHIFTS,
        "monthof": _SHIFTS,
        "quarterof": _SHIFTS,
        "yearof": _SHIFTS,
        "loose": {"last": -1, "next": 1},
        "thisweek": {"this": 0},
        "weekday": {
            word: number for number, name in enumerate(_WEEKDAYS.split()) for word in (name, name[:3], f"{name[:3]}.")
        }
        | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3},
        "month": {
            word: number
            for number, name in enumerate(_MONTHS.split(), start=1)
            for word in (name, name[:3], f"{name[:3]}.")
        }
        | {"sept": 9},
        "end": {"end": 1},
        "yearend": {"end": 1},
        "minutes": {"half past": 30, "quarter past": 15},
        "halfday": {"am": "am", "a.m.": "am", "pm": "pm", "p.m.": "pm"},
        "part": _PARTS,
        "unit": {word + plural: unit for word, unit in _UNITS.items() for plural in ("", "s")},
        "way": {"ago": -1, "from now": 1, "later": 1},
        "ahead": {"in": 1, "within": 1},
        "same": {"same": 1},
        "span": {
            word + plural: unit
            for word, unit in (
                *_UNITS.items(),
                *((f"{kind} minute", "office minutes") for kind in ("office", "working", "business")),
                *((f"{kind} hour", "office hours") for kind in ("office", "working", "business")),
                *((f"{kind} day", "workdays") for kind in ("working", "business", "office")),
                ("workday", "workdays"),
                ("calendar day", "days"),
            )
            for plural in ("", "s")
            if unit != "years"
        },
    },
    numerals={word: number for number, word in enumerate(_NUMBERS.split(), start=1)}
    | {"a": 1, "an": 1, "half a": 0.5, "half an": 0.5, "one and a half": 1.5},
    phrases=_PHRASES,
    instants=(
        "{weekday}",
        "{loose} {weekday}",
        "{thisweek} {weekday}",
        "(?:of |in )?{week} week",
        "{date}" + _NTH + "?(?: of|-)? ?{month}" + _YEAR,
        "{month} {date}" + _NTH + "?" + _YEAR,
        "{date}" + _NTH + "(?: of {monthof} month|)",
        "{end} of (?:the |{monthof} )?month",
        "{end} of {month}" + _YEAR,
        "{yearend} of (?:the |{yearof} )?year",
        "(?:in the |at )?{part}",
        "(?:at )?{hour}(?::{minute})? ?{halfday}",
        "(?:at )?{hour}:{minute}(?::{second}|)",
        "at {hour}",
        "{hour} o'?clock",
        "{minutes} {hour}",
        "{n} ?{unit} {way}",
        "{ahead} {n} ?{unit}",
    ),
    periods=(
        "{week} week",
        "{monthof} month",
        "{month}" + _YEAR,
        "{quarterof} quarter",
        "q{quarter}" + _YEAR,
        "{yearof} year",
        "(?:the )?(?:last|past) {n} {unit}",
    ),
    amounts=("{n} ?{span}", "(?:the )?{same} (?:working |business )?(?:day|workday)"),
    between=("at", "on", "the", "of", ","),
)
