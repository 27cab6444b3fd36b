"""Recommendations, and what became of each."""

from vigie.followup.models.recommendation import Evidence, Recommendation, Trace
from vigie.followup.models.reference import RecommendationCounter
from vigie.followup.models.thread import Action, Milestone, Progress, Response, Verification
from vigie.followup.models.typed import StepDraft

__all__ = [
    "Action", "Evidence", "Milestone", "Progress", "Recommendation", "RecommendationCounter", "Response", "StepDraft",
    "Trace", "Verification",
]  # fmt: skip
