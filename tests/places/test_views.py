"""The pages of places, as a visitor who is not signed in."""

from __future__ import annotations

import csv
import io
import json
import re

import openpyxl
import pytest
from django.test import Client

from tests.places import land
from vigie.places.models import Generation

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(drawn):
    browser = Client()
    browser.cookies["langue"] = "en"

    def get(address: str, **more):
        answer = browser.get(address, **more)
        if answer.streaming:
            answer.whole = b"".join(answer.streaming_content)
        return answer

    return get


def text(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_list_begins_with_countries_and_regions_of_today(visit):
    page = visit("/lieux")
    assert page.status_code == 200
    said = text(page)
    assert "Grand Aliba" in said and "Maroukou" in said
    assert "Béréla" not in said.replace("Petit Béréla", "") and "Kouta" not in said


def test_the_list_shows_the_level_and_the_map_that_are_asked(visit):
    before = Generation.objects.get(name="before").pk
    said = text(visit(f"/lieux?generation={before}&level=2"))
    assert "4 areas" in said and "Akora" in said and "Kouta" not in said
    assert "No area fits" in text(visit(f"/lieux?generation={before}&country=ML"))
    for nonsense in ("generation=99999", "generation=x", "level=9", "after=%%%", "generation=" + "9" * 30):
        assert visit(f"/lieux?{nonsense}").status_code == 200


def test_a_fragment_is_the_part_that_changes(visit):
    whole, part = visit("/lieux"), visit("/lieux", headers={"HX-Request": "true"})
    assert "<html" in whole.content.decode() and "<html" not in part.content.decode()
    assert "Grand Aliba" in part.content.decode()


def test_the_list_as_a_spreadsheet_has_tags_and_every_row(visit):
    answer = visit("/lieux.csv?level=2")
    rows = list(csv.reader(io.StringIO(answer.whole.decode("utf-8-sig"))))
    assert rows[1][:2] == ["#adm+code", "#adm+name"]
    assert [row[0] for row in rows[2:]] == ["BFP1", "BFP2", "BFP3"]
    book = openpyxl.load_workbook(io.BytesIO(visit("/lieux.xlsx?level=2").whole))
    assert [cell.value for cell in book.worksheets[0]["A"]][2:5] == ["BFP1", "BFP2", "BFP3"]


def test_the_list_as_a_map_has_outlines(visit):
    found = json.loads(visit("/lieux.geojson?level=2").whole)
    shapes = {each["properties"]["pcode"]: each["geometry"] for each in found["features"]}
    assert shapes["BFP1"]["type"] == "Polygon"
    assert [1.5, 10.0] in shapes["BFP1"]["coordinates"][0]


def test_the_list_as_data(visit):
    found = visit("/lieux.json?level=1").json()["items"]
    assert [each["pcode"] for each in found] == ["BFN1", "BFN2", "ML1"]
    assert found[0]["generation"] == "after"


def test_a_search_forgives_spelling_and_says_what_it_does_not_know(visit):
    assert "Gountouré" in text(visit("/lieux/recherche?q=Gunture"))
    assert "No place has a name like this one" in text(visit("/lieux/recherche?q=zzzzqq"))
    assert visit("/lieux/recherche").status_code == 200
    hit = visit("/lieux/recherche.json?q=soba").json()["items"][0]
    assert (hit["name"], hit["homonyms"]) == ("Soba", 2)
    shapes = json.loads(visit("/lieux/recherche.geojson?q=gountoure").whole)["features"]
    assert shapes[0]["geometry"] == {"type": "Point", "coordinates": [0.5, 10.5]}


def test_what_is_typed_is_text(visit):
    page = visit("/lieux/recherche?q=<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page


def test_an_area_tells_its_names_parents_parts_and_neighbours(visit):
    said = text(visit("/lieux/BF11"))
    for words in ("Akora", "Akkora", "Région d’Aliba", "Akora Sud", "Adjoba", "drawn with a ruler"):
        assert words in said, words
    assert "Bilanga" not in said  # not beside it


def test_an_area_tells_what_it_became_and_what_it_was(visit):
    assert "50 % of this area is now in it" in text(visit("/lieux/BF2"))
    assert "50 % of the former Béréla" in text(visit("/lieux/BFN1"))
    assert "the same area" in text(visit("/lieux/BFP3"))


def test_a_neighbour_may_lie_in_another_country(visit):
    assert "Maroukou" in text(visit("/lieux/BFN2"))


def test_the_map_of_an_area_is_drawn_in_words_too(visit):
    page = visit("/lieux/BF11").content.decode()
    (drawing,) = re.findall(r'<svg class="map".*?</svg>', page, re.DOTALL)
    assert 'aria-label="Schematic map: Akora (province) among its neighbours."' in drawing
    assert "<circle" not in drawing or 'class="t"' in drawing
    assert len(drawing) < 4000


def test_an_area_without_outline_says_so(visit):
    land.load("before", [land.Row(2, "BF99", "Sans contour", "BF1")])
    said = text(visit("/lieux/BF99"))
    assert "Only the code of this area was published" in said


def test_the_newest_map_answers_unless_another_is_asked(visit):
    before = Generation.objects.get(name="before").pk
    assert "after" in text(visit("/lieux/BF"))
    assert "drawn from" in text(visit(f"/lieux/BF?generation={before}"))
    assert visit("/lieux/bf11.json").json()["pcode"] == "BF11"


@pytest.mark.parametrize(
    "address", ["/lieux/NOWHERE", "/lieux/BF11?generation=99999", "/lieux/BF11.csv", "/lieux/BF11.geojson"]
)
def test_what_is_not_there_is_absent(visit, address):
    assert visit("/lieux/BF11").status_code == 200
    assert visit(address).status_code == 404


def test_pages_ask_few_questions(visit, django_assert_max_num_queries):
    visit("/lieux"), visit("/lieux/BF11"), visit("/lieux/recherche?q=soba")
    for address in ("/lieux?level=3", "/lieux/BF11", "/lieux/recherche?q=soba"):
        with django_assert_max_num_queries(14):
            visit(address)
