"""Who opens the desk, and how what is asked there is done."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse

from vigie import access
from vigie.monitoring.unfit import Unfit


def for_desk(*roles: str) -> Callable:
    """Absent to everybody but these roles of an organisation."""

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        @login_required
        def reading(request: HttpRequest, *given, **named) -> HttpResponse:
            if access.role_of(request.user) not in roles:
                raise Http404
            return view(request, *given, **named)

        return reading

    return decorate


for_analysts = for_desk(*access.ANALYSTS)
for_coordinators = for_desk("coordinator")


def done(form: Form, doing: Callable) -> bool:
    """Do it with what the form holds; False, with the reason in the form, where it makes no sense."""
    if not form.is_valid():
        return False
    try:
        doing(**form.cleaned_data)
    except Unfit as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
