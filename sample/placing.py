"""Where an account puts an incident: which place, how spelled, which point, and how precisely."""

from __future__ import annotations

from math import cos, pi, radians, sin

from sample.draws import Draws
from sample.names import other_spelling
from sample.organisations import Organisation
from sample.region import KM_PER_DEGREE, Area, Place, Region
from sample.world import Incident

# Shares of reports, as README.md states them.
SPELLING = 0.45
NEIGHBOUR = 0.12
EXACT = 0.24  # read from an instrument
NO_COORDINATES = 0.07
PROTECTED = "sexual-violence"  # told with the district only, without numbers, and closely shared


def places(
    incident: Incident, organisation: Organisation, region: Region, noise: list[str], draws: Draws
) -> tuple[Place, tuple[tuple[str, str], ...]]:
    """The main place and the others. Of two sides of a border, an organisation tends to name its own."""
    place, more = incident.place, incident.more
    if incident.type == PROTECTED:
        return region.places[region.towns.index(place.town)], ()
    if more and more[0].country == organisation.country != place.country and draws.chance(0.5):
        place, more = more[0], (incident.place,)
        noise.append("other-side")
    near = region.near[place.number]
    if near and draws.chance(NEIGHBOUR):
        place = draws.pick(near[:4])
        noise.append("place-neighbour")
    if draws.chance(0.25):
        more = ()
    return place, tuple((spell(other, [], draws), other.country) for other in more)


def areas_of(incident: Incident, place: Place, region: Region) -> tuple[Area, ...]:
    """The areas told: down to the commune, or the district only where the people must be protected."""
    chain = region.chain(place, incident.day)
    return chain[:2] if incident.type == PROTECTED else chain


def spell(place: Place, noise: list[str], draws: Draws) -> str:
    """The name as the teller writes it."""
    if not draws.chance(SPELLING):
        return place.name
    spelled = draws.pick(place.variants) if place.variants else other_spelling(place.name, draws)
    if spelled != place.name:
        noise.append("place-spelling")
    return spelled


def position(
    incident: Incident,
    place: Place,
    organisation: Organisation,
    region: Region,
    noise: list[str],
    draws: Draws,
) -> tuple[float | None, float | None, str]:
    """Latitude, longitude and how precise they are said to be. A centre of an area is always called one."""
    if incident.type == PROTECTED:
        return None, None, "adm2"
    if draws.chance(NO_COORDINATES):
        noise.append("no-coordinates")
        return None, None, "near"
    if draws.chance(organisation.centroids):
        noise.append("centroid")
        level = 3 if draws.chance(0.6) else 2
        lat, lon = region.centres[region.chain(place, incident.day)[level - 1].code]
        return lat, lon, f"adm{level}"
    if draws.chance(EXACT) and place is incident.place:
        lat, lon = _moved(incident.lat, incident.lon, draws.long_tail(0.3), draws)
        return round(lat, 4), round(lon, 4), "exact"
    noise.append("coordinate-error")
    lat, lon = _moved(place.lat, place.lon, draws.long_tail(organisation.error_km), draws)
    border = incident.at_border and draws.chance(0.5)
    return round(lat, 3), round(lon, 3), "cross_border" if border else "near"


def _moved(lat: float, lon: float, km: float, draws: Draws) -> tuple[float, float]:
    angle = draws.between(0, 2 * pi)
    degrees = km / KM_PER_DEGREE
    return lat + degrees * sin(angle), lon + degrees * cos(angle) / cos(radians(lat))
