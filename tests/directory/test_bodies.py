"""Bodies over time: their standing, their end, and who took over, in acts and on the page."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.directory.conftest import SOURCE
from vigie.access import NodeActor
from vigie.directory import acts
from vigie.directory.models import Organisation, Standing, Succession
from vigie.directory.presence import kinds_on, presences, sits, standing_on
from vigie.ledger.act import Refused

NODE = NodeActor()
DAY = date(2026, 3, 1)


@pytest.fixture
def parliament(bodies) -> Organisation:
    body = Organisation.objects.create(
        slug="conseil", name="Conseil", classification="parliament", country="ML"
    )
    bodies["commission"].parent = body
    bodies["commission"].save()
    return body


def standing(body, **values) -> Standing:
    said = {
        "kind": "consultative",
        "legal_basis": "Charte inventée, art. 3",
        "powers": ["advise"],
        "start_date": "2025",
    }
    return acts.add_standing(NODE, body, sources=SOURCE, **{**said, **values})


def test_nobody_assumes_that_a_parliament_sits(parliament, bodies):
    assert sits(parliament, DAY) == sits(bodies["commission"], DAY) == "unknown"


def test_a_committee_has_the_standing_of_its_parliament_until_it_has_its_own(parliament, bodies):
    committee = bodies["commission"]
    standing(parliament)
    assert sits(committee, DAY) == "sits" and sits(committee, date(2024, 1, 1)) == "absent"
    assert kinds_on(committee, DAY) == ("consultative", "committee")
    standing(committee, kind="transition", start_date="2026")
    assert standing_on(committee, DAY).kind == "transition"
    assert sits(committee, date(2025, 6, 1)) == "absent"
    assert kinds_on(committee, date(2025, 6, 1)) == ("committee",)


def test_a_dissolution_ends_the_body_and_its_committees(parliament, bodies):
    row = standing(parliament)
    acts.end_body(
        NODE, parliament, sources=SOURCE, how="dissolved", date="2026-02-10", legal_act="Décret inventé n° 1"
    )
    row.refresh_from_db()
    parliament.refresh_from_db()
    assert (row.end_date, parliament.dissolution_date) == ("2026-02-10", "2026-02-10")
    assert sits(bodies["commission"], date(2026, 2, 10)) == "sits"
    assert sits(bodies["commission"], DAY) == "absent"


def test_presence_of_many_bodies_takes_two_queries(parliament, bodies, django_assert_num_queries):
    standing(parliament)
    with django_assert_num_queries(2):
        found = presences(list(bodies.values()))
    assert found[bodies["commission"].pk].on(DAY) == "sits"
    assert found[bodies["obs-a"].pk].on(DAY) == "unknown"


def test_a_circle_of_parents_ends(parliament, bodies):
    Organisation.objects.filter(pk=parliament.pk).update(parent=bodies["commission"])
    parliament.refresh_from_db()
    bodies["commission"].refresh_from_db()
    assert sits(bodies["commission"], DAY) == "unknown" and standing_on(bodies["commission"], DAY) is None


WRONG = {
    "kind": {"kind": "sénat"},
    "powers": {"powers": ["vetos"]},
    "start_date": {"start_date": "mars"},
    "end_date": {"end_date": "2024"},
    "legal_basis": {"legal_basis": ""},
}


@pytest.mark.parametrize("field", WRONG)
def test_a_wrong_standing_gets_a_sentence_and_nothing_is_written(field, parliament):
    with pytest.raises(ValidationError) as refused:
        standing(parliament, **WRONG[field])
    assert list(refused.value.message_dict) == [field]
    assert not Standing.objects.exists()


def ended(actor, body, **values) -> Succession:
    said = {"how": "succeeded", "date": "2026-02", "legal_act": "Décret inventé n° 1"}
    return acts.end_body(actor, body, sources=SOURCE, **{**said, **values})


def test_a_succession_names_another_body_or_says_that_none_took_over(parliament, bodies):
    with pytest.raises(ValidationError, match="Nommez l’organe"):
        ended(NODE, parliament)
    with pytest.raises(ValidationError, match="ne se succède pas"):
        ended(NODE, parliament, later=parliament)
    parliament.refresh_from_db()
    assert not parliament.dissolution_date and not Succession.objects.exists()


def test_the_successor_may_be_named_once_there_is_one(parliament, bodies):
    row = ended(NODE, parliament, how="dissolved")
    acts.amend_succession(NODE, row, sources=SOURCE, later=bodies["commission"])
    assert parliament.successors.get().later == bodies["commission"]


def test_a_clerk_speaks_for_the_own_body_only(parliament, bodies, accounts):
    acts.add_standing(
        accounts["clerk"], bodies["commission"], sources=SOURCE, kind="transition", legal_basis="Charte"
    )
    for who in ("clerk", "member", "ministry"):
        with pytest.raises(Refused):
            acts.add_standing(
                accounts[who], bodies["obs-a"], sources=SOURCE, kind="transition", legal_basis="Charte"
            )


def test_the_page_tells_type_basis_powers_and_who_took_over(parliament, bodies, visitor):
    standing(parliament)
    ended(NODE, parliament, later=bodies["commission"])
    page = visitor("public").get("/annuaire/organisations/conseil").content.decode().replace("\u00a0", " ")
    for expected in ("Organe consultatif", "Charte inventée, art. 3", "donner un avis", "La suite est prise par",
                     "Commission de défense", "Décret inventé n° 1", "Il ne siège pas aujourd’hui"):  # fmt: skip
        assert expected in page, expected
    page = visitor("public").get("/annuaire/organisations/commission").content.decode()
    assert "A pris la suite de" in page and "Conseil" in page
