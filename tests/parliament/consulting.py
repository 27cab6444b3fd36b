"""Three committees with their people, ministries and one regional body, for tests of papers and of the framework."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from vigie.directory.models import Account, Organisation
from vigie.ledger.models import Node
from vigie.parliament import acts
from vigie.parliament.models import Declaration, Framework, Roadmap
from vigie.sharing.acts import make_circle

COUNTRIES = ("BF", "ML", "NE")
SINCE = date(2025, 1, 1)


def today(days: int = 0) -> date:
    return timezone.localdate() + timedelta(days)


def bodies() -> dict:
    """Committees "BF" …, ministries "ministry of BF" …, accounts "clerk BF" …, the "regional" body, their "circle"."""
    if not Node.objects.exists():
        Node.objects.create(name="Essai", fictional=True)
    made: dict = {"regional": _body("cadre", "regional", "")}
    for country in COUNTRIES:
        code = country.lower()
        made[country] = _body(f"commission-{code}", "committee", country)
        made[f"ministry of {country}"] = _body(f"ministere-{code}", "ministry", country)
        for role in ("clerk", "chair", "member", "ministry"):
            body = made[f"ministry of {country}" if role == "ministry" else country]
            made[f"{role} {country}"] = Account.objects.create(
                username=f"{role}-{code}", role=role, organisation=body
            )
    made["circle"] = make_circle(
        made["clerk BF"],
        made["BF"],
        name="Les trois",
        kind="committees",
        bodies=[made[each] for each in COUNTRIES],
    )
    return made


def _body(slug: str, kind: str, country: str) -> Organisation:
    return Organisation.objects.create(slug=slug, name=f"Nom {slug}", classification=kind, country=country)


def founded(of: dict) -> Framework:
    return acts.found_framework(
        of["clerk BF"],
        of["regional"],
        members=[of[each] for each in COUNTRIES],
        since=SINCE,
        circle=of["circle"],
    )


def declared(of: dict, framework: Framework) -> Declaration:
    """Drafted in BF and open for signature."""
    made = acts.draft_declaration(
        of["clerk BF"], framework, title="Déclaration commune", text="Nous convenons.", tlp="TLP:AMBER",
        circles=[of["circle"]],
    )  # fmt: skip
    return acts.open_for_signature(of["clerk BF"], made)


def planned(of: dict, framework: Framework) -> Roadmap:
    """A draft of two points, in BF."""
    made = acts.draft_roadmap(
        of["clerk BF"], framework, title="Feuille commune", since=SINCE, until=today(700), tlp="TLP:AMBER",
        circles=[of["circle"]],
    )  # fmt: skip
    for title, due in (("Un cahier", today(-30)), ("Des horaires", today(300))):
        acts.add_point(
            of["clerk BF"], made, title=title, text=f"{title}, en entier.", lead=of["BF"], due_on=due
        )
    return made


def signed(of: dict, paper, **said):
    """Opened, then signed by every chair; `said` by country is another word than "signed"."""
    acts.open_for_signature(of["clerk BF"], paper)
    for country in COUNTRIES:
        acts.sign(of[f"chair {country}"], paper, **said.get(country, {"position": "signed"}))
    return paper
