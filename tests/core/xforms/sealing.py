"""What ODK Collect does when it finalises a record of an encrypted form, for tests and benchmarks.

Written from the specification and apart from the code that opens, so that one fault does not hide another:
it shares no function with `vigie.core.xforms.sealed`.
"""

from __future__ import annotations

import base64
import hashlib
import os
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms

SPECIFIED = "http://opendatakit.org/submissions"
OF_COLLECT = "http://www.opendatakit.org/xforms/encrypted"
OPENROSA = "http://openrosa.org/xforms"


@dataclass(frozen=True)
class Sealed:
    """A manifest, and the encrypted files by name, in the order of encryption."""

    manifest: bytes
    files: dict[str, bytes]


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def wrap(public_key: rsa.RSAPublicKey, data: bytes) -> str:
    oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
    return base64.b64encode(public_key.encrypt(data, oaep)).decode()


def seal(
    public_key: rsa.RSAPublicKey,
    *,
    form_id: str,
    version: str,
    instance_id: str,
    xml: bytes,
    media: dict[str, bytes] | None = None,
    namespace: str = OF_COLLECT,
) -> Sealed:
    """Encrypt one finished record under a form's public key."""
    key = os.urandom(32)
    plain = {**(media or {}), "submission.xml": xml}
    files, seed = {}, bytearray(hashlib.md5(instance_id.encode("utf-8") + key).digest())
    for number, (name, data) in enumerate(plain.items()):
        seed[number % 16] = (seed[number % 16] + 1) & 0xFF
        lack = 16 - len(data) % 16
        encryptor = Cipher(algorithms.AES(key), CFB(bytes(seed))).encryptor()
        files[f"{name}.enc"] = encryptor.update(data + bytes([lack]) * lack) + encryptor.finalize()
    wrapped = wrap(public_key, key)
    signed = form_id + "\n" + (version + "\n" if version else "") + wrapped + "\n" + instance_id + "\n"
    signed += "".join(f"{name}::{hashlib.md5(data).hexdigest()}\n" for name, data in plain.items())
    signature = wrap(public_key, hashlib.md5(signed.encode("utf-8")).digest())
    text = _manifest(form_id, version, instance_id, wrapped, list(files), signature, namespace)
    return Sealed(text.encode("utf-8"), files)


def _manifest(form_id, version, instance_id, wrapped, names, signature, namespace) -> str:
    attributes = f" id={quoteattr(form_id)}" + (f" version={quoteattr(version)}" if version else "")
    media = "".join(f"<media><file>{escape(name)}</file></media>" for name in names[:-1])
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>'
        f'<data{attributes} encrypted="yes" xmlns="{namespace}">'
        f"<base64EncryptedKey>{wrapped}</base64EncryptedKey>"
        f'<meta xmlns="{OPENROSA}"><instanceID>{escape(instance_id)}</instanceID></meta>'
        f"{media}<encryptedXmlFile>{escape(names[-1])}</encryptedXmlFile>"
        f"<base64EncryptedElementSignature>{signature}</base64EncryptedElementSignature></data>"
    )
