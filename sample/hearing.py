"""Who hears of an incident, and from whom: own ground, a bulletin that several cite, or a colleague."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from sample.draws import Draws, Mix
from sample.organisations import ORGANISATIONS, Organisation
from sample.region import Region
from sample.telling import Bulletin, Telling, account
from sample.world import Incident

NEAR_BORDER = ((40, 0.66), (120, 0.52))  # km from its country, chance to hear of an incident abroad
FAR_ABROAD = 0.25
ELSEWHERE = 0.75  # how well it hears where it is not strong, against where it is
BULLETINS = 0.38  # share of incidents that a radio, a paper or a communiqué speaks of
RELY_ON_BULLETIN = 0.45  # of those who know such an incident
COPY_A_COLLEAGUE = 0.06  # of those who know an incident that another organisation has told before
HEAR_BY_COPY = 0.03  # of those who would not have known
TWICE = 0.022  # reports that the same organisation makes again
BULLETIN_KINDS = Mix({"radio": 0.6, "press": 0.2, "official": 0.2})


def tellings(
    incidents: Iterable[Incident], region: Region, seed: int
) -> Iterator[tuple[Incident, list[Telling]]]:
    """Each true incident with the reports of it (none where nobody heard)."""
    draws = Draws(seed, 3)
    numbers = {organisation.slug: count(1) for organisation in ORGANISATIONS}
    for incident in incidents:
        yield incident, _told(incident, region, numbers, draws)


def _told(incident: Incident, region: Region, numbers: dict, draws: Draws) -> list[Telling]:
    bulletin = _bulletin(incident, region, draws) if draws.chance(BULLETINS) else None
    told: list[Telling] = []
    first = draws.whole(0, 3)
    for organisation in ORGANISATIONS[first:] + ORGANISATIONS[:first]:
        key = f"{organisation.letter.upper()}-{incident.day:%y}-"
        heard = draws.chance(hearing(organisation, incident, region))
        others = [telling for telling in told if telling.organisation is not organisation]
        if others and draws.chance(COPY_A_COLLEAGUE if heard else HEAR_BY_COPY):
            mine = [_copy(draws.pick(others), organisation, draws)]
        elif heard:
            relied = bulletin if bulletin and draws.chance(RELY_ON_BULLETIN) else None
            mine = [account(incident, relied, organisation, region, draws)]
            if draws.chance(TWICE):
                again = account(incident, relied, organisation, region, draws)
                again.written += timedelta(draws.whole(1, 9))
                again.noise.append("duplicate")
                mine.append(again)
        else:
            continue
        for telling in mine:
            if not _silent(organisation, telling.written):
                telling.key = f"{key}{next(numbers[organisation.slug]):05}"
                told.append(telling)
    return told


def hearing(organisation: Organisation, incident: Incident, region: Region) -> float:
    """The chance that an organisation hears of an incident itself."""
    places = (incident.place, *incident.more)
    own = next((place for place in places if place.country == organisation.country), None)
    if own:
        strong = not organisation.strong_in or own.town.region in organisation.strong_in
        base = organisation.hears * (1 if strong else ELSEWHERE)
    else:
        km = min(region.km_to[organisation.country][place.number] for place in places)
        base = next((share for reach, share in NEAR_BORDER if km <= reach), FAR_ABROAD)
    return min(0.97, base * incident.salience)


def _silent(organisation: Organisation, day: date) -> bool:
    return bool(organisation.silent) and organisation.silent[0] <= day <= organisation.silent[1]


def _copy(theirs: Telling, organisation: Organisation, draws: Draws) -> Telling:
    """The same report taken over from a colleague, errors included."""
    return replace(
        theirs,
        organisation=organisation,
        written=theirs.written + timedelta(draws.whole(1, 6)),
        origin_kind="organisation",
        origin_label=theirs.organisation.name,
        noise=[*(kind for kind in theirs.noise if kind != "duplicate"), "copied-organisation"],
        copied_from=f"{theirs.organisation.slug}/{theirs.key}",
    )


MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
          "novembre", "décembre")  # fmt: skip


def french(day: date) -> str:
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def _bulletin(incident: Incident, region: Region, draws: Draws) -> Bulletin:
    kind = BULLETIN_KINDS.draw(draws)
    day = incident.day + timedelta(draws.whole(1, 2))
    number = draws.whole(1, 5)
    country = incident.place.country
    if kind == "radio":
        short, label = f"Radio R-{number}", f"Radio R-{number}, bulletin du {french(day)}"
    elif kind == "press":
        short, label = f"Journal J-{number}", f"Journal J-{number}, édition du {french(day)}"
    else:
        short = f"Ministère de la Sécurité ({country}, fictif)"
        label = (
            f"Communiqué n° {day:%y}{draws.whole(100, 999)} du ministère de la Sécurité ({country}, fictif)"
        )
    return Bulletin(f"bulletin/{incident.id}", kind, label, short, _as_bulletin(incident, region, draws))


def _as_bulletin(incident: Incident, region: Region, draws: Draws) -> Incident:
    """What the bulletin says: right in three of four cases."""
    near = region.near[incident.place.number]
    wrong = draws.unit()
    if wrong < 0.10 and near:
        place = draws.pick(near[:4])
        return replace(incident, place=place, lat=place.lat, lon=place.lon)
    if wrong < 0.18:
        return replace(incident, day=incident.day - timedelta(draws.whole(1, 2)))
    if wrong < 0.25 and incident.tolls["killed"]:
        tolls = {
            name: draws.blurred(value, 0.6) if value and not name.startswith("killed_") else value
            for name, value in incident.tolls.items()
        }
        parts = ("killed_civilian", "killed_state", "killed_group")
        largest = max(parts, key=incident.tolls.get)
        tolls[largest] = draws.blurred(incident.tolls[largest], 0.6)
        tolls["killed"] = sum(tolls[part] for part in parts)
        tolls["killed_women"] = min(tolls["killed_women"], tolls["killed_civilian"])
        tolls["killed_children"] = min(
            tolls["killed_children"], tolls["killed_civilian"] - tolls["killed_women"]
        )
        return replace(incident, tolls=tolls)
    return incident
