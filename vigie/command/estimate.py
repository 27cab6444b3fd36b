"""`vigie estimate`: how many incidents nobody reported."""

from __future__ import annotations

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vigie.access import NodeActor
from vigie.command.progress import progress
from vigie.ledger.models import Node


@click.command(
    help=_(
        "Compare what each organisation holds and estimate how many incidents none of them reported: for the whole "
        "register, over time, by area and by type. Where the data cannot bear a figure, none is given."
    )
)
@click.option("--clusterings", default=20, show_default=True, help=_("Sampled clusterings to reckon over."))
@click.option("--seed", default=1, show_default=True, help=_("The same seed gives the same figures."))
def estimate(clusterings: int, seed: int) -> None:
    from vigie.counting.acts import estimate_unreported

    with progress(_("Estimating")) as tell:
        run = estimate_unreported(NodeActor(), Node.here(), clusterings=clusterings, seed=seed, tell=tell)
    click.echo(_in_words(list(run.estimates.values_list("verdict", flat=True))))


def _in_words(verdicts: list[str]) -> str:
    """ "105 strata: 51 intervals, 7 lower bounds, 47 refused"."""
    told = {code: verdicts.count(code) for code in ("interval", "at_least", "refused")}
    phrases = (
        ngettext("%(n)s interval", "%(n)s intervals", told["interval"]) % {"n": told["interval"]},
        ngettext("%(n)s lower bound", "%(n)s lower bounds", told["at_least"]) % {"n": told["at_least"]},
        ngettext("%(n)s refused", "%(n)s refused", told["refused"]) % {"n": told["refused"]},
    )
    strata = ngettext("%(n)s stratum", "%(n)s strata", len(verdicts)) % {"n": len(verdicts)}
    return f"{strata}{_(': ')}{', '.join(phrases)}"
