"""What typer finds wrong with a command line, in our own words and the reader's language."""

import re
import shlex
from collections.abc import Sequence
from typing import Any

from typer._click import exceptions

from complaintctl.errors import Misused, NotOneOf

_QUOTED = r"(?s)(['\"]?)(.*)\1 is not (?:a valid|in the range|one of) .*"


def worded(error: exceptions.ClickException) -> Misused:
    """Typer's complaint as one of ours."""
    told = _sentence(error)
    told.hint = told.hint or "complaintctl {command} --help"
    told.fields["command"] = _command(error)
    if not told.fields["command"]:
        told.hint = told.hint.replace("{command} ", "")
    return told


def _sentence(error: exceptions.ClickException) -> Misused:
    match error:
        case exceptions.NoSuchOption():
            return Misused("There is no option {option}.", option=error.option_name)
        case exceptions.MissingParameter():
            return Misused(
                "{parameter} is missing.", hint="complaintctl {line}", parameter=_name(error), line=_whole(error)
            )
        case exceptions.BadParameter():
            return _bad_value(error)
        case exceptions.BadOptionUsage():
            needs = "does not take" not in error.message
            sentence = "{option} needs a value." if needs else "{option} takes no value."
            return Misused(sentence, option=error.option_name)
        case exceptions.UsageError():
            return _bad_line(error)
    return Misused("{why}", why=error.format_message())


def _bad_value(error: exceptions.BadParameter) -> Misused:
    quoted = re.fullmatch(_QUOTED, error.message)
    kind: Any = getattr(error.param, "type", None)
    if quoted is None or kind is None:
        return Misused("{parameter}: {why}", parameter=_name(error), why=error.message)
    value = quoted[2]
    if hasattr(kind, "choices"):
        return NotOneOf(_name(error), value, tuple(map(str, kind.choices)))
    if getattr(kind, "max", None) is not None:
        return Misused(
            "{parameter} can't be “{value}”; it is a whole number from {least} to {most}.",
            parameter=_name(error),
            value=value,
            least=kind.min,
            most=kind.max,
        )
    return Misused("{parameter} can't be “{value}”.", parameter=_name(error), value=value)


def _bad_line(error: exceptions.UsageError) -> Misused:
    """What has no exception of its own is told apart by its sentence."""
    message, ctx = error.message, error.ctx
    group: Any = ctx.command if ctx is not None else None
    if unknown := re.fullmatch(r"(?s)No such command ['\"](.*)['\"]\.(.*)", message):
        return NoSuchCommand(unknown[1], _command(error), group.list_commands(ctx) if group else ())
    if extra := re.fullmatch(r"(?s)Got unexpected extra arguments?(?:\(s\))? \((.*)\)", message):
        return Misused("There is too much on the line: {extra}", extra=extra[1])
    if message == "Missing command.":
        return Misused("Which command? None was given.")
    return Misused("{why}", why=message)


def _command(error: Any) -> str:
    ctx = getattr(error, "ctx", None)
    return " ".join(ctx.command_path.split(" ")[1:]) if ctx is not None else ""


def _whole(error: exceptions.MissingParameter) -> str:
    """The line with all that it needs: the arguments as far as they were given, the required options blank."""
    ctx: Any = error.ctx
    arguments, options = [_command(error)], list[str]()
    for param in ctx.command.params if ctx is not None else ():
        if param.param_type_name == "argument":
            given = ctx.params.get(param.name)
            values = given if isinstance(given, list | tuple) else [given]
            arguments += [shlex.quote(str(value)) for value in values if value is not None]
            if param.required and not given:
                arguments.append(str(param.human_readable_name).upper())
        elif param.required:
            choices = getattr(param.type, "choices", ())
            options += [max(param.opts, key=len), "|".join(map(str, choices)) or '"…"']
    return " ".join(arguments + options)


def _name(error: Any) -> str:
    param = error.param
    if param is None:
        return str(error.param_hint or "")
    if param.param_type_name == "option":
        return str(max(param.opts, key=len))
    return str(param.human_readable_name).upper().removesuffix("…")


class NoSuchCommand(Misused):
    def __init__(self, name: str, group: str, known: Sequence[str]) -> None:
        from difflib import get_close_matches

        close = get_close_matches(name, known, n=1)
        super().__init__(
            "There is no command “{name}”.",
            hint="Did you mean complaintctl {close}?" if close else "",
            name=name,
            close=" ".join(filter(None, (group, *close))),
        )
