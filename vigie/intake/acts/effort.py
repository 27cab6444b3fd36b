"""Saying that one watched and nothing happened."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.directory.models import Account
from vigie.intake.models import CheckIn, Phone
from vigie.ledger.act import act
from vigie.monitoring.unfit import Unfit
from vigie.places.models import Area

# One remembers last week; what lies further back is guessed.
REMEMBERED = timedelta(days=7)


@act("check_in")
def check_in(actor, account: Account, *, on: date, channel: str, area: Area | None = None) -> CheckIn:
    """Say that one watched on a day and that nothing happened. Said again, it is said once.

    Without an area it is the one of the monitor's telephone, where all their telephones agree.
    """
    today = timezone.localdate()
    if not today - REMEMBERED <= on <= today:
        raise Unfit(_("Say it for today or one of the last seven days."))
    place = area or _watched(account)
    found, _made = CheckIn.objects.get_or_create(
        account=account, on=on, area=place, defaults={"channel": channel}
    )
    return found


def _watched(account: Account) -> Area | None:
    areas = {phone.area for phone in Phone.objects.working().filter(account=account).select_related("area")}
    return areas.pop() if len(areas) == 1 else None
