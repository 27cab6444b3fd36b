"""`vigie directory` and `vigie organisation`: who is known to this node."""

from __future__ import annotations

from pathlib import Path

import click
from django.utils.translation import gettext as _

from vigie.access import NodeActor
from vigie.core.statement import TLP
from vigie.directory.loading import Loaded, NotADirectory, load_directory, read
from vigie.ledger.models import Node


def _load(data: dict, password: str = "") -> Loaded:
    try:
        return load_directory(NodeActor(), Node.here(), data=data, password=password)
    except NotADirectory as error:
        raise click.ClickException(str(error)) from error


def _tell(loaded: Loaded) -> None:
    click.echo(", ".join(f"{number} {_(outcome)}" for outcome, number in sorted(loaded.counts.items())))
    for row in loaded.refused:
        click.echo(f"  {row.section} {row.number} ({row.name}): {row.reason}")
    if loaded.refused:
        raise click.exceptions.Exit(1)


@click.command(
    help=_(
        "Bring FILE into the directory: organisations, people, posts and units in Popolo's terms, as JSON. "
        "docs/rooms/directory.md shows one. A second time changes nothing."
    )
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def directory(file: Path) -> None:
    try:
        data = read(file)
    except NotADirectory as error:
        raise click.ClickException(str(error)) from error
    _tell(_load(data))


@click.group(help=_("Name the organisations of this node."))
def organisation() -> None:
    pass


@organisation.command(
    "add", help=_("Add an organisation. SLUG is its short name, in small letters and hyphens.")
)
@click.argument("slug")
@click.argument("name")
@click.option(
    "--kind", default="observatory", show_default=True, help=_("Kind, from standards/organisations.yaml.")
)
@click.option("--country", default="", help=_("Two letters, such as BF, ML or NE."))
@click.option("--member", is_flag=True, help=_("It belongs to the platform whose members share TLP:GREEN."))
@click.option(
    "--tlp",
    type=click.Choice(TLP),
    default="TLP:AMBER+STRICT",
    show_default=True,
    help=_("Mark of its reports that carry none of their own."),
)
def add(slug: str, name: str, kind: str, country: str, member: bool, tlp: str) -> None:
    row = {
        "slug": slug,
        "name": name,
        "classification": kind,
        "country": country.upper(),
        "is_member": member,
        "default_tlp": tlp,
    }
    _tell(_load({"note": _("Entered by the operator of this node"), "organisations": [row]}))
