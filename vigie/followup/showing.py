"""One recommendation as this reader sees it: where it stands, its thread, and what it was or became."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from vigie import access
from vigie.core.followup import latest
from vigie.followup import wording
from vigie.followup.evidence import pieces
from vigie.followup.faces import ListedRecommendation, ShownRecommendation, Turn
from vigie.followup.measure import measure
from vigie.followup.models import Recommendation
from vigie.followup.standing import found, standing
from vigie.followup.thread import thread
from vigie.web.pictures.drawing import Picture


def shown(actor, row: Recommendation) -> ShownRecommendation:
    """`row` is one that the actor sees, fetched with `for_listing`."""
    today = timezone.localdate()
    at = standing(row, today)
    named = [(each.label, each.key) for each in row.evidence.all()]
    if row.source_label:
        named.insert(0, (row.source_label, row.source_key))
    told, withheld = pieces(actor, named)
    return ShownRecommendation(
        line=ListedRecommendation.of(row), text=row.text, country=wording.country(row.country),
        source=wording.source(row.source_kind), adopted=wording.day(row.issued_on),
        adoption=row.adoption, done_when=row.done_when,
        done_target=row.done_target, done_out_of=row.done_out_of, gender_note=row.gender_note,
        claimed=wording.status(at.claimed), claimed_when=wording.day(at.claimed_on),
        waits_since=wording.day(at.claimed_on) if not at.verified else "",
        verified_when=_verified_when(row), differs=at.differ,
        is_published=row.terms.published_at is not None, ending=_ending(row),
        thread=thread(actor, row, at, tuple(told), today), earlier=_turns(actor, row, "later"),
        later=_turns(actor, row, "earlier"), withheld=withheld, _measure=_measure(row),
    )  # fmt: skip


def _verified_when(row: Recommendation) -> str:
    last = _last_verification(row)
    if last is None:
        return ""
    said = {"method": wording.method(last.method), "day": wording.day(last.on)}
    return _("%(method)s, %(day)s") % said


def _last_verification(row: Recommendation):
    last = latest(found(row))
    return next((each for each in row.verifications.all() if last and each.pk == last.number), None)


def _measure(row: Recommendation) -> Picture | None:
    """The latest count that was verified; what is only claimed is not drawn full."""
    last = _last_verification(row)
    if last is None or not last.done_out_of:
        return None
    return measure(last.done_count, last.done_out_of, row.done_target, row.done_out_of, row.done_unit)


def _ending(row: Recommendation) -> str:
    if row.ended_on is None:
        return ""
    said = [
        wording.state(row.state),
        wording.closing(row.closing),
        row.ending_words,
        wording.day(row.ended_on),
    ]
    return " · ".join(each for each in said if each)


def _turns(actor, row: Recommendation, side: str) -> tuple[Turn, ...]:
    """Links of which this reader sees both ends. `side` is where this recommendation stands in them."""
    other = "earlier" if side == "later" else "later"
    traces = access.rows(actor, "see", "followup.Trace").filter(**{side: row}).select_related(other)
    ends = [(getattr(each, other), each.how) for each in traces.order_by("pk")]
    return tuple(Turn(end.ref, end.title, how) for end, how in ends)
