"""How a finding becomes the draft of a recommendation, and what a recommendation may tell of the finding behind it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from vigie import access
from vigie.followup.said import Said
from vigie.parliament.faces.site_visit import answered
from vigie.parliament.models import Finding

LABEL = "parliament.Finding"
# Block of the checklist → kind of recommendation; all others are "other".
KINDS = {
    "arms": "equipment", "storing": "equipment", "presence": "personnel", "pay": "personnel",
    "equipment": "procurement", "stock": "procurement", "living": "equipment", "women": "gender",
    "detention": "operation", "hearing": "operation", "complaints": "relations", "population": "relations",
    "crossing": "relations", "budget": "budget", "inspection": "information",
}  # fmt: skip
LONGEST_TITLE = 200


def said_of(finding: Finding, ministries) -> Said:
    """A draft on one finding, addressed to the ministry that stands first. The draft is amended before it is issued.

    Neither place nor day of the visit is in it: the recommendation may be read before the report is.
    """
    addressee = ministries.first()
    if addressee is None:
        raise ValidationError(
            _("No ministry of this country is in the directory. Add it there, then recommend.")
        )
    shown = answered(finding.visit.checklist.read, finding)
    text = _("Found on a site visit: %(question)s %(answer)s.") % {
        "question": shown.question,
        "answer": shown.answer,
    }
    return Said(
        title=shown.question[:LONGEST_TITLE], text="\n\n".join(filter(None, (text, shown.words))), addressee=addressee,
        kind=KINDS.get(finding.question.partition(".")[0], "other"), source_kind="visit", source_label=LABEL,
        source_key=str(finding.uuid), source_words=_("Finding of a site visit"),
        evidence=((LABEL, str(finding.uuid)),),
    )  # fmt: skip


def finding_behind(actor, key: str) -> tuple[str, str] | None:
    """What stands behind a recommendation, for whoever may see that finding: one's own visit, or the report."""
    found = access.rows(actor, "see", LABEL).filter(uuid=key).select_related("visit__checklist").first()
    if found is None:
        return None
    shown = answered(found.visit.checklist.read, found)
    words = f"{shown.question} {shown.answer}"
    if access.may(actor, "see", found.visit):
        return words, reverse("site-visit", args=[found.visit.uuid]) + "#findings"
    report = access.rows(actor, "see", "parliament.VisitReport").filter(visit=found.visit).first()
    return (words, reverse("visit-report", args=[report.uuid])) if report else None


def raised_from(actor, findings) -> dict[str, str]:
    """Key of a finding → reference of the recommendation that came from it, of those that this reader sees."""
    keys = [str(each.uuid) for each in findings]
    seen = access.rows(actor, "see", "followup.Recommendation").filter(
        source_label=LABEL, source_key__in=keys
    )
    return dict(seen.order_by("pk").values_list("source_key", "ref"))
