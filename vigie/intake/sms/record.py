"""A report by messages as a filled form, so that it goes the way of every other record."""

from __future__ import annotations

import uuid
from functools import cache
from xml.etree import ElementTree  # writes only; what comes in is read by core.xforms

from vigie.core.sms.draft import Draft
from vigie.core.sms.spots import Candidate
from vigie.core.standards import read
from vigie.intake.models import Dialogue

# How exactly a place is known that was given by its name: a settlement to some kilometres, an area as itself.
NEAR = "near"


@cache
def form() -> dict:
    """The form that messages fill: `form_id`, `version`, `title`, `xml` and `mapping`."""
    return read("sms")["form"]


def instance_id(dialogue: Dialogue, edition: int) -> str:
    """The identifier of one edition: the same however often it is written."""
    return f"uuid:{uuid.uuid5(dialogue.uuid, str(edition))}"


def instance(dialogue: Dialogue, draft: Draft, *, form_id: str, country: str) -> bytes:
    """The filled form of the dialogue's present edition. `country` stands where the place is not known."""
    root = ElementTree.Element("data", id=form_id, version=form()["version"])
    for name, value in answers(draft, country).items():
        ElementTree.SubElement(root, name).text = value
    meta = ElementTree.SubElement(root, "meta")
    ElementTree.SubElement(meta, "instanceID").text = instance_id(dialogue, dialogue.edition)
    if dialogue.passed:
        ElementTree.SubElement(meta, "deprecatedID").text = instance_id(dialogue, dialogue.passed)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def answers(draft: Draft, country: str) -> dict[str, str]:
    """What a draft answers, by question. What is not known is left out: a date that nobody said is not made up."""
    when = draft.when
    found = {
        "date_known": when.precision if when else "",
        "date_first": when.first.isoformat() if when else "",
        "country": country,
        **_place(draft),
        "event_type": draft.type or "unknown",
        **_tolls(draft),
        "story": " / ".join(draft.texts),
    }
    return {name: value for name, value in found.items() if value}


def _place(draft: Draft) -> dict[str, str]:
    if draft.place is None:
        return {"place_name": draft.place_said, "place_known": "unknown"}
    place = draft.place
    said = {"country": place.country, "place_name": place.name, "place_known": _precision(place)}
    level = 3 if place.level is None else place.level
    if place.level is None and place.lat is not None:
        said["place_point"] = f"{place.lat} {place.lon}"
    return said | ({f"place_adm{level}": place.pcode} if place.pcode and level else {})


def _precision(place: Candidate) -> str:
    if place.level is None:
        return NEAR
    return f"adm{place.level}" if place.level else "country"


def _tolls(draft: Draft) -> dict[str, str]:
    found: dict[str, str] = {}
    for harm, many in draft.tolls.items():
        if many.best is None:
            found |= {f"{harm}_least": str(many.low), f"{harm}_most": str(many.high)}
        else:
            found[harm] = str(many.best)
        found[f"{harm}_known"] = "number" if many.high else "none"
    if not draft.tolls:
        found[f"{draft.harm}_known"] = "unknown" if "number" in draft.unknown else "not_asked"
    return found
