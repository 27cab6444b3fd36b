"""The world of oversight, and what tests here do again and again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.oversight.conftest import undone, visitors, world  # noqa: F401 - fixtures
from vigie.sharing.said import Said


@pytest.fixture(autouse=True)
def _undone(undone):  # noqa: F811 - the fixture of that name
    return undone


@pytest.fixture
def browser(world):  # noqa: F811
    """A browser of a visitor."""

    def of(visitor: str) -> Client:
        client = Client()
        client.force_login(world.accounts[visitor])
        return client

    return of


@pytest.fixture
def said(world):  # noqa: F811
    """What is stated of a sound item, with some of it changed."""

    def of(**changes) -> Said:
        sound = {
            "title": "Une note", "kind": "note", "theme": "borders", "tlp": "TLP:AMBER", "text": "Le texte.",
            "national": "not_classified", "legal_basis": "Protocole de 2018",
            "circles": (world.things["committees"],), "expires_at": timezone.now() + timedelta(days=30),
        }  # fmt: skip
        return Said(**{**sound, **changes})

    return of
