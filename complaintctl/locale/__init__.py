"""The language of what people read; codes have none."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")

_ENVIRONMENT = ("COMPLAINTCTL_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def language(argv: Sequence[str], environ: Mapping[str, str]) -> Language:
    """The last `--lang` before `--`, else the first variable that is set; English where it is neither.

    Read before the command line is parsed, because help is worded while it is built.
    """
    asked = _option(argv) or next(filter(None, map(environ.get, _ENVIRONMENT)), "")
    return "zh" if asked.lower().startswith("zh") else "en"


def _option(argv: Sequence[str]) -> str:
    options = argv[: argv.index("--")] if "--" in argv else argv
    found = ""
    for index, word in enumerate(options):
        if word.startswith("--lang="):
            found = word.removeprefix("--lang=")
        elif word == "--lang":
            found = "".join(options[index + 1 : index + 2])
    return found


def catalogue(lang: Language) -> Callable[[str], str]:
    """Sentences into that language; one without a translation stays as it is."""
    if lang == "en":
        return _same
    import gettext  # costs a few milliseconds that English never pays

    entries = gettext.translation("complaintctl", Path(__file__).parent, [lang], fallback=True)
    return lambda sentence: entries.gettext(sentence) if sentence else ""


def _same(sentence: str) -> str:
    return sentence


def local(label: Mapping[str, str], lang: Language) -> str:
    """The label in that language, else in English, else in whatever there is; empty for none."""
    return label.get(lang) or label.get("en") or next(iter(label.values()), "")


def N_(sentence: str) -> str:  # noqa: N802 gettext's own name for a sentence translated later
    """Mark a sentence for the catalogue."""
    return sentence
