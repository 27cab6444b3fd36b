"""What came on the committee's recommendations since its last sitting: answers, reports, verifications."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from vigie.briefing.eyes import Asked
from vigie.briefing.faces import Cell, Section
from vigie.briefing.sections.answers import bodies
from vigie.followup import wording
from vigie.web import words

SHOWN = 15


def came(asked: Asked) -> Section | None:
    """Said is hollow, verified is full; newest first. Nothing where nothing came."""
    since = timezone.localdate(asked.since)
    said = [
        (each.on, each.pk, each.recommendation, _step(label, each))
        for label in ("followup.Response", "followup.Progress", "followup.Verification")
        for each in _since(asked, label, since)
    ]
    if not said:
        return None
    newest = sorted(said, key=lambda each: (each[0], each[1]), reverse=True)
    count = len(newest)
    lead = ngettext(
        "%(n)s answer, report or verification came since %(day)s.",
        "%(n)s answers, reports and verifications came since %(day)s.",
        count,
    )
    return Section(
        _("What came since"),
        how=_("Said by the addressee is hollow; verified by somebody else is full."),
        lead=lead % {"n": words.number(count), "day": words.day(since)},
        head=(_("Day"), _("Recommendation"), _("Step"), _("State")), columns=(0, 1, 0, 0),
        rows=tuple(_row(on, row, step) for on, _pk, row, step in newest[:SHOWN]),
        notes=_more(count - SHOWN),
        marks=tuple({row.terms.tlp for _on, _pk, row, _said in newest}),
    )  # fmt: skip


def _since(asked: Asked, label: str, since) -> QuerySet:
    """Steps of recommendations that these eyes see, of the committees that sit."""
    seen = asked.eyes.rows("followup.Recommendation").filter(body__in=bodies(asked))
    found = asked.eyes.rows(label).filter(on__gte=since, recommendation__in=seen.values("pk"))
    return found.select_related("recommendation__terms")


def _step(label: str, each) -> tuple[str, Cell]:
    if label == "followup.Response":
        return _("Response"), Cell(wording.position(each.position), "hollow")
    if label == "followup.Progress":
        return pgettext("step", "Report"), Cell(wording.status(each.claimed_status), "hollow")
    return _("Verification"), Cell(wording.status(each.verified_status), "full")


def _row(on, row, step: tuple[str, Cell]) -> tuple[Cell, ...]:
    name, state = step
    return Cell(words.day(on)), Cell(f"{row.title} ({row.ref})"), Cell(name), state


def _more(left_out: int) -> tuple[str, ...]:
    if left_out <= 0:
        return ()
    said = ngettext("%(n)s more is in Vigie.", "%(n)s more are in Vigie.", left_out)
    return (said % {"n": words.number(left_out)},)
