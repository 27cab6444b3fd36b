"""Thirty invented recommendations, each carried as far as its file says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import yaml

from sample.oversight.who import account, committee, ministry, observer
from vigie import access
from vigie.followup import acts
from vigie.followup.models import Recommendation
from vigie.followup.said import Said

JOINED, PARTED = date(2026, 1, 20), date(2025, 9, 15)
FILE = Path(__file__).parent / "recommendations.yaml"


def recommend() -> dict[str, Recommendation]:
    """Draft, issue and follow them; give them by the names of the file."""
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    made = {each["name"]: _drafted(each) for each in told}
    for each in told:
        _issue(made[each["name"]], each)
    for each in told:
        for step in each["steps"]:
            _STEPS[next(iter(step))](made, each, step)
    for each in told:
        _join_or_part(made, each)
    return made


def _drafted(told: dict) -> Recommendation:
    """Drafted a fortnight before it was adopted; what is still a draft, today."""
    country, issued = told["country"], told["issued"]
    clerk = account("clerk", country)
    on = issued - timedelta(14) if issued else None
    return acts.recommend(clerk, committee(country), said=_said(told, _evidence(clerk, told)), on=on)


def _said(told: dict, evidence: tuple[tuple[str, str], ...] = ()) -> Said:
    target, out_of, unit = told.get("done", (None, None, ""))
    return Said(
        title=told["title"], text=told.get("text") or told["title"], addressee=ministry(told["country"]),
        kind=told["kind"], source_kind=told["source"], done_when=told["done_when"], done_target=target,
        done_out_of=out_of, done_unit=unit, gender_note=told.get("gender_note", ""), evidence=evidence,
        source_words=told["found"], tlp=told["tlp"],
    )  # fmt: skip


def _evidence(clerk, told: dict) -> tuple[tuple[str, str], ...]:
    """Incidents of one zone of the country that the clerk may read, before the adoption: those of the hardest hit."""
    if "evidence" not in told:
        return ()
    seen = access.rows(clerk, "see", "monitoring.Incident").filter(
        countries=told["country"], state="corroborated", date_last__lt=told["issued"]
    )
    zones = Counter(seen.exclude(area=None).order_by("ref").values_list("area__parent", flat=True))
    zone, _count = zones.most_common(1)[0]
    refs = seen.filter(area__parent=zone).order_by("-date_last", "ref").values_list("ref", flat=True)
    return tuple(("monitoring.Incident", ref) for ref in sorted(refs[: told["evidence"]]))


def _issue(recommendation: Recommendation, told: dict) -> None:
    if told["issued"] is None:
        return
    chair = account("chair", told["country"])
    acts.issue(chair, recommendation, on=told["issued"], adoption=told.get("adoption", ""))
    if told.get("published"):
        acts.publish(chair, recommendation)


def _respond(made: dict, told: dict, step: dict) -> None:
    acts.respond(
        account("ministry", told["country"]), made[told["name"]], position=step["respond"], text=step["text"],
        on=step["at"], document=step.get("document", ""),
    )  # fmt: skip


def _act(made: dict, told: dict, step: dict) -> None:
    """`also` names other recommendations that the same action serves."""
    official, (line, amount) = account("ministry", told["country"]), step.get("budget", ("", None))
    done = acts.act(
        official, made[told["name"]], title=step["act"], text=step.get("text", ""), on=step["at"],
        also=[made[name].ref for name in step.get("also", ())],
        milestones=[tuple(each) for each in step.get("milestones", ())], budget_line=line,
        budget_amount=None if amount is None else Decimal(amount), budget_currency="XOF" if line else "",
        budget_year=step["at"].year if line else None,
    )  # fmt: skip
    first = done.milestones.order_by("due_on").first()
    if first is not None and first.due_on < date(2026, 6, 1):
        acts.mark_milestone(official, first, done_on=first.due_on)


def _counted(step: dict) -> dict:
    count, out_of = step.get("count", (None, None))
    return {"done_count": count, "done_out_of": out_of}


def _progress(made: dict, told: dict, step: dict) -> None:
    recommendation = made[told["name"]]
    action = recommendation.actions.filter(title=step["of"]).get() if "of" in step else None
    acts.report_progress(
        account("ministry", told["country"]), recommendation, claimed_status=step["progress"], text=step["text"],
        evidence=step.get("evidence", ""), on=step["at"], action=action, **_counted(step),
    )  # fmt: skip


def _verify(made: dict, told: dict, step: dict) -> None:
    country = told["country"]
    by = observer(country) if step.get("by") == "observatory" else account("clerk", country)
    acts.verify(
        by, made[told["name"]], verified_status=step["verify"], method=step["method"], text=step["text"],
        people=step.get("people", ""), on=step["at"], **_counted(step),
    )  # fmt: skip


def _close(made: dict, told: dict, step: dict) -> None:
    chair = account("chair", told["country"])
    acts.close(chair, made[told["name"]], closing=step["close"], words=step["text"], on=step["at"])


def _withdraw(made: dict, told: dict, step: dict) -> None:
    chair = account("chair", told["country"])
    acts.withdraw(chair, made[told["name"]], words=step["text"], on=step["at"])


_STEPS: dict[str, Callable] = {
    "respond": _respond, "act": _act, "progress": _progress, "verify": _verify, "close": _close,
    "withdraw": _withdraw,
}  # fmt: skip


def _join_or_part(made: dict[str, Recommendation], told: dict) -> None:
    recommendation, chair = made[told["name"]], account("chair", told["country"])
    if other := told.get("merged_into"):
        acts.merge(
            chair, recommendation, into=made[other], words="Même objet, demande plus large.", on=JOINED
        )
    if parts := told.get("split"):
        said = [_said({**told, "text": "", **part}) for part in parts]
        acts.split(
            chair, recommendation, parts=said, words="Deux objets, deux réponses attendues.", on=PARTED
        )
