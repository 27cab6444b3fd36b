"""One line of the list of recommendations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from vigie.followup import wording
from vigie.followup.models import Recommendation
from vigie.followup.standing import Standing, standing
from vigie.web.tables import column


@dataclass(frozen=True)
class ListedRecommendation:
    """What is asked of whom, what is claimed and what is verified, side by side. Days late are whole days."""

    ref: str = column(_("Reference"), "#meta+id")
    title: str = column(_("Recommendation"), "#description")
    body: str = column(_("Issued by"), "#org+asking")
    addressee: str = column(_("Addressee"), "#org+asked")
    country: str = column(_("Country"), "#country+code")
    kind: str = column(_("Type"), "#activity+type")
    state: str = column(_("State"), "#status")
    issued_on: str = column(_("Issued on"), "#date+issued")
    response: str = column(_("Response"), "#status+response")
    response_due: str = column(_("Response due on"), "#date+response+due")
    response_late: int = column(_("Response: days late"), "#indicator+response+late+num")
    claimed: str = column(_("Claimed status"), "#status+claimed")
    verified: str = column(_("Verified status"), "#status+verified")
    verified_on: str = column(_("Verified on"), "#date+verified")
    implementation_due: str = column(_("To be carried out by"), "#date+implementation+due")
    implementation_late: int = column(_("Carrying out: days late"), "#indicator+implementation+late+num")
    mark: str = column(_("Mark"), "#meta+tlp")
    state_code: str = column(_("State (code)"), "#status+code")
    response_code: str = column(_("Response (code)"), "#status+response+code")
    claimed_code: str = column(_("Claimed status (code)"), "#status+claimed+code")
    verified_code: str = column(_("Verified status (code)"), "#status+verified+code")

    @property
    def late(self) -> str:
        """The lateness that matters: of the response while there is none, then of the carrying out; of what is open."""
        if not self.is_open:
            return ""
        if self.response_code == "no_reply":
            return wording.late(self.response_late)
        return wording.late(self.implementation_late)

    @property
    def response_due_told(self) -> str:
        return wording.day(date.fromisoformat(self.response_due)) if self.response_due else ""

    @property
    def is_draft(self) -> bool:
        return self.state_code == "draft"

    @property
    def is_struck(self) -> bool:
        return self.state_code in ("withdrawn", "merged", "split")

    @property
    def is_open(self) -> bool:
        return self.state_code == "issued"

    @classmethod
    def of(cls, row: Recommendation) -> ListedRecommendation:
        at = standing(row, timezone.localdate())
        return cls(
            ref=row.ref, title=row.title, body=row.body.name, addressee=row.addressee.name, country=row.country,
            kind=wording.kind(row.kind), state=wording.state(row.state), issued_on=_iso(row.issued_on),
            response_due=_iso(row.response_due), implementation_due=_iso(row.implementation_due),
            mark=row.terms.tlp, state_code=row.state, **_stands(at),
        )  # fmt: skip


def _stands(at: Standing) -> dict:
    return {
        "response": wording.position(at.position), "response_code": at.position, "response_late": at.response_late,
        "claimed": wording.status(at.claimed), "claimed_code": at.claimed, "verified": wording.status(at.verified),
        "verified_code": at.verified, "verified_on": _iso(at.verified_on),
        "implementation_late": at.implementation_late,
    }  # fmt: skip


def _iso(one: date | None) -> str:
    return one.isoformat() if one else ""
