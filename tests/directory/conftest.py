"""A small invented directory: five organisations, two units, and an account of every role."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from vigie.access import ROLES
from vigie.directory.entries import enter
from vigie.directory.models import (
    Account,
    Command,
    Membership,
    Organisation,
    Person,
    Positioning,
    Post,
    Unit,
    UnitLink,
)
from vigie.ledger.models import Node
from vigie.places.models import Area, Generation

PASSWORD = "quatre mots sans suite"
SOURCE = [{"text": "Bulletin fictif n° 1", "url": "https://example.org/1", "date": "2026-01"}]
BODIES = [
    ("obs-a", "Observatoire A", "observatory", "BF", True),
    ("obs-b", "Observatoire B", "observatory", "ML", True),
    ("obs-c", "Observatoire C", "observatory", "NE", True),
    ("commission", "Commission de défense", "committee", "ML", False),
    ("ministere", "Ministère de la Sécurité", "ministry", "ML", False),
]
HOME = {"monitor": "obs-a", "analyst": "obs-a", "coordinator": "obs-a", "ministry": "ministere"}


@pytest.fixture
def bodies(db) -> dict[str, Organisation]:
    Node.objects.create(name="Essai")
    return {
        slug: enter(
            Organisation, sources=SOURCE, slug=slug, name=name, classification=kind, country=country,
            is_member=member,
        )
        for slug, name, kind, country, member in BODIES
    }  # fmt: skip


@pytest.fixture
def accounts(bodies) -> dict[str, Account]:
    """One account of each role; the password is set only where a test signs in by it."""
    found = {}
    for role in ROLES:
        body = bodies[HOME.get(role, "commission")]
        found[role] = Account.objects.create(username=f"{role}-1", role=role, organisation=body, password="!")
    return found


@pytest.fixture
def visitor(accounts):
    """`visitor("analyst")` is a browser signed in; `visitor("public")` one that is not."""

    def come(role: str) -> Client:
        browser = Client()
        if role != "public":
            browser.force_login(accounts[role])
        return browser

    return come


@pytest.fixture
def area(db) -> Area:
    generation = Generation.objects.create(
        country="ML", name="essai", valid_from=date(2020, 1, 1), source="essai", schematic=True
    )
    return Area.objects.create(generation=generation, country="ML", level=2, pcode="ML0501", name="Cercle X")


@pytest.fixture
def unit(bodies, area) -> Unit:
    """U-2 under U-1: person A from January 2025 to June (a true end), B first cited in September."""
    above = enter(Unit, sources=SOURCE, slug="u-1", name="Unité U-1", country="ML", kind="army")
    unit = enter(Unit, sources=SOURCE, slug="u-2", name="Unité U-2", country="ML", kind="army")
    enter(UnitLink, sources=SOURCE, unit=unit, superior=above, certainty="documented")
    one, other = (
        enter(Person, sources=SOURCE, slug=f"personne-{letter}", name=f"Personne {letter.upper()}")
        for letter in "ab"
    )
    post = enter(Post, sources=SOURCE, slug="c-2", label="Poste C-2", unit=unit)
    enter(Command, sources=SOURCE, unit=unit, person=one, post=post, first_cited="2025-01-10",
          last_cited="2025-06-30", is_start=True, is_end=True, certainty="documented")  # fmt: skip
    enter(Command, sources=SOURCE * 2, unit=unit, person=other, post=post, first_cited="2025-09",
          last_cited="2026-02-01", certainty="presumed")  # fmt: skip
    enter(
        Positioning,
        sources=SOURCE,
        unit=unit,
        kind="base",
        area=area,
        start_date="2025",
        certainty="possible",
    )
    office = enter(
        Post, sources=SOURCE, slug="secretaire", label="Secrétaire", organisation=bodies["commission"]
    )
    enter(Membership, sources=SOURCE, person=other, organisation=bodies["commission"], post=office,
          start_date="2024")  # fmt: skip
    return unit
