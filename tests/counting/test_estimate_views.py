"""The pages of estimates as visitors meet them: what each may be told, in words that the data bear."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import translation

from tests.counting.register import drawn, organisations, told
from tests.counting.test_estimating import estimated
from tests.counting.test_views import signed_in
from tests.drawn import table
from tests.monitoring.world import World
from vigie.counting.models import Estimate, EstimateRun
from vigie.counting.sight import LEAST
from vigie.directory.models import Account, Organisation
from vigie.monitoring.models import Incident

pytestmark = pytest.mark.django_db
ADDRESSES = ("/estimations", "/estimations/recoupements", "/estimations/modeles")
MOST_BYTES = 40_000


@pytest.fixture
def world():
    return World.made()


def page(account, address: str) -> str:
    """A page without its typographic spaces."""
    response = signed_in(account).get(address)
    assert response.status_code == 200, address
    return re.sub("[\u00a0\u202f]", " ", response.content.decode())


def register_of(world, incidents) -> EstimateRun:
    told(world, organisations(world), incidents)
    return estimated()


def say(run: EstimateRun, **figures) -> None:
    """What the estimators might have said of the whole, for pages that only show it."""
    Estimate.objects.filter(run=run, kind="whole").update(**figures)


VERDICTS = table("""
verdict    low  best  high  heading                         not_said
interval   480  560   690   Entre_480_et_690_incidents      au_moins
at_least   480  -     -     Au_moins_480_incidents          690
refused    -    -     -     Aucune_estimation_n’est_possible  480
""")


@pytest.mark.parametrize("verdict", VERDICTS)
def test_the_heading_says_what_the_data_bear(world, verdict):
    run = register_of(world, [{"by": "abcd"}] * 12)
    row = VERDICTS[verdict]
    figures = {name: None if row[name] == "-" else int(row[name]) for name in ("low", "best", "high")}
    say(run, verdict=verdict, **figures)
    text = page(world.analyst, "/estimations").replace("'", "’")
    heading = re.search(r"<h1>(.*?)</h1>", text).group(1)
    assert heading.startswith(row["heading"].replace("_", " "))
    assert (
        row["not_said"].replace("_", " ")
        not in re.search(r'<div class="head">.*?</div>\s*</div>', text, re.S)[0]
    )


def test_ends_are_rounded_outwards_and_never_below_what_was_seen(world):
    run = register_of(world, [{"by": "abcd"}] * 12)
    say(run, verdict="interval", low=3413, best=3576, high=3722)
    assert "Entre 3 410 et 3 730 incidents" in page(world.analyst, "/estimations")
    say(run, verdict="interval", low=10, best=14, high=20)
    assert "Entre 12 et 20 incidents" in page(world.analyst, "/estimations")
    assert "10–20" in page(world.analyst, "/estimations/modeles"), (
        "the statistician reads the figures as reckoned"
    )


def test_who_holds_what_together_is_drawn_and_written(world):
    register_of(world, [*[{"by": "ab"}] * 7, *[{"by": "c"}] * 9, *[{"by": "abcd"}] * 2])
    text = page(world.analyst, "/estimations/recoupements")
    assert "9 incidents sur 18 sont connus de plusieurs organisations" in text
    rows = re.findall(r'<tr><th scope="row">(.*?)</th><td class="n">(.*?)</td></tr>', text)
    assert rows == [("C", "9"), ("A, B", "7"), ("A, B, C, D", "2")] or rows[2][0].count(",") == 3
    assert text.count('role="img"') == 1 and 'aria-label="Incidents selon les organisations' in text
    items = signed_in(world.analyst).get("/estimations/recoupements.json").json()["items"]
    assert [(each["number"], each["incidents"]) for each in items] == [(1, 9), (2, 7), (4, 2)]
    lines = b"".join(signed_in(world.analyst).get("/estimations/recoupements.csv").streaming_content).decode()
    assert "#org+list,#org+num,#meta+incidents+num" in lines and len(lines.splitlines()) == 5


def test_a_committee_is_told_no_small_count_of_what_it_may_not_read(world):
    """Told by one alone an incident is not settled: a committee may not read it."""
    register_of(world, [*[{"by": "ab"}] * 8, *[{"by": "a"}] * 9, *[{"by": "b"}] * 3, *[{"by": "c"}] * 6])
    items = signed_in(world.clerk).get("/estimations/recoupements.json").json()["items"]
    counted = {tuple(each["organisations"]): each["incidents"] for each in items}
    assert counted[("A", "B")] == 8 and counted[("A",)] == 9
    assert ("B",) not in counted and ("C",) not in counted
    assert counted[()] == 9 >= LEAST, "three of B hide among six of C"
    seen = signed_in(world.analyst).get("/estimations/recoupements.json").json()["items"]
    assert {tuple(each["organisations"]): each["incidents"] for each in seen}[("B",)] == 3


def test_where_all_that_is_hidden_is_small_no_figure_is_shown(world):
    register_of(world, [*[{"by": "ab"}] * 8, {"by": "a"}, {"by": "b"}])
    for address in ADDRESSES[:2]:
        text = page(world.clerk, address)
        assert "désignerait ceux qui ont parlé" in text
        assert not re.search(r">\s*(8|10)\s*<", text)
    kinds = {each["kind"]: each for each in signed_in(world.clerk).get("/estimations.json").json()["items"]}
    assert (kinds["whole"]["observed"], kinds["whole"]["verdict"]) == (None, "withheld")
    assert "10" in page(world.analyst, "/estimations")


def test_a_reader_outside_the_platform_and_other_roles_find_nothing(world):
    run = register_of(world, [{"by": "abcd"}] * 3)
    outside = Organisation.objects.create(slug="out", name="Out", classification="ngo", is_member=False)
    stranger = Account.objects.create(username="stranger", role="analyst", organisation=outside)
    ministry = Account.objects.create(username="ministry", role="ministry", organisation=outside)
    key = run.estimates.get(kind="whole").pk
    for address in (*ADDRESSES, f"/estimations/modeles/{key}", "/estimations.csv"):
        for account in (stranger, ministry, world.monitor):
            assert signed_in(account).get(address).status_code == 404, (account.username, address)
        assert Client().get(address).url.startswith("/connexion")


def test_nobody_is_told_of_what_only_its_owner_may_read(world):
    """Reports that others may not read are in no figure at all."""
    secret = [{"by": "a", "tlp": "TLP:AMBER+STRICT", "on": each["on"]} for each in drawn(20)]
    register_of(world, [*[{"by": "ab"}] * 8, *secret])
    for account in (world.analyst, world.other_analyst):
        whole = signed_in(account).get("/estimations.json").json()["items"][0]
        assert whole["observed"] == 8


def test_the_statistician_reads_models_signs_and_reasons(world):
    run = register_of(world, drawn(120))
    text = page(world.clerk, "/estimations/modeles")
    for name in ("B : graphes", "L : classes", "H : log-linéaire", "Ensemble"):
        assert name in text
    assert "R̂ des classes latentes" in text and "graine 1" in text
    refused = run.estimates.filter(kind="cell", verdict="refused").first()
    if refused:
        one = page(world.analyst, f"/estimations/modeles/{refused.pk}")
        assert "Pourquoi ce verdict" in one and "pas d’estimation" in one.replace("'", "’")
    assert signed_in(world.analyst).get("/estimations/modeles/999999").status_code == 404


@pytest.mark.parametrize("address", ADDRESSES)
def test_before_the_first_estimate_there_is_a_kind_word(world, address):
    assert "Pas encore d’estimation" in page(world.clerk, address).replace("'", "’")
    assert signed_in(world.clerk).get(f"{address}.json").json()["items"] == []


@pytest.mark.parametrize(("by", "word"), [
    (["a"] * 6, "Une seule organisation"), (["ab"] * 6, "il en faut trois au moins"),
])  # fmt: skip
def test_with_fewer_than_three_lists_the_page_says_so(world, by, word):
    register_of(world, [{"by": each} for each in by])
    assert word in page(world.analyst, "/estimations/recoupements")
    assert "Moins de trois organisations ont recensé 6 incidents" in page(world.analyst, "/estimations")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_pages_are_light_and_say_it_in_both_languages(world, language):
    register_of(world, drawn(120))
    client = signed_in(world.clerk)
    client.cookies["langue"] = language
    word = {"fr": "Au fil du temps", "en": "Over time"}[language]
    for address in ADDRESSES:
        body = client.get(address).content
        assert len(body) <= MOST_BYTES, address
        assert f'<html lang="{language}">'.encode() in body
    with translation.override(language):
        assert word in client.get("/estimations").content.decode()


def test_a_total_of_the_register_carries_its_interval(world):
    run = register_of(world, drawn(40))
    held = Incident.objects.live().count()
    run.sampled = [[*row[:3], [row[2] - 1, row[2], row[2] + 2]] for row in run.sampled]
    run.save(update_fields=["sampled"])
    text = page(world.analyst, "/registre")
    readers = len(run.sampled)
    assert (
        f"Entre {held - readers} et {held + 2 * readers} selon la certitude" in text
        and "/estimations" in text
    )
    assert "selon la certitude" not in page(world.analyst, "/registre?country=ML"), "a part has no interval"
    assert "selon la certitude" not in page(world.monitor, "/registre")
    world.incident(world.report(world.a, "later"))
    assert re.search(rf"Le \d+ \w+ \d+, sur {held} : entre", page(world.analyst, "/registre"))
