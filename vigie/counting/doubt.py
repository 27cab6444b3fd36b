"""Between which numbers of incidents the matching leaves a count: said beside the register's totals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie import access
from vigie.counting.figures import interval_of
from vigie.counting.sight import Sight
from vigie.web import words
from vigie.web.sureness import Beside

# A count that differs by more than this share from what was held when the clusterings were drawn is of something
# else: of a part of the register, or of a register that has changed much since.
ALIKE = 0.05


@dataclass(frozen=True)
class Doubt:
    """How many incidents were held on a day, and between which numbers the matching leaves that count."""

    held: int
    low: int
    high: int
    day: date
    is_current: bool  # the count is the one that is shown

    @property
    def sentence(self) -> str:
        said = {"low": words.number(self.low), "high": words.number(self.high)}
        if self.is_current:
            return _("Between %(low)s and %(high)s by how sure the matching is.") % said
        on = {"day": words.day(self.day), "held": words.number(self.held)}
        return _("On %(day)s, of %(held)s: between %(low)s and %(high)s by how sure the matching is.") % {
            **said,
            **on,
        }


def doubt_beside(actor, counted: QuerySet | None) -> Beside | None:
    """The interval of a count of everything that this actor may see; nothing beside a count of a part."""
    run = None if counted is None else access.rows(actor, "see", "counting.EstimateRun").newest()
    if run is None:
        return None
    held, draws = Sight.of(actor, run).sampled(run.sampled)
    total = counted.count_known()
    if not draws or abs(total - held) > ALIKE * held or (total != held and not _is_all(actor, total)):
        return None
    low, high = interval_of(held, draws)
    said = Doubt(held, low, high, timezone.localdate(run.ended_at), is_current=total == held)
    return Beside("counting/_doubt.html", said, ((_("Certainty of the matching"), said.sentence),))


def _is_all(actor, total: int) -> bool:
    return total == access.rows(actor, "see", "monitoring.Incident").live().count_known()
