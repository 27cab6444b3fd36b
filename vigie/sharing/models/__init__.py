"""Circles, the terms on which a thing is shared, and the things that are shared."""

from vigie.sharing.models.circle import KINDS as CIRCLE_KINDS
from vigie.sharing.models.circle import Circle
from vigie.sharing.models.consent import Consent
from vigie.sharing.models.hold import REACHES, Hold
from vigie.sharing.models.item import KINDS, NATIONAL, THEMES, Derivative, File, Item
from vigie.sharing.models.receipt import Receipt
from vigie.sharing.models.request import REFUSALS, REQUEST_STATES, AnswerFile, InformationRequest
from vigie.sharing.models.terms import Terms

__all__ = [
    "CIRCLE_KINDS", "KINDS", "NATIONAL", "REACHES", "REFUSALS", "REQUEST_STATES", "THEMES", "AnswerFile", "Circle",
    "Consent", "Derivative", "File", "Hold", "InformationRequest", "Item", "Receipt", "Terms",
]  # fmt: skip
