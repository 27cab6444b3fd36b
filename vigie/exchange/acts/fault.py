"""Somebody looks at what was refused."""

from __future__ import annotations

from django.utils import timezone

from vigie.directory.models import Account
from vigie.exchange.models import Fault
from vigie.ledger.act import act


@act("look")
def look_at_fault(actor, fault: Fault, *, because: str = "") -> None:
    """Say that it was looked at. `because` tells the ledger what came of it."""
    fault.looked_at = timezone.now()
    fault.looked_by = actor if isinstance(actor, Account) else None
    fault.save(update_fields=["looked_at", "looked_by"])
