"""Every address of the site."""

from __future__ import annotations

from django.urls import include, path

from vigie.web.language import switch

urlpatterns = [
    path("langue", switch, name="switch-language"),
    path("", include("vigie.directory.urls")),
    path("", include("vigie.places.urls")),
    path("", include("vigie.sharing.urls")),
    path("", include("vigie.followup.urls")),
    path("", include("vigie.exchange.urls")),
    path("", include("vigie.fieldwork.urls")),
    path("", include("vigie.monitoring.urls")),
    path("", include("vigie.counting.urls")),
    path("", include("vigie.intake.urls")),
    path("", include("vigie.parliament.urls")),
    path("", include("vigie.alerts.urls")),
    path("", include("vigie.briefing.urls")),
]

handler404 = "vigie.web.errors.absent"
handler403 = "vigie.web.errors.absent"
handler400 = "vigie.web.errors.unreadable"
handler500 = "vigie.web.errors.broken"
