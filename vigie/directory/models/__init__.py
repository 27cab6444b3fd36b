"""Organisations, people, posts and accounts (Popolo terms), and security forces with dated command."""

from vigie.directory.models.account import Account, Audience, WrongTries
from vigie.directory.models.body import Standing, Succession
from vigie.directory.models.organisation import Membership, Organisation, Person, Post
from vigie.directory.models.unit import CERTAINTIES, Command, Positioning, Unit, UnitLink

__all__ = [
    "CERTAINTIES", "Account", "Audience", "Command", "Membership", "Organisation", "Person", "Positioning",
    "Post", "Standing", "Succession", "Unit", "UnitLink", "WrongTries",
]  # fmt: skip
