"""`vigie effort`: reckon monitor-days from what came in, or take them and outages from a list."""

from __future__ import annotations

from pathlib import Path

import click
from django.utils.translation import gettext as _

from vigie.access import NodeActor
from vigie.intake.commands import _organisation

REFUSALS_SHOWN = 10


@click.group(help=_("The effort of reporting: days on which somebody watched, and what stood in the way."))
def effort() -> None:
    pass


@effort.command(
    help=_(
        "Reckon the monitor-days of every organisation for the last months, from records, messages and days on "
        "which nothing happened. Run it every day; doing it twice changes nothing."
    )
)
def reckon() -> None:
    from vigie.directory.models import Organisation
    from vigie.intake.desk.effort import reckon as reckon_of
    from vigie.monitoring.models import MonitorDays

    for organisation in Organisation.objects.filter(is_member=True).order_by("slug"):
        reckon_of(NodeActor(), organisation)
    click.echo(_("Monitor-days are reckoned: %(n)s figures.") % {"n": MonitorDays.objects.count()})


@effort.command(
    "import",
    help=_(
        "Take a list (CSV or XLSX) of one organisation. “days” has the columns area, month, days; “outages” area, "
        "kind, first, last, source. Areas by name or P-code, kinds: network, power, roads, ban, other."
    ),
)
@click.argument("what", type=click.Choice(["days", "outages"]))
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--organisation", required=True, help=_("Short name of the organisation whose list this is."))
def import_(what: str, file: Path, organisation: str) -> None:
    from vigie.intake.desk.effort_lists import take
    from vigie.intake.readers.outcome import UnreadableFile
    from vigie.intake.words import said

    try:
        taken, refused = take(NodeActor(), _organisation(organisation), file, what)
    except UnreadableFile as stop:
        raise click.ClickException(" ".join(said(vars(each) for each in stop.faults))) from stop
    click.echo(_("%(taken)s rows taken, %(refused)s refused.") % {"taken": taken, "refused": len(refused)})
    for sentence in refused[:REFUSALS_SHOWN]:
        click.echo("  " + sentence)
    if len(refused) > REFUSALS_SHOWN:
        click.echo("  …")
