"""A recipient's key, a form under it, and a phone that fills it."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives import serialization
from django.test import Client

from tests.core.xforms.sealing import Sealed, new_key, seal
from tests.intake.openrosa.conftest import PhoneClient
from tests.intake.openrosa.field import phone_of, published

ANSWERS = b'<data id="secret" version="1"><place>Ville inventee</place><meta><instanceID>%s</instanceID></meta></data>'


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """The node's folder, beside that of the recipient."""
    settings.VAR = tmp_path / "node"
    settings.VAR.mkdir()


@pytest.fixture(scope="session")
def key():
    return new_key()


def public_text(key) -> str:
    """The public key as the settings sheet of a form holds it."""
    encoding, form = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    return base64.b64encode(key.public_key().public_bytes(encoding, form)).decode()


@pytest.fixture
def form(organisation, key):
    return published(organisation, "secret", public_key=public_text(key))


@pytest.fixture
def phone(people, form) -> PhoneClient:
    made, token = phone_of(people["monitor"])
    return PhoneClient(Client(), made, token)


def sealed(key, instance_id: str = "uuid:s1", media: dict[str, bytes] | None = None, **changed) -> Sealed:
    answers = ANSWERS % instance_id.encode()
    said = {"form_id": "secret", "version": "1", "instance_id": instance_id, "xml": answers, "media": media}
    return seal(key.public_key(), **{**said, **changed})
