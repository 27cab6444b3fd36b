"""`vigie round`: compare what organisations asked of one another, on the days for it."""

from __future__ import annotations

import click
from django.utils.translation import gettext as _

from vigie.access import NodeActor
from vigie.ledger.models import Node


@click.command(
    "round",
    help=_(
        "Compare the questions that organisations asked (whether somebody else holds the same incident) with one "
        "another, if a round is due. Run it every day; on most days it does nothing. How many met is not said."
    ),
)
def round_() -> None:
    from vigie.counting.acts import hold_round

    held = hold_round(NodeActor(), Node.here())
    click.echo(_("A round was held.") if held else _("No round is due today."))
