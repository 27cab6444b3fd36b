"""Where each point of a roadmap stands in each country, as far as this reader may see."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from vigie import access
from vigie.followup.standing import standing
from vigie.parliament.faces.roadmap import CarriedPoint
from vigie.parliament.models import FrameworkMember, Roadmap, RoadmapItem


def countries_of(roadmap: Roadmap) -> list[str]:
    """The countries of the members on the day it was opened for signature, or today for a draft."""
    day = roadmap.opened_on or timezone.localdate()
    members = FrameworkMember.objects.on(day).filter(framework=roadmap.framework).select_related("body")
    return list(dict.fromkeys(each.body.country for each in members if each.body.country))


def carried(actor, roadmap: Roadmap, today: date | None = None) -> list[CarriedPoint]:
    """One line for each point and country, in order: what is claimed and what is verified of it."""
    today = today or timezone.localdate()
    items = list(
        access.rows(actor, "see", "parliament.RoadmapItem").filter(roadmap=roadmap).select_related("lead")
    )
    by_place: dict[tuple[int, str], list] = {}
    for each in access.rows(actor, "see", "parliament.Carrier").filter(item__in=items):
        by_place.setdefault((each.item_id, each.country), []).append(each.recommendation_id)
    keys = [key for found in by_place.values() for key in found]
    recommendations = access.rows(actor, "see", "followup.Recommendation").filter(pk__in=keys)
    rows = {each.pk: each for each in recommendations.for_listing()}
    apart = _apart(actor, roadmap, items)
    found = []
    for item in items:
        for country in [*countries_of(roadmap), ""]:
            held = [rows[key] for key in by_place.get((item.pk, country), ()) if key in rows]
            found += [CarriedPoint.told(item, country, row, standing(row, today), today) for row in held]
            if not held and (item.pk, country) in apart:
                found.append(CarriedPoint.apart(item, country))
            elif not held and country:
                found.append(CarriedPoint.untaken(item, country, today))
    return found


def _apart(actor, roadmap: Roadmap, items: list[RoadmapItem]) -> set[tuple[int, str]]:
    """Point and country, where that country's committee signed without the point, or did not sign at all."""
    found = set()
    signs = access.rows(actor, "see", "parliament.SignOff").filter(roadmap=roadmap)
    for said in signs.select_related("body").prefetch_related("points"):
        left_out = items if said.position == "dissent" else said.points.all()
        found |= {(each.pk, said.body.country) for each in left_out}
    return found
