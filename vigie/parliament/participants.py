"""Who came to a sitting beside its members: each line for those who sat, and no small number for others."""

from __future__ import annotations

from django.db.models import Sum
from django.utils.translation import gettext as _

from vigie import access
from vigie.access.rules.sittings import COMMITTEE
from vigie.core.withholding import withheld
from vigie.parliament.faces.record import COUNTED, Told
from vigie.parliament.models import CAME_AS, IN_OFFICE, Sitting
from vigie.web import codes


def sat(actor, sitting: Sitting) -> bool:
    """Whether the actor's own committee sat: then they read each line."""
    bodies = {sitting.body_id, *(each.pk for each in sitting.joint_bodies.all())}
    return access.role_of(actor) in COMMITTEE and actor.organisation_id in bodies


def participants(actor, sitting: Sitting) -> list[Told]:
    """What this actor may read of who came.

    Delegates hold public office: of them everybody who sees the sitting is told country and sex. All others are one
    number without sex or country, and none below 5: two women among the citizens of a town are two women whom
    the town can name.
    """
    if sat(actor, sitting):
        return [
            Told.of(each)
            for each in access.rows(actor, "see", "parliament.Headcount").filter(sitting=sitting)
        ]
    counted = access.rows(actor, "count", "parliament.Headcount").filter(sitting=sitting)
    return [*_delegates(counted.filter(role="delegate")), *_others(counted.exclude(role="delegate"))]


def _delegates(rows) -> list[Told]:
    role = str(dict(CAME_AS)["delegate"])
    summed = rows.order_by("country", "sex").values("country", "sex").annotate(many=Sum("number"))
    return [
        Told("", role, codes.country(row["country"]), str(COUNTED[row["sex"]]), "", row["many"])
        for row in summed
    ]


def _others(rows) -> list[Told]:
    """In public office, and all others; both withheld where one is small, since their sum is easily known."""
    parts = {
        _("Officials, experts and organisers"): rows.filter(role__in=IN_OFFICE),
        _("Other participants"): rows.exclude(role__in=IN_OFFICE),
    }
    counts = {words: chosen.aggregate(many=Sum("number"))["many"] or 0 for words, chosen in parts.items()}
    return [Told("", words, "", "", "", many) for words, many in withheld(counts).items() if counts[words]]
