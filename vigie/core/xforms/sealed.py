"""Encrypted submissions: reading the manifest that anybody may read, and opening with the private key.

The scheme is the ODK XForms specification's, section "Encryption", as ODK Collect carries it out. It keeps
secrets and proves no author: whoever has the form can seal something under its public key, and the
"signature" shows only that the files are the ones that were sealed together.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.padding import PKCS7
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

KEY_BYTES = 32
BLOCK_BITS = 128
SUFFIX = ".enc"

# SHA-256 for both hashes: Collect's provider reads "OAEPWithSHA256AndMGF1Padding" so, others would not.
PADDING = OAEP(mgf=MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)


class NotAManifest(ValueError):
    """The text is no manifest of an encrypted submission. `code` says what is missing."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class CannotOpen(ValueError):
    """The submission does not open. `code` says why, `name` the file that it is about, if one."""

    def __init__(self, code: str, name: str = "") -> None:
        super().__init__(f"{code} {name}".strip())
        self.code, self.name = code, name


@dataclass(frozen=True)
class Manifest:
    """What an encrypted submission says of itself in clear.

    `media` keeps the order of the manifest: the initialisation vectors follow it. Names end in ".enc".
    """

    form_id: str
    version: str
    instance_id: str
    encrypted_key: str  # base64
    encrypted_xml: str  # name of the file that holds the answers
    media: tuple[str, ...] = ()
    signature: str = ""  # base64

    @property
    def files(self) -> tuple[str, ...]:
        """Every file of the submission in the order of encryption: the answers come last."""
        return (*self.media, self.encrypted_xml)


@dataclass(frozen=True)
class Opened:
    """The submission in clear: the answers as XML, and the media by their names without ".enc"."""

    xml: bytes
    media: dict[str, bytes]


def is_sealed(root: Element) -> bool:
    """Whether the root element of a submission says that it is a manifest of encrypted files."""
    return root.get("encrypted") == "yes"


def read_manifest(xml: bytes) -> Manifest:
    """Read the manifest of an encrypted submission. Raises `NotAManifest`.

    Elements are known by their local names: the specification and Collect use different namespaces.
    """
    try:
        root = fromstring(xml, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise NotAManifest("malformed") from error
    if not is_sealed(root):
        raise NotAManifest("not_encrypted")
    meta = next(_children(root, "meta"), None)
    manifest = Manifest(
        form_id=root.get("id", ""),
        version=root.get("version", ""),
        instance_id=_text(meta, "instanceID") if meta is not None else "",
        encrypted_key=_text(root, "base64EncryptedKey"),
        encrypted_xml=_text(root, "encryptedXmlFile"),
        media=tuple(
            name
            for media in _children(root, "media")
            for file in _children(media, "file")
            if (name := _said(file))
        ),
        signature=_text(root, "base64EncryptedElementSignature"),
    )
    _check(manifest)
    return manifest


def _check(manifest: Manifest) -> None:
    required = {
        "no_form_id": manifest.form_id,
        "no_instance_id": manifest.instance_id,
        "no_key": manifest.encrypted_key,
        "no_answers": manifest.encrypted_xml,
    }
    for code, value in required.items():
        if not value:
            raise NotAManifest(code)
    if any(not _is_plain(name) or not _is_plain(plain_name(name)) for name in manifest.files):
        raise NotAManifest("unsafe_name")
    if len({plain_name(name) for name in manifest.files}) < len(manifest.files):
        raise NotAManifest("repeated_name")


def _is_plain(name: str) -> bool:
    """Whether this is the name of a file and nothing of a path. Opened files are written under it."""
    return name.strip(". ") != "" and not any(each in name for each in "/\\\0\n\r:")


def _children(parent: Element, name: str) -> Iterator[Element]:
    return (child for child in parent if isinstance(child.tag, str) and child.tag.split("}")[-1] == name)


def _said(element: Element) -> str:
    return (element.text or "").strip()


def _text(parent: Element, name: str) -> str:
    return next((_said(child) for child in _children(parent, name)), "")


def vectors(instance_id: str, key: bytes) -> Iterator[bytes]:
    """The initialisation vectors of the files of one submission, in the order of encryption.

    File n adds one to byte n mod 16 of what the file before it used; bytes roll over.
    """
    seed = bytearray(hashlib.md5(instance_id.encode() + key, usedforsecurity=False).digest())
    turn = 0
    while True:
        place = turn % len(seed)
        seed[place] = (seed[place] + 1) % 256
        turn += 1
        yield bytes(seed)


def open_sealed(manifest: Manifest, files: Mapping[str, bytes], private_key: RSAPrivateKey) -> Opened:
    """Open every file of one submission, or none. `files` are the encrypted ones by name.

    Raises `CannotOpen` for a missing file, a key that is not this submission's, or bytes that are not the
    ones that were sealed.
    """
    for name in manifest.files:
        if name not in files:
            raise CannotOpen("missing_file", name)
    key = _key(manifest, private_key)
    plain = {
        plain_name(name): _decrypted(name, files[name], key, vector)
        for name, vector in zip(manifest.files, vectors(manifest.instance_id, key))  # noqa: B905 - endless
    }
    _verify(manifest, plain, private_key)
    xml = plain.pop(plain_name(manifest.encrypted_xml))
    return Opened(xml, plain)


def plain_name(name: str) -> str:
    return name.removesuffix(SUFFIX)


def _key(manifest: Manifest, private_key: RSAPrivateKey) -> bytes:
    key = _unwrapped(manifest.encrypted_key, private_key, "wrong_key")
    if len(key) != KEY_BYTES:
        raise CannotOpen("wrong_key")
    return key


def _unwrapped(text: str, private_key: RSAPrivateKey, otherwise: str) -> bytes:
    try:
        return private_key.decrypt(base64.b64decode(text, validate=False), PADDING)
    except (ValueError, binascii.Error) as error:
        raise CannotOpen(otherwise) from error


def _decrypted(name: str, data: bytes, key: bytes, vector: bytes) -> bytes:
    cipher = Cipher(AES(key), CFB(vector)).decryptor()
    padded = cipher.update(data) + cipher.finalize()
    unpadder = PKCS7(BLOCK_BITS).unpadder()
    try:
        return unpadder.update(padded) + unpadder.finalize()
    except ValueError as error:
        raise CannotOpen("altered_file", name) from error


def _verify(manifest: Manifest, plain: Mapping[str, bytes], private_key: RSAPrivateKey) -> None:
    """Check that these are the files that were sealed together."""
    if not manifest.signature:
        raise CannotOpen("no_signature")
    digest = _unwrapped(manifest.signature, private_key, "altered_submission")
    if digest != signed_digest(manifest, plain):
        raise CannotOpen("altered_submission")


def signed_digest(manifest: Manifest, plain: Mapping[str, bytes]) -> bytes:
    """MD5 of the lines that the "signature" covers; `plain` in the order of encryption.

    The line of the version is left out where the form has none.
    """
    head = [manifest.form_id, manifest.version, manifest.encrypted_key, manifest.instance_id]
    lines = [line for line in head if line]
    lines += [f"{name}::{_md5(data)}" for name, data in plain.items()]
    text = "".join(f"{line}\n" for line in lines)
    return hashlib.md5(text.encode(), usedforsecurity=False).digest()


def _md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()
