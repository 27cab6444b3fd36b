"""What was refused, in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_noop

from vigie.exchange.models import Fault
from vigie.exchange.sentences import sentence
from vigie.web.tables import column


@dataclass(frozen=True)
class ListedFault:
    """Why, when, and by which way; of the file only what tells whether it is the one meant."""

    made_at: datetime = column(gettext_noop("When"), "#date")
    sentence: str = column(gettext_noop("Why"), "#description")
    way: str = column(gettext_noop("Way"), "#meta+way")
    size: int = column(gettext_noop("Bytes"), "#meta+size")
    sha256: str = column(gettext_noop("Fingerprint of the file"), "#meta+sha256")
    times: int = column(gettext_noop("How many times"), "#meta+times")
    uuid: str = ""
    is_looked_at: bool = False

    @classmethod
    def of(cls, fault: Fault) -> ListedFault:
        return cls(
            fault.made_at, sentence(fault.code, fault.params), str(fault.get_way_display()), fault.size,
            fault.sha256[:16], fault.times, str(fault.uuid), fault.looked_at is not None,
        )  # fmt: skip
