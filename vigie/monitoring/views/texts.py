"""Pages that are only text: the method, and what this is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vigie.core.corroboration import ENOUGH_ORIGINS
from vigie.web.show import show_page


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """How matching, corroboration and counts work, and what is not yet known about them."""
    return show_page(request, "monitoring/method", enough=ENOUGH_ORIGINS)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Accessibility, privacy, and whose software this is."""
    return show_page(request, "monitoring/about")
