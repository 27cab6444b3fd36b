"""What a notification may say of a thing: nothing of TLP:RED, and no content above TLP:GREEN."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vigie import access
from vigie.core.marks import may_be_announced_by_mail, may_be_quoted_in_mail
from vigie.sharing.models import Terms


def sayable(terms: Terms) -> bool:
    """Whether title and summary of what the terms guard may stand in a mail, a digest or a feed."""
    return may_be_quoted_in_mail(terms.tlp)


def told(actor, terms: Terms, title: str) -> str:
    """The words for this actor at this moment, or nothing at all.

    Asked when the message is made, not when the event was noted: what was withdrawn, held or expired since is not
    told. Of TLP:RED not even that it is there; of AMBER that something waits, without its title.
    """
    if not may_be_announced_by_mail(terms.tlp):
        return ""
    if not access.readable_terms(actor).filter(pk=terms.pk).exists():
        return ""
    if sayable(terms):
        return title
    return _("Something marked %(mark)s waits for you. Sign in to read it.") % {"mark": terms.tlp}
