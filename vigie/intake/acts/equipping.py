"""Telephones given out, taken back and lost to others, by those who answer for the monitors."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.directory.models import Account
from vigie.intake.desk.holding import take_out
from vigie.intake.models import FieldPassword, Phone, Sender, Submission
from vigie.intake.openrosa.credentials import ha1, new_token, token_hash
from vigie.ledger.act import act
from vigie.monitoring import acts as monitoring
from vigie.monitoring.acts.effort import FINEST_LEVEL
from vigie.monitoring.unfit import Unfit
from vigie.places.models import Area

LONGEST_LABEL = 120
# More than a year of reports held apart would be a decision on a person, not on a telephone.
MOST_DAYS = 400
FILLERS = ("monitor", "analyst", "coordinator")
# Without letters and digits that look alike: it is typed on a telephone, from paper.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@act("equip")
def add_phone(actor, account: Account, *, label: str, area: Area | None = None) -> tuple[Phone, str]:
    """Set a telephone up for a monitor. Gives its token, which is shown once and kept nowhere."""
    if not account.is_active or account.role not in FILLERS:
        raise Unfit(_("This account sends no reports. Choose a monitor, an analyst or a coordinator."))
    if not label.strip():
        raise Unfit(_("Name the telephone, so that you know it again. No names of persons."))
    _must_be_broad(area)
    token = new_token()
    phone = Phone.objects.create(
        account=account, label=label.strip()[:LONGEST_LABEL], area=area, token_hash=token_hash(token)
    )
    account.ledger_detail = {"phone": str(phone.uuid)}
    return phone, token


@act("equip")
def give_field_password(actor, account: Account) -> str:
    """Give a monitor a new password for forms only; the old one stops at once. It is shown once."""
    if not account.is_active or account.role not in FILLERS:
        raise Unfit(_("This account sends no reports. Choose a monitor, an analyst or a coordinator."))
    password = "-".join("".join(secrets.choice(LETTERS) for _each in range(4)) for _part in range(4))
    FieldPassword.objects.update_or_create(account=account, defaults={"ha1": ha1(account.username, password)})
    return password


@act("equip")
def take_field_password(actor, account: Account, *, because: str) -> None:
    """Take a monitor's field password back."""
    FieldPassword.objects.filter(account=account).delete()


@act("amend")
def move_phone(actor, phone: Phone, *, area: Area | None) -> None:
    """Say where the monitor of a telephone watches now."""
    _must_be_broad(area)
    phone.area = area
    phone.save(update_fields=["area"])


@act("amend")
def revoke_phone(actor, phone: Phone, *, because: str) -> None:
    """Refuse a telephone from its next request on. What it sent stays as it is."""
    if phone.revoked_at:
        raise Unfit(_("This telephone is revoked already."))
    phone.revoked_at = timezone.now()
    phone.save(update_fields=["revoked_at"])


@act("amend")
def seize_phone(actor, phone: Phone, *, days: int, because: str) -> int:
    """Say that a telephone is in other hands. Gives how many of its records are held apart from now on.

    It is refused from its next request on, with everything else that may be on it: its monitor's field password
    and number for SMS. What it may have sent in the last `days` is not filed, or counts no more, until a
    coordinator has looked at each.
    """
    if phone.seized_at:
        raise Unfit(_("This telephone is marked as seized already."))
    if not 0 <= days <= MOST_DAYS:
        raise Unfit(_("Write a number of days from 0 to %(most)s.") % {"most": MOST_DAYS})
    now = timezone.now()
    phone.seized_at, phone.revoked_at = now, phone.revoked_at or now
    phone.held_since = timezone.localdate() - timedelta(days)
    phone.save(update_fields=["seized_at", "revoked_at", "held_since"])
    FieldPassword.objects.filter(account=phone.account).delete()
    Sender.objects.filter(account=phone.account, revoked_at=None).update(revoked_at=now)
    held = _hold(actor, phone)
    phone.ledger_detail = {"days": days, "held": held}
    return held


def _hold(actor, phone: Phone) -> int:
    mine = Submission.objects.select_for_update(of=("self",)).that_may_come_from(phone)
    recent = (
        mine.filter(received_at__date__gte=phone.held_since).exclude(state="held").exclude(review="rejected")
    )
    found = list(recent.exclude(state="draft").select_related("report", "form", "organisation"))
    for submission in found:
        if submission.report is not None:
            monitoring.hold(actor, submission.report, reason="seized")
    take_out(found)
    Submission.objects.filter(pk__in=[each.pk for each in found]).update(state="held")
    return len(found)


def _must_be_broad(area: Area | None) -> None:
    if area is not None and area.level > FINEST_LEVEL:
        raise Unfit(_("Here areas end at the province, cercle or department. Choose a broader one."))
