"""Who opens the register at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from vigie import access
from vigie.monitoring.oversight import READERS


def for_readers(view: Callable) -> Callable:
    """Ask who is not signed in to do so; to roles that read no incident the page is absent.

    An empty register would say that nothing happened, which is not what they should learn.
    """

    @wraps(view)
    def reading(request: HttpRequest, *arguments, **named) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if access.role_of(request.user) not in READERS:
            raise Http404
        return view(request, *arguments, **named)

    return reading
