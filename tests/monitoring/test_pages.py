"""The pages of this room through their addresses: page, fragment, data, refusal."""

from __future__ import annotations

import gzip
import io
import json
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import django_htmx
import openpyxl
import pytest
from django.test import Client
from shapely import box

from tests.monitoring.world import World, statement
from vigie.core import dates
from vigie.core.statement import Origin, Spot, Toll
from vigie.directory.models import Account, Organisation, Unit
from vigie.monitoring.faces import ListedIncident, OverseenIncident
from vigie.monitoring.filing import Filing
from vigie.monitoring.models import Incident
from vigie.places.models import Area, Generation
from vigie.web.awaited import Awaited
from vigie.web.pictures.drawing import STYLE_HASH
from vigie.web.tables import columns_of

ENDINGS = (".json", ".csv", ".xlsx", ".geojson")


@pytest.fixture
def told(world: World) -> Incident:
    """One incident that two organisations tell of, each from its own people, in one province."""
    region = Area.objects.get(pcode="BF01")
    province = Area.objects.create(
        generation=Generation.objects.get(country="BF"), country="BF", level=2, pcode="BF0101", name="Séno",
        parent=region, outline=box(-1, 13, 1, 15).wkb, west=-1, south=13, east=1, north=15, centre_lat=14,
        centre_lon=0,
    )  # fmt: skip
    Generation.objects.get(country="BF").save()
    assert province.pk
    return world.incident(
        world.report(world.a, "1", text="« Vers dix heures ; au forage ? »"),
        world.report(world.b, "2", when=dates.day(date(2026, 3, 13)), tolls=(Toll("killed", best=5),)),
    )


@pytest.fixture
def visit(world: World):
    def visiting(account: Account | None) -> Client:
        client = Client()
        if account:
            client.force_login(account)
        return client

    return visiting


def account_of(world: World, role: str) -> Account:
    home = (
        world.a
        if role in ("monitor", "analyst", "coordinator")
        else Organisation.objects.get(slug="committee")
    )
    return Account.objects.create(username=f"some-{role}", role=role, organisation=home)


def text_of(response) -> str:
    if response.streaming:
        return b"".join(response.streaming_content).decode("utf-8", "replace")
    return response.content.decode()


# The register ----------------------------------------------------------------------------------------------


def test_the_register_shows_what_is_held(world, told, visit):
    page = visit(world.analyst).get("/registre").content.decode()
    assert "1 incident" in page and "Dori" in page and "Burkina Faso" in page
    assert "12 mars 2026" in page.replace("\u00a0", " ")
    assert "5" in page and "(2–5)" in page
    assert 'class="st full">Corroboré' in page
    assert 'role="rowheader"' in page and "style=" not in page


def test_the_fragment_is_the_middle_of_the_page(world, told, visit):
    client = visit(world.analyst)
    response = client.get("/registre", headers={"HX-Request": "true"})
    page = response.content.decode()
    assert "<html" not in page and '<h1 tabindex="-1" autofocus>' in page
    assert 'id="live" hx-swap-oob' in page
    assert "HX-Request" in response["Vary"]
    assert "autofocus" not in client.get("/registre").content.decode()


def test_the_register_as_data(world, told, visit):
    client = visit(world.analyst)
    (item,) = client.get("/registre.json").json()["items"]
    assert item["ref"] == told.ref and item["place_name"] == "Dori" and item["lat"] == 14.03
    lines = text_of(client.get("/registre.csv")).splitlines()
    assert lines[1].startswith("#event+id,#status+code,#date+start") and told.ref in lines[2]
    book = openpyxl.load_workbook(io.BytesIO(b"".join(client.get("/registre.xlsx").streaming_content)))
    assert book.worksheets[0].cell(3, 1).value == told.ref
    (feature,) = json.loads(text_of(client.get("/registre.geojson")))["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-0.03, 14.03]}


def test_every_file_of_a_fictional_node_says_so(world, told, visit):
    client = visit(world.analyst)
    assert client.get("/registre.json").json()["notice"] == "Données fictives"
    for ending in (".csv", ".geojson"):
        response = client.get(f"/registre{ending}")
        assert "FICTIF-" in response["Content-Disposition"] and "Données fictives" in text_of(response)


@pytest.mark.parametrize(
    "address", ["/registre", "/registre/carte", "/registre/tendances", "/registre/carte.svg"]
)
def test_who_reads_nothing_is_not_told_that_nothing_happened(address, world, told, visit):
    assert visit(world.analyst).get(address).status_code == 200
    assert visit(None).get(address).headers["Location"] == f"/connexion?next={address}"
    for role in ("ministry", "programme", "operator"):
        assert visit(account_of(world, role)).get(address).status_code == 404


def test_others_marks_are_kept(world, visit):
    world.incident(world.report(world.alone, "9"))
    assert visit(world.lone_analyst).get("/registre.json").json()["items"]
    for ending in ENDINGS:
        assert "Dori" not in text_of(visit(world.analyst).get(f"/registre{ending}"))


def test_filters_narrow_and_say_what_is_wrong(world, told, visit):
    client = visit(world.analyst)
    page = client.get("/registre?country=BF").content.decode()
    assert "1 incident" in page and "Burkina Faso <span" in page
    page = client.get("/registre?country=NE").content.decode()
    assert "Aucun incident ne correspond à ce filtre" in page and "il y en a 1" in page
    page = client.get("/registre?first=30+février+2026").content.decode()
    assert "Le 30 février n’existe pas" in page.replace("\u00a0", " ")
    assert "Un filtre est à corriger" in page and "0 incident" not in page


def test_pages_follow_one_another(world, visit):
    for key in range(52):
        world.incident(world.report(world.a, str(key), when=dates.day(date(2026, 1, 1 + key % 28))))
    client = visit(world.analyst)
    first = client.get("/registre").content.decode()
    after = re.search(r"after=([\w%-]+)", first)[1]
    rest = client.get(f"/registre?after={after}").content.decode()
    shown = [re.findall(r"/incidents/([\w-]+)", page) for page in (first, rest)]
    assert [len(each) for each in shown] == [50, 2] and not set(shown[0]) & set(shown[1])
    assert "Revenir aux premiers" in rest


# What those who oversee are shown ---------------------------------------------------------------------------

TELLING = ("Dori", "12 mars", "13 mars", "2026-03-12", "2026-03-13", "forage", "14.03", ">A<", ">B<", "JNIM")


@pytest.mark.parametrize("role", ["clerk", "member", "researcher"])
@pytest.mark.parametrize("ending", ["", *ENDINGS])
def test_the_register_of_overseers_tells_no_day_no_settlement_and_nobody(role, ending, world, told, visit):
    found = text_of(visit(account_of(world, role)).get(f"/registre{ending}")).replace("\u00a0", " ")
    if ending != ".xlsx":
        assert told.ref in found and "Séno" in found
    assert not [word for word in TELLING if word in found]


@pytest.mark.parametrize("ending", ["", ".json"])
def test_the_incident_of_overseers_tells_no_more(ending, world, told, visit):
    response = visit(world.clerk).get(f"/incidents/{told.ref}{ending}")
    found = text_of(response).replace("\u00a0", " ")
    assert response.status_code == 200 and "mars 2026" in found and "Séno" in found
    assert not [word for word in TELLING if word in found]
    assert "signalements/" not in found and "stroke-dasharray" not in found


def test_the_face_of_overseers_has_no_column_that_could_tell():
    names = {field.name for field in columns_of(OverseenIncident)}
    withheld = {"place_name", "lat", "lon", "actor_name", "tlp", "reports_count", "organisations_count"}
    assert not names & withheld and withheld < {field.name for field in columns_of(ListedIncident)}


def test_overseers_cannot_find_out_by_asking(world, told, visit):
    client = visit(world.clerk)
    assert len(client.get("/registre.json?first=2026-03-30&last=2026-03-31").json()["items"]) == 1
    assert len(client.get("/registre.json?text=nulle-part").json()["items"]) == 1  # not a question here
    generation = Generation.objects.get(country="BF")
    Area.objects.create(generation=generation, country="BF", level=3, pcode="BF010101", name="Commune")
    assert not client.get("/registre.json?area=BF010101").json()["items"]


def test_the_order_and_the_key_of_overseers_tell_no_day(world, visit):
    for key, day in enumerate((20, 5, 12)):
        reports = [
            world.report(body, f"{key}", when=dates.day(date(2026, 3, day))) for body in (world.a, world.b)
        ]
        world.incident(*reports)
    refs = [item["ref"] for item in visit(world.clerk).get("/registre.json").json()["items"]]
    assert refs == sorted(refs, reverse=True) and len(refs) == 3


def test_overseers_read_only_what_is_settled(world, visit):
    candidate = world.incident(world.report(world.a, "1"))
    assert visit(world.analyst).get(f"/incidents/{candidate.ref}").status_code == 200
    assert visit(world.clerk).get(f"/incidents/{candidate.ref}").status_code == 404


# Map and trends ---------------------------------------------------------------------------------------------


def test_the_map_counts_by_area_with_its_figures(world, told, visit):
    client = visit(world.analyst)
    page = client.get("/registre/carte").content.decode()
    assert 'role="img" aria-label="Carte' in page and "Séno" in page
    (feature,) = json.loads(text_of(client.get("/registre/carte.geojson")))["features"]
    assert feature["properties"]["pcode"] == "BF0101" and feature["geometry"]["type"] == "Polygon"
    assert "BF01,Sahel" in text_of(client.get("/registre/carte.csv?level=1"))


def test_the_trend_has_its_figures(world, told, visit):
    client = visit(world.analyst)
    page = client.get("/registre/tendances").content.decode()
    assert "Par semaine" in page and 'role="img"' in page
    assert "2026-03-09,1" in text_of(client.get("/registre/tendances.csv"))


def test_overseers_get_no_weeks(world, told, visit):
    page = visit(world.clerk).get("/registre/tendances").content.decode()
    assert "Par mois" in page and "mars 2026" in page and "semaine" not in page


@pytest.mark.parametrize("address", ["/registre/carte.svg", "/registre/tendance.svg"])
def test_pictures_stand_alone(address, world, told, visit):
    response = visit(world.analyst).get(address)
    assert response["Content-Type"].startswith("image/svg+xml")
    assert STYLE_HASH in response["Content-Security-Policy"]
    assert ElementTree.fromstring(response.content).get("aria-label")
    empty = visit(world.analyst).get(f"{address}?country=NE")
    assert ElementTree.fromstring(empty.content) is not None


# One incident -----------------------------------------------------------------------------------------------


def test_the_incident_says_who_says_what(world, told, visit):
    page = visit(world.analyst).get(f"/incidents/{told.ref}").content.decode().replace("\u00a0", " ")
    assert '<td role="cell" data-l="A" class="kept">12 mars 2026' in page
    assert 'class="diff"><span class="vh">diffère' in page
    assert "2 messages, 2 origines indépendantes" in page
    assert 'stroke-dasharray="3 2"' in page  # the circle of imprecision
    assert "TLP:GREEN" in page


def test_the_incident_as_data(world, told, visit):
    data = visit(world.analyst).get(f"/incidents/{told.ref}.json").json()
    assert data["state"] == "corroborated" and data["organisations"] == ["A", "B"]
    assert {row["label"] for row in data["said"]} >= {"Date", "Lieu", "Tués"}


def test_a_monitor_reads_what_is_held_and_not_who_told_it(world, visit):
    (filed,) = Filing(world.a, "test", world.monitor).file([statement("1")])
    incident = world.incident(filed.report, world.report(world.b, "2"))
    others = world.incident(world.report(world.a, "3"))
    assert visit(world.monitor).get(f"/incidents/{others.ref}").status_code == 404
    page = visit(world.monitor).get(f"/incidents/{incident.ref}").content.decode()
    assert "Dori" in page and "Qui dit quoi" not in page and "Décider" not in page


def test_what_is_absent_and_what_is_closed_look_alike(world, visit):
    closed = world.incident(world.report(world.alone, "9"))
    client = visit(world.analyst)
    answers = [client.get(f"/incidents/{ref}") for ref in (closed.ref, "LG-2026-999999")]
    bodies = [re.sub(r'value="[^"]*"', "", each.content.decode()) for each in answers]
    assert [each.status_code for each in answers] == [404, 404] and bodies[0] == bodies[1]


def test_a_unit_is_shown_with_its_command_and_no_accusation(world, told, visit):
    unit = Unit.objects.create(slug="u-12", name="Unité U-12", country="BF", kind="army")
    client = visit(world.analyst)
    given = {
        "unit": unit.slug,
        "part": "present",
        "certainty": "possible",
        "source": "Bulletin 3",
        "because": "Dit.",
    }
    assert client.post(f"/incidents/{told.ref}/name_unit", given).status_code == 302
    page = client.get(f"/incidents/{told.ref}").content.decode()
    assert "Unité U-12" in page and "n’accuse personne" in page


# What is decided about it -----------------------------------------------------------------------------------


def decide(client, incident, name, **given):
    return client.post(f"/incidents/{incident.ref}/{name}", given)


def test_a_value_is_chosen_and_taken_back(world, told, visit):
    client = visit(world.analyst)
    page = client.get(f"/incidents/{told.ref}").content.decode()
    claim = re.search(r'value="(date\|[\w-]+)">13', page)[1]
    assert decide(client, told, "choose", claim=claim, because="Liste vue.").status_code == 302
    told.refresh_from_db()
    assert told.date_first == date(2026, 3, 13)
    page = client.get(f"/incidents/{told.ref}").content.decode()
    assert "Liste vue." in page
    (choice,) = told.choices.all()
    decide(client, told, "withdraw_choice", choice=choice.pk, because="Erreur.")
    told.refresh_from_db()
    assert told.date_first == date(2026, 3, 12)


def test_contesting_and_settling(world, told, visit):
    client = visit(world.analyst)
    decide(client, told, "contest", about="date", because="Le marché est le vendredi.")
    told.refresh_from_db()
    assert told.state == "contested"
    assert "Le marché est le vendredi." in client.get(f"/incidents/{told.ref}").content.decode()
    decide(client, told, "settle_contest", contest=told.contests.get().pk, because="Vérifié.")
    told.refresh_from_db()
    assert told.state == "corroborated"


def test_a_reason_is_asked_and_nothing_typed_is_lost(world, told, visit):
    response = decide(visit(world.analyst), told, "withdraw", reason="error", because="")
    page = response.content.decode()
    assert (
        response.status_code == 400 and '<option value="error" selected>' in page and "<details open>" in page
    )
    told.refresh_from_db()
    assert told.state == "corroborated"


def test_merging_leads_on_and_can_be_undone(world, told, visit):
    other = world.incident(world.report(world.a, "7"))
    client = visit(world.analyst)
    wrong = decide(client, other, "merge", into="LG-1999-000001", because="Le même.")
    assert wrong.status_code == 400 and "LG-1999-000001" in wrong.content.decode()
    assert decide(client, other, "merge", into=told.ref.lower(), because="Le même.").status_code == 302
    answer = client.get(f"/incidents/{other.ref}")
    assert answer.headers["Location"] == f"/incidents/{told.ref}?from={other.ref}"
    assert other.ref in client.get(answer.headers["Location"]).content.decode()
    decide(client, told, "unmerge", merger=other.mergers.get().pk, because="Deux.")
    assert client.get(f"/incidents/{other.ref}").status_code == 200


def test_a_withdrawn_incident_keeps_its_page_and_leaves_the_register(world, told, visit):
    client = visit(world.analyst)
    decide(client, told, "withdraw", reason="error", because="Saisi deux fois.")
    assert not client.get("/registre.json").json()["items"]
    assert "a été retiré" in client.get(f"/incidents/{told.ref}").content.decode()
    decide(client, told, "restore", because="Non, pas deux fois.")
    assert client.get("/registre.json").json()["items"]


@pytest.mark.parametrize("name", ["refute", "choose", "withdraw", "merge"])
def test_who_may_not_decide_finds_nothing_to_decide(name, world, told, visit):
    given = {"because": "Non.", "about": "date", "reason": "error", "into": told.ref}
    for account in (world.clerk, world.monitor, world.lone_analyst):
        assert decide(visit(account), told, name, **given).status_code == 404
    assert decide(visit(None), told, name, **given).status_code == 302
    told.refresh_from_db()
    assert told.state == "corroborated"


def test_an_unknown_act_is_absent_and_reading_does_nothing(world, told, visit):
    client = visit(world.analyst)
    assert decide(client, told, "delete", because="Non.").status_code == 404
    assert client.get(f"/incidents/{told.ref}/refute").status_code == 405


def test_the_history_says_who_and_why(world, told, visit):
    client = visit(world.analyst)
    decide(client, told, "refute", because="Personne n'y était.")
    page = client.get(f"/incidents/{told.ref}").content.decode()
    assert "L’incident a été réfuté" in page and "Personne n’y était." in page and "A, analyse" in page


# One report -------------------------------------------------------------------------------------------------


def test_a_report_is_shown_as_received(world, told, visit):
    report = told.links.order_by("pk").first().report
    page = visit(world.analyst).get(f"/signalements/{report.uuid}").content.decode()
    assert "« Vers dix heures ; au forage ? »" in page  # plain spaces: nobody sets the words of others
    assert told.ref in page and report.digest in page
    assert visit(world.clerk).get(f"/signalements/{report.uuid}").status_code == 404
    strict = world.report(world.alone, "9")
    assert visit(world.analyst).get(f"/signalements/{strict.uuid}").status_code == 404
    assert visit(None).get(f"/signalements/{report.uuid}").status_code == 302


def test_versions_of_a_report_lead_to_one_another(world, visit):
    old = world.report(world.a, "1")
    new = world.report(world.a, "1", event_type="looting")
    client = visit(world.analyst)
    assert str(new.uuid) in client.get(f"/signalements/{old.uuid}").content.decode()
    assert "remplace celle-ci" in client.get(f"/signalements/{old.uuid}").content.decode()
    data = client.get(f"/signalements/{new.uuid}.json").json()
    assert data["version"] == 2 and data["is_current"]


def test_what_is_hard_to_read_waits_behind_a_sentence(world, visit):
    report = world.report(world.a, "1", event_type="sexual-violence", text="Un récit.")
    page = visit(world.analyst).get(f"/signalements/{report.uuid}").content.decode()
    assert re.search(r"<details><summary>Ce récit parle.*?<p>Un récit\.", page, re.DOTALL)


# Home and texts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("analyst", "Effort de signalement"),
        ("coordinator", "Effort de signalement"),
        ("monitor", "Ce que vous avez transmis"),
        ("clerk", "incidents corroborés ou contestés"),
        ("member", "incidents corroborés ou contestés"),
        ("researcher", "incidents corroborés ou contestés"),
        ("ministry", "Aucune question n’attend votre réponse"),
        ("programme", "Aucune question n’attend votre réponse"),
        ("operator", "Aucune question n’attend votre réponse"),
    ],
)
def test_home_shows_each_role_its_own(role, sees, world, told, visit):
    page = visit(account_of(world, role)).get("/").content.decode()
    assert sees in page
    assert ("Par où commencer" in page) == (role not in ("ministry", "programme", "operator"))
    if role not in ("analyst", "coordinator"):
        assert told.ref not in page and "Effort de signalement" not in page


def test_home_tells_what_is_late_first(world, visit, monkeypatch):
    waits = [
        Awaited(3, "choses sans hâte", "Une note.", "/ici"), Awaited(0, "rien", "", "/vide"),
        Awaited(5, "choses dues", "Une note.", "/la", late=2),
    ]  # fmt: skip
    monkeypatch.setattr("vigie.web.awaited.AWAITED", [lambda actor: waits])
    page = visit(account_of(world, "clerk")).get("/").content.decode()
    assert page.index("choses dues") < page.index("choses sans hâte") and "/vide" not in page
    assert "2 en retard." in page and "2 choses sont en retard" in page


def test_contested_incidents_wait_for_analysts(world, told, visit):
    decide(visit(world.other_analyst), told, "contest", about="happening", because="Non.")
    page = visit(world.analyst).get("/").content.decode()
    assert "Incidents contestés" in page and "/registre?state=contested" in page
    assert told.ref in page  # among the latest changes


def test_silence_is_said(world, visit):
    for week in (2, 9, 16, 23, 30):
        world.report(world.a, f"a{week}", when=dates.day(date(2026, 3, week)))
    world.report(world.b, "b", when=dates.day(date(2026, 3, 2)))
    page = visit(world.analyst).get("/").content.decode()
    assert "Rien depuis 4 semaines" in page and "ne veut pas dire plus de calme" in page


@pytest.mark.parametrize("address", ["/", "/methode", "/a-propos"])
def test_everybody_may_read_what_this_is(address, world, visit):
    response = visit(None).get(address)
    page = response.content.decode()
    assert response.status_code == 200 and "Se connecter" in page and page.count("<h1") == 1


def test_pages_speak_english_by_a_switch(world, told, visit):
    client = visit(world.analyst)
    back = client.post("/langue", {"language": "en", "next": "/registre"})
    assert back.headers["Location"] == "/registre"
    page = client.get("/registre").content.decode()
    assert '<html lang="en">' in page and "Corroborated" in page and "Attack on civilians" in page
    assert (
        client.post("/langue", {"language": "fr", "next": "https://example.org"}).headers["Location"] == "/"
    )


# Weight -----------------------------------------------------------------------------------------------------


def packed(response_or_bytes) -> int:
    body = response_or_bytes if isinstance(response_or_bytes, bytes) else response_or_bytes.content
    return len(gzip.compress(body, 6))


def test_pages_are_light_enough_for_a_slow_line(world, told, visit):
    for key in range(50):
        spot = Spot(f"Localité {key}", ("BF",), 13.5 + key / 100, -0.5 + key / 90, "near")
        told_by = statement(f"s{key}", spots=(spot,), when=dates.day(date(2026, 1, 1 + key % 28)))
        world.incident(world.report(world.a, f"s{key}", spots=told_by.spots, when=told_by.when))
    static = Path(__file__).parents[2] / "vigie" / "static" / "vigie" / "vigie.css"
    scripts = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
    styles = static.read_bytes()
    assert len(styles) <= 14_000
    client = visit(world.analyst)
    register, incident = client.get("/registre"), client.get(f"/incidents/{told.ref}")
    pictures = [client.get(address) for address in ("/registre/carte.svg", "/registre/tendance.svg")]
    assert len(register.content) <= 40_000 and len(incident.content) <= 40_000
    whole = packed(register) + packed(styles) + packed(scripts.read_bytes()) + sum(map(packed, pictures))
    assert whole <= 60_000
    assert packed(incident) + packed(styles) <= 30_000


def test_an_unknown_origin_kind_has_words(world, visit):
    report = world.report(world.a, "1", origins=(Origin("radio", "Radio X"), Origin("unknown")))
    page = visit(world.analyst).get(f"/signalements/{report.uuid}").content.decode()
    assert "Radio (Radio X)" in page and "Source non nommée" in page
