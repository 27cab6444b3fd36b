"""The addresses of this room."""

from __future__ import annotations

from django.urls import path

from vigie.monitoring.views import home, incident, register, texts
from vigie.web.endings import with_data
from vigie.web.masthead import within

urlpatterns = [
    path("", home.home, name="home"),
    path("registre/carte.svg", register.map_picture, name="map-picture"),
    path("registre/tendance.svg", register.trend_picture, name="trend-picture"),
    *with_data("registre/carte", register.map_page, "map"),
    *with_data("registre/tendances", register.trends, "trends"),
    *with_data("registre", register.register, "register"),
    path("incidents/<slug:ref>/<slug:name>", incident.decide, name="decide"),
    *with_data("incidents/<slug:ref>", incident.incident, "incident"),
    *with_data("signalements/<uuid:uuid>", incident.report, "report"),
    path("methode", texts.method, name="method"),
    path("a-propos", texts.about, name="about"),
]

within("register", "map", "trends", "incident", "report")
