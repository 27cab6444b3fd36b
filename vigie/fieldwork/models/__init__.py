"""Visits, survey answers, and the words of the questions that they answer."""

from vigie.fieldwork.models.question import Question
from vigie.fieldwork.models.survey import SurveyAnswer
from vigie.fieldwork.models.visit import KINDS, Visit

__all__ = ["KINDS", "Question", "SurveyAnswer", "Visit"]
