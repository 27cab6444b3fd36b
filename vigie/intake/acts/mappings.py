"""Mappings kept under a name, so that the next file of the same columns needs none."""

from __future__ import annotations

from collections.abc import Sequence

import yaml
from django.utils.translation import gettext as _

from vigie.directory.models import Organisation
from vigie.intake.models import SavedMapping, signature_of
from vigie.intake.readers.mapping_file import MAX_MAPPING_BYTES, plan_from
from vigie.intake.readers.outcome import Fault, UnreadableFile
from vigie.ledger.act import act
from vigie.monitoring.acts.who import person
from vigie.monitoring.unfit import Unfit


@act("amend")
def save_mapping(
    actor, organisation: Organisation, *, name: str, text: str, columns: Sequence[str]
) -> SavedMapping:
    """Keep a mapping for tables of these columns. The same name again replaces what it said.

    Raises `UnreadableFile` with every fault of the mapping, and of columns that it names and the table lacks.
    """
    if not name.strip():
        raise Unfit(_("Give the mapping a name."))
    plan = plan_from(mapping_in(text))
    missing = [column for column in plan.columns() if column not in columns and not column.startswith("#")]
    if missing:
        present = ", ".join(list(columns)[:40])
        raise UnreadableFile(
            *(Fault("mapping-column-missing", each, params={"columns": present}) for each in missing)
        )
    saved, _made = SavedMapping.objects.update_or_create(
        organisation=organisation, name=name.strip()[:40],
        defaults={
            "text": text, "columns": list(columns), "signature": signature_of(columns), "made_by": person(actor),
        },
    )  # fmt: skip
    organisation.ledger_detail = {"mapping": str(saved.uuid)}
    return saved


@act("amend")
def forget_mapping(actor, saved: SavedMapping, *, because: str) -> None:
    """Forget a saved mapping. What was read by it stays."""
    SavedMapping.objects.filter(pk=saved.pk).delete()


def mapping_in(text: str) -> dict:
    """What a mapping says, unchecked. Raises `UnreadableFile` where it is no map of keys."""
    if len(text.encode()) > MAX_MAPPING_BYTES:
        sizes = {"size": len(text) // 1024**2, "limit": MAX_MAPPING_BYTES // 1024**2}
        raise UnreadableFile(Fault("file-too-large", params=sizes))
    try:
        found = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise UnreadableFile(Fault("mapping-broken", params={"row": mark.line + 1 if mark else 1})) from error
    if not isinstance(found, dict):
        raise UnreadableFile(Fault("mapping-broken", params={"row": 1}))
    return found
