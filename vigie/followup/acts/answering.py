"""The addressee answers, undertakes and reports; or a clerk writes down what came by letter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie import access
from vigie.directory.models import Organisation
from vigie.followup import refusing
from vigie.followup.models import Action, Milestone, Progress, Recommendation, Response
from vigie.ledger import act as acting

MOST_SERVED = 50


@acting.act("respond")
def respond(
    actor,
    recommendation: Recommendation,
    *,
    position: str,
    text: str,
    on: date | None = None,
    document: str = "",
) -> Response:
    """Say whether the addressee accepts. An earlier response stays; the latest is its position."""
    on = on or timezone.localdate()
    refusing.refuse_ended(recommendation)
    refusing.refuse_day("on", on, recommendation, timezone.localdate())
    made = Response(
        recommendation=recommendation, position=position, text=text, on=on, document=document,
        by=recommendation.addressee, recorded_by=_body_of(actor, recommendation),
    )  # fmt: skip
    recommendation.ledger_detail = {"position": position}
    return _kept(made)


@acting.act("respond")
def act(
    actor,
    recommendation: Recommendation,
    *,
    title: str,
    text: str = "",
    on: date | None = None,
    also: Iterable[str] = (),
    milestones: Iterable[tuple[str, date]] = (),
    budget_line: str = "",
    budget_amount: Decimal | None = None,
    budget_currency: str = "",
    budget_year: int | None = None,
) -> Action:
    """Undertake something. `also` are references of other recommendations that the same action serves.

    `milestones` are (what, by when).
    """
    on = on or timezone.localdate()
    refusing.refuse_ended(recommendation)
    refusing.refuse_day("on", on, recommendation, timezone.localdate())
    served = [recommendation, *_also(actor, recommendation, also)]
    made = _kept(
        Action(
            owner=recommendation.addressee,
            title=title,
            text=text,
            on=on,
            budget_line=budget_line,
            budget_amount=budget_amount,
            budget_currency=budget_currency,
            budget_year=budget_year,
        )
    )
    made.recommendations.set(served)
    for what, due_on in milestones:
        _kept(Milestone(action=made, title=what, due_on=_after(on, due_on)))
    recommendation.ledger_detail = {"action": str(made.uuid), "serves": [each.ref for each in served]}
    return made


@acting.act("mark")
def mark_milestone(actor, milestone: Milestone, *, done_on: date) -> None:
    """Say that a milestone was reached."""
    if done_on > timezone.localdate():
        raise ValidationError(
            {"done_on": _("This day has not come yet. Write the day on which it happened.")}
        )
    milestone.done_on = done_on
    milestone.save(update_fields=["done_on"])


@acting.act("respond")
def report_progress(
    actor,
    recommendation: Recommendation,
    *,
    claimed_status: str,
    text: str,
    evidence: str = "",
    on: date | None = None,
    action: Action | None = None,
    done_count: int | None = None,
    done_out_of: int | None = None,
) -> Progress:
    """Say how far one is, and on what paper. It is what the addressee claims, and is shown as that."""
    on = on or timezone.localdate()
    refusing.refuse_ended(recommendation)
    refusing.refuse_day("on", on, recommendation, timezone.localdate())
    refusing.refuse_count(done_count, done_out_of)
    if action is not None and not action.recommendations.filter(pk=recommendation.pk).exists():
        raise ValidationError({"action": _("This action serves another recommendation.")})
    made = Progress(
        recommendation=recommendation, action=action, claimed_status=claimed_status, text=text, evidence=evidence,
        on=on, by=recommendation.addressee, recorded_by=_body_of(actor, recommendation), done_count=done_count,
        done_out_of=done_out_of,
    )  # fmt: skip
    recommendation.ledger_detail = {"claimed": claimed_status}
    return _kept(made)


def _body_of(actor, recommendation: Recommendation) -> Organisation:
    # The installation itself writes down what it was told to, in the name of who asks.
    return actor.organisation or recommendation.body


def _also(actor, recommendation: Recommendation, refs: Iterable[str]) -> list[Recommendation]:
    """The other recommendations that an action serves, among those that one may answer."""
    wanted = sorted({ref.strip().upper() for ref in refs if ref.strip()} - {recommendation.ref})
    if len(wanted) > MOST_SERVED:
        raise ValidationError(
            {"also": _("One action serves at most %(n)s recommendations.") % {"n": MOST_SERVED}}
        )
    answerable = access.rows(actor, "respond", "followup.Recommendation").filter(
        addressee=recommendation.addressee, ref__in=wanted
    )
    found = {each.ref: each for each in answerable.live()}
    if missing := [ref for ref in wanted if ref not in found]:
        sentence = _("%(refs)s: no open recommendation addressed to you has this reference.")
        raise ValidationError({"also": sentence % {"refs": ", ".join(missing)}})
    return [found[ref] for ref in wanted]


def _after(on: date, due_on: date) -> date:
    if due_on < on:
        raise ValidationError(
            {"milestones": _("A milestone lies before the action itself. Choose a later day.")}
        )
    return due_on


def _kept(row):
    row.full_clean()
    row.save(force_insert=True)
    return row
