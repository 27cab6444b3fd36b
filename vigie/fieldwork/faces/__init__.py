"""What each reader is shown of visits and surveys."""

from vigie.fieldwork.faces.survey import CountedAnswer, ListedSurvey
from vigie.fieldwork.faces.visit import ListedVisit, ShownVisit

__all__ = ["CountedAnswer", "ListedSurvey", "ListedVisit", "ShownVisit"]
