"""A person's word on what a run proposed: carried out at once, or put away; and taking it back."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.counting.models import Decision, Proposal
from vigie.directory.models import Account
from vigie.ledger.act import act
from vigie.monitoring import gathering, merging
from vigie.monitoring.models import LIVE, Incident, Link, Report
from vigie.monitoring.unfit import Unfit

# What accepting says of the pair that weighs most; declining says the contrary.
SAYS = {"join": "same", "move": "same", "divide": "different"}
CONTRARY = {"same": "different", "different": "same"}


@act("decide")
def accept(actor: Account, proposal: Proposal, *, because: str = "") -> Decision:
    """Carry out what a run proposed. Raises `Unfit` where the ground has changed since."""
    _must_be_open(proposal)
    effect = {"join": _join, "divide": _divide, "move": _move}[proposal.kind](actor, proposal)
    return _answered(actor, proposal, "accepted", SAYS[proposal.kind], because, effect)


@act("decide")
def decline(actor: Account, proposal: Proposal, *, because: str = "") -> Decision:
    """Leave what stands as it is, and remember it: no later run proposes the same. Raises `Unfit`."""
    _must_be_open(proposal)
    return _answered(actor, proposal, "declined", CONTRARY[SAYS[proposal.kind]], because, {})


def take_back(actor: Account, decision: Decision) -> None:
    """Open a proposal again whose answer was undone, and put back the reports that it had moved."""
    Proposal.objects.filter(pk=decision.effect["proposal"]).update(
        state="open", answered_by=None, answered_at=None, because=""
    )
    if "moved" not in decision.effect:
        return
    origin, target = (Incident.objects.get(pk=decision.effect[end]) for end in ("from", "to"))
    reports = list(Report.objects.filter(pk__in=decision.effect["moved"]).select_related("organisation"))
    held = Link.objects.filter(report__in=reports, incident=target).count()
    if held != len(decision.effect["moved"]) or origin.state not in LIVE:
        raise Unfit(_("The reports have gone elsewhere since. Move them on the pages of their incidents."))
    gathering.part(reports)
    gathering.join([(report, origin) for report in reports], by=actor)


def _must_be_open(proposal: Proposal) -> None:
    """Lock and read anew. Raises `Unfit` if it was answered, or if the incidents are not as the run found them."""
    Proposal.objects.select_for_update().get(pk=proposal.pk)
    proposal.refresh_from_db()
    if proposal.state != "open":
        raise Unfit(_("Somebody else has answered this proposal."))
    if not proposal.fits():
        raise Unfit(_("The incidents have changed since this was proposed. The next matching proposes anew."))


def _answered(actor, proposal: Proposal, state: str, answer: str, because: str, effect: dict) -> Decision:
    proposal.state, proposal.because = state, because
    proposal.answered_by, proposal.answered_at = actor, timezone.now()
    proposal.save(update_fields=["state", "because", "answered_by", "answered_at"])
    proposal.ledger_detail = {"kind": proposal.kind, "state": state, **effect}
    return Decision.objects.create(
        pair=proposal.pair, answer=answer, account=actor, because=because,
        effect={**effect, "proposal": proposal.pk},
    )  # fmt: skip


def _join(actor: Account, proposal: Proposal) -> dict:
    because = _("Proposal %(key)s: one incident") % {"key": proposal.pk}
    return {"merger": merging.absorb(proposal.other, proposal.incident, by=actor, because=because).pk}


def _divide(actor: Account, proposal: Proposal) -> dict:
    leaving = list(proposal.leaving.select_related("organisation"))
    gathering.part(leaving)
    (made,) = gathering.found([leaving], by=actor)
    return {"parted": [made.pk], "from": proposal.incident_id}


def _move(actor: Account, proposal: Proposal) -> dict:
    leaving = list(proposal.leaving.select_related("organisation"))
    gathering.part(leaving)
    gathering.join([(report, proposal.other) for report in leaving], by=actor)
    moved = [report.pk for report in leaving]
    return {"moved": moved, "from": proposal.incident_id, "to": proposal.other_id}
