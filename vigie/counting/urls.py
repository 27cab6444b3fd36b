"""The addresses of this room."""

from __future__ import annotations

from django.urls import path

from vigie.counting import views

urlpatterns = [
    path("revue<ending:ending>", views.review, name="review"),
    path("revue/annuler", views.undo, name="review-undo"),
    path("revue/<int:key><ending:ending>", views.pair, name="pair"),
    path("revue/<int:key>/reponse", views.answer, name="answer"),
]
