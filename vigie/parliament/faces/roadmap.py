"""A roadmap as its readers see it: each point in each country, claimed beside verified."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from vigie.followup import wording
from vigie.followup.models import Recommendation
from vigie.followup.standing import Standing
from vigie.parliament.faces.signing import SignLine
from vigie.parliament.models import Roadmap, RoadmapItem
from vigie.web import codes
from vigie.web.tables import column


@dataclass(frozen=True)
class CarriedPoint:
    """One point in one country: what is claimed and what is verified. Empty words: nothing was said."""

    point: int = column(gettext_noop("Point"), "#meta+id")
    title: str = column(gettext_noop("What is undertaken"), "#activity")
    lead: str = column(gettext_noop("Lead"), "#org+lead")
    due_on: date | None = column(gettext_noop("To be done by"), "#date+due")
    days_late: int = column(gettext_noop("Days late"), "#indicator+num+days")
    country: str = column(gettext_noop("Country"), "#country+code")
    addressee: str = column(gettext_noop("Body that carries it"), "#org+impl")
    recommendation: str = column(gettext_noop("Recommendation"), "#meta+ref")
    claimed: str = column(gettext_noop("Claimed"), "#status+claimed")
    verified: str = column(gettext_noop("Verified"), "#status+verified")
    taken: str = column(gettext_noop("Taken up"), "#status+taken")
    shape: str = ""  # of the circle: draft (not taken up), apart (not shared), "" (hollow), half, full
    uuid: str = ""

    @classmethod
    def told(
        cls, item: RoadmapItem, country: str, row: Recommendation, at: Standing, today: date
    ) -> CarriedPoint:
        shape = {"completed": "full", "substantial": "half", "started": "half"}.get(at.verified, "")
        late = 0 if at.verified == "completed" else max(0, (today - item.due_on).days)
        return cls(
            *_point(item), late, country, row.addressee.name, row.ref, wording.status(at.claimed),
            wording.status(at.verified), pgettext("roadmap", "taken up"), shape, str(item.uuid),
        )  # fmt: skip

    @classmethod
    def untaken(cls, item: RoadmapItem, country: str, today: date) -> CarriedPoint:
        """Nobody carries it there, as far as this reader sees."""
        late = max(0, (today - item.due_on).days)
        said = _("not taken up, or not open to you")
        return cls(*_point(item), late, country, "", "", "", "", said, "draft", str(item.uuid))

    @classmethod
    def apart(cls, item: RoadmapItem, country: str) -> CarriedPoint:
        """The committee of that country doesn't share it: it is not late there."""
        said = _("does not share this point")
        return cls(*_point(item), 0, country, "", "", "", "", said, "apart", str(item.uuid))

    @classmethod
    def of(cls, found: CarriedPoint) -> CarriedPoint:
        return found

    @property
    def country_name(self) -> str:
        return codes.country(self.country) if self.country else _("several countries")


def _point(item: RoadmapItem) -> tuple:
    return item.position, item.title, item.lead.name, item.due_on


@dataclass(frozen=True)
class ShownPoint:
    """One point of a roadmap, with its line in each country."""

    uuid: str
    position: int
    title: str
    text: str
    done_when: str
    lead: str
    due_on: date
    is_past: bool
    countries: tuple[CarriedPoint, ...]


@dataclass(frozen=True)
class ShownRoadmap:
    """One roadmap: every chair's sign-off, then its points in order."""

    uuid: str
    title: str
    framework: str
    slug: str
    body: str
    tlp: str
    since: date
    until: date
    opened_on: date | None
    adopted_on: date | None
    is_published: bool
    signs: tuple[SignLine, ...]
    points: tuple[ShownPoint, ...]
    verified: int  # lines (point and country) verified as completed
    lines: int  # without those that a country does not share

    @classmethod
    def told(
        cls, row: Roadmap, items, lines: list[CarriedPoint], signs: tuple[SignLine, ...]
    ) -> ShownRoadmap:
        today = timezone.localdate()
        points = tuple(
            ShownPoint(
                str(item.uuid), item.position, item.title, item.text, item.done_when, item.lead.name, item.due_on,
                item.due_on < today, tuple(each for each in lines if each.uuid == str(item.uuid)),
            )
            for item in items
        )  # fmt: skip
        return cls(
            str(row.uuid), row.title, row.framework.body.name, row.framework.body.slug, row.body.name, row.terms.tlp,
            row.since, row.until, row.opened_on, row.adopted_on, row.terms.published_at is not None, signs, points,
            sum(each.shape == "full" for each in lines), sum(each.shape != "apart" for each in lines),
        )  # fmt: skip

    @classmethod
    def of(cls, shown: ShownRoadmap) -> ShownRoadmap:
        return shown

    @property
    def spoken(self) -> int:
        return sum(bool(each.position) for each in self.signs)
