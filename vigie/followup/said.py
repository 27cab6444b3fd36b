"""What a room says when it recommends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from vigie.directory.models import Organisation


@dataclass(frozen=True)
class Said:
    """A recommendation as it is drafted.

    `kind` and `source_kind` are codes of `models.recommendation`. `source_label` and `source_key` name the row it comes
    from and `evidence` the rows it stands on, by the labels of `evidence.SOURCES`; `source_words` tells in words
    what no row holds. `circles` are those of `sharing`, with whom its terms share it beside the addressee. A day that
    is given (`response_due`, `implementation_due`) stands; one that is not follows from the rules when it is issued.
    """

    title: str
    text: str
    addressee: Organisation
    kind: str
    source_kind: str
    done_when: str = ""
    done_target: int | None = None
    done_out_of: int | None = None
    done_unit: str = ""
    gender_note: str = ""
    source_label: str = ""
    source_key: str = ""
    source_words: str = ""
    evidence: tuple[tuple[str, str], ...] = ()
    country: str | None = None  # None: the addressee's
    response_due: date | None = None
    implementation_due: date | None = None
    tlp: str = "TLP:AMBER"
    circles: tuple = ()
    purpose: str = ""
    legal_basis: str = ""
    embargo_until: datetime | None = None
    expires_at: datetime | None = None
