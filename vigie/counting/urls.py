"""The addresses of this room."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.http import require_safe

from vigie.counting.views import blind, estimates, nearby, proposals, questions, reliability, review
from vigie.web.endings import with_data
from vigie.web.masthead import within

urlpatterns = [
    *with_data("estimations", estimates.estimates, "estimates"),
    *with_data("estimations/recoupements", estimates.combinations, "combinations"),
    *with_data("estimations/modeles", estimates.models, "estimate-models"),
    path("estimations/modeles/<int:key>", require_safe(estimates.stratum), name="estimate"),
    *with_data("revue", review.review, "review"),
    path("revue/annuler", review.undo, name="review-undo"),
    path("revue/file", require_safe(review.queue), name="queue"),
    *with_data("revue/<int:key>", review.pair, "pair"),
    path("revue/<int:key>/reponse", review.answer, name="answer"),
    *with_data("signalements/<uuid:uuid>/voisins", nearby.near, "near"),
    *with_data("registre/doublons", nearby.duplicates, "duplicates"),
    *with_data("appariements", nearby.runs, "match-runs"),
    *with_data("questions", questions.questions, "questions"),
    path("questions/<uuid:uuid>/<slug:name>", questions.answer, name="answer-question"),
    path("signalements/<uuid:uuid>/question", questions.ask, name="ask"),
    *with_data("revue/propositions", proposals.proposals, "proposals"),
    *with_data("revue/propositions/<int:key>", proposals.proposal, "proposal"),
    path("revue/propositions/<int:key>/reponse", proposals.answer, name="answer-proposal"),
    path("revue/a-l-aveugle", require_safe(blind.blind), name="blind"),
    path("revue/a-l-aveugle/annuler", blind.take_back, name="blind-undo"),
    path("revue/a-l-aveugle/<int:key>/reponse", blind.read, name="read"),
    path("revue/desaccords", require_safe(blind.disputes), name="disputes"),
    path("revue/desaccords/<int:key>/reponse", blind.settle, name="settle"),
    *with_data("fiabilite", reliability.reliability, "reliability"),
    *with_data("fiabilite/strates", reliability.strata, "reliability-strata"),
    *with_data("fiabilite/classes", reliability.classes, "reliability-classes"),
]

within("register", "estimates", "duplicates", "reliability")
within("estimates", "combinations", "estimate-models", "estimate")
within("review", "queue", "pair", "near", "questions", "match-runs", "proposals", "blind", "disputes")
within("proposals", "proposal")
within("reliability", "reliability-strata", "reliability-classes")
