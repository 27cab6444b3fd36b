"""Reports gathered into incidents: found, joined, parted. For acts, and in bulk for the matching.

These are plain functions: whoever calls them has asked the law, opened the transaction, and writes the line
in the ledger.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from vigie.directory.models import Account
from vigie.monitoring.models import Incident, IncidentPlace, IncidentWords, Link, ReferenceCounter, Report
from vigie.monitoring.settling import Settler, Task
from vigie.monitoring.unfit import Unfit

BATCH = 1_000


def settle(keys: Iterable[int]) -> None:
    """Recompute what the incidents with these keys hold (`settling.Settler`), in the order of the keys."""
    settler, keys = Settler(), sorted(set(keys))
    for start in range(0, len(keys), BATCH):
        settler.settle(keys[start : start + BATCH])


def found(
    groups: Iterable[Sequence[Report]],
    *,
    state: str = "candidate",
    by: Account | None = None,
    probabilities: Mapping[int, float] | None = None,
) -> list[Incident]:
    """Make an incident of each group of reports, in order. Reads the organisation of each report.

    `probabilities` says for report keys how sure the engine is (1 where it says nothing). A report that
    already tells of an incident raises `IntegrityError`; reports that no one may read together, `Unfit`.
    """
    groups = [list(group) for group in groups]
    settler, made = Settler(), []
    for start in range(0, len(groups), BATCH):
        made += _found_batch(settler, groups[start : start + BATCH], state, by, probabilities or {})
    return made


def _found_batch(settler, groups, state, by, probabilities) -> list[Incident]:
    incidents = [Incident(state=state) for _group in groups]
    settled = settler.apply(map(Task, incidents, groups))
    _number(incidents)
    Incident.objects.bulk_create(incidents)
    Link.objects.bulk_create(
        Link(incident=incident, report=report, by=by, probability=probabilities.get(report.pk, 1.0))
        for incident, reports in zip(incidents, groups, strict=True)
        for report in reports
    )
    IncidentPlace.objects.bulk_create(place for each in settled for place in each.places)
    IncidentWords.objects.bulk_create(each.words for each in settled)
    return incidents


def _number(incidents: list[Incident]) -> None:
    """Give references, in order, of the year in which each incident is held to have happened."""
    wanted = Counter(incident.date_first.year for incident in incidents)
    # Always in the order of the years: two transactions that lock the same rows don't wait for each other.
    references = {year: iter(ReferenceCounter.objects.take(year, wanted[year])) for year in sorted(wanted)}
    for incident in incidents:
        incident.ref = next(references[incident.date_first.year])


def join(
    pairs: Iterable[tuple[Report, Incident]],
    *,
    by: Account | None = None,
    probabilities: Mapping[int, float] | None = None,
) -> None:
    """Add reports that tell of no incident yet to incidents, and settle these."""
    pairs, probabilities = list(pairs), probabilities or {}
    links = [
        Link(incident=incident, report=report, by=by, probability=probabilities.get(report.pk, 1.0))
        for report, incident in pairs
    ]
    Link.objects.bulk_create(links, batch_size=BATCH)
    settle(incident.pk for _report, incident in pairs)


def part(reports: Iterable[Report]) -> None:
    """Take reports out of their incidents and settle what stays. The reports tell of no incident then.

    Raises `Unfit` where an incident would rest on nothing: that is a withdrawal or a merger, not a parting.
    """
    leaving = Link.objects.filter(report__in=[report.pk for report in reports])
    left = defaultdict(set)
    for link in leaving.select_related("incident"):
        left[link.incident].add(link.pk)
    for incident, links in left.items():
        if not incident.links.exclude(pk__in=links).exists():
            raise Unfit(
                _("%(ref)s rests on this report alone. Withdraw the incident, or merge it into another.")
                % {"ref": incident.ref}
            )
    leaving.delete()
    settle(incident.pk for incident in left)
