"""Sittings from their plan to their minutes: what is refused, in which words, and what is kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.parliament.room import NINE, Room
from tests.parliament.site import text
from vigie.directory.models import Person
from vigie.ledger.act import Refused
from vigie.parliament import acts
from vigie.parliament.acts.attendance import Mark
from vigie.parliament.models import Headcount, Sitting, Witness
from vigie.sharing.models import Terms

pytestmark = pytest.mark.django_db


def told(refusal) -> str:
    return " ".join(refusal.value.messages)


def test_a_joint_hearing_from_plan_to_minutes_through_the_pages(client, room: Room):
    clerk, chair = room.accounts["clerk_bf"], room.accounts["chair_bf"]
    client.force_login(clerk)
    asked = {
        "kind": "hearing", "title": "Audition commune", "day": "18 mars 2026", "starts": "9 h", "ends": "12 h 30",
        "place": "Salle 2", "joint_bodies": ["commission-ml"], "agenda": "Pistes\nMarchés\n\nPistes",
    }  # fmt: skip
    planned = client.post(reverse("sitting-new", args=["commission-bf"]), asked)
    sitting = Sitting.objects.get(title="Audition commune")
    assert planned.url == reverse("sitting", args=[sitting.uuid])
    assert [each.title for each in sitting.agenda.all()] == ["Pistes", "Marchés"]

    def do(what: str, **said):
        return client.post(reverse("sitting-do", args=[sitting.uuid, what]), said)

    assert do("ouvrir").status_code == 404  # a clerk does not preside
    client.force_login(chair)
    assert do("ouvrir", at="9 h 05").status_code == 302
    client.force_login(clerk)
    seats = [*room.seats["BF"], *room.seats["ML"]]
    marks = {f"seat-{seat.uuid}": "present" for seat in seats[:6]} | {f"seat-{seats[6].uuid}": "apologies"}
    attended = client.post(
        reverse("sitting-attendance", args=[sitting.uuid]), {"recorded": "recorded", **marks}
    )
    assert attended.status_code == 302
    assert do("entendre", role="force", function="Agent", name="Un nom").status_code == 422
    assert do("entendre", role="force", function="Agent", sex="female").status_code == 302
    assert do("points", **{"outcome-1": "Décidé.", "note-2": "À lire avant."}).status_code == 302
    assert do("compte-rendu", text="Ce qui fut dit.").status_code == 302
    client.force_login(chair)
    assert do("adopter").status_code == 422  # it is still open
    assert do("clore", at="12 h 20").status_code == 302
    assert do("adopter", on="19 mars 2026").status_code == 302
    client.force_login(room.accounts["member_ml"])
    page = text(client.get(reverse("sitting", args=[sitting.uuid])))
    assert "Décidé." in page and "Ce qui fut dit." in page and "agent d’une force" in page
    assert "Commission BF : aucune règle" in page and "Membre ML 0" in page
    assert "Retirer la ligne" not in page


def test_a_committee_and_a_member_sit_once_at_one_hour(room: Room):
    room.sitting(title="Première")
    with pytest.raises(ValidationError) as refusal:
        room.sitting(title="Seconde", at=NINE + timedelta(hours=2))
    assert "« Première »" in told(refusal) or "“Première”" in told(refusal)
    room.sitting(title="Ensuite", at=NINE + timedelta(hours=3))  # it touches the end of the first


def test_two_seats_of_one_name_are_one_member_unless_the_directory_parts_them(room: Room):
    clerk = room.accounts["clerk_bf"]
    second = acts.schedule  # the same country has a second committee, in which the chair also sits
    other = type(room.bodies["BF"]).objects.create(
        slug="enquete-bf", name="Enquête", classification="committee", country="BF"
    )
    boss = type(clerk).objects.create(username="clerk-enquete", role="clerk", organisation=other)
    twin = acts.add_seat(boss, other, holder="membre bf 0", since=date(2025, 1, 6))
    hours = {"starts_at": NINE, "ends_at": NINE + timedelta(hours=2)}
    published = room.sitting(title="Publiée")
    acts.publish_agenda(clerk, published)
    with pytest.raises(ValidationError) as refusal:
        second(boss, other, kind="ordinary", title="Enquête", **hours)
    assert "membre bf 0" not in told(refusal) and "Membre BF 0" in told(refusal)
    ours = room.seats["BF"][0]
    for seat, by, slug in ((twin, boss, "une"), (ours, clerk, "autre")):
        person = Person.objects.create(slug=slug, name="Même nom")
        acts.amend_seat(
            by, seat, holder=seat.holder, since=seat.since, until=None, post=seat.post, sex=seat.sex, age_band="",
            person=person,
        )  # fmt: skip
    assert second(boss, other, kind="ordinary", title="Enquête", **hours).pk


def test_who_is_recorded_in_two_places_is_told_to_correct_one(client, room: Room):
    here = room.held(title="Ici")
    acts.record_attendance(
        room.accounts["clerk_bf"],
        here,
        recorded="recorded",
        marks={room.seats["BF"][1].uuid: Mark("present")},
    )
    there = room.held(country="NE", title="Ailleurs", kind="joint", joint_bodies=[room.bodies["ML"]])
    # Planned before anybody knew: the same body now sits in both.
    there.joint_bodies.add(room.bodies["BF"])
    client.force_login(room.accounts["clerk_ne"])
    seat = room.seats["BF"][1]
    page = client.post(
        reverse("sitting-attendance", args=[there.uuid]),
        {"recorded": "recorded", f"seat-{seat.uuid}": "late"},
    )
    assert page.status_code == 422
    assert "Membre BF 1 est déjà noté ailleurs" in text(page) and "Ici" not in text(page)
    assert 'value="late" selected' in page.content.decode()


def test_saying_nobody_recorded_it_and_who_came_is_refused_and_nothing_is_lost(client, room: Room):
    sitting, seat = room.held(), room.seats["BF"][0]
    client.force_login(room.accounts["clerk_bf"])
    said = {"recorded": "not_recorded", f"seat-{seat.uuid}": "present"}
    page = client.post(reverse("sitting-attendance", args=[sitting.uuid]), said)
    assert page.status_code == 422 and "Choisissez l’un des deux" in text(page)
    sitting.refresh_from_db()
    assert sitting.attendance == "" and 'value="present" selected' in page.content.decode()


def test_a_matter_keeps_its_papers_and_words_when_the_agenda_moves(room: Room):
    clerk, sitting = room.accounts["clerk_bf"], room.sitting(agenda=["A", "B", "C"])
    third = sitting.agenda.get(title="C")
    paper = acts.add_document(
        clerk, sitting, title="Note", filename="n.txt", media_type="text/plain", pieces=[b"texte"],
        tlp="TLP:AMBER+STRICT", item=third,
    )  # fmt: skip
    acts.note_matters(clerk, sitting, said={3: ("À lire", "")})
    acts.set_agenda(clerk, sitting, agenda=["C", "D", "A"])
    assert [each.title for each in sitting.agenda.all()] == ["C", "D", "A"]
    paper.refresh_from_db()
    assert paper.item_id == third.pk and sitting.agenda.get(title="C").note == "À lire"
    with pytest.raises(ValidationError, match=r"ouverte|opened"):
        acts.note_matters(clerk, sitting, said={1: ("", "Décidé")})


def test_a_line_entered_by_mistake_is_taken_out_by_its_clerk_alone(client, room: Room):
    sitting, clerk = room.held(), room.accounts["clerk_bf"]
    heard = acts.hear(clerk, sitting, role="expert", function="Chercheuse")
    came = acts.count_people(clerk, sitting, role="citizen", number=4)
    address = reverse("sitting-strike", args=[sitting.uuid, "temoin", heard.uuid])
    for who, status in (("member_bf", 404), ("clerk_ml", 404), ("clerk_bf", 302)):
        client.force_login(room.accounts[who])
        assert client.post(address).status_code == status
    assert not Witness.objects.filter(pk=heard.pk).exists() and Headcount.objects.filter(pk=came.pk).exists()
    with pytest.raises(Refused):
        acts.strike(room.accounts["member_bf"], sitting, line=came)


def test_each_committee_has_its_own_quorum(client, room: Room):
    clerk = room.accounts["clerk_bf"]
    client.force_login(clerk)
    address = reverse("committee-quorum", args=["commission-bf"])
    refused = client.post(address, {"rule": "number", "source": "Règlement"})
    assert refused.status_code == 422 and "Règlement" in text(refused)
    assert client.post(address, {"rule": "majority", "source": "Règlement, art. 3"}).status_code == 302
    sitting = room.held(kind="joint", joint_bodies=[room.bodies["ML"]])
    there = [*room.seats["BF"][:2], *room.seats["ML"]]
    marks = {seat.uuid: Mark("present") for seat in there}
    acts.record_attendance(clerk, sitting, recorded="recorded", marks=marks)
    page = text(client.get(reverse("sitting", args=[sitting.uuid])))
    assert "Commission BF : non atteint (2 présents, 3 nécessaires)" in page
    assert "Commission ML : aucune règle" in page
    assert "Femmes parmi les présents : 3 sur 5" in page


def test_the_list_is_asked_by_time_committee_and_kind(client, room: Room):
    room.held(title="Ancienne")
    coming = room.sitting(title="Prochaine", at=NINE.replace(year=2095), kind="hearing")
    acts.publish_agenda(room.accounts["clerk_bf"], coming)
    client.force_login(room.accounts["clerk_bf"])

    def listed(query: str) -> str:
        return text(client.get(reverse("sittings") + query))

    assert "Prochaine" in listed("?when=coming") and "Ancienne" not in listed("?when=coming")
    assert "Ancienne" in listed("?when=2026&body=commission-bf") and "Prochaine" not in listed("?when=2026")
    assert "Aucune séance ne répond" in listed("?kind=forum")
    assert "Ancienne" in listed("?when=unfinished") and "Ancienne" in listed("?when=jamais")
    assert "séance à mettre par écrit" in text(client.get(reverse("home")))
    client.force_login(room.accounts["clerk_ml"])
    assert "Prochaine" in listed("?when=unfinished")  # it was not asked, so all are shown


def test_a_recommendation_stands_on_the_sitting_at_which_it_was_made(client, room: Room):
    clerk = room.accounts["clerk_bf"]
    body = type(room.bodies["BF"])
    ministry = body.objects.create(slug="m", name="Ministère", classification="ministry", country="BF")
    for kind in ("hearing", "in_camera"):
        at = NINE + timedelta(days=kind == "in_camera")
        sitting = room.held(kind=kind, at=at)
        made = acts.recommend_from_sitting(
            clerk, sitting, title=f"Ouvrir {kind}", text="Le dire.", addressee=ministry, kind="relations",
            done_when="C’est dit.", gender_note="Les commerçantes le demandent.",
        )  # fmt: skip
        client.force_login(clerk)
        page = text(client.get(reverse("recommendation", args=[made.ref])))
        assert reverse("sitting", args=[sitting.uuid]) in page
        assert made.gender_note == "Les commerçantes le demandent."
        assert f"Ouvrir {kind}" in text(client.get(reverse("sitting", args=[sitting.uuid])))
        strict = Terms.objects.get(pk=made.terms_id).tlp
        assert strict == ("TLP:AMBER" if kind == "hearing" else "TLP:AMBER+STRICT")


def test_a_clear_document_opens_to_everybody_with_the_agenda(client, room: Room):
    clerk, sitting = room.accounts["clerk_bf"], room.sitting()

    def added(tlp: str):
        return acts.add_document(
            clerk,
            sitting,
            title=tlp,
            filename="n.txt",
            media_type="text/plain",
            pieces=[tlp.encode()],
            tlp=tlp,
        )

    def status(document) -> int:
        return client.get(reverse("sitting-document", args=[document.uuid])).status_code

    clear, strict = added("TLP:CLEAR"), added("TLP:AMBER+STRICT")
    assert status(clear) == 404
    acts.publish_agenda(clerk, sitting)
    assert (status(clear), status(strict), status(added("TLP:GREEN"))) == (200, 404, 404)
    acts.withdraw_document(clerk, clear)
    acts.publish_agenda(clerk, sitting)
    assert status(clear) == 404
