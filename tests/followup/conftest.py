"""Two committees, three ministries, and recommendations whose every day is written out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from vigie.access import NodeActor
from vigie.directory.models import Account, Organisation
from vigie.followup import acts
from vigie.followup.models import Recommendation
from vigie.followup.said import Said
from vigie.ledger.models import Node
from vigie.sharing.models import Circle

NODE = NodeActor()
SOURCE = [{"text": "Bulletin inventé n° 1"}]
BODIES = [
    ("commission-a", "Commission A", "committee", "BF"), ("commission-b", "Commission B", "committee", "ML"),
    ("securite", "Ministère de la Sécurité", "ministry", "BF"),
    ("defense", "Ministère de la Défense", "ministry", "BF"),
    ("justice", "Ministère de la Justice", "ministry", "ML"),
]  # fmt: skip


class Office:
    """The bodies, their clerks, and what was asked of whom."""

    def __init__(self):
        Node.objects.create(name="Essai", fictional=True)
        self.today = timezone.localdate()
        self.bodies = {
            slug: Organisation.objects.create(slug=slug, name=name, classification=kind, country=country)
            for slug, name, kind, country in BODIES
        }
        self.accounts = {}

    def account(self, role: str, slug: str) -> Account:
        name = f"{role}-{slug}"
        if name not in self.accounts:
            self.accounts[name] = Account.objects.create(
                username=name, role=role, organisation=self.bodies[slug], password="!"
            )
        return self.accounts[name]

    def browser(self, role: str, slug: str) -> Client:
        browser = Client()
        browser.force_login(self.account(role, slug))
        return browser

    def day(self, ago: int) -> date:
        return self.today - timedelta(ago)

    def asked(
        self, title: str, ministry: str, *, issued: int, due: int | None, by="commission-a", **more
    ) -> Recommendation:
        """Issued so many days ago, due so many days ago (less than 0: ahead; None: by the rule)."""
        said = Said(
            title=title, text="Que cela soit fait.", addressee=self.bodies[ministry], kind="operation",
            source_kind="report", source_words="Un constat.", **more,
        )  # fmt: skip
        row = acts.recommend(NODE, self.bodies[by], said=said)
        acts.issue(NODE, row, on=self.day(issued), response_due=self.day(due) if due is not None else None)
        return row

    def answered(self, row: Recommendation, ago: int) -> None:
        acts.respond(NODE, row, position="accepted", text="Oui.", on=self.day(ago))

    def circle(self, *slugs: str) -> Circle:
        made = Circle.objects.create(name="Les deux", kind="committees", keeper=self.bodies["commission-a"])
        made.bodies.set([self.bodies[slug] for slug in slugs])
        return made


@pytest.fixture
def office(db) -> Office:
    return Office()
