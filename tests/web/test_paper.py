"""Each printed page says what it may be shown to, whom it is for, and which of how many it is."""

from __future__ import annotations

import pytest
from django.utils import translation

from tests.printed import Printed
from vigie.ledger.models import Node
from vigie.web.paper import pdf, printed, sheet

pytestmark = pytest.mark.django_db
SOURCE = """
#import "/web/paper/house.typ": house, lead, section
#let data = json(bytes(sys.inputs.data))
#show: house.with(data.sheet)
#lead(data.lead)
#for row in data.rows { section(row, how: "…"); v(12cm) }
"""


@pytest.fixture(autouse=True)
def french():
    with translation.override("fr"):
        yield


def made(*, mark="TLP:AMBER", rows=("Un ?", "Deux : trois", "« Quatre »")) -> list[str]:
    head = sheet(title="L'échéancier", mark=mark, recipient="Zq, marie", reference="EC-7")
    return Printed(printed(SOURCE, head, lead="12 % d'attente", rows=list(rows))).texts()


def test_mark_recipient_and_number_stand_on_every_page():
    Node.objects.create(name="Essai", fictional=True)
    pages = made()
    assert len(pages) == 3
    for number, page in enumerate(pages, start=1):
        assert "TLP:AMBER" in page and "Pour\u00a0: Zq, marie" in page
        assert f"page {number} sur 3" in page and "EC-7. Essai" in page
        assert "Données fictives" in page


def test_a_real_node_says_nothing_of_fiction_and_without_a_mark_none_is_printed():
    Node.objects.create(name="Essai")
    (page,) = made(mark="", rows=())
    assert "fictives" not in page and "TLP" not in page


def test_french_is_set_with_its_spaces():
    text = "".join(made())
    for expected in (
        "L’échéancier",
        "12\u202f% d’attente",
        "Un\u202f?",
        "Deux\u00a0: trois",
        "«\u202fQuatre\u202f»",
    ):
        assert expected in text, expected


def test_english_is_left_as_english():
    with translation.override("en"):
        text = "".join(made())
    assert "Un ?" in text and "page 1 of 3" in text and "For: Zq" in text


def test_a_file_is_named_as_fictional_and_kept_by_nobody():
    Node.objects.create(name="Essai", fictional=True)
    answer = pdf(SOURCE, sheet(title="a", mark="", recipient="b"), stem="echeancier", lead="", rows=[])
    assert answer["Content-Type"] == "application/pdf"
    assert 'filename="FICTIF-echeancier.pdf"' in answer["Content-Disposition"]
