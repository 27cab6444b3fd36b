"""Recommendations as their readers see them."""

from vigie.followup.faces.listed import ListedRecommendation
from vigie.followup.faces.shown import Knot, ShownRecommendation, Turn

__all__ = ["Knot", "ListedRecommendation", "ShownRecommendation", "Turn"]
