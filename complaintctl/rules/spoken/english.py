"""Times in English."""

from complaintctl.rules.spoken.tongue import Said, Tongue

_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS = [*_ONES, *_TEENS, *(f"{ten}{one}" for ten in _TENS for one in ("", *(f"-{one}" for one in _ONES)))]
_NUMERALS = {word: number for number, word in enumerate(_NUMBERS, start=1)}
_SHIFTS = {"last": -1, "previous": -1, "this": 0, "next": 1}
_UNITS = {
    "minute": "minutes", "min": "minutes", "quarter of an hour": "quarters", "hour": "hours", "hr": "hours",
    "day": "days", "week": "weeks", "month": "months", "year": "years",
}  # fmt: skip
_PARTS = {"morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "evening"}
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_MONTHS = "january february march april may june july august september october november december"
_NTH = "(?:st|nd|rd|th)"
_YEAR = "(?:,? {year}|)"
_OF_YEAR = "(?:,? {year}|(?: of)? {yearof} year|)"
_ODD = "(?:minutes?|mins?|m)"

_PHRASES: dict[str, Said] = {
    "just now": {"now": 0},
    "now": {"now": 0},
    "the day before yesterday": {"day": -2},
    "day before yesterday": {"day": -2},
    "yesterday": {"day": -1},
    "today": {"day": 0},
    "tomorrow": {"day": 1},
    "the day after tomorrow": {"day": 2},
    "day after tomorrow": {"day": 2},
    "last night": {"day": -1, "part": "evening"},
    "tonight": {"day": 0, "part": "evening"},
    "noon": {"hour": 12, "minute": 0},
    "midday": {"hour": 12, "minute": 0},
    "midnight": {"part": "night"},
    "12 noon": {"hour": 12, "minute": 0},
    "12 midnight": {"part": "night"},
    "last night at midnight": {"day": -1, "part": "evening", "hour": 12},
    "tonight at midnight": {"day": 0, "part": "evening", "hour": 12},
    "midnight tonight": {"day": 0, "part": "evening", "hour": 12},
}
_THIS: dict[str, Said] = {f"this {word}": {"day": 0, "part": part} for word, part in _PARTS.items() if word != "night"}

_UNIT_WORDS = {word + plural: unit for word, unit in _UNITS.items() for plural in ("", "s")} | {
    "quarters of an hour": "quarters", "h": "hours", "m": "minutes",
}  # fmt: skip

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
        "unit": _UNIT_WORDS,
        "plus": {"and a half": 0.5},
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
        }
        | {"quarters of an hour": "quarters", "h": "hours", "m": "minutes"},
        "quarterth": {
            word: number
            for number, words in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th"), start=1)
            for word in words.split()
        },
        "half": {"1": 1, "2": 2},
    },
    numerals=_NUMERALS
    | {f"{word} and a half": number + 0.5 for word, number in _NUMERALS.items()}
    | {"a": 1, "an": 1, "half a": 0.5, "half an": 0.5},
    phrases=_PHRASES | _THIS,
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
        "{n} ?{unit} (?:{plus} )?{way}",
        "{ahead} {n} ?{unit}(?: {plus}|)",
        "{n} ?{unit} ?(?:and )?{odd} ?" + _ODD + " {way}",
        "{ahead} {n} ?{unit} ?(?:and )?{odd} ?" + _ODD,
    ),
    periods=(
        "(?:the )?{week} week",
        "(?:week |w){weekno}" + _OF_YEAR,
        "(?:the )?{monthof} month",
        "{month}" + _OF_YEAR,
        "(?:the )?{quarterof} quarter",
        "q{quarter}" + _OF_YEAR,
        "{year} q{quarter}",
        "(?:the )?{quarterth} quarter" + _OF_YEAR,
        "h{half}" + _OF_YEAR,
        "{yearof} year",
        "(?:the )?(?:last|past) {n} {unit}",
    ),
    amounts=(
        "{n} ?{span}(?: {plus}|)",
        "{n} ?{span} ?(?:and )?{odd} ?" + _ODD,
        "(?:the )?{same} (?:working |business )?(?:day|workday)",
    ),
    between=("at", "on", "the", "of", ","),
)
