"""One monitor with a phone and a form, and the ways in which the phone asks."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.test import Client

from tests.intake.openrosa.field import CONTENT_TYPE, Filled, body_of, phone_of, published
from vigie.intake.models import FormVersion, Phone
from vigie.intake.receiving import stored


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """Received files of a test lie in its own folder."""
    settings.VAR = tmp_path


@dataclass
class PhoneClient:
    """What a phone does, with its token in the address."""

    client: Client
    phone: Phone
    token: str
    language: str = ""

    @property
    def root(self) -> str:
        return f"/odk/{self.token}"

    def get(self, path: str, **headers):
        return self.client.get(f"{self.root}{path}", headers=headers)

    def post(self, body: bytes, path: str = "/submission", kind: str = CONTENT_TYPE, **headers):
        return self.client.generic("POST", f"{self.root}{path}", body, kind, headers=headers)

    def send(self, filled: Filled | bytes, files: dict[str, bytes] | None = None, *more, **headers):
        xml = filled if isinstance(filled, bytes) else filled.xml()
        return self.post(body_of(xml, files, *more), **headers)


@pytest.fixture
def monitor(people):
    return people["monitor"]


@pytest.fixture
def form(organisation) -> FormVersion:
    return published(organisation)


@pytest.fixture
def phone(monitor, form) -> PhoneClient:
    made, token = phone_of(monitor)
    return PhoneClient(Client(), made, token)


@pytest.fixture
def kept():
    """Where the received files lie."""
    return stored.folder()
