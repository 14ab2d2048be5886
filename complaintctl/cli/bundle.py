"""Options that several commands share, said once: a command is handed what they say as one argument."""

import inspect
from collections.abc import Callable, Mapping
from inspect import Parameter
from typing import Any, get_args

import typer

Command = Callable[..., None]


def bundled(command: Command, argument: str, options: Mapping[str, Any], gathered: Callable[..., Any]) -> Command:
    """The command with these options in place of an argument, which is what `gathered` makes of session and options."""
    own = list(inspect.signature(command, eval_str=True).parameters.values())
    place = next(index for index, parameter in enumerate(own) if parameter.name == argument)
    shared = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=_unsaid(hint), annotation=hint)
        for name, hint in options.items()
    ]
    after = [parameter.replace(kind=Parameter.KEYWORD_ONLY) for parameter in own[place + 1 :]]

    def with_options(ctx: typer.Context, **said: Any) -> None:
        gathered_up = gathered(ctx.obj, **{name: said.pop(name) for name in options})
        command(ctx=ctx, **{argument: gathered_up}, **said)

    with_options.__doc__ = command.__doc__
    with_options.__signature__ = inspect.Signature([*own[:place], *shared, *after])  # type: ignore[attr-defined]
    return with_options


def _unsaid(hint: Any) -> bool | None:
    """What an option is that nobody gave: a switch is off."""
    return False if get_args(hint)[0] is bool else None
