"""Who hears of what: shares of knowledge, copies, silence and noise as README.md states them."""

from collections import Counter, defaultdict
from datetime import date

from sample.hearing import tellings
from sample.organisations import ORGANISATIONS
from sample.region import region
from sample.world import incidents

STAGE = region()
TOLD = list(tellings(incidents(STAGE, 3000, seed=8), STAGE, seed=8))
REPORTS = [telling for _, mine in TOLD for telling in mine]


def share(kind):
    return sum(kind in telling.noise for telling in REPORTS) / len(REPORTS)


def test_more_than_half_of_the_incidents_are_known_to_two_and_some_to_nobody():
    known = Counter(len({telling.organisation.slug for telling in mine}) for _, mine in TOLD)
    assert 0.5 < (known[2] + known[3] + known[4]) / 3000 < 0.72
    assert 0.03 < known[0] / 3000 < 0.12


def test_each_watches_its_own_country_most():
    for organisation in ORGANISATIONS:
        rate = {}
        for country in ("BF", "ML", "NE"):
            there = [mine for incident, mine in TOLD if incident.place.country == country]
            heard = sum(any(t.organisation is organisation for t in mine) for mine in there)
            rate[country] = heard / len(there)
        assert max(rate, key=rate.get) == organisation.country


def test_noise_is_there_in_the_stated_shares():
    stated = {
        "date-off": 0.24, "date-about": 0.08, "date-week": 0.05, "date-month": 0.04, "place-spelling": 0.45,
        "place-neighbour": 0.10, "centroid": 0.10, "no-coordinates": 0.07, "actor-coarse": 0.31,
        "actor-unknown": 0.13, "actor-wrong": 0.04, "type-miscoded": 0.08, "toll-missing": 0.14,
        "toll-differs": 0.17, "duplicate": 0.02, "copied-bulletin": 0.17, "copied-organisation": 0.05,
        "bulletin-wrong": 0.04,
    }  # fmt: skip
    for kind, expected in stated.items():
        assert abs(share(kind) - expected) < max(0.012, 0.2 * expected), (kind, share(kind))


def test_marks_are_mostly_green_and_very_seldom_red():
    marks = Counter(telling.tlp for telling in REPORTS)
    assert [mark for mark, _ in marks.most_common()] == [
        "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED",
    ]  # fmt: skip
    assert marks["TLP:GREEN"] / len(REPORTS) > 0.7
    assert 0 < marks["TLP:RED"] / len(REPORTS) < 0.02


def test_one_organisation_is_silent_for_three_weeks():
    silent = [t for t in REPORTS if date(2026, 5, 11) <= t.written <= date(2026, 5, 31)]
    assert {t.organisation.letter for t in silent} == {"a", "b", "c"}
    before = [t for t in REPORTS if date(2026, 4, 20) <= t.written <= date(2026, 5, 10)]
    assert {t.organisation.letter for t in before} == {"a", "b", "c", "d"}


def test_no_report_is_written_before_the_day_it_tells_of():
    assert all(t.written > t.when.first for t in REPORTS if t.when.is_one_day)


def test_several_organisations_cite_one_bulletin_and_share_its_errors():
    cited = defaultdict(set)
    for telling in REPORTS:
        if telling.copied_from.startswith("bulletin/"):
            cited[telling.copied_from].add(telling.organisation.slug)
    assert sum(len(tellers) > 1 for tellers in cited.values()) > 100
    wrong = [t for t in REPORTS if "bulletin-wrong" in t.noise]
    assert {t.origin_kind for t in wrong} <= {"radio", "press", "official", "organisation"}


def test_a_copy_names_whom_it_copies_and_carries_over_its_numbers():
    by_key = {(t.organisation.slug, t.key): t for t in REPORTS}
    copies = [t for t in REPORTS if t.origin_kind == "organisation"]
    assert len(copies) > 150
    for copy in copies:
        theirs = by_key[tuple(copy.copied_from.split("/"))]
        assert copy.origin_label == theirs.organisation.name != copy.organisation.name
        assert (copy.tolls, copy.when, copy.type) == (theirs.tolls, theirs.when, theirs.type)
        assert copy.written > theirs.written


def test_people_hurt_by_sexual_violence_are_protected():
    guarded = [t for t in REPORTS if t.incident.type == "sexual-violence"]
    assert len(guarded) > 20
    for telling in guarded:
        assert telling.lat is None
        assert telling.precision == "adm2"
        assert telling.tlp in ("TLP:AMBER+STRICT", "TLP:RED")
        assert {count.status for count in telling.tolls.values()} == {"withheld"}


def test_a_centre_of_an_area_is_always_called_one():
    for telling in REPORTS:
        if "centroid" in telling.noise:
            level = int(telling.precision.removeprefix("adm"))
            code = STAGE.chain(telling.place, telling.incident.day)[level - 1].code
            assert STAGE.centres[code] == (telling.lat, telling.lon)
