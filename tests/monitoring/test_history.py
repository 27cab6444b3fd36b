"""Any history of filing, joining, parting, merging, undoing and choosing leaves the register in order."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import islice, permutations

import pytest
from django.db import transaction

from tests.monitoring.world import columns
from vigie.access import NodeActor
from vigie.core.dates import day
from vigie.core.origins import Telling, origins_of
from vigie.core.statement import Origin, Toll
from vigie.core.written import from_data
from vigie.directory.audiences import Reaches
from vigie.ledger.act import Refused
from vigie.monitoring import acts, gathering
from vigie.monitoring.models import Choice, Contest, Incident, Link, Merger, Report
from vigie.monitoring.unfit import Unfit

pytestmark = pytest.mark.django_db
SAY = {"because": "essai"}
STEPS = 40


class History:
    """Random acts of two analysts, by a seed. An act that is refused must change nothing."""

    def __init__(self, world, seed: int) -> None:
        self.world, self.chance, self.filed = world, random.Random(seed), 0
        self.refs: dict[str, int] = {}

    def step(self) -> None:
        name = self.chance.choice(
            ["file", "file", "found", "file_again", "join", "join", "part", "merge", "merge", "unmerge",
             "choose", "withdraw_choice", "contest", "settle_contest", "refute", "reopen"]
        )  # fmt: skip
        before = self.everything()
        try:
            with transaction.atomic():
                getattr(self, name)()
        except (Unfit, Refused, IndexError):
            assert self.everything() == before, name

    def everything(self) -> list:
        return [columns(incident) for incident in Incident.objects.order_by("pk")] + list(
            Link.objects.order_by("pk").values_list("pk", "incident", "report")
        )

    def one(self, found):
        return self.chance.choice(list(found))

    def actor(self):
        return self.chance.choice([self.world.analyst, self.world.other_analyst])

    def incident(self) -> Incident:
        return self.one(Incident.objects.order_by("pk"))

    def report(self) -> Report:
        return self.one(Report.objects.filter(is_current=True).order_by("pk"))

    def said(self, key: str) -> Report:
        count = self.chance.randrange(6)
        origin = self.chance.choice([Origin("radio", "Radio X"), Origin("own_monitor"), Origin("press", "Y")])
        return self.world.report(
            self.chance.choice([self.world.a, self.world.b]), key,
            self.chance.choice(["TLP:GREEN", "TLP:GREEN", "TLP:AMBER+STRICT"]),
            tolls=(Toll("killed", low=count, best=count, high=count),), origins=(origin,),
            when=day(date(2026, 1, 1) + timedelta(self.chance.randrange(60))),
        )  # fmt: skip

    def file(self):
        self.filed += 1
        report = self.said(f"k{self.filed}")
        gathering.found([[report]])

    def file_again(self):
        self.said(f"k{self.chance.randrange(1, self.filed + 1)}" if self.filed else "k0")

    def found(self):
        acts.found(self.actor(), self.report(), **SAY)

    def join(self):
        acts.join(self.actor(), self.incident(), report=self.report(), **SAY)

    def part(self):
        incident = self.incident()
        acts.part(self.actor(), incident, report=self.one(incident.links.all()).report, **SAY)

    def merge(self):
        acts.merge(self.actor(), self.incident(), into=self.incident(), **SAY)

    def unmerge(self):
        merger = self.one(Merger.objects.filter(undone_at=None).order_by("pk"))
        acts.unmerge(self.actor(), merger.into, merger=merger, **SAY)

    def choose(self):
        field = self.chance.choice(["date", "toll:killed:all:all:all", "type"])
        incident = self.incident()
        acts.choose(self.actor(), incident, field=field, report=self.one(incident.links.all()).report, **SAY)

    def withdraw_choice(self):
        choice = self.one(Choice.objects.filter(withdrawn_at=None).order_by("pk"))
        acts.withdraw_choice(self.actor(), choice.incident, choice=choice, **SAY)

    def contest(self):
        acts.contest(self.actor(), self.incident(), **SAY)

    def settle_contest(self):
        contest = self.one(Contest.objects.filter(settled_at=None).order_by("pk"))
        acts.settle_contest(self.actor(), contest.incident, contest=contest, **SAY)

    def refute(self):
        acts.refute(self.actor(), self.incident(), **SAY)

    def reopen(self):
        acts.reopen(self.actor(), self.one(Incident.objects.filter(state="refuted").order_by("pk")), **SAY)

    def check(self) -> None:
        reaches = Reaches.of()
        for incident in Incident.objects.all():
            assert self.refs.setdefault(incident.ref, incident.pk) == incident.pk
            if incident.state == "merged":
                assert not incident.links.exists() and incident.merged_into.state != "merged"
                continue
            self.check_standing(incident, reaches)
        assert set(self.refs.values()) == set(Incident.objects.values_list("pk", flat=True))
        assert not Report.objects.filter(is_current=False, link__isnull=False).exists()
        standing = Merger.objects.filter(undone_at=None)
        assert standing.count() == Incident.objects.filter(state="merged").count()

    def check_standing(self, incident: Incident, reaches: Reaches) -> None:
        reports = list(Report.objects.filter(link__incident=incident).select_related("organisation"))
        origins = origins_of(
            Telling(
                each.pk,
                each.organisation.slug,
                from_data(each.statement).origins,
                from_data(each.statement).when,
            )
            for each in reports
        ).count
        assert (incident.reports_count, incident.origins_count) == (len(reports), origins) and reports
        assert incident.organisations_count == len({each.organisation_id for each in reports})
        contested = incident.contests.filter(settled_at=None).exists()
        if incident.state in ("candidate", "corroborated", "contested"):
            ruled = "contested" if contested else "corroborated" if origins > 1 else "candidate"
            assert incident.state == ruled
        for organisation in (self.world.a, self.world.b, self.world.alone):
            if reaches.by_key[incident.audience_id].reaches(organisation.pk, True):
                assert all(
                    reaches.by_key[each.audience_id].reaches(organisation.pk, True) for each in reports
                )
        before = columns(incident)
        gathering.settle([incident.pk])
        assert columns(incident) == before


@pytest.mark.parametrize("seed", range(6))
def test_any_history_keeps_the_register_in_order(world, seed):
    history = History(world, seed)
    for _step in range(STEPS):
        history.step()
    history.check()


@pytest.mark.parametrize("seed", range(20, 24))
def test_a_merger_undone_gives_every_column_back_after_any_history(world, seed):
    history = History(world, seed)
    for _step in range(STEPS):
        history.step()
    standing = list(Incident.objects.filter(state__in=("candidate", "corroborated", "contested")))
    undone = 0
    for one, other in islice(permutations(standing, 2), 60):
        before = history.everything()
        try:
            with transaction.atomic():
                merger = acts.merge(NodeActor(), one, into=other, **SAY)
        except (Unfit, Refused):
            continue
        acts.unmerge(NodeActor(), other, merger=merger, **SAY)
        assert history.everything() == before
        undone += 1
        if undone == 4:
            break
    assert undone
