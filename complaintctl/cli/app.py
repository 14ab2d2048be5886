"""The Typer app: the command line parsed, the command that was typed built and run within the one error boundary."""

import os
import sys
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from complaintctl.cli.boundary import Boundary
from complaintctl.cli.commands import COMMANDS, GROUPS, TABLE, Entry
from complaintctl.cli.meant import listed
from complaintctl.cli.options import Given, check_meant, lifted
from complaintctl.cli.session import Session
from complaintctl.clock import machine_clock
from complaintctl.errors import ComplaintError
from complaintctl.locale import N_, Language, catalogue, language


class Context(typer.Context):
    """A command on its way to be run, or to tell its help."""

    def make_formatter(self) -> Any:
        """Help in the reader's language, by the cells of a terminal."""
        from complaintctl.cli.help import Pages

        root: Any = self.find_root().command
        sizes = {"width": self.terminal_width, "max_width": self.max_content_width}
        return Pages(catalogue(root.reader), **sizes)


class Commands(TyperGroup):
    """The commands, each built when it is typed; the common options lifted out of the line before."""

    context_class = Context

    reader: Language = "en"
    """The reader's language; known from the line before anything is worded."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [entry.name for entry in TABLE]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name, its help worded in the reader's language; None where there is none."""
        entry = COMMANDS.get(cmd_name)
        return None if entry is None else _command(entry, self.reader)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Lift the common options; what is wrong with them is told inside the boundary, by `invoke`."""
        self.reader = language(args, os.environ)
        try:
            given, rest = lifted(args, lambda name: _arity(self.get_command(ctx, name)))
            result = super().parse_args(ctx, rest)
        except (ComplaintError, typer._click.exceptions.UsageError) as error:
            given, result = _guess(args), super().parse_args(ctx, [])
            ctx.meta["refusal"] = error
        ctx.meta["given"] = given
        return result

    def invoke(self, ctx: Any) -> Any:
        """Run the command; whatever goes wrong becomes one sentence and an exit code."""
        given: Given = ctx.meta["given"]
        with Boundary(given, os.environ) as boundary:
            if "refusal" in ctx.meta:
                raise ctx.meta["refusal"]
            if not ctx._protected_args and not ctx.params["version"]:
                typer.echo(ctx.get_help())
                return None
            entry = COMMANDS.get("".join(ctx._protected_args[:1]))
            if entry is not None:
                check_meant(entry, given)
                ctx.obj = boundary.session = Session(given, entry, machine_clock(), os.environ)
                boundary.session.tell_controls(given.controls)
                boundary.session.actor_meant = _actor_meant
                if not given.no_pager and sys.stdout.isatty():
                    boundary.session.begin_paging = boundary.page
                    boundary.session.page()
            return super().invoke(ctx)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Help is read in groups: the main line first; then what every command understands."""
        translate = catalogue(self.reader)
        for group in GROUPS:
            rows = [(entry.name, translate(entry.help)) for entry in TABLE if entry.group == group]
            if rows:
                with formatter.section(translate(group)):
                    formatter.write_dl(rows)
        from complaintctl.cli.everywhere import COMMON, HEADING

        with formatter.section(translate(HEADING)):
            formatter.write_dl([(option, translate(help_)) for option, help_ in COMMON])


@cache
def _command(entry: Entry, reader: Language) -> Any:
    """The command, built once however often one process is asked for it."""
    return _worded(_built(entry), reader)


def _built(entry: Entry) -> Any:
    module = import_module(f"complaintctl.cli.commands.{entry.module}")
    made = getattr(module, entry.function)
    if isinstance(made, typer.Typer):
        return typer.main.get_command(made)
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    # A START such as -2h, POINTS such as -3 look like options.
    settings = {"ignore_unknown_options": True} if entry.name in ("clock", "adjust") else None
    single.command(entry.name, help=entry.help, context_settings=settings)(made)
    return typer.main.get_command(single)


def _worded(command: Any, reader: Language) -> Any:
    translate = catalogue(reader)
    command.context_class = Context
    command.help = translate(command.help) if command.help else command.help
    command.epilog = translate(N_("complaintctl --help tells the options that every command understands."))
    for param in command.params:
        if hasattr(param.type, "choices"):
            listed(param)
        if getattr(param, "help", None):
            param.help = translate(param.help)
            if param.required and param.param_type_name == "option":
                _asked_for(param)
    for child in getattr(command, "commands", {}).values():
        _worded(child, reader).short_help = child.help  # whole; typer's own would be cut
    return command


def _asked_for(param: Any) -> None:
    """At a terminal an option that is needed and wasn't given is asked for."""
    process = param.process_value

    def asking(ctx: Any, value: Any) -> Any:
        session = ctx.obj
        may_ask = isinstance(session, Session) and session.asks and not ctx.resilient_parsing
        if may_ask and param.value_is_missing(value):
            from complaintctl.cli.questions import ask_for_parameter

            value = ask_for_parameter(session, param)
        return process(ctx, value)

    param.process_value = asking


def _actor_meant(session: Session, said: str) -> str:
    from complaintctl.cli.people import acting

    return acting(session, said)


def _arity(command: Any) -> Mapping[str, bool]:
    if command is None:
        return {}
    own = {
        option: not param.is_flag
        for param in command.params
        if param.param_type_name == "option"
        for option in (*param.opts, *param.secondary_opts)
    }
    for child in getattr(command, "commands", {}).values():
        own |= _arity(child)
    return own


def _guess(args: list[str]) -> Given:
    """Which form an error is to have where the line itself could not be read."""
    given = Given()
    words = args[: args.index("--")] if "--" in args else args
    for option, value in zip(words, [*words[1:], ""], strict=False):
        if option == "--format=json" or (option, value) == ("--format", "json"):
            given.form = "json"
    given.lang = language(words, os.environ)
    given.quiet = "--quiet" in words
    return given


app = typer.Typer(
    cls=Commands, name="complaintctl", rich_markup_mode=None, no_args_is_help=False, pretty_exceptions_enable=False
)


@app.callback(
    invoke_without_command=True,
    help="Take complaints from the first phone call to a satisfied customer, and learn from them.",
)
def complaintctl(version: bool = typer.Option(False, "--version", help="Show the version and exit.")) -> None:
    if version:
        from complaintctl import __version__

        typer.echo(f"complaintctl {__version__}")
        raise typer.Exit
