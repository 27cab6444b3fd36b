"""A register of many small incidents, told by four organisations with a chance of its own each."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.monitoring.world import World, statement
from vigie.core.dates import day
from vigie.core.statement import Origin, Spot
from vigie.directory.models import Organisation
from vigie.monitoring import gathering
from vigie.monitoring.filing import Filing

SPOTS = {"BF": Spot("Dori", ("BF",), 14.03, -0.03, "near"), "ML": Spot("Gao", ("ML",), 16.27, -0.04, "near")}
OWN = (Origin("own_monitor"),)


def organisations(world: World) -> dict[str, Organisation]:
    """Four that share everything they have."""
    sharing = {"classification": "ngo", "is_member": True, "default_tlp": "TLP:GREEN"}
    more = [Organisation.objects.create(slug=slug, name=slug.upper(), **sharing) for slug in "cd"]
    return {each.slug: each for each in (world.a, world.b, *more)}


def told(world: World, tellers: dict[str, Organisation], incidents: list[dict]) -> list:
    """Make incidents: each {"by": "abc", "country": "BF", "on": date, "origins": {slug: …}, "tlp": …}."""
    groups: list[list] = [[] for _incident in incidents]
    for slug, organisation in tellers.items():
        for mark in sorted({each.get("tlp", "TLP:GREEN") for each in incidents}):
            wanted = [
                (place, each)
                for place, each in enumerate(incidents)
                if slug in each["by"] and each.get("tlp", "TLP:GREEN") == mark
            ]
            said = [
                statement(
                    f"{slug}{place}",
                    when=day(each.get("on", date(2026, 3, 12))),
                    spots=(SPOTS[each.get("country", "BF")],),
                    event_type=each.get("type", "attack-civilians"),
                    origins=each.get("origins", {}).get(slug, OWN),
                )
                for place, each in wanted
            ]
            filed = Filing(organisation, "test", None, mark).file(said)
            for (place, _each), one in zip(wanted, filed, strict=True):
                groups[place].append(one.report)
    return gathering.found(groups)


def drawn(number: int, seed: int = 1, rates=(0.6, 0.5, 0.5, 0.4), **more) -> list[dict]:
    """Incidents of which each organisation knows a share of its own; those that nobody knows are left out."""
    chance = random.Random(seed)
    found = []
    for place in range(number):
        by = "".join(slug for slug, rate in zip("abcd", rates, strict=True) if chance.random() < rate)
        on = date(2026, 1, 1) + timedelta(place % 180)
        found.append({"by": by, "country": "BF" if place % 3 else "ML", "on": on, **more})
    return [each for each in found if each["by"]]
