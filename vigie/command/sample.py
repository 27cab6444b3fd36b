"""`vigie sample`: draw this month's pairs of reports to be read blind."""

from __future__ import annotations

import click
from django.utils.translation import gettext as _

from vigie.access import NodeActor
from vigie.ledger.models import Node


@click.command(
    help=_(
        "Draw this month's sample: pairs of reports that were joined or kept apart, to be read by people who do "
        "not know which. What they find says how often the register is right. A month is drawn once."
    )
)
def sample() -> None:
    from vigie.counting.acts import draw_sample
    from vigie.counting.faces import StratumDrawn

    drawn = draw_sample(NodeActor(), Node.here())
    click.echo(_("Sample of %(month)s:") % {"month": f"{drawn.month:%Y-%m}"})
    for each in map(StratumDrawn.of, drawn.strata):
        click.echo(_("  %(drawn)s of %(size)s: %(name)s") % vars(each))
