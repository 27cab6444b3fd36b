"""The key pair of an encrypted form: made and kept by its recipient, and only the public half ever leaves."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

# What the specification names and every client takes; NIST SP 800-57 counts it as enough until 2030.
BITS = 2048
LEAST_PASSPHRASE = 12


class NoKey(ValueError):
    """The private key can't be used. `code`: "not_a_key", "wrong_passphrase"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class KeyPair:
    """A new pair. `private` is PEM under a passphrase; `public` goes into the form's settings.

    `fingerprint` is read out by telephone, so that nobody can put another key in its place.
    """

    private: bytes
    public: str
    fingerprint: str


def new_pair(passphrase: str) -> KeyPair:
    key = generate_private_key(public_exponent=65537, key_size=BITS)
    private = key.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode())
    )
    public = public_text(key)
    return KeyPair(private, public, fingerprint(public))


def public_text(key: RSAPrivateKey) -> str:
    """The public half as the settings sheet of a form holds it: base64 of its DER."""
    der = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(der).decode()


def fingerprint(public: str) -> str:
    """The first 16 bytes of the SHA-256 of a public key, in groups of four digits."""
    digest = hashlib.sha256(base64.b64decode(public)).hexdigest()[:32]
    return " ".join(digest[place : place + 4] for place in range(0, 32, 4))


def read_private(pem: bytes, passphrase: str) -> RSAPrivateKey:
    """The private key of a file. Raises `NoKey`. A key that somebody made without passphrase opens with any."""
    for said in (passphrase.encode() or None, None):
        try:
            key = load_pem_private_key(pem, said)
        except TypeError:  # a passphrase where none is needed, or none where one is
            continue
        except (ValueError, UnsupportedAlgorithm) as error:
            raise NoKey("wrong_passphrase" if b"ENCRYPTED" in pem else "not_a_key") from error
        if not isinstance(key, RSAPrivateKey):
            raise NoKey("not_a_key")
        return key
    raise NoKey("wrong_passphrase")
