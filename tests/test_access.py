"""The one law, drawn: who sees how many of what, and who may do what to how many."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import Http404

from tests.drawn import table
from tests.world import VISITORS, World
from vigie import access
from vigie.core.statement import TLP
from vigie.directory.audiences import audience, joined
from vigie.directory.models import Audience
from vigie.monitoring import acts
from vigie.monitoring.unfit import Unfit

pytestmark = pytest.mark.django_db

# Everybody of `tests/world.py`; "other" is an analyst of another organisation.
SHORT = {"coord": "coordinator", "research": "researcher", "progr": "programme"}
# Drawn in tests/oversight.
ELSEWHERE = ("sharing", "followup", "exchange", "parliament", "alerts", "briefing")
HERE = {label: verbs for label, verbs in access.LAW.items() if label.partition(".")[0] not in ELSEWHERE}
LABELS = {label.partition(".")[2]: label for label in HERE}
SEEN = table("""
what                     public monitor analyst  other  coord  clerk member ministry research  progr operator   node
Node                          1       1       1      1      1      1      1        1        1      1        1      1
Entry                         0       0      24     18     26      0      0        0        0      0        0    113
Generation                    2       2       2      2      2      2      2        2        2      2        2      2
Area                          8       8       8      8      8      8      8        8        8      8        8      8
Gazetteer                     0       0       0      0      0      0      0        0        0      0        0      0
Settlement                    0       0       0      0      0      0      0        0        0      0        0      0
Organisation                  5       5       5      5      5      5      5        5        5      5        5      5
Account                       0       1       1      1      3      1      1        1        1      1       10     10
Standing                      1       1       1      1      1      1      1        1        1      1        1      1
Succession                    1       1       1      1      1      1      1        1        1      1        1      1
Person                        0       0       1      1      1      1      1        0        1      0        0      1
Post                          0       0       2      2      2      2      2        0        2      0        0      2
Membership                    0       0       1      1      1      1      1        0        1      0        0      1
Unit                          0       0       2      2      2      2      2        0        2      0        0      2
UnitLink                      0       0       1      1      1      1      1        0        1      0        0      1
Command                       0       0       1      1      1      1      1        0        1      0        0      1
Positioning                   0       0       1      1      1      1      1        0        1      0        0      1
Report                        0       5      21     18     24      0      0        0        0      0        0     27
Incident                      0       4      19     15     22      2      2        0        2      0        0     25
Link                          0       0      20     16     24      0      0        0        0      0        0     27
Choice                        0       0       1      0      1      0      0        0        0      0        0      1
Contest                       0       0       1      1      1      0      0        0        0      0        0      1
Merger                        0       0       2      0      2      0      0        0        0      0        0      2
IncidentPlace                 0       0      19     15     22      0      0        0        0      0        0     25
IncidentUnit                  0       0       1      0      1      0      0        0        0      0        0      1
MonitorDays                   0       0       1      1      1      1      1        0        1      0        0      1
Outage                        0       0       1      1      1      1      1        0        1      0        0      1
Participation                 0       0       1      1      1      1      1        0        1      0        0      1
Hold                          0       0       1      1      1      0      0        0        0      0        0      1
MatchRun                      0       0       1      1      1      0      0        0        0      0        0      2
Pair                          0       0       4      2      5      0      0        0        0      0        0      5
Decision                      0       0       0      0      1      0      0        0        0      0        0      1
Proposal                      0       0       2      1      2      0      0        0        0      0        0      2
Certainty                     0       0       2      1      2      0      0        0        0      0        0      2
Sample                        1       1       1      1      1      1      1        1        1      1        1      1
Question                      0       0       3      2      3      0      0        0        0      0        0      3
Reading                       0       0       1      1      2      0      0        0        0      0        0      2
EstimateRun                   0       0       1      1      1      1      1        0        1      0        0      1
Estimate                      0       0       8      8      8      8      8        0        8      0        0      8
Inquiry                       0       0       2      2      2      0      0        0        0      0        0      0
ImportRun                     0       1       1      1      1      0      0        0        0      0        0      2
ImportRow                     0       3       3      1      3      0      0        0        0      0        0      4
Form                          0       1       1       0       1       0       0       0       0       0       0       1
FormVersion                   0       1       1       0       1       0       0       0       0       0       0       1
Submission                    0       1       1       0       1       0       0       0       0       0       0       1
SubmissionVersion             0       1       1       0       1       0       0       0       0       0       0       1
Visit                         0       1       2      1      2      1      1        0        1      0        0      2
SurveyAnswer                  0       0       6      6      6      6      6        0        6      0        0      6
SavedMapping                  0       1       1      0      1      0      0        0        0      0        0      1
SetAside                      0       0       0      0      0      0      0        0        0      0        0      0
Phone                         0       0       0      0      1      0      0        0        0      0        0      0
CheckIn                       0       1       0      0      1      0      0        0        0      0        0      1
Draft                         0       0       0      0      0      0      0        0        0      0        0      0
Gateway                       0       0       0      0      1      0      0        0        0      0        0      0
Sender                        0       0       0      0      1      0      0        0        0      0        0      0
Message                       0       0       0      0      1      0      0        0        0      0        0      0
LocalWord                     0       0       0      0      1      0      0        0        0      0        0      0
EntityList                    0       0       1       0       1       0       0       0       0       0       0       1
Entity                        0       0       1       0       1       0       0       0       0       0       0       1
""")
MAY = table("""
what                     public monitor analyst  other  coord  clerk member ministry research  progr operator   node
Node:match                    0       0       1      1      1      0      0        0        0      0        0      1
Node:sample                   0       0       1      1      1      0      0        0        0      0        0      1
Node:build                    0       0       0      0      0      0      0        0        0      0        0      1
Node:estimate                 0       0       0      0      0      0      0        0        0      0        0      1
Node:convene                  0       0       0      0      0      0      0        0        0      0        0      1
Node:rekey                    0       0       0      0      0      0      0        0        0      0        0      1
Generation:import_into        0       0       0      0      0      0      0        0        0      0        0      2
Organisation:import_into      0       1       1      1      1      0      0        0        0      0        0      5
Organisation:vouch            0       0       1      1      1      0      0        0        0      0        0      5
Organisation:describe         0       0       5      5      5      0      0        0        0      0        0      5
Organisation:amend            0       0       0      0      1      0      0        0        0      0        0      5
Organisation:constitute       0       0       4      4      4      1      0        0        0      0        0      5
Standing:amend                0       0       0      0      0      1      0        0        0      0        0      1
Succession:amend              0       0       1      1      1      0      0        0        0      0        0      1
Organisation:admit            0       0       0      0      0      0      0        0        0      0        0      5
Organisation:reckon           0       0       0      0      1      0      0        0        0      0        0      5
Organisation:staff            0       0       0      0      1      0      0        0        0      0        0      5
Organisation:answer           0       0       0      0      1      1      0        1        0        0        0      0
Organisation:question         0       0       0      0      0      1      1        0        0      0        0      0
Organisation:report           0       0       0      0      0      1      0        0        0      0        0      0
Organisation:recommend        0       0       0      0      0      1      0        0        0        0        0      5
Organisation:inherit          0       0       0      0      0      1      0        1        0        0        0      5
Organisation:found            0       0       0      0      0      0      0        0        0      0        0      5
Organisation:share            0       0       0      0      1      1      0        1        1      0        0      5
Organisation:keep             0       0       0      0      1      1      0        0        0      0        0      5
Organisation:correspond       0       0       0      0      0      1      0        0        0      0        0      5
Organisation:schedule         0       0       0      0      0      1      0      0        0      0        0      5
Organisation:inquire          0       0       0      0      0      1      0        0      0      0        0      5
Account:amend                 0       1       1      1      1      1      1        1        1      1        1     10
Account:name                  0       0       0      0      6      4      0        0        0      0        0     10
Account:close                 0       0       0      0      3      0      0        0        0      0        0     10
Account:check_in              0       1       1      1      1      0      0        0        0      0        0     10
Account:equip                 0       0       0      0      3      0      0        0        0      0        0     10
Account:brief                 0       0       0      0      0      2      1        0        0      0        0      0
Account:subscribe             0       1       1      1      1      1      1        1      1      1        1      0
Person:amend                  0       0       1      1      1      0      0        0        0      0        0      1
Post:amend                    0       0       2      2      2      0      0        0        0      0        0      2
Membership:amend              0       0       1      1      1      0      0        0        0      0        0      1
Unit:amend                    0       0       2      2      2      0      0        0        0      0        0      2
UnitLink:amend                0       0       1      1      1      0      0        0        0      0        0      1
Command:amend                 0       0       1      1      1      0      0        0        0      0        0      1
Positioning:amend             0       0       1      1      1      0      0        0        0      0        0      1
Report:amend                  0       0      17      7     20      0      0        0        0      0        0     27
Report:ask                    0       0      17      7     17      0      0        0        0      0        0      0
Report:hold                   0       0       0      0     20      0      0        0        0      0        0     27
Outage:amend                  0       0       0      0      1      0      0        0        0      0        0      1
Incident:amend                0       0      17      7     20      0      0        0        0      0        0     25
Incident:gather               0       0      19     15     22      0      0        0        0      0        0     25
Incident:contest              0       0      19     15     22      0      0        0        0      0        0     25
Incident:follow               0       0       2      1      2      0      0        0        0      0        0      2
Pair:decide                   0       0       4      2      5      0      0        0        0      0        0      0
Proposal:decide               0       0       2      1      2      0      0        0        0      0        0      0
Question:read                 0       0       3      2      3      0      0        0        0      0        0      0
Question:settle               0       0       0      0      1      0      0        0        0      0        0      0
Inquiry:withdraw             0       0       2      2      2      0      0        0        0      0        0      0
Inquiry:agree                0       0       0      0      2      0      0        0        0      0        0      0
Inquiry:close                0       0       2      2      2      0      0        0        0      0        0      0
Form:fill                     0       1       1       0       1       0       0       0       0       0       0       0
Form:amend                    0       0       0       0       1       0       0       0       0       0       0       1
Submission:file               0       0       0       0       0       0       0       0       0       0       0       1
Submission:amend              0       0       1       0       1       0       0       0       0       0       0       0
Submission:hold               0       0       0       0       1       0       0       0       0       0       0       0
SavedMapping:amend            0       0       0      0      1      0      0        0        0      0        0      1
SetAside:amend                0       0       0      0      0      0      0        0        0      0        0      0
Phone:amend                   0       0       0      0      1      0      0        0        0      0        0      0
Draft:amend                   0       0       0      0      0      0      0        0        0      0        0      0
Draft:expire                  0       0       0      0      0      0      0        0        0      0        0      0
Draft:hold                    0       0       0      0      0      0      0        0        0      0        0      0
Gateway:amend                 0       0       0      0      1      0      0        0        0      0        0      0
Gateway:carry                 0       0       0      0      0      0      0        0        0      0        0      1
Sender:amend                  0       0       0      0      1      0      0        0        0      0        0      0
Message:amend                 0       0       0      0      1      0      0        0        0      0        0      0
LocalWord:amend               0       0       0      0      1      0      0        0        0      0        0      0
Form:open                     0       0       0       0       1       0       0       0       0       0       0       1
EntityList:amend              0       0       0       0       1       0       0       0       0       0       0       1
Entity:amend                  0       0       0       0       1       0       0       0       0       0       0       1
Node:file_entities            0       0       0       0       0       0       0       0       0       0       0       1
""")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), transaction.atomic():
        yield World.made(tmp_path_factory.mktemp("world"))
        transaction.set_rollback(True)


@pytest.fixture
def people(world):
    return {"public": AnonymousUser(), **world.accounts, "node": world.actor("node")}


def test_every_rule_of_the_law_is_drawn():
    assert set(SEEN) == {label.partition(".")[2] for label, verbs in HERE.items() if "see" in verbs}
    verbs = {
        f"{label.partition('.')[2]}:{verb}"
        for label, verbs in HERE.items()
        for verb in verbs
        if verb != "see"
    }
    assert set(MAY) == verbs


@pytest.mark.parametrize("line", [*SEEN, *MAY])
def test_who_sees_how_many_and_may_do_what(line, people):
    label, _colon, verb = line.partition(":")
    found = {name: access.rows(actor, verb or "see", LABELS[label]).count() for name, actor in people.items()}
    assert found == {SHORT.get(name, name): int(number) for name, number in {**SEEN, **MAY}[line].items()}


@pytest.mark.parametrize("line", [*SEEN, *MAY])
def test_a_rule_never_multiplies_rows(line, people):
    label, _colon, verb = line.partition(":")
    for actor in people.values():
        found = access.rows(actor, verb or "see", LABELS[label])
        keys = list(found.values_list("pk", flat=True))
        assert len(keys) == len(set(keys)) == found.count() == found.distinct().count()


@pytest.mark.parametrize("label", sorted(access.HIDDEN))
def test_what_has_no_law_is_seen_by_nobody(label, people):
    for actor in people.values():
        assert not access.rows(actor, "see", label).exists()
        assert not access.rows(actor, "no such verb", "monitoring.Incident").exists()


def test_one_row_refused_is_one_that_is_absent(world, people):
    ref = world.incidents["strict"].ref
    assert access.one(people["analyst"], "see", "monitoring.Incident", ref=ref)
    for name in set(people) - {"analyst", "coordinator", "node"}:
        with pytest.raises(Http404) as refused:
            access.one(people[name], "see", "monitoring.Incident", ref=ref)
        with pytest.raises(Http404) as absent:
            access.one(people[name], "see", "monitoring.Incident", ref="LG-2026-999999")
        assert str(refused.value) == str(absent.value) == ""


def _moved(world: World, mark: str, **sets) -> int:
    """Give the report "strict" another audience; returns its key."""
    report = world.reports["strict"]
    report.audience = audience(mark, **sets)
    report.save(update_fields=["audience"])
    return report.pk


def _readers(people, key: int) -> set[str]:
    readers = {n for n, who in people.items() if access.rows(who, "see", "monitoring.Report").filter(pk=key)}
    return readers - {"node"}


@pytest.mark.parametrize("mark", TLP)
def test_an_empty_audience_is_nobody_s(mark, world, people):
    key = _moved(world, mark, owners=[])
    members = {"analyst", "other", "coordinator"} if mark in access.OPEN_TLP else set()
    assert _readers(people, key) == members


@pytest.mark.parametrize(("mark", "partners", "readers", "found"), [
    ("TLP:CLEAR", [], [], {"analyst", "coordinator", "other"}),
    ("TLP:GREEN", [], [], {"analyst", "coordinator", "other"}),
    ("TLP:AMBER", [], [], {"analyst", "coordinator"}),
    ("TLP:AMBER", ["brise"], [], {"analyst", "coordinator", "other"}),
    ("TLP:AMBER", ["commission"], [], {"analyst", "coordinator"}),
    ("TLP:AMBER+STRICT", ["brise"], ["other"], {"analyst", "coordinator"}),
    ("TLP:RED", ["brise"], ["analyst"], {"analyst"}),
    ("TLP:RED", [], ["other"], {"other"}),
    ("TLP:RED", [], ["clerk"], set()),  # a committee reads no reports, whoever names one of its people
    ("TLP:RED", [], [], set()),
])  # fmt: skip
def test_each_mark_reaches_whom_it_names(mark, partners, readers, found, world, people):
    key = _moved(
        world, mark, owners=[world.organisations["aube"]],
        partners=[world.organisations[slug] for slug in partners],
        readers=[world.accounts[name] for name in readers],
    )  # fmt: skip
    assert _readers(people, key) == found


def test_an_organisation_that_is_no_member_reads_nothing_green_but_its_own(world, people):
    type(world.organisations["brise"]).objects.filter(slug="brise").update(is_member=False)
    other = type(people["other"]).objects.get(pk=people["other"].pk)
    found = access.rows(other, "see", "monitoring.Report").exclude(organisation=other.organisation_id)
    assert set(found.values_list("audience__tlp", flat=True)) == {"TLP:AMBER"}


def test_an_organisation_outside_the_platform_sees_no_figure_of_everybody(world, people):
    type(world.organisations["brise"]).objects.filter(slug="brise").update(is_member=False)
    other = type(people["other"]).objects.get(pk=people["other"].pk)
    for label in ("counting.EstimateRun", "counting.Estimate"):
        assert access.rows(people["other"], "see", label).exists()
        assert not access.rows(other, "see", label).exists()


def test_a_closed_door_is_not_joined_across_organisations(world):
    """STRICT of one organisation and anything of another stay apart, whoever tries."""
    ours, theirs = world.incidents["strict"], world.incidents["near"]
    assert joined(Audience.objects.filter(pk__in=[ours.audience_id, theirs.audience_id])) is None
    with pytest.raises(Unfit):
        acts.merge(world.accounts["analyst"], ours, into=theirs, because="Un essai.")


def test_a_pair_is_not_asked_about_where_its_incident_is_hidden(world, people):
    hidden = world.pairs["ofhidden"]
    assert (
        access.rows(people["other"], "see", "monitoring.Report")
        .filter(pk__in=[hidden.left_id, hidden.right_id])
        .count()
        == 2
    )
    assert not access.may(people["other"], "decide", hidden)
    assert access.may(people["analyst"], "decide", hidden)


def test_every_role_is_somebody_here(world):
    assert {role for role, _slug in VISITORS.values()} == set(access.ROLES) - {
        "chair"
    }  # drawn in tests/oversight
