"""What may be done to a recommendation on its page: in which steps it is asked, and by which act it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from vigie import access
from vigie.followup import acts, forms, refusing
from vigie.followup.models import Recommendation


@dataclass(frozen=True)
class Doing:
    """One thing that can be done. `slug` stands in the address; `do` is a function of actor, row and what was said."""

    slug: str
    verb: str
    title: str
    button: str
    steps: tuple[type, ...]
    do: Callable
    states: tuple[str, ...] = ("issued",)
    hint: str = ""


def _merged(actor, row: Recommendation, *, into: str, words: str) -> None:
    found = access.rows(actor, "end", "followup.Recommendation").filter(ref=into.strip().upper()).first()
    if found is None:
        sentence = _("%(ref)s is not an open recommendation of the same body.")
        raise ValidationError({"into": sentence % {"ref": into}})
    acts.merge(actor, row, into=found, words=words)


def _reached(actor, _row: Recommendation, *, milestone: str, done_on) -> None:
    found = access.one(actor, "mark", "followup.Milestone", pk=milestone)
    acts.mark_milestone(actor, found, done_on=done_on)


_ANSWER = (
    Doing(
        "repondre", "respond", gettext_lazy("Respond"), gettext_lazy("Send the response"),
        (forms.Position, forms.Reply), acts.respond,
        hint=gettext_lazy("It stands in the thread as what the addressee said. A later response does not erase it."),
    ),
    Doing(
        "agir", "respond", gettext_lazy("Name an action"), gettext_lazy("Enter the action"),
        (forms.Undertaking, forms.Milestones), acts.act,
        hint=gettext_lazy("One action may serve several recommendations."),
    ),
    Doing(
        "rapporter", "respond", gettext_lazy("Report progress"), gettext_lazy("Send the account"),
        (forms.Claim, forms.Counted, forms.Paper), acts.report_progress,
        hint=gettext_lazy("It is shown as stated by the addressee, beside what others verified."),
    ),
    Doing(
        "jalon", "respond", gettext_lazy("Mark a milestone as reached"), gettext_lazy("Mark it"),
        (forms.Reached,), _reached,
    ),
)  # fmt: skip
_CHECK = (
    Doing(
        "verifier", "verify", gettext_lazy("Verify"), gettext_lazy("Enter the verification"),
        (forms.Found, forms.How, forms.Seen), acts.verify,
        hint=gettext_lazy("For committees, audit bodies and observatories; never for the addressee itself."),
    ),
)  # fmt: skip
_END = (
    Doing(
        "adopter", "issue", gettext_lazy("Issue it"), gettext_lazy("Issue the recommendation"),
        (forms.Issued,), acts.issue, states=("draft",),
        hint=gettext_lazy("From now on the addressee reads it, and is expected to answer. It can no more be changed."),
    ),
    Doing(
        "publier", "publish", gettext_lazy("Publish it"), gettext_lazy("Publish the recommendation"),
        (forms.Publishing,), acts.publish, states=("issued", "closed", "withdrawn", "merged", "split"),
        hint=gettext_lazy("Everybody reads it from now on, with all that is said and found about it."),
    ),
    Doing(
        "clore", "end", pgettext_lazy("recommendation", "Close it"), gettext_lazy("Close the recommendation"),
        (forms.Closing,), acts.close,
    ),
    Doing(
        "fusionner", "end", gettext_lazy("Merge it"), gettext_lazy("Merge the recommendation"), (forms.Merging,),
        _merged, hint=gettext_lazy("It lives on in the other one; both pages lead to each other."),
    ),
    Doing(
        "scinder", "end", gettext_lazy("Split it"), gettext_lazy("Split the recommendation"), (forms.Parts,),
        acts.split,
        hint=gettext_lazy("Each part has the same day, deadlines and readers; the pages lead to each other."),
    ),
    Doing(
        "retirer", "end", pgettext_lazy("recommendation", "Withdraw it"), gettext_lazy("Withdraw the recommendation"),
        (forms.Withdrawing,), acts.withdraw,
        hint=gettext_lazy("It stays readable, struck, with your reason."),
    ),
)  # fmt: skip
DOINGS = {each.slug: each for each in (*_ANSWER, *_CHECK, *_END)}


def offered(actor, row: Recommendation) -> list[Doing]:
    """What this actor may do to it now."""
    verbs = {verb for verb in {each.verb for each in DOINGS.values()} if access.may(actor, verb, row)}
    return [each for each in DOINGS.values() if each.verb in verbs and _fits(actor, each, row)]


def _fits(actor, doing: Doing, row: Recommendation) -> bool:
    if row.state not in doing.states:
        return False
    if doing.slug == "verifier":
        return not refusing.may_not_verify(actor.organisation, row)
    if doing.slug == "publier":
        return row.terms.tlp == "TLP:CLEAR" and row.terms.published_at is None
    if doing.slug == "jalon":
        return open_milestones(actor, row).exists()
    return True


def open_milestones(actor, row: Recommendation):
    """Milestones of its actions that are not reached yet and that this actor may mark."""
    found = access.rows(actor, "mark", "followup.Milestone").filter(done_on=None)
    return found.filter(action__in=row.actions.values("pk")).order_by("due_on", "pk")
