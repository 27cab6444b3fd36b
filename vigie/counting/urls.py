"""The addresses of this room."""

from __future__ import annotations

from django.urls import path

from vigie.counting.views import questions, review
from vigie.web.endings import with_data

urlpatterns = [
    *with_data("revue", review.review, "review"),
    path("revue/annuler", review.undo, name="review-undo"),
    *with_data("revue/<int:key>", review.pair, "pair"),
    path("revue/<int:key>/reponse", review.answer, name="answer"),
    *with_data("questions", questions.questions, "questions"),
    path("questions/<uuid:uuid>/<slug:name>", questions.answer, name="answer-question"),
    path("signalements/<uuid:uuid>/question", questions.ask, name="ask"),
]
