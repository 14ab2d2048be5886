"""Policies as a user names them: a file, standard input, a preset adapted to the office's own place."""

import re
from collections.abc import Sequence
from pathlib import Path

from complaintctl.cli.parameters import stdin_text
from complaintctl.errors import Refused
from complaintctl.policy.packs import text as known


def read(path: Path) -> str:
    """A policy's document; `-` is standard input."""
    if str(path) == "-":
        return stdin_text()
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise Refused("{path} can't be read: {why}.", path=path, why=error.strerror or str(error)) from None
    except UnicodeDecodeError:
        raise Refused("{path} is not UTF-8 text.", path=path) from None


def name_of(path: Path) -> str:
    """What its mistakes are told under."""
    return "policy.toml" if str(path) == "-" else path.name


def adapted(text: str, timezone: str | None, country: str | None) -> str:
    """The document with another zone or country put in; which is why a preset names both on lines of their own."""
    for key, value in (("timezone", timezone), ("country", country)):
        if value is None:
            continue
        line = f'{key} = "{value}"'
        text, found = re.subn(rf"(?m)^{key}\s*=.*$", line, text, count=1)
        if not found:
            text = re.sub(r"(?m)^(\[office\].*)$", rf"\1\n{line}", text, count=1)
    return text


def with_packs(text: str, packs: Sequence[str]) -> str:
    """The document with these packs of the law laid over it, beside those it has."""
    for each in packs:
        known(each)
    if not packs:
        return text
    written = re.search(r"(?m)^packs\s*=\s*\[(.*?)\]", text)
    there = re.findall(r'"([^"]*)"', written[1]) if written else []
    line = "packs = [{}]".format(", ".join(f'"{each}"' for each in dict.fromkeys([*there, *packs])))
    if written:
        return text.replace(written[0], line, 1)
    return re.sub(r"(?m)^(\[policy\].*)$", rf"\1\n{line}", text, count=1)
