"""Copies of a sitting's file: what stands in them, for whom, and that they are light."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from tests.printed import Printed
from vigie.briefing import acts
from vigie.briefing.faces import Section
from vigie.briefing.making import as_pdf
from vigie.briefing.models import Copy
from vigie.briefing.sections import SECTIONS, add
from vigie.ledger.act import Refused
from vigie.ledger.models import Entry
from vigie.parliament.models import AgendaItem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("undone")]
MOST = 300_000  # bytes


def copy_of(world, sitting: str, reader: str, maker: str | None = None) -> Copy:
    return acts.number_copy(
        world.accounts[maker or reader], world.things[sitting], reader=world.accounts[reader]
    )


def read(world, sitting: str, reader: str, maker: str | None = None, language: str = "fr") -> list[str]:
    return Printed(as_pdf(copy_of(world, sitting, reader, maker), language)).texts()


def plain(text: str) -> str:
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())


def test_the_agenda_is_in_it_and_who_holds_it_on_every_page(world):
    AgendaItem.objects.bulk_create(
        AgendaItem(sitting=world.things["own"], position=number, title=f"Point {number} " + "mot " * 40)
        for number in range(2, 60)
    )
    pages = read(world, "own", "second", "clerk")
    assert len(pages) > 2
    assert "Zqordinaire point" in plain(" ".join(pages))
    for number, page in enumerate(pages, 1):
        assert "second-1, exemplaire" in plain(page) and "TLP:AMBER+STRICT" in page
        assert f"page {number} sur {len(pages)}" in plain(page)


def test_a_file_is_light(world):
    AgendaItem.objects.bulk_create(
        AgendaItem(sitting=world.things["own"], position=number, title="mot " * 60) for number in range(2, 60)
    )
    assert len(as_pdf(copy_of(world, "own", "member"), "fr")) <= MOST


def test_both_languages(world):
    french, english = (plain(" ".join(read(world, "own", "member", language=code))) for code in ("fr", "en"))
    assert "Ordre du jour" in french and "Au registre" in french
    assert "Femmes et hommes" in french and "Women and men" in english
    assert "Agenda" in english and "In the register" in english and "Ordre du jour" not in english


def test_each_copy_has_the_next_number_and_a_line_in_the_ledger(world):
    before = Copy.objects.filter(sitting=world.things["own"]).count()
    first, second = copy_of(world, "own", "member", "clerk"), copy_of(world, "own", "chair", "clerk")
    assert (first.number, second.number) == (before + 1, before + 2)
    line = Entry.objects.filter(act="number_copy").newest_first().first()
    assert line.detail == {"reader": str(world.accounts["chair"].uuid), "number": before + 2}
    assert line.actor == str(world.accounts["clerk"].uuid)


@pytest.mark.parametrize(
    ("maker", "reader", "sitting"),
    [
        ("member", "second", "own"),  # a member makes their own only
        ("clerk", "clerk_ml", "joint"),  # and a clerk those of their own committee
        ("clerk_ml", "clerk_ml", "own"),  # who does not sit has none
        ("clerk_ml", "clerk_ml", "camera"),
        ("ministry", "ministry", "own"),
        ("researcher", "researcher", "joint"),
        ("analyst", "member", "own"),
    ],
)
def test_nobody_makes_a_copy_that_is_not_theirs_to_make(world, maker, reader, sitting):
    with pytest.raises(Refused):
        copy_of(world, sitting, reader, maker)


def test_a_closed_account_gets_no_copy(world):
    member = world.accounts["second"]
    member.is_active = False
    member.save(update_fields=["is_active"])
    with pytest.raises(Refused):
        copy_of(world, "own", "second", "clerk")


def test_a_room_that_comes_later_adds_its_section(world, monkeypatch):
    monkeypatch.setattr("vigie.briefing.sections.SECTIONS", dict(SECTIONS))
    assert "Position budgétaire" not in " ".join(read(world, "own", "member"))
    add(650, lambda asked: Section("Position budgétaire", lead="Zqbudget"))
    assert "Zqbudget" in " ".join(read(world, "own", "member"))


def test_what_is_red_is_for_those_named_alone_and_marks_the_whole_file(world):
    """The red recommendation names the clerk and one member: it is in the copies that either makes for them."""
    for maker in ("member", "clerk"):
        pages = read(world, "own", "member", maker)
        assert "Zqrouge" in "".join(pages) and all("TLP:RED" in page for page in pages)
    for reader, maker in (("second", "clerk"), ("second", "second"), ("chair", "clerk"), ("member", "chair")):
        pages = read(world, "own", reader, maker)
        assert "Zqrouge" not in "".join(pages), (reader, maker)
        assert all("TLP:AMBER+STRICT" in page and "TLP:RED" not in page for page in pages)


def test_a_clerk_takes_all_copies_of_their_committee(world, visitors):
    address = reverse("dossier-all", kwargs={"uuid": world.things["own"].uuid})
    answer = visitors["clerk"].post(address)
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        held = {name: plain(Printed(archive.read(name)).texts()[0]) for name in names}
    assert sorted(name.rpartition("-03-02-")[2] for name in names) == [
        "chair-1.pdf", "clerk-1.pdf", "member-1.pdf", "second-1.pdf",
    ]  # fmt: skip
    assert all(name.rpartition("-03-02-")[2].removesuffix(".pdf") in text for name, text in held.items())


def test_a_member_takes_their_own_alone(world, visitors):
    address = reverse("dossier-all", kwargs={"uuid": world.things["own"].uuid})
    with zipfile.ZipFile(io.BytesIO(visitors["member"].post(address).content)) as archive:
        assert [name.rpartition("-03-02-")[2] for name in archive.namelist()] == ["member-1.pdf"]
    own, other = (
        reverse(
            "dossier-copy", kwargs={"uuid": world.things["own"].uuid, "reader": world.accounts[name].uuid}
        )
        for name in ("member", "second")
    )
    answer = visitors["member"].post(own)
    assert answer.content.startswith(b"%PDF-") and "FICTIF-dossier" in answer["Content-Disposition"]
    assert visitors["member"].post(other).status_code == 404


def test_a_sitting_in_camera_has_a_file_for_those_who_sit_alone(world, visitors):
    kwargs = {"uuid": world.things["camera"].uuid}
    for visitor, status in (("member", 200), ("clerk_ml", 404), ("ministry", 404), ("operator", 404)):
        assert visitors[visitor].post(reverse("dossier-all", kwargs=kwargs)).status_code == status
    assert Client().post(reverse("dossier-all", kwargs=kwargs)).status_code == 302


def test_what_is_for_a_member_alone_is_not_in_the_copy_that_a_clerk_makes(world):
    """Seen by both or left out: the clerk holds the file in hand."""
    from vigie.briefing.eyes import Eyes

    clerk, member = world.accounts["clerk"], world.accounts["member"]
    own = Eyes(member, member).rows("briefing.Copy")
    made = Eyes(member, clerk).rows("briefing.Copy")
    copy_of(world, "own", "chair")
    assert set(made) == set(own)
    assert set(Eyes(clerk, member).rows("briefing.Copy")) == set(own)
    assert Eyes(clerk, clerk).rows("briefing.Copy").count() > own.count()
