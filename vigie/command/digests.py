"""`vigie digests`: the mails that tell people what is new in what they follow."""

from __future__ import annotations

import click
from django.conf import settings
from django.utils.translation import gettext as _


@click.group(help=_("Send what people asked to be told."))
def digests() -> None:
    pass


@digests.command(
    "send",
    help=_(
        "Send the digests that are due. Run it every hour: each goes once for each time it is due, however often "
        "this is run, and one that failed is tried again."
    ),
)
def send() -> None:
    from vigie.alerts.mailing import NoMail
    from vigie.alerts.sending import send_due
    from vigie.ledger.models import Node

    try:
        outcomes = send_due()
    except NoMail as error:
        raise click.ClickException(
            _("No mail server is named. Set VIGIE_SMTP_HOST and VIGIE_MAIL_FROM (docs/operate.md).")
        ) from error
    click.echo(
        _("Digests sent: %(sent)s; nothing new: %(nothing)s; to be tried again: %(failed)s.")
        % {name: outcomes[name] for name in ("sent", "nothing", "failed")}
    )
    if Node.here().fictional and outcomes["sent"]:
        click.echo(
            _("This node is fictional: its mails lie in %(folder)s.") % {"folder": settings.VAR / "mail"}
        )
    if outcomes["failed"]:
        raise click.exceptions.Exit(1)
