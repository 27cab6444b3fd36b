"""Short French narratives, put together from parts, on the same account as the report's columns."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from pathlib import Path

import yaml

from sample.draws import Draws
from sample.hearing import MONTHS, french
from sample.telling import Telling
from sample.world import Party
from vigie.core import standards

HERE = Path(__file__).parent
NUMBERS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
SHOWN = ("killed", "injured", "abducted", "detained", "missing", "displaced")
# In which order each organisation likes to tell.
ORDERS = {
    "a": "{when}, {fact}. {toll} {detail} {origin}",
    "b": "{fact}, {when}. {origin} {toll}",
    "c": "{when}, {fact}. {toll} {origin}",
    "d": "{fact}, {when}. {detail} {toll} {origin}",
}
RAIDS = ("attack-civilians", "abduction", "looting", "cattle-raiding", "attack-on-post", "extortion",
         "attack-education", "attack-health", "destruction")  # fmt: skip
UNIFORMED = ("state-forces", "auxiliaries", "foreign-forces")
AGAINST_CIVILIANS = ("violence-against-civilians", "essential-services", "property")
PURSUED = (*RAIDS, "armed-clash", "ambush")
ARTICLES = {"press": "le ", "official": "le ", "social_media": "la "}
DETAIL = {"a": 0.7, "b": 0.0, "c": 0.0, "d": 0.6}


@cache
def _parts() -> tuple[dict, dict]:
    phrases, types = (
        yaml.safe_load((HERE / name).read_text(encoding="utf-8")) for name in ("phrases.yaml", "types.yaml")
    )
    return phrases, {code: entry["says"] for code, entry in types.items()}


def narrative(telling: Telling, draws: Draws) -> str:
    """Two or three restrained sentences about one report."""
    _, says = _parts()
    fact = draws.pick(says[telling.incident.type]).format(
        who=_alleged(telling, draws),
        whom=_whom(telling.target or Party("civilian-people"), draws),
        where=_where(telling, draws),
    )
    order = ORDERS[telling.organisation.letter]
    when = _when(telling, draws)
    first, second = (_capital(when), fact) if order.startswith("{when}") else (when, _capital(fact))
    text = order.format(
        when=first,
        fact=second,
        toll=_toll(telling, draws),
        detail=_detail(telling, draws),
        origin=_origin(telling, draws),
    )
    return " ".join(text.replace(" de un", " d’un").split())


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _de(name: str) -> str:
    """ "de" before a name: "d’Ansongo", "de Ouallam" (the w sound takes no apostrophe)."""
    vowel = name[0] in "AEÉIUO" and not name.startswith("Ou")
    return f"d’{name}" if vowel else f"de {name}"


def _who(party: Party, draws: Draws) -> str:
    phrases, _ = _parts()
    if party.tag:
        return draws.pick(phrases["named"][party.tag[0]]).format(name=party.name)
    return draws.pick(phrases["nouns"][party.kind])


def _alleged(telling: Telling, draws: Draws) -> str:
    """Who is said to have done it. Where civilians suffer, nobody in uniform is named without a doubt."""
    who = _who(telling.initiator, draws)
    harms_civilians = standards.event_types()[telling.incident.type].path[0] in AGAINST_CIVILIANS
    if harms_civilians and standards.class_of(telling.initiator.kind) in UNIFORMED:
        return f"des hommes identifiés comme {who}"
    return who


def _whom(party: Party, draws: Draws) -> str:
    return "des hommes non identifiés" if party.kind == "unknown" else _who(party, draws)


def _where(telling: Telling, draws: Draws) -> str:
    phrases, _ = _parts()
    name = telling.spelling
    if telling.precision in ("adm2", "adm3"):
        name = telling.areas[int(telling.precision[-1]) - 1].name
    where = draws.pick(phrases["where"].get(telling.precision, phrases["where"]["near"])).format_map(
        {"name": name, "de": _de(name), "à": f"à {name}"}
    )
    if telling.more:
        other, country = telling.more[0]
        abroad = country != telling.place.country
        pursued = abroad and telling.incident.type in PURSUED
        return f"{where}, avec une poursuite jusqu’à {other}" if pursued else f"{where} ainsi qu’à {other}"
    return where


def _when(telling: Telling, draws: Draws) -> str:
    phrases, _ = _parts()
    when = telling.when
    if when.precision == "day" and not when.is_one_day:
        same_month = when.first.month == when.last.month
        return f"du {when.first.day if same_month else french(when.first)} au {french(when.last)}"
    day = (
        when.first if when.precision == "day" else when.first + timedelta((when.last - when.first).days // 2)
    )
    month = MONTHS[when.first.month - 1]
    de_month = f"d’{month}" if month[0] in "ao" else f"de {month}"
    return draws.pick(phrases["when"][when.precision]).format(
        day=french(day),
        weekday=WEEKDAYS[day.weekday()],
        monday=french(when.first),
        month=f"{month} {when.first.year}",
        of_month=f"{de_month} {when.first.year}",
    )


def _toll(telling: Telling, draws: Draws) -> str:
    phrases, _ = _parts()
    said = phrases["toll"]
    given = [(name, telling.tolls.get(name)) for name in SHOWN]
    if any(count and count.status == "withheld" for _, count in given):
        return draws.pick(said["withheld"])
    known = [(name, count.best) for name, count in given if count and count.status == "known"]
    listed = [_harmed(name, number, draws) for name, number in known if number]
    if listed:
        whole = f"{', '.join(listed[:-1])} et {listed[-1]}" if len(listed) > 1 else listed[0]
        return draws.pick(said["some"]).format(list=whole)
    if "liberty" in standards.event_types()[telling.incident.type].path:
        return ""  # "no victim" would be odd where somebody was taken
    if any(number == 0 for name, number in known if name == "killed"):
        return draws.pick(said["none"])
    return draws.pick(said["unknown"]) if draws.chance(0.5) else ""


def _harmed(name: str, number: int, draws: Draws) -> str:
    one, many = draws.pick(_parts()[0]["harm"][name]).split("|")
    words = one if number == 1 else many
    written = NUMBERS[number] if number < len(NUMBERS) and draws.chance(0.7) else str(number)
    if number == 1 and "personne" in words:
        written = "une"
    return words.format(n=written)


def _detail(telling: Telling, draws: Draws) -> str:
    """One detail of the incident, told by some; a raid leaves other traces than an explosion."""
    kind = telling.incident.type
    if kind == "sexual-violence" or not draws.chance(DETAIL[telling.organisation.letter]):
        return ""
    details = _parts()[0]["details"]
    choices = details["any"] + (details["raid"] if kind in RAIDS else [])
    wordings = choices[telling.incident.detail % len(choices)]
    return draws.pick(wordings) if wordings else ""


def _origin(telling: Telling, draws: Draws) -> str:
    article, label = ARTICLES.get(telling.origin_kind, ""), telling.origin_label
    named = article + (label[:1].lower() + label[1:] if article else label)
    return draws.pick(_parts()[0]["origin"][telling.origin_kind]).format(label=named)
