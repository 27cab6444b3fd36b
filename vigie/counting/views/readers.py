"""Who opens the pages of the review at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from vigie import access


def for_analysts(view: Callable) -> Callable:
    """Ask who is not signed in to do so; to other roles the page is absent."""

    @login_required
    @wraps(view)
    def reading(request: HttpRequest, *arguments, **named) -> HttpResponse:
        if access.role_of(request.user) not in access.ANALYSTS:
            raise Http404
        return view(request, *arguments, **named)

    return reading
