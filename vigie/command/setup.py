"""`vigie init`: an empty node, ready for a first organisation."""

from __future__ import annotations

import click
from django.conf import settings
from django.core.management import call_command
from django.utils.translation import gettext as _

from vigie.command.progress import progress
from vigie.ledger.models import Node


def prepare(*, name: str, fictional: bool = False) -> Node:
    """Bring the database to the newest form and say what this node is. Running it again changes nothing."""
    settings.VAR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    node, _made = Node.objects.get_or_create(pk=1, defaults={"name": name, "fictional": fictional})
    return node


@click.command(help=_("Make this node's database, or bring it up to date. What is there is kept."))
@click.option("--name", default="Vigie", show_default=True, help=_("Name of the node."))
def init(name: str) -> None:
    prepare(name=name)
    with progress(_("Compiling the engine")):
        from vigie.counting.running import warm

        warm()
    click.echo(
        _("The node is ready. Next: `vigie organisation add`, `vigie account add`, then `vigie import`.")
    )
