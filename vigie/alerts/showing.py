"""What stands on one's own page of alerts."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from vigie import access
from vigie.alerts.faces import KeptSearch, OwnAlerts, OwnMail, rhythm_in_words
from vigie.alerts.kinds import KINDS, open_kinds
from vigie.web import words


def own_alerts(actor) -> OwnAlerts:
    """Everything that this person follows, and how."""
    searches = access.rows(actor, "see", "alerts.SavedSearch").order_by("made_at", "pk")
    feed = access.rows(actor, "see", "alerts.Feed").first()
    return OwnAlerts(
        searches=tuple(_search(actor, each) for each in searches),
        mail=_mail(actor),
        has_feed=feed is not None,
        feed_since=words.moment(feed.made_at) if feed else "",
        lists=tuple((str(kind.name), reverse(kind.page)) for kind in open_kinds(actor)),
    )


def _search(actor, search) -> KeptSearch:
    kind = KINDS.get(search.kind)
    if kind is None or not kind.open_to(actor):
        return KeptSearch(str(search.uuid), search.name, "", "", "", search.in_mail, False)
    try:
        asked = kind.in_words(actor, QueryDict(search.query))
    except ValidationError as error:  # an area that a newer map no longer has
        asked = " ".join(error.messages)
    address = reverse(kind.page) + (f"?{search.query}" if search.query else "")
    return KeptSearch(str(search.uuid), search.name, str(kind.name), asked, address, search.in_mail, True)


def _mail(actor) -> OwnMail | None:
    mail = access.rows(actor, "see", "alerts.Subscription").first()
    if mail is None:
        return None
    when = rhythm_in_words(mail.rhythm, mail.get_weekday_display(), mail.hour)
    last = access.rows(actor, "see", "alerts.Sent").order_by("-due_at").first()
    return OwnMail(
        mail.mailbox, when, mail.get_language_display(), mail.confirmed_at is not None,
        mail.written_at is not None, _became(last),
        last is not None and last.state == "failed",
    )  # fmt: skip


def _became(last) -> str:
    if last is None:
        return ""
    said = {
        "sent": _("The last digest went on %(when)s."),
        "nothing": _("Nothing was new on %(when)s: no digest went."),
        "failed": _("The digest of %(when)s could not be delivered. It is tried again every hour."),
        "sending": _("A digest is on its way since %(when)s."),
    }[last.state]
    return said % {"when": words.moment(last.tried_at)}
