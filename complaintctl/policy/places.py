"""Where in a TOML document a key stands: tomllib tells only of values, so the lines are read again."""

import re
from collections.abc import Iterator

Path = tuple[str | int, ...]
"""Keys from the top, and places in lists counted from 0: `("rule", 2, "when")`."""

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*|\n|[\[\]{}]|[^\n\"'#\[\]{}]+",
    re.DOTALL,
)
_NAME = re.compile(r""""(?:\\.|[^"\\])*"|'[^']*'|[\w-]+""")
_QUOTED_OR_IS = re.compile(r""""(?:\\.|[^"\\])*"|'[^']*'|=""")


def lines(text: str) -> dict[Path, int]:
    """The line, counted from 1, of every table header and key of a document that tomllib could read."""
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for line, statement in _statements(text):
        if statement.startswith("[["):
            keys = _names(statement[2:-2])
            parent = _resolved(keys[:-1], counts)
            array = (*parent, keys[-1])
            counts[array] = counts.get(array, 0) + 1
            table = (*array, counts[array] - 1)
            found.setdefault(array, line)
            found[table] = line
        elif statement.startswith("["):
            table = _resolved(_names(statement[1:-1]), counts)
            found[table] = line
        else:
            path = table
            for key in _names(statement):
                path = (*path, key)
                found.setdefault(path, line)
    return found


def line_of(path: Path, found: dict[Path, int]) -> int | None:
    """The line of this key, else of the nearest table or key around it."""
    return next((found[path[:end]] for end in range(len(path), 0, -1) if path[:end] in found), None)


def written(path: Path) -> str:
    """The path for people: `rule[3].when[1].kind`, counted from 1."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            name = part if re.fullmatch(r"[\w-]+", part) else f'"{part}"'
            text += f".{name}" if text else name
    return text


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each header whole and of each pair the key, with the line it begins on."""
    line, depth, begun, statement = 1, 0, 0, ""
    for match in _TOKEN.finditer(text + "\n"):
        token = match[0]
        if token == "\n" and depth == 0:
            if statement.strip():
                yield begun, _head(statement.strip())
            statement = ""
        elif not token.startswith("#"):
            depth += (token in "[{") - (token in "]}")
            if not statement.strip():
                begun = line
            statement += token
        line += token.count("\n")


def _head(statement: str) -> str:
    """A header as it is; of `key = value` the key alone."""
    if statement.startswith("["):
        return statement
    return statement[: next(match.start() for match in _QUOTED_OR_IS.finditer(statement) if match[0] == "=")]


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(name[1:-1] if name[0] in "\"'" else name for name in _NAME.findall(dotted))


def _resolved(keys: tuple[str, ...], counts: dict[Path, int]) -> Path:
    """The path of a header's table: below a list of tables, its latest one is meant."""
    path: Path = ()
    for key in keys:
        path = (*path, key)
        if path in counts:
            path = (*path, counts[path] - 1)
    return path
