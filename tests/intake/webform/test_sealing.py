"""Reports sealed on a device: opened here and nowhere else, received once, and refused with a sentence."""

from __future__ import annotations

import hashlib
import json
import uuid

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client

from vigie.core.xforms.instance import read_instance
from vigie.intake.models import Submission, SubmissionVersion
from vigie.intake.webform import sealing

ANSWERS = {
    "when": {"date_known": "day", "date_day": "2026-11-02"}, "where": {"country": "BF", "place": "p11"},
    "what": {"event_type": "attack-civilians", "story": "Récit inventé."}, "people": [{"harm": "injured"}],
}  # fmt: skip


def sealed(said: dict, files: tuple[bytes, ...] = (), to: str = "") -> bytes:
    """An envelope as a browser makes it, written a second time from the description in `sealing`."""
    import base64

    point = base64.b64decode(to or sealing.public_key())
    head = json.dumps(said).encode()
    content = len(head).to_bytes(4, "big") + head + b"".join(files)
    content += b"\0" * (-len(content) % sealing.PAD)
    own = ec.generate_private_key(ec.SECP256R1())
    agreed = own.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point))
    mine = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    key = HKDF(hashes.SHA256(), 32, mine, b"vigie web form").derive(agreed)
    start = b"VG1" + hashlib.sha256(point).digest()[:8] + mine + b"n" * 12
    return start + AESGCM(key).encrypt(b"n" * 12, content, start)


@pytest.fixture
def said(incident, people):
    return {
        "form": str(incident.form.uuid), "version": incident.version, "account": str(people["monitor"].uuid),
        "language": "Français (fr)", "number": str(uuid.uuid4()), "answers": ANSWERS,
        "finished": "2026-11-20T08:15:00.000+00:00",
    }  # fmt: skip


def bring(browser: Client, envelope: bytes):
    return browser.post("/remplir/arrivee", envelope, content_type="application/octet-stream")


def test_a_sealed_report_is_received_once(monitor, said):
    envelope = sealed(said)
    first, again = bring(monitor, envelope), bring(monitor, envelope)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert Submission.objects.count() == 1
    instance = read_instance(bytes(SubmissionVersion.objects.get().xml))
    assert instance.instance_id == f"uuid:{said['number']}"
    assert instance.answers["where"]["place_name"] == "Village 011"  # reckoned here as there
    assert instance.answers["today"] == "" or instance.answers["today"].startswith("2026")


def test_sealed_anew_it_is_the_same_report(monitor, said):
    assert bring(monitor, sealed(said)).json() == bring(monitor, sealed(said)).json()
    assert SubmissionVersion.objects.count() == 1


def test_another_account_may_not_bring_it(people, said):
    other = Client()
    other.force_login(people["analyst"])
    answer = bring(other, sealed(said))
    assert answer.status_code == 403
    assert "Une autre personne a rempli ce rapport" in answer.json()["why"]
    assert not Submission.objects.exists()


def test_nobody_signed_in_is_asked_to(said):
    assert bring(Client(), sealed(said)).status_code == 401


@pytest.mark.parametrize("at", [0, 5, 20, 80, 95, -1])
def test_one_changed_bit_is_noticed(monitor, said, at):
    envelope = bytearray(sealed(said))
    envelope[at] ^= 1
    answer = bring(monitor, bytes(envelope))
    assert answer.status_code == 422
    assert not Submission.objects.exists()


def test_what_is_sealed_for_another_key_is_told(monitor, said):
    import base64

    strange = ec.generate_private_key(ec.SECP256R1()).public_key()
    point = strange.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    answer = bring(monitor, sealed(said, to=base64.b64encode(point).decode()))
    assert "une autre clé du serveur" in answer.json()["why"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"form": str(uuid.UUID(int=1))}, {"version": "9"}, {"number": "x"}, {"finished": "hier"}, {"answers": None},
        {"form": None}, {"files": [{"name": "a", "size": 10**9}]}, {"files": [{}]},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_a_sentence(monitor, said, wrong):
    answer = bring(monitor, sealed({**said, **wrong}))
    assert answer.status_code == 422
    assert answer.json()["why"]
    assert not Submission.objects.exists()


def test_the_key_is_the_nodes_alone_and_stays(settings):
    before = sealing.public_key()
    kept = settings.VAR / "web-form-key.pem"
    assert kept.stat().st_mode & 0o077 == 0
    assert sealing.public_key() == before
