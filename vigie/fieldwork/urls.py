"""The addresses of this room."""

from __future__ import annotations

from django.urls import path

from vigie.fieldwork import views
from vigie.web.endings import with_data
from vigie.web.masthead import within

urlpatterns = [
    *with_data("visites", views.visits, "visits"),
    path("visites/<uuid:uuid>", views.visit, name="visit"),
    path("visites/<uuid:uuid><ending:ending>", views.visit, name="visit"),
    *with_data("enquetes", views.surveys, "surveys"),
    *with_data("enquetes/<slug:survey>", views.survey, "survey"),
]

within("register", "visits")
within("visits", "visit", "surveys")
within("surveys", "survey")
