"""A complaint half filled in: kept as it is typed, offered again after whatever ended the desk."""

import json
import os
from collections.abc import Mapping
from pathlib import Path


def load(file: Path) -> dict[str, str]:
    """What was typed; nothing where nothing was, or what is there can't be read."""
    try:
        kept = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(said) for name, said in kept.items()} if isinstance(kept, dict) else {}


def keep(file: Path, typed: Mapping[str, str]) -> None:
    """Keep it, for its owner's eyes only; whole or as it was before."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = file.with_suffix(f".{os.getpid()}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(dict(typed), stream, ensure_ascii=False)
    beside.replace(file)


def forget(file: Path) -> None:
    """It is in the register, or there is nothing of it."""
    file.unlink(missing_ok=True)
