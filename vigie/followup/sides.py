"""How many recommendations stand where: what is claimed of them, and what was verified, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from vigie.core.followup import STATUSES
from vigie.followup import wording
from vigie.web.pictures.drawing import Picture, words
from vigie.web.words import number

LEFT, WIDE, ROW, BAR = 188, 340, 44, 13
ROOM = WIDE - LEFT - 36  # for the longest bar, and its figure after it


@dataclass(frozen=True)
class Side:
    """One status: of how many it is claimed, of how many it was verified. `code` "" is that nothing was."""

    code: str
    name: str
    claimed: int
    verified: int


def sides(found: QuerySet) -> list[Side]:
    """Of recommendations that were issued, in the order of the scale; statuses that none has are left out."""
    seen = found.exclude(state="draft").with_statuses().order_by()
    claimed = dict(seen.values_list("claim").annotate(n=Count("pk")))
    verified = dict(seen.values_list("finding").annotate(n=Count("pk")))
    told = [Side(code, wording.status(code) or _("Nothing yet"), claimed.get(code, 0), verified.get(code, 0))
            for code in (*STATUSES, "")]  # fmt: skip
    return [each for each in told if each.claimed or each.verified]


def picture(told: list[Side]) -> Picture | None:
    """Two bars a status: what is claimed is hollow, what was verified is full. None of nothing."""
    if not told:
        return None
    most = max(max(each.claimed, each.verified) for each in told)
    body = "".join(_row(place, each, most) for place, each in enumerate(told))
    return Picture(body, WIDE, ROW * len(told) + 2, _sentence(told))


def _row(place: int, side: Side, most: int) -> str:
    y = ROW * place + 4
    return (
        words(0, y + 18, side.name)
        + _bar(y, side.claimed, most, "none")
        + _bar(y + BAR + 4, side.verified, most, "var(--ink)")
    )


def _bar(y: int, count: int, most: int, fill: str) -> str:
    long = round(ROOM * count / most)
    shape = f'fill="{fill}" stroke="var(--ink)" stroke-width="2"'
    bar = f'<rect x="{LEFT}" y="{y + 1}" width="{long}" height="{BAR - 2}" {shape}/>'
    return (bar if count else "") + words(LEFT + long + 8, y + 11, number(count), shape="" if count else "s1")


def _sentence(told: list[Side]) -> str:
    total = sum(each.claimed for each in told)
    completed = next((each for each in told if each.code == "completed"), Side("", "", 0, 0))
    unseen = next((each.verified for each in told if not each.code), 0)
    said = {"all": number(total), "claimed": number(completed.claimed), "verified": number(completed.verified),
            "unseen": number(unseen)}  # fmt: skip
    return _("Of %(all)s, %(claimed)s are stated as completed and %(verified)s were verified as completed; "
             "nobody has verified %(unseen)s yet.") % said  # fmt: skip
