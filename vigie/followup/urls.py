"""The addresses of this room."""

from __future__ import annotations

from django.urls import path

from vigie.followup.views import drafting, inheriting, lists, schedule, steps, thread
from vigie.web.endings import with_data
from vigie.web.masthead import within

urlpatterns = [
    *with_data("recommandations", lists.recommendations, "recommendations"),
    *with_data("recommandations/a-repondre", lists.to_answer, "to-answer"),
    path("recommandations/nouvelle", drafting.new, name="recommendation-new"),
    path("recommandations/<slug:ref>/modifier", drafting.amend, name="recommendation-amend"),
    path("recommandations/<slug:ref>/<slug:doing>/<int:number>", steps.step, name="recommendation-step"),
    path("recommandations/echeancier.pdf", schedule.on_paper, name="schedule-paper"),
    path("recommandations/heritage", inheriting.inherit, name="inherit"),
    path("recommandations/heritage/suite", inheriting.pass_on, name="pass-on"),
    path("recommandations/<slug:ref>/delai", schedule.deadline, name="deadline"),
    *with_data("recommandations/echeancier", schedule.outstanding, "schedule"),
    *with_data("recommandations/<slug:ref>", thread.recommendation, "recommendation"),
]

within(
    "recommendations", "recommendation", "recommendation-new", "recommendation-amend",
    "recommendation-step", "to-answer", "schedule",
)  # fmt: skip
within("schedule", "deadline", "inherit")
