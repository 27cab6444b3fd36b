"""The subcommands of `vigie`, and their common help."""

from __future__ import annotations

from importlib import import_module

import click
from django.utils.translation import gettext as _

# Name → where it is written, in the order in which help lists them. Each is loaded when it is asked for: a node
# that only serves does without the engine's compiler.
COMMANDS = {
    "demo": "vigie.command.demo:demo",
    "init": "vigie.command.setup:init",
    "organisation": "vigie.command.directory:organisation",
    "account": "vigie.command.accounts:account",
    "directory": "vigie.command.directory:directory",
    "serve": "vigie.command.serve:serve",
    "import": "vigie.intake.commands:import_",
    "forms": "vigie.command.forms:forms",
    "match": "vigie.command.match:match",
    "sample": "vigie.command.sample:sample",
    "round": "vigie.command.round:round_",
    "settle": "vigie.command.settle:settle",
    "effort": "vigie.command.effort:effort",
    "estimate": "vigie.command.estimate:estimate",
    "digests": "vigie.command.digests:digests",
    "export": "vigie.command.export:export",
    "exchange": "vigie.command.exchange:exchange",
    "check": "vigie.command.check:check",
    "form-key": "vigie.command.sealed:form_key",
    "open": "vigie.command.sealed:open_",
    "file-opened": "vigie.command.sealed:file_opened_",
    "odk-bench": "vigie.command.bench:odk_bench",
    "odk-dump": "vigie.command.bench:odk_dump",
}


class LoadedLater(click.Group):
    """A group whose commands are loaded by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _colon, name = COMMANDS[cmd_name].partition(":")
        return getattr(import_module(module), name)


@click.group(
    cls=LoadedLater,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=_(
        "Vigie: many watchers, one register, and no source betrayed.\n\n"
        "Begin with `vigie demo` to look around in a fictional region, or with `vigie init` to make a node "
        "of your own."
    ),
)
@click.version_option(package_name="vigie")
def vigie() -> None:
    pass
