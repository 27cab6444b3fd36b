"""Mails: what they say, how they are headed, and by which way they leave."""

from __future__ import annotations

import logging
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vigie.alerts import tokens
from vigie.alerts.faces import Digest
from vigie.alerts.models import SavedSearch, Sent, Subscription
from vigie.alerts.telling import coming, part_of
from vigie.ledger.models import Node
from vigie.web import words
from vigie.web.typeset import french

LOG = logging.getLogger(__name__)


class NoMail(Exception):
    """No mail server is named: nothing can be sent from this node."""


def way_out():
    """The way by which mail leaves: into a folder on a fictional node, which never writes to real people."""
    if Node.here().fictional:
        folder = settings.VAR / "mail"
        folder.mkdir(parents=True, exist_ok=True)
        return get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=folder)
    if not settings.EMAIL_HOST:
        raise NoMail
    return get_connection()


def digest_of(subscription: Subscription, since, until) -> Digest:
    """What is new for the owner of this subscription, asked of the law now."""
    account = subscription.account
    searches = SavedSearch.objects.filter(account=account, in_mail=True).order_by("made_at", "pk")
    parts = [
        part_of(search, max(since, search.made_at), until)
        for search in searches.select_related("account__organisation")
    ]
    node = Node.here()
    return Digest(
        parts=tuple(part for part in parts if part and part.count),
        coming=coming(account, subscription.rhythm, until) if subscription.reminders else None,
        fictional=node.fictional, node=node.name, leave=_leaving(subscription), settings=whole(reverse("alerts")),
    )  # fmt: skip


def digest_mail(subscription: Subscription, sent: Sent, digest: Digest) -> EmailMessage:
    """The mail of one digest. Sent twice by a cut line it has the same name, so that mailboxes show it once."""
    with translation.override(subscription.language):
        mail = _mail(
            subscription, _subject(digest), "alerts/digest.txt", {"it": digest, "home": settings.ADDRESS}
        )
    mail.extra_headers.update({
        "Message-ID": f"<{subscription.uuid}.{sent.due_at:%Y%m%d%H}@{_host()}>",
        "List-Unsubscribe": f"<{_leaving(subscription)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
        "List-Id": f"Vigie <digest.{_host()}>",
    })  # fmt: skip
    return mail


def confirming_mail(subscription: Subscription) -> EmailMessage:
    """The mail that asks whether this mailbox wants digests. It says nothing of what is in Vigie."""
    address = whole(reverse("alert-confirm", kwargs={"token": tokens.to_confirm(subscription)}))
    with translation.override(subscription.language):
        until = words.moment(timezone.now() + tokens.CONFIRMED_WITHIN)
        return _mail(
            subscription,
            _("Confirm your mailbox"),
            "alerts/confirm.txt",
            {"address": address, "until": until},
        )


def ask_mailbox(way, subscription: Subscription) -> bool:
    """Ask a mailbox whether it wants digests. What no server takes stays to be asked, with the digests that are due."""
    try:
        way.send_messages([confirming_mail(subscription)])
    except OSError as error:  # of a line or a mail server; its words may hold the mailbox
        LOG.warning("A mailbox could not be asked: %s", type(error).__name__)
        return False
    return bool(Subscription.objects.filter(pk=subscription.pk).update(written_at=timezone.now()))


def whole(path: str) -> str:
    """A path of this node as an address that can be opened from anywhere."""
    return settings.ADDRESS + path


def _mail(subscription, subject: str, template: str, context: dict) -> EmailMessage:
    text = render_to_string(template, context)
    if translation.get_language() == "fr":
        subject, text = french(subject), french(text)
    headers = {"Auto-Submitted": "auto-generated", "Content-Language": subscription.language}
    sender = formataddr(("Vigie", settings.DEFAULT_FROM_EMAIL))
    return EmailMessage(subject, text, sender, [subscription.mailbox], headers=headers)


def _subject(digest: Digest) -> str:
    """How much there is, and nothing of what it is: a subject is read over shoulders."""
    if not digest.count:
        return _("Vigie: dates to keep in mind")
    said = ngettext("Vigie: %(n)s thing new or changed", "Vigie: %(n)s things new or changed", digest.count)
    return said % {"n": words.number(digest.count)}


def _leaving(subscription) -> str:
    return whole(reverse("alert-leave", kwargs={"token": tokens.to_leave(subscription)}))


def _host() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
