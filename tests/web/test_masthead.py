"""The head of every page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import get_resolver, resolve, reverse

from tests.oversight.drawn import gathered
from vigie.access import ROLES
from vigie.directory.models import Account, Organisation
from vigie.ledger.models import Node
from vigie.web import masthead

FILES = {
    "answer-file",
    "committee-calendar",
    "exchange-card",
    "schedule-paper",
    "shared-file",
    "sitting-document",
}  # looked at by no page of ours


def test_every_link_leads_somewhere():
    for links in masthead.LINKS.values():
        for name, _label in links:
            assert reverse(name)
    assert set(masthead.LINKS) == {*ROLES, "public"} == {*masthead.ROLE_NAMES, "public"}


def addresses(resolver) -> Iterator:
    for each in resolver.url_patterns:
        yield from addresses(each) if hasattr(each, "url_patterns") else [each]


def test_no_two_pages_have_one_name():
    """The later would take the links of the earlier."""
    answered_by = {}
    for each in addresses(get_resolver()):
        answered_by.setdefault(each.name, set()).add(
            f"{each.callback.__module__}.{each.callback.__qualname__}"
        )
    assert [(name, found) for name, found in answered_by.items() if len(found) > 1] == []


def test_every_page_is_found_under_a_link_of_somebody():
    linked = {name for links in masthead.LINKS.values() for name, _label in links}
    names = {each.name for each in addresses(get_resolver())}
    assert set(masthead.WITHIN) <= names
    pages = {*masthead.WITHIN, *gathered("PAGES")} - FILES
    assert [name for name in sorted(pages) if not masthead._found_under(name, linked)] == []


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
    ("researcher", "/estimations", ["/estimations"]), ("clerk", "/estimations/recoupements", ["/registre"]),
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
