"""Pages, fragments and data from one call."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.test import RequestFactory
from django.urls import ResolverMatch
from django_htmx.middleware import HtmxDetails

from vigie.ledger.models import Entry, Node
from vigie.web.show import as_data, show
from vigie.web.tables import column


@dataclass(frozen=True)
class Inner:
    name: str


@dataclass(frozen=True)
class Line:
    number: int = column("Number", "#meta+id")
    inner: tuple[Inner, ...] = ()
    _hidden: str = "only on the page"

    @classmethod
    def of(cls, row):
        return cls(row if isinstance(row, int) else row.pk, (Inner("x"),))


def asked(ending: str = "", **get):
    request = RequestFactory().get("/", get)
    request.htmx = HtmxDetails(request)
    request.resolver_match = ResolverMatch(None, (), {"ending": ending}, url_name="test")
    return request


def test_a_face_becomes_plain_data_without_what_stays_on_the_page():
    assert as_data(Line.of(3)) == {"number": 3, "inner": [{"name": "x"}]}


@pytest.mark.django_db
def test_json_of_a_list_has_the_key_of_what_follows():
    for _number in range(3):
        Entry.objects.create(actor="a", role="node", act="a", label="x", object_id="1")
    found = Entry.objects.order_by("-id")
    response = show(asked("json"), "monitoring/register", found, face=Line)
    assert b'"after": ""' in response.content and b"only on the page" not in response.content


@pytest.mark.django_db
def test_few_rows_may_come_as_a_list():
    Node.objects.create(fictional=True)
    response = show(asked("csv"), "monitoring/map", [1, 2], face=Line)
    assert response["X-Vigie-Rows"] == "2"
    assert 'filename="FICTIF-map-' in response["Content-Disposition"]
    assert b"".join(response.streaming_content).decode().count("\n") == 4


@pytest.mark.django_db
def test_a_workbook_says_what_was_asked():
    response = show(asked("csv", country="BF", after="zzz"), "monitoring/map", [1], face=Line)
    assert response["X-Vigie-Rows"] == "1"
