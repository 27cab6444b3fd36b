"""The addresses of this room."""

from __future__ import annotations

from django.urls import path

from vigie.counting import views
from vigie.counting.overlaps import views as overlaps
from vigie.web.endings import with_data

urlpatterns = [
    *with_data("revue", views.review, "review"),
    path("revue/annuler", views.undo, name="review-undo"),
    *with_data("revue/<int:key>", views.pair, "pair"),
    path("revue/<int:key>/reponse", views.answer, name="answer"),
    *with_data("questions", overlaps.questions, "questions"),
    path("questions/<uuid:uuid>/<slug:name>", overlaps.answer, name="answer-question"),
    path("signalements/<uuid:uuid>/question", overlaps.ask, name="ask"),
]
