"""Making a copy: for oneself, or for a member of one's own committee."""

from __future__ import annotations

from django.db.models import Max

from vigie import access
from vigie.briefing.models import Copy
from vigie.directory.models import Account
from vigie.ledger.act import Refused, act
from vigie.parliament.models import Sitting


@act("brief")
def number_copy(actor, sitting: Sitting, *, reader: Account) -> Copy:
    """Give the next number of this sitting's copies to one for `reader`. The ledger says for whom it is.

    Raises `Refused` for somebody for whom this actor makes none, or who does not sit there.
    """
    if not access.may(actor, "brief", reader) or not access.may(reader, "brief", sitting):
        raise Refused(f"number_copy {sitting.pk} for {reader.pk}")
    Sitting.objects.select_for_update().get(pk=sitting.pk)  # two copies at once get two numbers
    last = Copy.objects.filter(sitting=sitting).aggregate(last=Max("number"))["last"] or 0
    sitting.ledger_detail = {"reader": str(reader.uuid), "number": last + 1}
    return Copy.objects.create(sitting=sitting, reader=reader, maker=actor, number=last + 1)
