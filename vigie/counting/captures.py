"""Which organisations hold which incident from an origin of their own: the overlaps, read from the register."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from zlib import crc32

from django.db.models import Max, Min

from vigie.core.origins import OriginGroup, Telling, origins_of
from vigie.core.reach import OPEN
from vigie.core.written import from_data
from vigie.counting.strata import Strata, Stratum
from vigie.directory.audiences import Reaches
from vigie.monitoring.models import LIVE, Incident, MonitorDays, Report, not_held
from vigie.places.models import Area

# What an estimate counts: a draft is not submitted yet, and what was refuted did not happen as told.
COUNTED = ("candidate", "corroborated", "contested")
MOST_LISTS = 8
OTHERS = "others"  # the list that the smallest organisations share where there are more than eight
NEEDED = (
    "pk", "statement", "date_first", "audience", "organisation__slug", "organisation__name", "link__incident_id",
)  # fmt: skip

Pattern = int  # bit j: list j holds it
# Audiences of the reports compared, audience of the incident, its state: what the law asks about.
Reader = tuple[tuple[int, ...], int, str]
Tally = Counter[tuple[Pattern, Reader]]


@dataclass(frozen=True)
class Standing:
    """An incident of the register: who may read it, and in which strata it lies."""

    audience: int
    state: str
    strata: tuple[Stratum, ...]


@dataclass
class Held:
    """The reports of all live incidents, and the organisations that are compared, as lists.

    `lists` are (slug, name), those with the most reports first. Only the reports in `tellings` are compared:
    those that every compared organisation may read. What others may not read is never joined with theirs, and
    would look as if one organisation alone had seen it. `weeks` are (list, Monday) in which something was told.
    """

    standing: dict[int, Standing]
    incident_of: dict[int, int]
    tellings: dict[int, Telling]
    lists: tuple[tuple[str, str], ...]
    weeks: set[tuple[int, date]]
    audience_of: dict[int, int]
    _bit: dict[str, int] = field(default_factory=dict)
    _known: dict[tuple[int, ...], Pattern] = field(default_factory=dict)

    @classmethod
    def read(cls) -> Held:
        """The register as it stands."""
        strata = Strata()
        standing = {
            each.pk: Standing(each.audience_id, each.state, strata.of(each))
            for each in Incident.objects.live()
        }
        readable = _readable_by_all()
        incident_of, audience_of, tellings, days, names = {}, {}, {}, [], {}
        for report in _reports():
            incident_of[report.pk], audience_of[report.pk] = report.link.incident_id, report.audience_id
            if report.audience_id in readable:
                slug = report.organisation.slug
                said = from_data(report.statement)
                tellings[report.pk] = Telling(report.pk, slug, said.origins, said.when)
                days.append((slug, report.date_first))
                names[slug] = report.organisation.name
        lists, bit = _lists(Counter(slug for slug, _day in days), names)
        weeks = {(bit[slug], day - timedelta(day.weekday())) for slug, day in days}
        return cls(standing, incident_of, tellings, lists, weeks, audience_of, bit)

    def clusters(self) -> list[tuple[int, ...]]:
        """The incidents as they stand, each as the keys of its reports."""
        found = defaultdict(list)
        for report, incident in self.incident_of.items():
            found[incident].append(report)
        return [tuple(sorted(members)) for members in found.values()]

    def tally(self, clusters: Iterable[Sequence[int]]) -> dict[Stratum, Tally]:
        """Count clusters of reports by stratum, as far as they can be compared.

        A cluster lies where the incident of most of its reports does.
        """
        found: dict[Stratum, Tally] = defaultdict(Counter)
        for members in clusters:
            incident = self.incident(members)
            compared = tuple(sorted(key for key in members if key in self.tellings))
            if compared and incident.state in COUNTED:
                audiences = tuple(sorted({self.audience_of[key] for key in compared}))
                key = self.pattern(compared), (audiences, incident.audience, incident.state)
                for stratum in incident.strata:
                    found[stratum][key] += 1
        return found

    def by_reader(self, clusters: Iterable[Sequence[int]]) -> Counter[tuple[int, str]]:
        """Count clusters of reports, compared or not, by (audience, state)."""
        found = map(self.incident, clusters)
        return Counter((each.audience, each.state) for each in found)

    def incident(self, members: Sequence[int]) -> Standing:
        """The incident in which most of these reports stand, the older of equals."""
        if len(members) == 1:
            return self.standing[self.incident_of[members[0]]]
        votes = Counter(self.incident_of[key] for key in members)
        return self.standing[min(votes, key=lambda key: (-votes[key], key))]

    def pattern(self, members: tuple[int, ...]) -> Pattern:
        """The lists that hold these reports' incident from an origin of their own. `members` are sorted."""
        if members not in self._known:
            told = [self.tellings[key] for key in members]
            slugs = holders(origins_of(told).groups, {each.report: each.organisation for each in told})
            self._known[members] = sum({1 << self._bit[slug] for slug in slugs})
        return self._known[members]

    def effort(self, stratum: Stratum) -> float | None:
        """Share of the weeks of a period, over all lists, in which a list told of something.

        Of an area, the share of months in which a list had monitors at work there; None where nobody says.
        """
        if stratum.kind == "area":
            return self._at_work(stratum.area)
        if stratum.kind != "period" or not self.weeks:
            return None
        ends = min(week for _list, week in self.weeks), max(week for _list, week in self.weeks)
        weeks = [week for week in _mondays(stratum.first, stratum.last) if ends[0] <= week <= ends[1]]
        told = sum((number, week) in self.weeks for number in range(len(self.lists)) for week in weeks)
        return told / (len(weeks) * len(self.lists)) if weeks else None

    def _at_work(self, area: int) -> float | None:
        days = MonitorDays.objects.filter(organisation__slug__in=self._bit)
        span = days.aggregate(first=Min("month"), last=Max("month"))
        if span["first"] is None:
            return None
        place = Area.objects.only("country", "level", "pcode").get(pk=area)
        there = days.in_region(place.pcode) if place.level else days.in_country(place.country)
        told = there.filter(days__gt=0).values_list("organisation__slug", "month")
        months = 12 * (span["last"].year - span["first"].year) + span["last"].month - span["first"].month + 1
        return len({(self._bit[slug], month) for slug, month in told}) / (months * len(self.lists))


def holders(groups: Sequence[OriginGroup], organisation_of: dict[int, str]) -> set[str]:
    """The organisations that hold an incident, each by an origin that no other one is counted for.

    Sources that share a radio are one list: an origin that several organisations rely on is given to one of
    them only, to one that has none of its own, and among equals by lot (the same lot each time).
    """
    found: set[str] = set()
    relying = [(_tellers(group, organisation_of), group.members[0]) for group in groups]
    for slugs, first in sorted(relying, key=lambda each: (len(each[0]), each[1])):
        without = slugs - found
        if without:
            found.add(min(without, key=lambda slug: crc32(f"{first} {slug}".encode())))
    return found


def _tellers(group: OriginGroup, organisation_of: dict[int, str]) -> set[str]:
    slugs = {organisation_of[key] for key in group.members}
    # What others repeat after an organisation that is here is that organisation's.
    return {group.label} if group.kind == "own" and group.label in slugs else slugs


def _readable_by_all() -> set[int]:
    """Audiences of reports that every organisation of the platform that shares any report may read."""
    used = _linked().order_by().values_list("audience", flat=True).distinct()
    reaches = Reaches.of(used)
    shared = {key: each for key, each in reaches.by_key.items() if each.tlp in (*OPEN, "TLP:AMBER")}
    compared = {owner for each in shared.values() for owner in each.owners} & reaches.members
    return {
        key
        for key, each in shared.items()
        if each.owners <= compared and all(each.reaches(other, is_member=True) for other in compared)
    }


def _linked():
    return not_held(Report.objects.filter(is_current=True, link__incident__state__in=LIVE))


def _reports():
    return _linked().select_related("organisation", "link").only(*NEEDED).iterator(chunk_size=2000)


def _lists(sizes: Counter, names: dict[str, str]) -> tuple[tuple[tuple[str, str], ...], dict[str, int]]:
    """The lists, and the number of each organisation's. Beyond eight, the smallest together are one list."""
    ranked = sorted(sizes, key=lambda slug: (-sizes[slug], slug))
    alone = ranked if len(ranked) <= MOST_LISTS else ranked[: MOST_LISTS - 1]
    lists = tuple((slug, names[slug]) for slug in alone)
    if len(alone) < len(ranked):
        lists += ((OTHERS, ""),)
    return lists, {slug: min(number, len(lists) - 1) for number, slug in enumerate(ranked)}


@cache
def _mondays(first: date, last: date) -> tuple[date, ...]:
    """The weeks that begin inside a period."""
    start = first + timedelta(-first.weekday() % 7)
    return tuple(start + timedelta(7 * week) for week in range((last - start).days // 7 + 1))
