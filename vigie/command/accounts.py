"""`vigie account`: who may sign in."""

from __future__ import annotations

import click
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from vigie.access import ROLES, NodeActor


@click.group(help=_("Open and close accounts."))
def account() -> None:
    pass


@account.command("add", help=_("Open an account. USERNAME says what the person does, not who it is."))
@click.argument("username")
@click.option("--role", type=click.Choice(ROLES), required=True, help=_("What the person does here."))
@click.option("--organisation", required=True, help=_("Short name of an organisation of the directory."))
@click.password_option(help=_("At least 12 characters; asked for when not given."))
def add(username: str, role: str, organisation: str, password: str) -> None:
    from vigie.directory.acts import open_account
    from vigie.directory.models import Organisation

    body = Organisation.objects.filter(slug=organisation).first()
    if body is None:
        known = ", ".join(Organisation.objects.values_list("slug", flat=True)) or _("none yet")
        raise click.ClickException(
            _("There is no organisation “%(slug)s”. Known: %(known)s.")
            % {"slug": organisation, "known": known}
        )
    try:
        open_account(NodeActor(), body, username=username, role=role, password=password)
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    click.echo(_("%(username)s may sign in as %(role)s.") % {"username": username, "role": role})
