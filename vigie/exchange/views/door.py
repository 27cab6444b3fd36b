"""The door for other installations: they bring sealed packages, and fetch what waits for them.

No account opens it: a package shows by its signature from whom it is, and who fetches signs a challenge.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from vigie.core.packages.limits import MOST_BYTES
from vigie.exchange.handing import challenge, next_for
from vigie.exchange.taking import take

# Whoever is not a confirmed correspondent is answered as if there were no such door.
UNKNOWN = (
    "unknown_key",
    "other_key",
    "not_confirmed",
    "stopped",
    "not_for_us",
    "keys_differ",
    "sealed_again",
)


@csrf_exempt
@require_POST
@never_cache
def brought(request: HttpRequest) -> HttpResponse:
    """A sealed package. The answer says only whether it came in, not what was in it."""
    outcome = take(request.read(MOST_BYTES + 1), "line")
    if outcome.code in UNKNOWN:
        raise Http404
    return JsonResponse({"state": outcome.state}, status=422 if outcome.state == "refused" else 200)


@require_safe
@never_cache
def challenged(request: HttpRequest) -> HttpResponse:
    """A text to sign, good for a few minutes."""
    return HttpResponse(challenge(), content_type="text/plain")


@require_safe
@never_cache
def waiting(request: HttpRequest) -> HttpResponse:
    """The next package for the correspondent who signed; 204 where nothing waits."""
    try:
        sealed = next_for(request.headers.get("Vigie-Proof", ""))
    except LookupError as error:
        raise Http404 from error
    if sealed is None:
        return HttpResponse(status=204)
    return HttpResponse(sealed, content_type="application/octet-stream")
