"""What a phone shows to be let in: a token in the address, or a field password by Basic or Digest.

A field password opens forms and nothing else, and is never the password of the account: Digest needs MD5 of
user, realm and password to be kept (RFC 2617), which would weaken the other. Basic is taken only where the
line is encrypted. Nonces are known to this process alone, which serves by itself; after a restart they are stale,
and a phone asks for a new one without troubling its owner.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import threading
import time
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass

REALM = "Vigie"
DOMAIN = "/odk/"
TOKEN_LENGTH = 64
NONCE_SECONDS = 600
MOST_NONCES = 10_000

_FIELD = re.compile(r'(\w+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^\s,]*))')


class NotLetIn(Exception):
    """Nobody is known by these credentials. `stale`: they were right once, and a new nonce will do."""

    def __init__(self, stale: bool = False) -> None:
        super().__init__(stale)
        self.stale = stale


def new_token() -> str:
    """A token for the address of one phone: 64 characters, 384 bits."""
    return secrets.token_urlsafe(TOKEN_LENGTH * 3 // 4)


def token_hash(token: str) -> str:
    """What is kept of a token. It is random, so a plain SHA-256 can't be guessed backwards."""
    return hashlib.sha256(token.encode()).hexdigest()


def ha1(username: str, password: str) -> str:
    """What is kept of a field password: MD5 of user, realm and password (RFC 2617, 3.2.2.2)."""
    return _md5(f"{username}:{REALM}:{password}")


@dataclass(frozen=True)
class Shown:
    """What an Authorization header says: who, and how it is proved. `scheme` is "basic" or "digest"."""

    scheme: str
    username: str
    said: Mapping[str, str]

    def proves(self, kept: str, method: str, address: str) -> bool:
        """Whether this shows knowledge of the password whose HA1 is `kept`, for this request."""
        if self.scheme == "basic":
            return hmac.compare_digest(ha1(self.username, self.said["password"]), kept)
        if self.said.get("uri", "") not in _same(address):
            return False
        ha2 = _md5(f"{method}:{self.said['uri']}")
        between = [self.said[part] for part in ("nonce", "nc", "cnonce", "qop") if part in self.said]
        return hmac.compare_digest(
            _md5(":".join((kept, *between, ha2))).encode(), self.said.get("response", "").encode()
        )


def shown(header: str) -> Shown:
    """Read an Authorization header. Raises `NotLetIn` where it is malformed or of another scheme."""
    scheme, _space, rest = header.strip().partition(" ")
    scheme = scheme.lower()
    if scheme == "basic":
        try:
            username, colon, password = b64decode(rest.strip(), validate=True).decode().partition(":")
        except ValueError:
            raise NotLetIn from None
        if not colon:
            raise NotLetIn
        return Shown("basic", username, {"password": password})
    if scheme == "digest":
        said = {
            name.lower(): re.sub(r"\\(.)", r"\1", quoted) or plain
            for name, quoted, plain in _FIELD.findall(rest)
        }
        if said.get("realm") != REALM or said.get("algorithm", "MD5").upper() != "MD5":
            raise NotLetIn
        if said.get("qop", "auth") != "auth" or ("qop" in said and not {"nc", "cnonce"} <= set(said)):
            raise NotLetIn
        if "qop" not in said:  # RFC 2069: these two have no meaning then
            said.pop("nc", None), said.pop("cnonce", None)
        return Shown("digest", said.get("username", ""), said)
    raise NotLetIn


class Nonces:
    """The nonces that this process gave, and how often each was used."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._used: dict[str, int] = {}
        self._lock = threading.Lock()
        self.opaque = secrets.token_hex(16)

    def new(self, now: float | None = None) -> str:
        moment = f"{int(now or time.time()):x}.{secrets.token_hex(8)}"
        return f"{moment}.{self._seal(moment)}"

    def use(self, said: Mapping[str, str], now: float | None = None) -> None:
        """Count one use. Raises `NotLetIn`: stale where the nonce is old or its count does not rise.

        A client without nonce counts (RFC 2069) may use each nonce once.
        """
        nonce = said.get("nonce", "")
        moment, _dot, seal = nonce.rpartition(".")
        if not hmac.compare_digest(seal.encode(), self._seal(moment).encode()):
            raise NotLetIn(stale=True)  # most often of before a restart
        if said.get("opaque", self.opaque) != self.opaque:
            raise NotLetIn(stale=True)
        if (now or time.time()) - int(moment.partition(".")[0], 16) > NONCE_SECONDS:
            raise NotLetIn(stale=True)
        count = _hexadecimal(said.get("nc", "1"))
        with self._lock:
            if count <= self._used.get(nonce, 0):
                raise NotLetIn(stale=True)
            self._used[nonce] = count if "nc" in said else 2**32
            if len(self._used) > MOST_NONCES:
                self._forget(now or time.time())

    def _forget(self, now: float) -> None:
        self._used = {
            nonce: count
            for nonce, count in self._used.items()
            if now - int(nonce.partition(".")[0], 16) <= NONCE_SECONDS
        }

    def _seal(self, moment: str) -> str:
        return hmac.new(self._key, moment.encode(), hashlib.sha256).hexdigest()[:32]


NONCES = Nonces()


def challenge(nonces: Nonces, *, stale: bool, over_tls: bool) -> str:
    """The WWW-Authenticate header: Digest always, Basic as well where nobody can listen."""
    parts = [
        f'Digest realm="{REALM}"', f'domain="{DOMAIN}"', f'nonce="{nonces.new()}"',
        f'opaque="{nonces.opaque}"', "algorithm=MD5", 'qop="auth"',
    ]  # fmt: skip
    if stale:
        parts.append("stale=true")
    return ", ".join(parts + ([f'Basic realm="{REALM}", charset="UTF-8"'] if over_tls else []))


def _same(address: str) -> tuple[str, ...]:
    """How a client may name the address that it asks for: in full, or without its query."""
    return address, address.partition("?")[0]


def _hexadecimal(text: str) -> int:
    try:
        return int(text, 16)
    except ValueError:
        raise NotLetIn from None


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
