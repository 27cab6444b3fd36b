"""Thirty invented recommendations, each carried as far as its file says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml

from sample.oversight.who import account, committee, ministry, observer
from vigie import access
from vigie.followup import acts
from vigie.followup.models import Recommendation
from vigie.followup.said import Said

FILE = Path(__file__).parent / "recommendations.yaml"


def recommend() -> dict[str, Recommendation]:
    """Draft, issue and follow them; give them by the names of the file."""
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    made = {each["name"]: _drafted(each) for each in told}
    for each in told:
        _carry(made[each["name"]], each)
    for each in told:
        _join_or_part(made, each)
    return made


def _drafted(told: dict) -> Recommendation:
    country = told["country"]
    clerk = account("clerk", country)
    return acts.recommend(clerk, committee(country), said=_said(told, _evidence(clerk, told)))


def _said(told: dict, evidence: tuple[tuple[str, str], ...] = ()) -> Said:
    target, out_of, unit = told.get("done", (None, None, ""))
    return Said(
        title=told["title"], text=told.get("text") or told["title"], addressee=ministry(told["country"]),
        kind=told["kind"], source_kind=told["source"], done_when=told["done_when"], done_target=target,
        done_out_of=out_of, done_unit=unit, gender_note=told.get("gender_note", ""), evidence=evidence,
        tlp=told["tlp"],
    )  # fmt: skip


def _evidence(clerk, told: dict) -> tuple[tuple[str, str], ...]:
    """Incidents of the country that the clerk may read, as many as the file asks for."""
    seen = access.rows(clerk, "see", "monitoring.Incident").filter(countries=told["country"])
    refs = seen.filter(state="corroborated").order_by("ref").values_list("ref", flat=True)
    return tuple(("monitoring.Incident", ref) for ref in refs[: told.get("evidence", 0)])


def _carry(recommendation: Recommendation, told: dict) -> None:
    if told["issued"] is None:
        return
    chair = account("chair", told["country"])
    acts.issue(chair, recommendation, on=told["issued"], adoption=told.get("adoption", ""))
    if told.get("published"):
        acts.publish(chair, recommendation)
    for step in told["steps"]:
        _STEPS[next(iter(step))](recommendation, told["country"], step)


def _respond(recommendation: Recommendation, country: str, step: dict) -> None:
    acts.respond(
        account("ministry", country), recommendation, position=step["respond"], text=step["text"], on=step["at"],
        document=step.get("document", ""),
    )  # fmt: skip


def _act(recommendation: Recommendation, country: str, step: dict) -> None:
    line, amount = step.get("budget", ("", None))
    made = acts.act(
        account("ministry", country), recommendation, title=step["act"], text=step.get("text", ""), on=step["at"],
        milestones=[tuple(each) for each in step.get("milestones", ())], budget_line=line,
        budget_amount=None if amount is None else Decimal(amount), budget_currency="XOF" if line else "",
        budget_year=step["at"].year if line else None,
    )  # fmt: skip
    first = made.milestones.order_by("due_on").first()
    if first is not None and first.due_on < date(2026, 6, 1):
        acts.mark_milestone(account("ministry", country), first, done_on=first.due_on)


def _counted(step: dict) -> dict:
    count, out_of = step.get("count", (None, None))
    return {"done_count": count, "done_out_of": out_of}


def _progress(recommendation: Recommendation, country: str, step: dict) -> None:
    acts.report_progress(
        account("ministry", country), recommendation, claimed_status=step["progress"], text=step["text"],
        evidence=step.get("evidence", ""), on=step["at"], **_counted(step),
    )  # fmt: skip


def _verify(recommendation: Recommendation, country: str, step: dict) -> None:
    by = observer(country) if step.get("by") == "observatory" else account("clerk", country)
    acts.verify(
        by, recommendation, verified_status=step["verify"], method=step["method"], text=step["text"],
        people=step.get("people", ""), on=step["at"], **_counted(step),
    )  # fmt: skip


def _close(recommendation: Recommendation, country: str, step: dict) -> None:
    chair = account("chair", country)
    acts.close(chair, recommendation, closing=step["close"], words=step["text"], on=step["at"])


def _withdraw(recommendation: Recommendation, country: str, step: dict) -> None:
    acts.withdraw(account("chair", country), recommendation, words=step["text"])


_STEPS: dict[str, Callable] = {
    "respond": _respond, "act": _act, "progress": _progress, "verify": _verify, "close": _close,
    "withdraw": _withdraw,
}  # fmt: skip


def _join_or_part(made: dict[str, Recommendation], told: dict) -> None:
    recommendation, chair = made[told["name"]], account("chair", told["country"])
    if other := told.get("merged_into"):
        acts.merge(chair, recommendation, into=made[other], words="Même objet, demande plus large.")
    if parts := told.get("split"):
        said = [_said({**told, **part}) for part in parts]
        acts.split(chair, recommendation, parts=said, words="Deux objets, deux réponses attendues.")
