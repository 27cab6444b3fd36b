"""Reports filled without a connection: sealed on the device for this node alone, opened when they arrive.

The device makes a key pair for each report, agrees on a key with the node's public key (ECDH on P-256, HKDF with
SHA-256) and encrypts with AES-256-GCM; its own private half is forgotten at once. From then on the device can't
read what it holds: that is for a telephone taken on the road. It proves nothing about who wrote: that is the
session which brings the report.

An envelope: "VG1", 8 bytes that name the node's key, 65 bytes of the device's public key, 12 of a nonce, then the
ciphertext. Inside: 4 bytes of length, the answers as JSON, the files one after another, and zeros up to a whole
number of `PAD` bytes, so that its size tells little.
"""

from __future__ import annotations

import hashlib
import json
import os
from base64 import b64encode
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings

MARK = b"VG1"
KEY_NAME_BYTES, POINT_BYTES, NONCE_BYTES = 8, 65, 12
HEAD_BYTES = len(MARK) + KEY_NAME_BYTES + POINT_BYTES + NONCE_BYTES
PAD = 4096
INFO = b"vigie web form"
MOST_BYTES = 30_000_000


class Unopened(ValueError):
    """An envelope that can't be opened. `code`: "damaged", or "other-key" where it is sealed for another key."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Sealed:
    """What was in an envelope: the answers with what is said of them, and the files by name."""

    said: dict
    files: dict[str, bytes]


def public_key() -> str:
    """The node's public key as a point, in base64."""
    return b64encode(_point(_own_key())).decode()


def open_envelope(envelope: bytes) -> Sealed:
    """Raises `Unopened`."""
    head, sealed = envelope[:HEAD_BYTES], envelope[HEAD_BYTES:]
    if len(head) < HEAD_BYTES or not head.startswith(MARK):
        raise Unopened("damaged")
    own = _own_key()
    at = len(MARK) + KEY_NAME_BYTES
    if head[len(MARK) : at] != key_name(_point(own)):
        raise Unopened("other-key")
    try:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), head[at : at + POINT_BYTES])
        agreed = own.exchange(ec.ECDH(), theirs)
        key = HKDF(hashes.SHA256(), 32, head[at : at + POINT_BYTES], INFO).derive(agreed)
        return _unpacked(AESGCM(key).decrypt(head[-NONCE_BYTES:], sealed, head))
    except (InvalidTag, ValueError, KeyError, TypeError):
        raise Unopened("damaged") from None


def key_name(point: bytes) -> bytes:
    return hashlib.sha256(point).digest()[:KEY_NAME_BYTES]


def _unpacked(content: bytes) -> Sealed:
    length = int.from_bytes(content[:4], "big")
    said = json.loads(content[4 : 4 + length])
    if not isinstance(said, dict) or not isinstance(said.get("answers"), dict):
        raise ValueError("no answers")
    files, at = {}, 4 + length
    for each in said.get("files", []):
        files[str(each["name"])] = content[at : at + int(each["size"])]
        at += int(each["size"])
    if at > len(content):
        raise ValueError("cut off")
    return Sealed(said, files)


def _point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _own_key() -> ec.EllipticCurvePrivateKey:
    """The node's key, made once and kept beside the database. Without it what still waits on devices is lost."""
    kept = settings.VAR / "web-form-key.pem"
    if not kept.exists():
        key = ec.generate_private_key(ec.SECP256R1())
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        _write_first(kept, pem)
    return load_pem_private_key(kept.read_bytes(), None)


def _write_first(path, content: bytes) -> None:
    """Write a file that must not be there yet: of two processes, the first one's stays."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(part, path)
    except FileExistsError:
        pass
    finally:
        part.unlink()
