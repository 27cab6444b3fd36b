"""The head of every page."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from vigie.access import ROLES
from vigie.directory.models import Account, Organisation
from vigie.ledger.models import Node
from vigie.web import masthead


def test_every_link_leads_somewhere():
    for links in masthead.LINKS.values():
        for name, _label in links:
            assert reverse(name)
    assert set(masthead.LINKS) == {*ROLES, "public"} == {*masthead.ROLE_NAMES, "public"}


def test_at_most_six_links():
    assert all(len(links) <= 6 for links in masthead.LINKS.values())


@pytest.mark.django_db
def test_a_link_says_where_one_is_and_what_waits(monkeypatch):
    monkeypatch.setitem(masthead.WAITING, "method", lambda actor: 12)
    request = RequestFactory().get("/methode")
    request.user, request.resolver_match = AnonymousUser(), resolve("/methode")
    links = {link.address: link for link in masthead.masthead(request)["links"]}
    assert (links["/methode"].current, links["/methode"].waiting) == ("page", 12)
    assert (links["/"].current, links["/"].waiting) == ("", 0)


@pytest.mark.django_db
def test_a_page_within_the_register_marks_the_register():
    organisation = Organisation.objects.create(slug="a", name="Observatoire A", is_member=True)
    account = Account.objects.create(username="x", role="analyst", organisation=organisation)
    client = Client()
    client.force_login(account)
    page = client.get("/registre/carte").content.decode()
    assert re.search(r'href="/registre" aria-current="true"', page)
    assert "Observatoire A, analyse" in page and "Se déconnecter" in page


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "address", "current"), [
    ("analyst", "/estimations", ["/registre"]), ("analyst", "/estimations/modeles", ["/registre"]),
    ("clerk", "/estimations", ["/estimations"]), ("clerk", "/estimations/recoupements", ["/estimations"]),
])  # fmt: skip
def test_a_page_is_found_under_the_nearest_link_that_a_role_has(role, address, current):
    organisation = Organisation.objects.create(slug="a", name="A", is_member=True)
    client = Client()
    client.force_login(Account.objects.create(username="x", role=role, organisation=organisation))
    page = client.get(address).content.decode()
    assert re.findall(r'href="([^"]*)" aria-current=', page) == current


@pytest.mark.django_db
@pytest.mark.parametrize("fictional", [True, False])
def test_a_fictional_node_says_so_first(fictional):
    Node.objects.create(fictional=fictional)
    page = Client().get("/methode").content.decode()
    assert ("Données fictives." in page) == fictional


@pytest.mark.django_db
def test_the_frame_is_complete():
    page = Client().get("/methode").content.decode()
    assert page.index('class="skip"') < page.index("<header") < page.index("<main") < page.index("<footer")
    assert "<title>Méthode – Vigie</title>" in page and 'lang="en"' in page
