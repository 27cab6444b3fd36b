"""Settling what an incident's reports say: the value held, and who says what beside it."""

from vigie.core.claims.fields import Count
from vigie.core.claims.settling import SENTENCES, STATUSES, Cell, Choice, Claimant, Fact, settle

__all__ = ["SENTENCES", "STATUSES", "Cell", "Choice", "Claimant", "Count", "Fact", "settle"]
