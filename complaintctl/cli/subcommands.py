"""Commands that have commands of their own: each of those records or looks, whatever the whole does."""

from typing import TYPE_CHECKING

import typer

from complaintctl.cli.commands import COMMANDS, RECORDS, Entry

if TYPE_CHECKING:
    from complaintctl.cli.session import Session


def subcommands(name: str, help: str, **own: Entry) -> typer.Typer:  # noqa: A002 as typer calls it
    """The command of this name; of its own commands those named here are as said, the others record."""
    made = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=True, help=help)
    others = COMMANDS[name].but(RECORDS)

    @made.callback()
    def chosen(ctx: typer.Context) -> None:
        session: Session = ctx.obj
        session.become(own.get(ctx.invoked_subcommand or "", others), ctx.invoked_subcommand)

    return made
