"""`vigie match`: find which reports tell of the same incident."""

from __future__ import annotations

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vigie.access import NodeActor
from vigie.command.matchfile import file_options, match_a_file
from vigie.command.progress import progress
from vigie.ledger.models import Node


@click.command(
    help=_(
        "Compare every report with those near it in place and time, and group those that tell of the same "
        "incident. What people have decided is kept; whatever would change a decision is only proposed."
    )
    + "\n\n"
    + _("With --file, the reports of a file are matched instead, without any database: see docs/research.md.")
)
@file_options
def match(**given) -> None:
    if given["file"] or given["check"]:
        match_a_file(given)
    elif any(given[name] for name in ("out", "taxonomy", "keep", "decisions", "sample")):
        raise click.UsageError(_("These options speak of a file: name it with --file."))
    else:
        _match_register()


def _match_register() -> None:
    """Match what the register holds."""
    from vigie.counting.acts import match as match_all

    with progress(_("Comparing reports")) as tell:
        run = match_all(NodeActor(), Node.here(), tell=tell)
    click.echo(
        ngettext("%(n)s report", "%(n)s reports", run.reports) % {"n": run.reports}
        + ", "
        + ngettext("%(n)s incident", "%(n)s incidents", run.incidents) % {"n": run.incidents}
        + ", "
        + ngettext("%(n)s pair to review", "%(n)s pairs to review", run.to_review) % {"n": run.to_review}
    )
