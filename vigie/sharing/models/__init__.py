"""Circles, and the terms on which a thing is shared."""

from vigie.sharing.models.circle import Circle
from vigie.sharing.models.terms import Terms

__all__ = ["Circle", "Terms"]
