"""`vigie match`: find which reports tell of the same incident."""

from __future__ import annotations

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vigie.access import NodeActor
from vigie.command.progress import progress
from vigie.ledger.models import Node


@click.command(
    help=_(
        "Compare every report with those near it in place and time, and group those that tell of the same "
        "incident. What people have decided is kept; whatever would change a decision is only proposed."
    )
)
def match() -> None:
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
