"""`vigie forms`: the forms that come with the project, published for an organisation."""

from __future__ import annotations

import click
from django.utils.translation import gettext as _

from vigie.access import NodeActor
from vigie.directory.models import Organisation
from vigie.intake.acts import take_up_forms


@click.command(
    help=_(
        "Publish the six forms of the project for ORGANISATION, whose monitors may then fill them. What is there "
        "already stays."
    )
)
@click.argument("organisation")
@click.option(
    "--filled-by", "fillers", multiple=True, help=_("Another organisation whose monitors may fill them.")
)
def forms(organisation: str, fillers: tuple[str, ...]) -> None:
    owner, *others = [_named(slug) for slug in (organisation, *fillers)]
    for form in take_up_forms(NodeActor(), owner, fillers=others):
        click.echo(f"  {form.form_id:<24}{form.title}")


def _named(slug: str) -> Organisation:
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Organisation.objects.order_by("slug").values_list("slug", flat=True)) or _(
            "none yet"
        )
        problem = _("There is no organisation “%(slug)s”. Known: %(known)s.")
        raise click.ClickException(problem % {"slug": slug, "known": known})
    return found
