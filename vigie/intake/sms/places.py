"""Places by the words of a message: in the monitor's own area first, then in the whole country."""

from __future__ import annotations

from vigie.core.sms.spots import SURE, Candidate, Find
from vigie.intake.models import Sender
from vigie.places.gazetteer import Hit, search
from vigie.places.lookup import atlas

MOST = 8


def finder(sender: Sender) -> Find:
    """How places are found for this sender."""
    country = sender.area.country if sender.area else sender.organisation.country

    def find(words: str) -> list[Candidate]:
        if len(words) < 2:
            return []
        if coded := _coded(words):
            return coded
        if sender.area_id:
            near = [_candidate(hit) for hit in search(words, area=sender.area_id, limit=MOST)]
            if near and max(each.score for each in near) >= SURE:
                return near
        return [_candidate(hit) for hit in search(words, country=country or None, limit=MOST)]

    return find


def _coded(words: str) -> list[Candidate]:
    """The area that bears this P-code today."""
    known = atlas()
    code = words.strip().upper()
    for sheets in known.countries.values():
        if key := known.codes.get((sheets[0].pk, code)):
            place, *above = known.chain(key)
            names = tuple(each.name for each in above)
            return [Candidate(f"area:{key}", place.name, place.country, 100, place.level, names, place.pcode)]
    return []


def _candidate(hit: Hit) -> Candidate:
    return Candidate(
        f"{hit.kind}:{hit.key}", hit.name, hit.country, hit.score, hit.level, hit.above, hit.pcode, hit.lat,
        hit.lon,
    )  # fmt: skip
