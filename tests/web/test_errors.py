"""When there is nothing to show."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from vigie.ledger.act import Refused
from vigie.web.errors import RefusedMiddleware, broken


@pytest.mark.django_db
def test_an_absent_page_says_so_in_the_frame_of_the_house():
    response = Client().get("/nulle-part")
    page = response.content.decode()
    assert response.status_code == 404
    assert "Cette page n’existe pas, ou ne vous est pas ouverte." in page and "<nav" in page


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_not_taken():
    response = Client(enforce_csrf_checks=True).post("/langue", {"language": "en"})
    assert response.status_code == 403 and "ouverte trop longtemps" in response.content.decode()
    assert "langue" not in response.cookies


def test_a_failure_asks_the_database_nothing():
    with translation.override("fr"):
        response = broken(RequestFactory().get("/"))  # no database is allowed in this test
    page = response.content.decode()
    assert response.status_code == 500 and "Quelque chose a failli" in page and '<html lang="fr">' in page


@pytest.mark.django_db
def test_a_refusal_looks_like_absence():
    answer = RefusedMiddleware(None).process_exception(RequestFactory().get("/"), Refused("x"))
    assert answer.status_code == 404
    assert RefusedMiddleware(None).process_exception(RequestFactory().get("/"), ValueError()) is None


@pytest.mark.django_db
def test_answers_are_kept_out_of_caches_and_of_other_sites():
    response = Client().get("/")
    assert response["Cache-Control"] == "no-store"
    # With "no-referrer" browsers would send a null origin with every form, and none would get through.
    assert response["Referrer-Policy"] == "same-origin"
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
