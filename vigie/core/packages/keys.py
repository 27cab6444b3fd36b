"""The keys of an exchange: an installation signs (Ed25519), a body unseals (age, X25519), a person compares groups."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

# A signature made for one purpose says nothing in another: the purpose is signed before the message.
PURPOSES = ("package", "card", "keys", "fetch")
SIGNATURE_BYTES = 64
_GROUPS, _DIGITS = 8, 5  # 40 digits are 132 bits: too many to find another key that reads the same


class BadKey(ValueError):
    """A text that is no key of the kind asked for."""


def _signed(purpose: str, message: bytes) -> bytes:
    if purpose not in PURPOSES:
        raise ValueError(purpose)
    return b"vigie-exchange-1/" + purpose.encode() + b"\0" + message


@dataclass(frozen=True)
class Signing:
    """The signing key of an installation. `private` is 32 bytes in base64; it never leaves the node."""

    private: str

    @classmethod
    def new(cls) -> Signing:
        return cls(base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode())

    @property
    def public(self) -> str:
        return base64.b64encode(self._key().public_key().public_bytes_raw()).decode()

    def sign(self, purpose: str, message: bytes) -> bytes:
        """64 bytes that only this key can make, for this purpose and message."""
        return self._key().sign(_signed(purpose, message))

    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(_raw(self.private))


@dataclass(frozen=True)
class Sealing:
    """The age identity of a body. `private` is the text that `age-keygen` writes too: AGE-SECRET-KEY-1…"""

    private: str

    @classmethod
    def new(cls) -> Sealing:
        return cls(str(pyrage.x25519.Identity.generate()))

    @property
    def public(self) -> str:
        return str(self._identity().to_public())

    def unseal(self, sealed: bytes) -> bytes | None:
        """What was sealed to this body, or None where it was sealed to somebody else or was changed on the way."""
        try:
            return pyrage.decrypt(sealed, [self._identity()])
        except pyrage.DecryptError:
            return None

    def _identity(self) -> pyrage.x25519.Identity:
        try:
            return pyrage.x25519.Identity.from_str(self.private)
        except pyrage.IdentityError as error:
            raise BadKey("age") from error


def seal(content: bytes, recipient: str) -> bytes:
    """`content` as an age file that only `recipient` (age1…) opens. Raises `BadKey`."""
    return pyrage.encrypt(content, [_recipient(recipient)])


def _recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        found = pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise BadKey("age") from error
    if str(found) != text:
        raise BadKey("age")
    return found


def check_recipient(text: str) -> str:
    """`text` if it is the public key of a body. Raises `BadKey`."""
    _recipient(text)
    return text


def check_public(text: str) -> str:
    """`text` if it is the public key of an installation. Raises `BadKey`."""
    _raw(text)
    return text


def _raw(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadKey("ed25519") from error
    if len(raw) != 32 or base64.b64encode(raw).decode() != text:
        raise BadKey("ed25519")
    return raw


def verified(public: str, purpose: str, message: bytes, signature: bytes) -> bool:
    """Whether `public` signed exactly this message for exactly this purpose. Raises `BadKey`."""
    try:
        Ed25519PublicKey.from_public_bytes(_raw(public)).verify(signature, _signed(purpose, message))
    except InvalidSignature:
        return False
    return True


def groups(node: str, recipient: str) -> str:
    """Both public keys of a correspondent as eight groups of five digits, to be read out by telephone.

    Digits, because two clerks may share no language in which to spell. The SHA-256 of both
    keys, as a number: its last 40 digits.
    """
    digest = hashlib.sha256(b"vigie-exchange-1/groups\0" + _raw(node) + recipient.encode()).digest()
    digits = str(int.from_bytes(digest, "big") % 10 ** (_GROUPS * _DIGITS)).zfill(_GROUPS * _DIGITS)
    return " ".join(digits[place : place + _DIGITS] for place in range(0, len(digits), _DIGITS))
