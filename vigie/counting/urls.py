"""The addresses of this room."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.http import require_safe

from vigie.counting.views import estimates, proposals, review
from vigie.web.endings import with_data

urlpatterns = [
    *with_data("estimations", estimates.estimates, "estimates"),
    *with_data("estimations/recoupements", estimates.combinations, "combinations"),
    *with_data("estimations/modeles", estimates.models, "estimate-models"),
    path("estimations/modeles/<int:key>", require_safe(estimates.stratum), name="estimate"),
    *with_data("revue", review.review, "review"),
    path("revue/annuler", review.undo, name="review-undo"),
    *with_data("revue/<int:key>", review.pair, "pair"),
    path("revue/<int:key>/reponse", review.answer, name="answer"),
    *with_data("revue/propositions", proposals.proposals, "proposals"),
    *with_data("revue/propositions/<int:key>", proposals.proposal, "proposal"),
    path("revue/propositions/<int:key>/reponse", proposals.answer, name="answer-proposal"),
]
