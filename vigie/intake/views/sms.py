"""Where gateways bring text messages: Kannel by GET, RapidPro, TextIt and most others by POST."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import parse_qsl
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from vigie.access import NodeActor, rows
from vigie.intake.models import Gateway, Message
from vigie.intake.sms.numbers import opens
from vigie.intake.sms.taking import take

# What gateways call the same three things, in any case. RapidPro and TextIt: "contact" and "input", each with
# fields of its own; Africa's Talking: from, text, id; Twilio: From, Body, MessageSid.
SENDER = ("sender", "from", "msisdn", "phone", "urn", "contact.urn", "input.urn")
TEXT = ("text", "message", "body", "content", "input.text")
IDENTIFIER = ("id", "message_id", "messageid", "messagesid", "smsmessagesid", "uuid", "input.uuid")
DEPTH = 2


@require_safe
def kannel(request: HttpRequest) -> HttpResponse:
    """Kannel's `get-url`: the answer is the text that it sends back."""
    given = _folded(_decoded(request.META.get("QUERY_STRING", "")))
    gateway = _gateway(request, given, "kannel")
    return _plain(_taken(gateway, given))


@csrf_exempt  # a machine without cookies; its token stands in the call
@require_POST
def http(request: HttpRequest) -> HttpResponse:
    """A call with JSON or with the fields of a form: answered in kind."""
    is_json = request.content_type == "application/json"
    body = _json(request) if is_json else request.POST.dict()
    given = {**_folded(request.GET.dict()), **_folded(body or {})}
    gateway = _gateway(request, given, "http")
    if body is None:
        return HttpResponse(_("The body of the call is no JSON object."), "text/plain; charset=utf-8", 400)
    taken = _taken(gateway, given)
    if not is_json or taken is None:
        return _plain(taken)
    return JsonResponse({"reply": taken.reply}, json_dumps_params={"ensure_ascii": False})


def _taken(gateway: Gateway, given: dict[str, str]) -> Message | None:
    sender, text, identifier = (_first(given, names) for names in (SENDER, TEXT, IDENTIFIER))
    if not sender or text is None:
        return None
    return take(gateway, number=sender, text=text, message_id=identifier or "")


def _plain(message: Message | None) -> HttpResponse:
    kind = "text/plain; charset=utf-8"
    if message is None:
        return HttpResponse(_("The call names no sender or no text. See docs/sms.md."), kind, 400)
    return HttpResponse(message.reply, kind)


def _gateway(request: HttpRequest, given: dict[str, str], kind: str) -> Gateway:
    """The gateway whose token this is. Anything else looks as if nothing were here."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.casefold() not in ("token", "bearer"):
        token = given.get("token", "")
    name, _dot, secret = token.strip().partition(".")
    try:
        found = rows(NodeActor(), "carry", "intake.Gateway").filter(uuid=UUID(name), kind=kind).first()
    except ValueError:
        found = None
    if not opens(secret, found.secret_hash if found else "") or found is None:
        raise Http404
    return found


def _decoded(query: str) -> dict[str, str]:
    """The fields of a query; its text is in the charset that the query names, as Kannel got it from the operator."""
    fields = {name: value.encode("latin-1") for name, value in parse_qsl(query, encoding="latin-1")}
    charset = fields.get("charset", b"").decode("latin-1")
    return {name: _in(charset if name in TEXT else "", value) for name, value in fields.items()}


def _in(charset: str, value: bytes) -> str:
    """Bytes in a charset, else in UTF-8, else in the old one of Western Europe ("8-BIT" says nothing)."""
    for name in (charset, "utf-8"):
        try:
            return value.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return value.decode("cp1252", errors="replace")


def _json(request: HttpRequest) -> dict | None:
    try:
        found = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _folded(given: Mapping, before: str = "") -> dict[str, str]:
    """Fields by their names in small letters, those within another as "contact.urn". Only text and numbers."""
    found: dict[str, str] = {}
    for name, value in given.items():
        name = f"{before}{str(name).casefold()}"
        if isinstance(value, Mapping) and name.count(".") < DEPTH - 1:
            found.update(_folded(value, f"{name}."))
        elif isinstance(value, str | int) and not isinstance(value, bool):
            found[name] = str(value)
    return found


def _first(given: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((given[name] for name in names if name in given), None)
