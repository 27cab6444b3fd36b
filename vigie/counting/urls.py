"""The addresses of this room."""

from __future__ import annotations

from django.urls import path

from vigie.counting.views import review
from vigie.web.endings import with_data

urlpatterns = [
    *with_data("revue", review.review, "review"),
    path("revue/annuler", review.undo, name="review-undo"),
    *with_data("revue/<int:key>", review.pair, "pair"),
    path("revue/<int:key>/reponse", review.answer, name="answer"),
]
