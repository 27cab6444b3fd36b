"""The rules of settling, taken up by the node."""

from __future__ import annotations

from collections.abc import Callable

from vigie.core.claims import WrongRules, rules_of
from vigie.directory.models import Organisation
from vigie.ledger.act import act
from vigie.ledger.models import Node
from vigie.monitoring.gathering import BATCH, settle
from vigie.monitoring.models import Incident, SettlingRules

Tell = Callable[[int, int], None]


@act("build")
def settle_by(actor, node: Node, *, data: dict | None = None, tell: Tell = lambda done, of_all: None) -> int:
    """Settle every incident anew, by new rules where `data` gives some. How many incidents hold something else
    than before. Raises `WrongRules`, and then nothing is changed.
    """
    if data is not None:
        _check(data)
        SettlingRules.objects.create(data=data)
    standing = Incident.objects.exclude(state="merged")
    before = dict(standing.values_list("pk", "updated_at"))
    keys = sorted(before)
    for start in range(0, len(keys), BATCH):
        settle(keys[start : start + BATCH])
        tell(min(start + BATCH, len(keys)), len(keys))
    changed = sum(before[key] != at for key, at in standing.values_list("pk", "updated_at"))
    node.ledger_detail = {"rules": data, "incidents": len(keys), "changed": changed}
    return changed


def _check(data: dict) -> None:
    named = {slug for rule in rules_of(data).by_field.values() for slug in rule.organisations}
    unknown = named - set(Organisation.objects.filter(slug__in=named).values_list("slug", flat=True))
    if unknown:
        raise WrongRules("organisation", said=", ".join(sorted(unknown)))
