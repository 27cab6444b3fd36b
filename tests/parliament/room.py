"""Three committees with their people and seats, for tests of sittings; made once for the tests of a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from vigie.directory.models import Account, Organisation
from vigie.ledger.models import Node
from vigie.parliament import acts
from vigie.parliament.models import Seat, Sitting

SINCE = date(2024, 1, 8)
NINE = datetime(2026, 3, 18, 9, tzinfo=UTC)  # a day that is over


@dataclass
class Room:
    """Bodies and seats by country, accounts by role and country ("clerk_bf")."""

    bodies: dict[str, Organisation]
    accounts: dict[str, Account]
    seats: dict[str, list[Seat]]

    def sitting(self, *, country: str = "BF", kind: str = "ordinary", at: datetime = NINE, **more) -> Sitting:
        said = {"title": f"{kind} {country}", "agenda": ["Un point", "Un autre"], **more}
        hour = {"starts_at": at, "ends_at": at + timedelta(hours=3)}
        clerk = self.accounts[f"clerk_{country.lower()}"]
        return acts.schedule(clerk, self.bodies[country], kind=kind, **hour, **said)

    def held(self, **more) -> Sitting:
        """One that was opened and closed at its hours."""
        sitting = self.sitting(**more)
        chair = self.accounts[f"chair_{sitting.body.country.lower()}"]
        acts.open_sitting(chair, sitting, at=sitting.starts_at)
        return acts.close_sitting(chair, sitting, at=sitting.ends_at)


def furnished() -> Room:
    """Five seats in Burkina Faso (two women, one sex not recorded), three in Mali (one woman), none in Niger."""
    Node.objects.create(name="Essai", fictional=True)
    room = Room({}, {}, {})
    for country in ("BF", "ML", "NE"):
        small = country.lower()
        body = Organisation.objects.create(
            slug=f"commission-{small}",
            name=f"Commission {country}",
            classification="committee",
            country=country,
        )
        room.bodies[country] = body
        for role in ("clerk", "chair", "member"):
            account = Account.objects.create(username=f"{role}-{small}", role=role, organisation=body)
            room.accounts[f"{role}_{small}"] = account
    for country, sexes in (
        ("BF", ("female", "female", "male", "male", "")),
        ("ML", ("female", "male", "male")),
    ):
        clerk = room.accounts[f"clerk_{country.lower()}"]
        room.seats[country] = [
            acts.add_seat(
                clerk, room.bodies[country], holder=f"Membre {country} {number}", since=SINCE, sex=sex,
                post="member" if number else "chair",
            )
            for number, sex in enumerate(sexes)
        ]  # fmt: skip
    return room
