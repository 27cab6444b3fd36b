"""What a report, a declaration or a sitting recommends enters the one thread of recommendations."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from vigie.followup.acts import recommend
from vigie.followup.models import Recommendation
from vigie.followup.said import Said
from vigie.ledger.act import act
from vigie.parliament.models import Declaration, Report, Sitting


@act("amend")
def recommend_from_report(actor, report: Report, **said) -> Recommendation:
    """Draft a recommendation that stands on this report; its chair issues it."""
    return _recommend(actor, report, "parliament.Report", "report", **said)


@act("sign")
def recommend_from_declaration(actor, declaration: Declaration, **said) -> Recommendation:
    """Draft, in the name of one's own committee, a recommendation that a declaration asks for."""
    if not declaration.opened_on:
        raise ValidationError(_("It is not open for signature yet."))
    return _recommend(actor, declaration, "parliament.Declaration", "forum", **said)


@act("amend")
def recommend_from_sitting(actor, sitting: Sitting, **said) -> Recommendation:
    """Draft a recommendation that stands on what was heard or decided; of one in camera, for its committee alone."""
    kind = "forum" if sitting.kind in ("forum", "framework") else "hearing"
    if sitting.is_in_camera:
        said["tlp"] = "TLP:AMBER+STRICT"
    return _recommend(actor, sitting, "parliament.Sitting", kind, **said)


def _recommend(
    actor, paper, label: str, source_kind: str, *, tlp: str = "TLP:AMBER", **said
) -> Recommendation:
    """Shared as the paper is, with those circles to which one's own body belongs."""
    own = actor.organisation
    shared = paper.terms.circles.filter(closed_at=None) if paper.terms_id else ()
    circles = tuple(each for each in shared if own in each.bodies.all())
    return recommend(
        actor, own, said=Said(
            source_kind=source_kind, source_label=label, source_key=str(paper.uuid), tlp=tlp, circles=circles, **said,
        ),
    )  # fmt: skip
