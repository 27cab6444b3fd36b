"""Who asks by an OpenRosa client, in which language to answer, and how every answer is dressed."""

from __future__ import annotations

import gzip
import logging
from collections.abc import Callable
from errno import EDQUOT, ENOSPC
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import translation
from django.utils.http import parse_etags, quote_etag

from vigie.intake.acts.phone import let_in_by_password, let_in_by_token, remembered_by_token
from vigie.intake.openrosa.credentials import NONCES, NotLetIn, challenge, shown
from vigie.intake.openrosa.documents import envelope
from vigie.intake.receiving.refusals import NotTaken
from vigie.ledger.act import Refused

# Small on purpose: ODK Collect then sends photographs in pieces, and a broken line costs one piece, not all.
# Larger bodies are taken all the same, up to UPLOAD_LIMIT_BYTES.
ANNOUNCED_BYTES = 2_000_000
XML = "text/xml; charset=utf-8"
PACKED_FROM_BYTES = 400

log = logging.getLogger(__name__)


def openrosa(*methods: str) -> Callable:
    """Turn `view(request, **address)` into an address for OpenRosa clients.

    It finds out who asks (`request.sender`), speaks the phone's language, and answers refusals as an envelope.
    """

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def answering(request: HttpRequest, token: str = "", **address) -> HttpResponse:
            with translation.override(_language(request)):
                try:
                    if request.method not in methods:
                        raise NotTaken("wrong-method")
                    request.token = token
                    _let_in(request)
                    response = view(request, **address)
                except (NotTaken, NotLetIn, Refused, Http404, OSError) as refusal:
                    response = _refused(request, refusal)
                except Exception:
                    log.exception("An OpenRosa request failed")
                    response = said(NotTaken("broken"))
                return _dressed(request, response)

        answering.csrf_exempt = True  # no cookie lets anybody in here
        return answering

    return decorate


def said(refusal: NotTaken) -> HttpResponse:
    return answer(refusal.sentence(), refusal.status, "error")


def answer(message: str, status: int, nature: str = "") -> HttpResponse:
    """An envelope that the phone shows to its user."""
    return HttpResponse(envelope(message, nature), status=status, content_type=XML)


def document(request: HttpRequest, text: str | bytes, tag: str, kind: str = XML) -> HttpResponse:
    """A document, or the answer that the client has it already."""
    etag = quote_etag(tag)
    held = parse_etags(request.headers.get("If-None-Match", ""))
    if "*" in held or etag in {each.removeprefix("W/") for each in held}:
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(text, content_type=kind)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


def root(request: HttpRequest) -> str:
    """The absolute address under which this client finds everything, its token included."""
    scheme = "https" if over_tls(request) else "http"
    token = f"/{request.token}" if request.token else ""
    return f"{scheme}://{request.get_host()}/odk{token}"


def over_tls(request: HttpRequest) -> bool:
    """Whether nobody can listen. A client that lies about it in a header deceives only itself."""
    forwarded = request.headers.get("X-Forwarded-Proto", "").split(",")[0].strip().lower()
    return settings.SERVED_OVER_TLS or request.is_secure() or forwarded == "https"


def _let_in(request: HttpRequest) -> None:
    """Find out who asks. Raises `NotTaken` (a wrong token, too many tries) and `NotLetIn`."""
    if request.token:
        # What is stored asks again; what is only read must ask now.
        asks = remembered_by_token if request.method == "POST" else let_in_by_token
        request.sender = asks(request.token)
        return
    header = request.headers.get("Authorization", "")
    if not header:
        raise NotLetIn
    credentials = shown(header)
    if credentials.scheme == "basic" and not over_tls(request):
        raise NotLetIn
    request.sender = let_in_by_password(credentials, request.method, request.get_full_path())
    if credentials.scheme == "digest":
        NONCES.use(credentials.said)


def _refused(request: HttpRequest, refusal: Exception) -> HttpResponse:
    if isinstance(refusal, NotLetIn):
        response = said(NotTaken("not-let-in"))
        response["WWW-Authenticate"] = challenge(NONCES, stale=refusal.stale, over_tls=over_tls(request))
        return response
    if isinstance(refusal, OSError):
        log.exception("An OpenRosa request failed")
        return said(NotTaken("no-space" if refusal.errno in (ENOSPC, EDQUOT) else "broken"))
    return said(refusal if isinstance(refusal, NotTaken) else NotTaken("absent"))


def _dressed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    # Otherwise Django writes the address of every refusal to the log, and a token is in it.
    response._has_been_logged = True
    response["X-OpenRosa-Version"] = "1.0"
    response["X-OpenRosa-Accept-Content-Length"] = str(ANNOUNCED_BYTES)
    response["Content-Language"] = translation.get_language()
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = (
        "default-src 'none'; sandbox"  # a file may be a page, or a picture that acts
    )
    response.headers.setdefault("Vary", "Accept-Encoding, Accept-Language, Authorization")
    response.headers.setdefault("Cache-Control", "no-store")
    if not response.streaming:
        _pack(request, response)
    return response


def _pack(request: HttpRequest, response: HttpResponse) -> None:
    """Compress what is worth it; the same content always gives the same bytes."""
    if len(response.content) >= PACKED_FROM_BYTES and "gzip" in request.headers.get("Accept-Encoding", ""):
        response.content = gzip.compress(response.content, compresslevel=6, mtime=0)
        response["Content-Encoding"] = "gzip"
        if "ETag" in response:
            response["ETag"] = "W/" + response["ETag"]
    if "Content-Length" not in response and response.status_code not in (204, 304):
        response["Content-Length"] = str(len(response.content))


def _language(request: HttpRequest) -> str:
    """The first language of the phone that we speak; French where it says none or another."""
    offered = [code for code, _name in settings.LANGUAGES]
    for wish in request.headers.get("Accept-Language", "").lower().split(","):
        code = wish.partition(";")[0].strip().partition("-")[0]
        if code in offered:
            return code
    return settings.LANGUAGE_CODE
