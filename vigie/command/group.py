"""The subcommands of `vigie`, and their common help."""

from __future__ import annotations

import click
from django.utils.translation import gettext as _

from vigie.command.accounts import account
from vigie.command.bench import odk_bench, odk_dump
from vigie.command.check import check
from vigie.command.demo import demo
from vigie.command.directory import directory, organisation
from vigie.command.effort import effort
from vigie.command.estimate import estimate
from vigie.command.export import export
from vigie.command.match import match
from vigie.command.round import round_
from vigie.command.sample import sample
from vigie.command.sealed import file_opened_, form_key, open_
from vigie.command.serve import serve
from vigie.command.settle import settle
from vigie.command.setup import init
from vigie.intake.commands import import_


@click.group(
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


for each in (
    demo, init, organisation, account, directory, serve, import_, match, sample, round_, settle, effort, estimate,
    export, check, form_key, open_, file_opened_, odk_bench, odk_dump,
):  # fmt: skip
    vigie.add_command(each)
