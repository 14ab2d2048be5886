"""Words of a policy by language."""

from collections.abc import Mapping


def by_language(written: str | Mapping[str, str]) -> Mapping[str, str]:
    """Words by language; a plain text may have both languages, parted by ` / `, else it is the same in all."""
    if not isinstance(written, str):
        return written
    parts = written.split(" / ")
    chinese = [part for part in parts if any(char > "\u2e7f" for char in part)]
    if len(parts) == 2 and len(chinese) == 1:
        return {"zh": chinese[0], "en": next(part for part in parts if part not in chinese)}
    return {"": written} if written else {}
