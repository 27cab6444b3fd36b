"""Who is who in the fictional region: organisations, posts, accounts, and units with their dated command."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sample.draws import Draws
from sample.region import COUNTRY_NAMES, Region

FIRST_DAY = date(2023, 7, 1)
LAST_DAY = date(2026, 6, 30)
SEED = 12
OBSERVATORIES = (("a", "BF"), ("b", "ML"), ("c", "ML"), ("d", "NE"))
CERTAINTIES = ("documented", "presumed", "possible")


@dataclass(frozen=True)
class Unit:
    """An invented unit of a security force."""

    tag: str
    country: str
    kind: str  # code in standards/actors.yaml
    parent: str = ""

    @property
    def name(self) -> str:
        return f"Unité {self.tag}"


UNITS = (
    Unit("U-1", "BF", "army"), Unit("U-2", "BF", "army", "U-1"), Unit("U-3", "BF", "gendarmerie"),
    Unit("U-4", "BF", "police"), Unit("U-5", "ML", "army"), Unit("U-6", "ML", "army", "U-5"),
    Unit("U-7", "ML", "national-guard"), Unit("U-8", "ML", "gendarmerie"), Unit("U-9", "NE", "army"),
    Unit("U-10", "NE", "army", "U-9"), Unit("U-11", "NE", "national-guard"),
    Unit("U-12", "NE", "gendarmerie", "U-11"),
)  # fmt: skip


def directory(region: Region) -> dict:
    """Everybody, as plain data in Popolo's terms. Always the same."""
    draws = Draws(SEED)
    organisations, people, posts, memberships, accounts = _institutions()
    units = [_unit(unit) for unit in UNITS]
    commands = [line for unit in UNITS for line in _commands(unit, draws)]
    command_posts = {line["post"]: line["unit"] for line in commands}
    posts += [
        {
            "slug": slug,
            "label": f"Poste de commandement {slug.upper()}",
            "organisation": unit,
            "role": "command",
        }
        for slug, unit in command_posts.items()
    ]
    holders = dict.fromkeys((line["person"], line["post"]) for line in commands if line["person"])
    people += [
        {"slug": person, "name": f"Titulaire {person[-1].upper()} du poste {post.upper()}"}
        for person, post in holders
    ]
    return {
        "fictional": True,
        "note": "Tout est inventé : organisations, unités, commandements. Les personnes n’ont qu’un titre.",
        "organisations": organisations,
        "people": people,
        "posts": posts,
        "memberships": memberships,
        "accounts": accounts,
        "units": units,
        "commands": commands,
        "positions": [line for unit in UNITS for line in _positions(unit, region, draws)],
    }


# slug, name, classification, country, and who works there: (role, title) pairs.
INSTITUTIONS = (
    *(
        (f"commission-defense-{code.lower()}",
         f"Commission de défense et de sécurité ({COUNTRY_NAMES[code]}, fictive)", "committee", code,
         (("clerk", "Secrétaire de commission"), ("chair", "Présidence de commission"),
          ("member", "Membre de commission")))
        for code in COUNTRY_NAMES
    ),
    *(
        (f"assemblee-{code.lower()}", f"Assemblée ({COUNTRY_NAMES[code]}, fictive)", "parliament", code, ())
        for code in COUNTRY_NAMES
    ),
    ("cadre-concertation", "Cadre de concertation permanent (fictif)", "regional", "", ()),
    ("conseil-reforme", "Conseil de la réforme du secteur de la sécurité (fictif)", "council", "", ()),
    *(
        (f"ministere-securite-{code.lower()}", f"Ministère de la Sécurité ({COUNTRY_NAMES[code]}, fictif)",
         "ministry", code, (("ministry", "Agent de liaison"),))
        for code in COUNTRY_NAMES
    ),
    ("centre-etudes", "Centre d’études stratégiques (fictif)", "study_centre", "",
     (("researcher", "Chercheuse ou chercheur"),)),
    ("programme-liptako", "Programme d’appui au contrôle démocratique (fictif)", "programme", "",
     (("programme", "Chargée ou chargé de programme"),)),
    ("exploitation", "Équipe d’exploitation (fictive)", "operator", "", (("operator", "Exploitation"),)),
)  # fmt: skip
OBSERVATORY_STAFF = (
    ("monitor", "Moniteur", "moniteur"),
    ("analyst", "Analyste", "analyste"),
    ("coordinator", "Coordination", "coordination"),
)


def _institutions() -> tuple[list, ...]:
    organisations, people, posts, memberships, accounts = [], [], [], [], []

    def join(organisation: str, role: str, slug: str, name: str) -> None:
        people.append({"slug": slug, "name": name})
        posts.append({"slug": f"poste-{slug}", "label": name, "organisation": organisation, "role": role})
        memberships.append(
            {
                "person": slug,
                "organisation": organisation,
                "post": f"poste-{slug}",
                "start_date": "2023-07-01",
                "end_date": None,
            }
        )
        accounts.append({"username": slug, "role": role, "organisation": organisation, "person": slug})

    for letter, country in OBSERVATORIES:
        slug = f"observatoire-{letter}"
        name = f"Observatoire {letter.upper()}"
        partners = [f"observatoire-{other}" for other, _ in OBSERVATORIES if other != letter]
        organisations.append(_organisation(slug, name, "observatory", country) | {"partners": partners})
        for role, title, word in OBSERVATORY_STAFF:
            join(slug, role, f"{word}-{letter}", f"{title} {letter.upper()}")
    for slug, name, classification, country, staff in INSTITUTIONS:
        above = f"assemblee-{country.lower()}" if classification == "committee" else None
        organisations.append(_organisation(slug, name, classification, country) | {"parent": above})
        for role, title in staff:
            where = f" ({country})" if country else ""
            join(slug, role, f"{role}-{country.lower()}" if country else role, title + where)
    return organisations, people, posts, memberships, accounts


def _organisation(slug: str, name: str, classification: str, country: str) -> dict:
    return {
        "slug": slug,
        "name": name,
        "classification": classification,
        "country": country,
        "fictional": True,
    }


def _unit(unit: Unit) -> dict:
    return {
        "slug": unit.tag.lower(),
        "name": unit.name,
        "country": unit.country,
        "kind": unit.kind,
        "parent": unit.parent.lower() or None,
        "fictional": True,
    }


def _source(draws: Draws, day: date) -> dict:
    title = draws.pick(("Communiqué fictif", "Bulletin officiel fictif", "Compte rendu fictif de cérémonie"))
    return {"title": f"{title} n° {draws.whole(1, 90)}", "date": day.isoformat()}


def _commands(unit: Unit, draws: Draws) -> list[dict]:
    """Who held the unit's command post, one after another; a gap in most, an overlap in some.

    Dates are as partial as real sources leave them: some to the day, some to the month.
    """
    post = f"c-{UNITS.index(unit) + 1}"
    lines, day = [], date(2023, draws.whole(1, 6), draws.whole(1, 28))
    for letter in "abcd":
        end = day + timedelta(draws.whole(240, 520))
        partial = draws.chance(0.3)
        lines.append(
            {
                "unit": unit.tag.lower(),
                "post": post,
                "person": f"titulaire-{post}-{letter}" if draws.chance(0.85) else None,
                "start_date": day.isoformat()[:7] if partial else day.isoformat(),
                "end_date": None if end > LAST_DAY else end.isoformat(),
                "certainty": CERTAINTIES[min(2, int(draws.long_tail(0.8)))],
                "sources": [_source(draws, day), *([_source(draws, end)] if draws.chance(0.4) else [])],
            }
        )
        day = end + timedelta(draws.pick((-20, 1, 1, 1, 35, 70)))
        if end > LAST_DAY:
            break
    return lines


def _positions(unit: Unit, region: Region, draws: Draws) -> list[dict]:
    """Where the unit had its base, and the areas in which it operated."""
    towns = [place for place in region.places if place.is_town and place.country == unit.country]
    lines = []
    moved = date(2025, draws.whole(1, 12), 1)
    for kind, start, end in (("base", FIRST_DAY, moved), ("base", moved, None), ("aoo", FIRST_DAY, None)):
        town = draws.pick(towns)
        areas = region.chain(town, start)
        lines.append(
            {
                "unit": unit.tag.lower(),
                "kind": kind,
                "place": town.name if kind == "base" else None,
                "area": areas[1].code if kind == "base" else areas[0].code,
                "lat": town.lat if kind == "base" else None,
                "lon": town.lon if kind == "base" else None,
                "start_date": start.isoformat(),
                "end_date": end.isoformat() if end else None,
                "certainty": draws.pick(CERTAINTIES),
                "sources": [_source(draws, start)],
            }
        )
    return lines
