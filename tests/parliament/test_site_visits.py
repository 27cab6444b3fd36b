"""A site visit from its plan to its findings, through the pages of the clerk who runs it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from tests.parliament.site import ABSENT, PASSED, committee, jpeg, text
from vigie.core import checklists
from vigie.core.dates import day
from vigie.core.statement import Spot
from vigie.fieldwork.filing import Told, Writing
from vigie.followup.evidence import SOURCES
from vigie.followup.models import Recommendation
from vigie.ledger.models import Entry
from vigie.parliament import acts, pictures
from vigie.parliament.acts import Found
from vigie.parliament.models import Checklist, Finding, Photo, SiteVisit
from vigie.parliament.recommending import LABEL

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return committee()


@pytest.fixture
def clerk(client, of):
    client.force_login(of["clerk"])
    return client


@pytest.fixture
def visit(of) -> SiteVisit:
    return acts.plan_visit(
        of["clerk"], of["commission"], site_type="post", area=of["area"], starts_on=date(2026, 3, 12)
    )


def planned(of, **more) -> dict:
    return {"site_type": "post", "area": of["area"].pk, "starts_on": PASSED, "announced": "unannounced",
            "purpose": "Solde et registres", "n_staff_female": "2", **more}  # fmt: skip


def test_a_clerk_plans_a_visit_and_sends_it_twice(clerk, of):
    acts.add_seat(of["clerk"], of["commission"], holder="Une députée", since=date(2025, 1, 6), sex="female")
    seat = re.search(r'name="seats" value="([^"]+)"', text(clerk.get(reverse("site-visit-new"))))[1]
    sent = [clerk.post(reverse("site-visit-new"), planned(of, seats=seat)) for _time in range(2)]
    assert [each.status_code for each in sent] == [302, 302] and sent[0].url == sent[1].url
    page = text(clerk.get(sent[0].url))
    assert "3 en tout, dont 3 femmes" in page and "Une députée" in page and "Contrée" in page
    listed = text(clerk.get(reverse("site-visits")))
    assert "Poste de police ou de gendarmerie" in listed and "12 mars 2026" in listed


@pytest.mark.parametrize(("wrong", "said"), [
    ({"ends_on": "11/03/2026"}, "finirait avant de commencer"),
    ({"starts_on": "le 40 mars"}, "n’est pas un jour"),
    ({"purpose": "Le camp est à 13.4512, -2.0931"}, "position sur la carte"),
    ({"risk_note": "Ils sont 84 soldats ici"}, "combien de personnes servent"),
    ({"area": "999999"}, "Choisissez une zone de la liste"),
])  # fmt: skip
def test_a_plan_that_makes_no_sense_is_shown_again_as_typed(clerk, of, wrong, said):
    response = clerk.post(reverse("site-visit-new"), planned(of, authorisation="Ordre 7", **wrong))
    page = text(response)
    assert response.status_code == 422 and said in page and "Ordre 7" in page
    assert not SiteVisit.objects.exists()


def test_a_commune_is_too_exact(clerk, of):
    assert f'value="{of["town"].pk}"' not in text(clerk.get(reverse("site-visit-new")))
    assert clerk.post(reverse("site-visit-new"), planned(of, area=of["town"].pk)).status_code == 422


def test_of_two_numbers_only_their_share_is_kept_anywhere(clerk, visit):
    block = reverse("site-visit-block", args=[visit.uuid, "presence"])
    sent = {"presence.share-seen": "317", "presence.share-written": "401", "presence.roll": "no", "next": ""}
    assert clerk.post(block, sent).status_code == 302
    assert Finding.objects.get(question="presence.share").answer == "half"
    kept = " ".join(
        str(row) for row in [*Finding.objects.values(), *SiteVisit.objects.values(), *Entry.objects.values()]
    )
    pages = [reverse("site-visit", args=[visit.uuid]), reverse("site-visits"), block]
    read = " ".join(text(clerk.get(each)) for each in pages)
    assert "Entre la moitié et les neuf dixièmes" in read
    # Whole numbers: three digits in a row stand in many an identifier.
    assert not re.findall(r"\b(?:317|401|79 %)", f"{read} {kept}")


def test_half_a_share_is_refused_and_what_was_typed_stays(clerk, visit):
    block = reverse("site-visit-block", args=[visit.uuid, "presence"])
    response = clerk.post(
        block, {"presence.share-seen": "317", "presence.roll": "no", "presence.roll-words": "Cahier vide"}
    )
    assert (
        response.status_code == 422
        and "les deux nombres" in text(response)
        and "Cahier vide" in text(response)
    )
    assert not Finding.objects.exists()


def test_a_sentence_that_counts_people_is_refused(clerk, visit):
    block = reverse("site-visit-block", args=[visit.uuid, "pay"])
    response = clerk.post(block, {"pay.on_time": "no", "pay.on_time-words": "Les 62 gendarmes attendent"})
    assert response.status_code == 422 and "62 gendarmes" in text(response) and not Finding.objects.exists()


def test_a_record_of_the_visit_form_becomes_findings(clerk, of, visit):
    acts.keep_findings(
        of["clerk"], visit, found=[Found("living.decent", "yes", words="Vu par la commission")]
    )
    said = {
        "visit_number": str(visit.number),
        "visited": "post",
        "pay_on_time": "no",
        "living_decent": "no",
        "complaints_way": "refused",
        "access": "yes",
        "storing_fire": "no",  # asked at an armoury, not at a post
    }
    spot = Spot("Camp inventé", ("BF",))
    Writing(of["commission"], "form:vigie-visite-commission", of["monitor"]).visits([
        Told("1", day(date(2026, 3, 12)), (spot,), said, kind="committee_visit", text="Note du terrain"),
    ])  # fmt: skip
    page = text(clerk.get(reverse("site-visit", args=[visit.uuid])))
    assert "porte le numéro de cette visite" in page
    record = re.search(r'name="record" value="([^"]+)"', page)[1]
    take = reverse("site-visit-take", args=[visit.uuid])
    assert [clerk.post(take, {"record": record}).status_code for _time in range(2)] == [302, 302]
    found = dict(Finding.objects.values_list("question", "answer"))
    # What the committee said itself stays; the form's answers come beside it.
    assert found == {"living.decent": "yes", "pay.on_time": "no", "complaints.way": "refused"}
    assert "appartient à cette visite" in text(clerk.get(reverse("site-visit", args=[visit.uuid])))
    assert "Note du terrain" not in text(clerk.get(reverse("site-visit", args=[visit.uuid])))
    clerk.post(take, {"record": record, "untie": ""})
    assert set(Finding.objects.values_list("question", flat=True)) == {"living.decent"}


def test_a_record_of_another_committee_is_absent(clerk, of, visit):
    Writing(of["autre"], "form:v").visits([
        Told("1", day(date(2026, 3, 12)), (), {"pay_on_time": "no"}, kind="committee_visit"),
    ])  # fmt: skip
    from vigie.fieldwork.models import Visit

    sent = clerk.post(
        reverse("site-visit-take", args=[visit.uuid]), {"record": str(Visit.objects.get().uuid)}
    )
    assert sent.status_code == 404 and not Finding.objects.exists()
    assert clerk.post(reverse("site-visit-take", args=[visit.uuid]), {"record": "?"}).status_code == 404


def test_one_press_drafts_a_recommendation_and_a_second_leads_to_it(clerk, of, visit):
    acts.keep_findings(
        of["clerk"], visit, found=[Found("women.facilities", "no", words="Pas de verrou aux douches")]
    )
    finding = Finding.objects.get()
    pressed = [clerk.post(reverse("finding-recommend", args=[finding.uuid])) for _time in range(2)]
    made = Recommendation.objects.get()
    assert [each.url for each in pressed] == [reverse("recommendation", args=[made.ref])] * 2
    assert made.addressee == of["ministere"] and made.kind == "gender" and made.source_kind == "visit"
    assert "Pas de verrou" in made.text and "Contrée" not in made.text + made.title
    assert made.ref in text(clerk.get(reverse("site-visit", args=[visit.uuid])))
    words, address = SOURCES[LABEL](of["clerk"], str(finding.uuid))
    assert "toilettes" in words and address.startswith(reverse("site-visit", args=[visit.uuid]))
    assert SOURCES[LABEL](of["ministry"], str(finding.uuid)) is None
    client_of_others = [of["stranger"], of["member"], of["ministry"]]
    for account in client_of_others:
        clerk.force_login(account)
        assert clerk.post(reverse("finding-recommend", args=[finding.uuid])).status_code == 404


def test_a_visit_keeps_the_checklist_it_was_made_with(of, visit, monkeypatch):
    newer = checklists.from_data(
        {**checklists.checklist("post").as_data(), "version": "2027-01", "fr": "Autre nom"}
    )
    monkeypatch.setattr(checklists, "checklist", lambda site_type: newer)
    later = acts.plan_visit(
        of["clerk"], of["commission"], site_type="post", area=of["area"], starts_on=date(2026, 4, 1)
    )
    assert Checklist.objects.count() == 2 and later.checklist.version == "2027-01"
    visit.refresh_from_db()
    assert (
        visit.checklist.version == "2026-11-24"
        and visit.checklist.read.fr == "Poste de police ou de gendarmerie"
    )


def test_a_photograph_is_cleaned_kept_once_and_removed(clerk, of, visit, settings, tmp_path):
    settings.VAR = tmp_path
    address = reverse("photo-new", args=[visit.uuid])
    sent = [
        clerk.post(address, {"photo": jpeg(comment=b"Zqcanari"), "shows": "Le registre"})
        for _time in range(2)
    ]
    assert [each.status_code for each in sent] == [302, 302]
    photo = Photo.objects.get()
    shown = clerk.get(reverse("photo", args=[photo.uuid]))
    assert shown["Content-Type"] == "image/jpeg" and shown["X-Content-Type-Options"] == "nosniff"
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert everything == shown.content and b"Zqcanari" not in everything
    clerk.force_login(of["stranger"])
    assert clerk.get(reverse("photo", args=[photo.uuid])).status_code == 404
    assert clerk.post(address, {"photo": jpeg(), "shows": "Intrus"}).status_code == 404
    clerk.force_login(of["clerk"])
    assert (
        not pictures.path_of(photo.uuid).with_suffix(".tmp").exists()
        and pictures.path_of(photo.uuid).exists()
    )


def test_a_photograph_that_cannot_be_cleaned_is_refused_with_a_sentence(clerk, visit, settings, tmp_path):
    settings.VAR = tmp_path
    wrong = jpeg()
    wrong.write(b"ce n'est pas une image")
    response = clerk.post(reverse("photo-new", args=[visit.uuid]), {"photo": wrong, "shows": "Le registre"})
    assert response.status_code in (302, 422)
    torn = jpeg()
    torn = type(torn)(torn.read()[:150])
    torn.name = "b.jpg"
    response = clerk.post(reverse("photo-new", args=[visit.uuid]), {"photo": torn, "shows": "Le registre"})
    assert (
        response.status_code == 422
        and "ne peut donc pas être nettoyé" in text(response)
        and "Le registre" in text(response)
    )
    assert clerk.post(reverse("photo-new", args=[visit.uuid]), {"shows": "Rien"}).status_code == 422


def test_the_form_of_a_photograph_asks_for_its_token(of, visit):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(of["clerk"])
    sent = strict.post(reverse("photo-new", args=[visit.uuid]), {"photo": jpeg(), "shows": "x"})
    assert sent.status_code == 403 and not Photo.objects.exists()


def test_only_the_committee_knows_of_the_visit_and_members_only_read(client, of, visit):
    address = reverse("site-visit", args=[visit.uuid])
    for name, status in (("member", 200), ("chair", 200), ("stranger", 404), ("ministry", 404)):
        client.force_login(of[name])
        assert client.get(address).status_code == client.get(f"{address}.json").status_code == status
    client.force_login(of["member"])
    assert client.post(reverse("site-visit-made", args=[visit.uuid]), {"met": "ranks"}).status_code == 404
    assert client.get(reverse("site-visit-change", args=[visit.uuid])).status_code == 404
    assert client.get(reverse("site-visit", args=[ABSENT])).status_code == 404


def test_who_was_heard_is_told_by_role(clerk, of, visit):
    made = reverse("site-visit-made", args=[visit.uuid])
    assert clerk.post(made, {"met": ["ranks"], "met_alone": ["detained"]}).status_code == 302
    page = text(clerk.get(reverse("site-visit", args=[visit.uuid])))
    assert "militaires du rang et agents" in page and "personnes privées de liberté, sans leurs chefs" in page
    assert clerk.post(reverse("site-visit-cancel", args=[visit.uuid]), {"because": "x"}).status_code == 422


def test_a_visit_is_called_off_with_a_reason(clerk, visit):
    address = reverse("site-visit-cancel", args=[visit.uuid])
    assert clerk.post(address, {"because": ""}).status_code == 422
    assert clerk.post(address, {"because": "Route coupée"}).status_code == 302
    assert (
        SiteVisit.objects.get().state == "cancelled" and Entry.objects.filter(because="Route coupée").exists()
    )
