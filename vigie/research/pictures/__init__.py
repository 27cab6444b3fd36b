"""Pictures of a matching as SVG files that stand alone: over time, on a map, overlaps, reliability."""

from vigie.research.pictures.map import incident_map
from vigie.research.pictures.overlaps import overlaps
from vigie.research.pictures.reliability import reliability
from vigie.research.pictures.timeline import timeline

__all__ = ["incident_map", "overlaps", "reliability", "timeline"]
