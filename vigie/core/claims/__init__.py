"""Settling what an incident's reports say: the value held, and who says what beside it."""

from vigie.core.claims.choosing import Claimant
from vigie.core.claims.fields import Count
from vigie.core.claims.rules import Rules, WrongRules, rules_of, standing_rules
from vigie.core.claims.settling import SENTENCES, STATUSES, Cell, Choice, Fact, settle

__all__ = [
    "SENTENCES", "STATUSES", "Cell", "Choice", "Claimant", "Count", "Fact", "Rules", "WrongRules", "rules_of",
    "settle", "standing_rules",
]  # fmt: skip
