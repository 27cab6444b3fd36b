"""Accounts: one's own, and those that anybody may play on a fictional node."""

from __future__ import annotations

from dataclasses import dataclass

from vigie.directory.models import Account
from vigie.web.masthead import ROLE_NAMES


@dataclass(frozen=True)
class DemoAccount:
    """An account of a fictional node, offered on its sign-in page."""

    username: str
    role: str
    organisation: str

    @classmethod
    def of(cls, row: Account) -> DemoAccount:
        return cls(row.username, str(ROLE_NAMES[row.role]), row.organisation.name)


@dataclass(frozen=True)
class OwnAccount:
    """What somebody sees of the account in use."""

    username: str
    role: str
    organisation: str
    language: str
    shortcuts: bool

    @classmethod
    def of(cls, row: Account) -> OwnAccount:
        return cls(
            row.username, str(ROLE_NAMES[row.role]), row.organisation.name, row.language, row.shortcuts
        )
