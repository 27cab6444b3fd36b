"""Where one spot of a report lies: in which areas of every generation, and how surely."""

from vigie.places.spots.locator import Locator
from vigie.places.spots.placed import PlacedSpot, has_point

__all__ = ["Locator", "PlacedSpot", "has_point"]
