"""Packages over HTTPS: certificates checked, redirections refused, answers limited in time and size."""

from __future__ import annotations

import base64
import json
import ssl
import urllib.error
import urllib.request
from http.client import HTTPException
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from vigie.core.packages.canonical import canonical
from vigie.core.packages.limits import MOST_BYTES
from vigie.exchange import keys
from vigie.exchange.models import Peer

TIMEOUT_SECONDS = 60
MOST_ANSWER_BYTES = 10_000
NEAR = ("127.0.0.1", "localhost", "::1")


class LineFailed(Exception):
    """The other installation could not be reached or would not take it; the message is the sentence to show."""


class _NoRedirection(urllib.request.HTTPRedirectHandler):
    """A package goes to the address that was entered, and nowhere else."""

    def redirect_request(self, *given) -> None:
        return None


def _opener(address: str) -> urllib.request.OpenerDirector:
    parts = urlsplit(address)
    handlers: list = [_NoRedirection, urllib.request.HTTPSHandler(context=ssl.create_default_context())]
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in NEAR):
        raise LineFailed(
            _("The address “%(address)s” is not encrypted: nothing is sent there.") % {"address": address}
        )
    if parts.hostname in NEAR:
        handlers.append(urllib.request.ProxyHandler({}))
    return urllib.request.build_opener(*handlers)


def _ask(
    address: str, most: int, data: bytes | None = None, headers: dict | None = None
) -> tuple[int, bytes]:
    """Status and body. Raises `LineFailed`."""
    asked = urllib.request.Request(address, data=data, headers=headers or {})  # noqa: S310 - checked in `_opener`
    try:
        with _opener(address).open(asked, timeout=TIMEOUT_SECONDS) as answer:
            body = answer.read(most + 1)
            status = answer.status
    except urllib.error.HTTPError as error:
        with error:
            raise LineFailed(_refusal(error.code)) from error
    except (OSError, HTTPException, ValueError) as error:
        raise LineFailed(
            _("The installation at %(address)s can't be reached now. What waits is kept; try again later.")
            % {"address": address.partition("/echange")[0]}
        ) from error
    if len(body) > most:
        raise LineFailed(
            _("The other installation answers with more than is allowed. Nothing of it was taken.")
        )
    return status, body


def _refusal(status: int) -> str:
    if status == 404:
        return _(
            "The other installation does not know us, or has not confirmed us yet. Call your correspondent: they "
            "compare your card by telephone and confirm it."
        )
    if status == 422:
        return _(
            "The other installation could not take the package. Call your correspondent: their page says why."
        )
    return _("The other installation answers with an error (%(status)s). Try again later.") % {
        "status": status
    }


def post(peer: Peer, sealed: bytes) -> None:
    """Hand a sealed package over. Raises `LineFailed`; then it is kept and goes with the next try."""
    if not peer.address:
        raise LineFailed(
            _("No address is known for %(body)s: write to a stick.") % {"body": peer.organisation.name}
        )
    headers = {"Content-Type": "application/octet-stream"}
    _ask(f"{peer.address}/echange/paquets", MOST_ANSWER_BYTES, sealed, headers)


def fetch(peer: Peer, after: int) -> bytes | None:
    """The next package that waits for us over there, after this number; None when there is none. Raises `LineFailed`.

    Who asks is shown by signing the challenge that they gave, for their body and ours.
    """
    if not peer.address:
        raise LineFailed(
            _("No address is known for %(body)s: read from a stick.") % {"body": peer.organisation.name}
        )
    _status, challenge = _ask(f"{peer.address}/echange/defi", MOST_ANSWER_BYTES)
    said = proof(peer.own.slug, peer.slug_there, after, challenge.decode("ascii", "replace"))
    signature = base64.b64encode(keys.signing().sign("fetch", canonical(said))).decode()
    headers = {"Vigie-Proof": base64.b64encode(canonical({**said, "signature": signature})).decode()}
    status, sealed = _ask(f"{peer.address}/echange/attente", MOST_BYTES, headers=headers)
    return sealed if status == 200 else None


def proof(body: str, of: str, after: int, challenge: str) -> dict:
    """What is signed to be given what waits: who asks, of whom, after which number, on which challenge."""
    return {"after": after, "body": body, "challenge": challenge, "of": of}


def read_proof(header: str) -> tuple[dict, bytes] | None:
    """The statement and its signature, or None where it is not one."""
    try:
        said = json.loads(base64.b64decode(header, validate=True))
        signature = base64.b64decode(said.pop("signature"), validate=True)
        right = proof(str(said["body"]), str(said["of"]), int(said["after"]), str(said["challenge"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return (right, signature) if right == said else None
