"""Which organisations hold which incident from an origin of their own: the overlaps, read from the register."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from zlib import crc32

from vigie.core.origins import OriginGroup, Telling, origins_of
from vigie.core.written import from_data
from vigie.counting.strata import Strata, Stratum
from vigie.monitoring.models import Incident, Report

# What counts: a draft is not submitted yet, and what was refuted, withdrawn or merged is no incident.
COUNTED = ("candidate", "corroborated", "contested")
MOST_LISTS = 8
OTHERS = "others"  # the list that the smallest organisations share where there are more than eight
NEEDED = ("pk", "statement", "date_first", "organisation__slug", "organisation__name", "link__incident_id")

Pattern = int  # bit j: list j holds it
Tally = Counter[tuple[Pattern, int, str]]  # (pattern, audience, state) → incidents


@dataclass(frozen=True)
class Standing:
    """An incident of the register: who may read it, and in which strata it lies."""

    audience: int
    state: str
    strata: tuple[Stratum, ...]


@dataclass
class Held:
    """The reports of all incidents that count, and the organisations as lists.

    `lists` are (slug, name), those with the most reports first; `weeks` are (list, Monday) in which it told of
    something.
    """

    standing: dict[int, Standing]
    tellings: dict[int, Telling]
    incident_of: dict[int, int]
    lists: tuple[tuple[str, str], ...]
    weeks: set[tuple[int, date]]
    _bit: dict[str, int] = field(default_factory=dict)
    _known: dict[tuple[int, ...], Pattern] = field(default_factory=dict)

    @classmethod
    def read(cls) -> Held:
        """The register as it stands."""
        strata = Strata()
        counted = Incident.objects.filter(state__in=COUNTED)
        standing = {each.pk: Standing(each.audience_id, each.state, strata.of(each)) for each in counted}
        tellings, incident_of, days, names = {}, {}, [], {}
        for report in _reports():
            said, slug = from_data(report.statement), report.organisation.slug
            tellings[report.pk] = Telling(report.pk, slug, said.origins, said.when)
            incident_of[report.pk] = report.link.incident_id
            days.append((slug, report.date_first))
            names[slug] = report.organisation.name
        lists, bit = _lists(Counter(slug for slug, _day in days), names)
        weeks = {(bit[slug], day - timedelta(day.weekday())) for slug, day in days}
        return cls(standing, tellings, incident_of, lists, weeks, bit)

    def clusters(self) -> list[tuple[int, ...]]:
        """The incidents as they stand, each as the keys of its reports."""
        found = defaultdict(list)
        for report, incident in self.incident_of.items():
            found[incident].append(report)
        return [tuple(sorted(members)) for members in found.values()]

    def tally(self, clusters: Iterable[Sequence[int]]) -> dict[Stratum, Tally]:
        """Count clusters of reports by stratum. A cluster lies where the incident of most of its reports does."""
        found: dict[Stratum, Tally] = defaultdict(Counter)
        for members in clusters:
            incident = self._incident(members)
            key = self.pattern(tuple(sorted(members))), incident.audience, incident.state
            for stratum in incident.strata:
                found[stratum][key] += 1
        return found

    def pattern(self, members: tuple[int, ...]) -> Pattern:
        """The lists that hold these reports' incident from an origin of their own. `members` are sorted."""
        if members not in self._known:
            told = [self.tellings[key] for key in members]
            slugs = holders(origins_of(told).groups, {each.report: each.organisation for each in told})
            self._known[members] = sum({1 << self._bit[slug] for slug in slugs})
        return self._known[members]

    def effort(self, stratum: Stratum) -> float | None:
        """Share of the weeks of a period, over all lists, in which a list told of something."""
        if stratum.kind != "period" or not self.weeks:
            return None
        ends = min(week for _list, week in self.weeks), max(week for _list, week in self.weeks)
        weeks = [week for week in _mondays(stratum.first, stratum.last) if ends[0] <= week <= ends[1]]
        told = sum((number, week) in self.weeks for number in range(len(self.lists)) for week in weeks)
        return told / (len(weeks) * len(self.lists)) if weeks else None

    def _incident(self, members: Sequence[int]) -> Standing:
        votes = Counter(self.incident_of[key] for key in members)
        return self.standing[min(votes, key=lambda key: (-votes[key], key))]


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


def _reports():
    linked = Report.objects.filter(is_current=True, link__incident__state__in=COUNTED)
    return linked.select_related("organisation", "link").only(*NEEDED).iterator(chunk_size=2000)


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
