"""The mapping file itself: read, and refused with every fault it has before any row is looked at."""

from __future__ import annotations

from pathlib import Path

import yaml

from vigie.core.statement import ACTOR_ROLES
from vigie.intake.readers.countries import iso2
from vigie.intake.readers.outcome import Fault, UnreadableFile
from vigie.intake.readers.plan import (
    CODE_KINDS,
    DATE_ORDERS,
    PLACE_PARTS,
    ActorColumn,
    Plan,
    TollColumns,
    our_codes,
)

# A mapping is written by hand; the longest we know has some 200 lines.
MAX_MAPPING_BYTES = 1024**2

# key → the kind of what stands there, and for a map the keys it may have.
_TEXTS = ("name", "key", "event_type", "text", "tlp", "language")
_WORD_LISTS = ("not_asked", "unknown", "withheld")
_MAPS = {
    "date": ("from", "to", "precision", "order"), "place": PLACE_PARTS,
    "places_more": ("column", "separator"), "origin": ("column", "kind"), "codes": CODE_KINDS,
}  # fmt: skip
_LISTS = {
    "actors": ("column", "role", "separator"),
    "tolls": ("column", "harm", "group", "sex", "age", "low", "high"),
}


def plan_from(mapping: dict | Path | str) -> Plan:
    """The plan that a mapping states. Raises `UnreadableFile` with every fault found."""
    raw = mapping if isinstance(mapping, dict) else from_yaml(Path(mapping))
    faults: list[Fault] = []
    clean = _checked(raw, faults)
    if not faults:
        _check_codes(clean, faults)
    if faults:
        raise UnreadableFile(*faults)
    return _plan(clean)


def from_yaml(path: Path) -> dict:
    """What a mapping file says, unchecked. Raises `UnreadableFile` where it is no map of keys."""
    try:
        if path.stat().st_size > MAX_MAPPING_BYTES:
            sizes = {"size": path.stat().st_size // 1024**2, "limit": MAX_MAPPING_BYTES // 1024**2}
            raise UnreadableFile(Fault("file-too-large", params=sizes))
        found = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UnreadableFile(Fault("file-not-opened", value=path.name)) from error
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise UnreadableFile(Fault("mapping-broken", params={"row": mark.line + 1 if mark else 1})) from error
    if not isinstance(found, dict):
        raise UnreadableFile(Fault("mapping-broken", params={"row": 1}))
    return found


def _checked(raw: dict, faults: list[Fault]) -> dict:
    """The mapping with every text a text; a fault for each key that has no business there."""
    clean: dict = {}
    for key, value in raw.items():
        if key in _TEXTS:
            clean[key] = _text(key, value, faults)
        elif key == "skip_rows":
            clean[key] = _whole(key, value, faults)
        elif key in _WORD_LISTS:
            clean[key] = [_text(key, word, faults) for word in _listed(key, value, faults)]
        elif key in _MAPS:
            clean[key] = _map(key, value, _MAPS[key], faults)
        elif key in _LISTS:
            entries = _listed(key, value, faults)
            clean[key] = [
                _map(f"{key}[{n}]", entry, _LISTS[key], faults) for n, entry in enumerate(entries, 1)
            ]
        else:
            known = ", ".join((*_TEXTS, "skip_rows", *_WORD_LISTS, *_MAPS, *_LISTS))
            faults.append(Fault("mapping-key-unknown", str(key), params={"known": known}))
    _require("date.from", clean.get("date", {}).get("from"), faults)
    for key in _LISTS:
        for number, entry in enumerate(clean.get(key, ()), 1):
            for part in ("column", "role" if key == "actors" else "harm"):
                _require(f"{key}[{number}].{part}", entry.get(part), faults)
    return clean


def _require(path: str, value: object, faults: list[Fault]) -> None:
    if not value:
        faults.append(Fault("mapping-key-missing", path))


def _listed(path: str, value: object, faults: list[Fault]) -> list:
    if isinstance(value, list):
        return value
    faults.append(Fault("mapping-wrong-shape", path, params={"shape": "list"}))
    return []


def _whole(path: str, value: object, faults: list[Fault]) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10_000:
        return value
    faults.append(Fault("mapping-wrong-shape", path, params={"shape": "number"}))
    return 0


def _map(path: str, value: object, known: tuple[str, ...], faults: list[Fault]) -> dict:
    if not isinstance(value, dict):
        faults.append(Fault("mapping-wrong-shape", path, params={"shape": "map"}))
        return {}
    clean = {}
    for key, entry in value.items():
        if key not in known:
            faults.append(Fault("mapping-key-unknown", f"{path}.{key}", params={"known": ", ".join(known)}))
        elif path == "codes":
            words = entry if isinstance(entry, dict) else {}
            if not isinstance(entry, dict):
                faults.append(Fault("mapping-wrong-shape", f"codes.{key}", params={"shape": "map"}))
            pairs = (
                (_text(f"codes.{key}", w, faults), _text(f"codes.{key}.{w}", c, faults))
                for w, c in words.items()
            )
            clean[key] = dict(pairs)
        else:
            clean[key] = _text(f"{path}.{key}", entry, faults)
    return clean


def _text(path: str, value: object, faults: list[Fault]) -> str:
    """A text. YAML reads an unquoted no, oui or 2026-01-01 as something else: ask for quotes there."""
    if isinstance(value, str):
        return value if path.endswith("separator") else value.strip()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    faults.append(Fault("mapping-word-unquoted", path, str(value)))
    return ""


def _check_codes(clean: dict, faults: list[Fault]) -> None:
    """Every code that the mapping names must exist."""
    _known("date.order", clean.get("date", {}).get("order") or "iso", DATE_ORDERS, faults)
    for number, actor in enumerate(clean.get("actors", ()), 1):
        _known(f"actors[{number}].role", actor["role"], ACTOR_ROLES, faults)
    for number, toll in enumerate(clean.get("tolls", ()), 1):
        for part in ("harm", "group", "sex", "age"):
            if part in toll:
                _known(f"tolls[{number}].{part}", toll[part], our_codes(part), faults)
    for kind, words in clean.get("codes", {}).items():
        for word, code in words.items():
            path = f"codes.{kind}.{word}"
            if kind != "country":
                _known(path, code, our_codes(kind), faults)
            elif iso2(code) != code:
                _known(path, code, ("BF", "ML", "NE"), faults)
    place = clean.get("place", {})
    if ("lat" in place) != ("lon" in place):
        _require("place.lon" if "lat" in place else "place.lat", "", faults)


def _known(path: str, code: str, known: tuple[str, ...], faults: list[Fault]) -> None:
    if code not in known:
        faults.append(Fault("mapping-code-unknown", path, code, {"known": ", ".join(known)}))


def _plan(clean: dict) -> Plan:
    date, more, origin = (clean.get(part, {}) for part in ("date", "places_more", "origin"))
    return Plan(
        date_from=date["from"], date_to=date.get("to", ""), date_precision=date.get("precision", ""),
        date_order=date.get("order") or "day_first", key=clean.get("key", ""), name=clean.get("name", ""),
        skip_rows=clean.get("skip_rows", 0), place={k: v for k, v in clean.get("place", {}).items() if v},
        more_places=more.get("column", ""), more_places_separator=more.get("separator") or "|",
        event_type=clean.get("event_type", ""),
        actors=tuple(ActorColumn(**actor) for actor in clean.get("actors", ())),
        tolls=tuple(TollColumns(**toll) for toll in clean.get("tolls", ())),
        not_asked=frozenset(clean.get("not_asked", ())), unknown=frozenset(clean.get("unknown", ())),
        withheld=frozenset(clean.get("withheld", ())),
        origin=origin.get("column", ""), origin_kind=origin.get("kind", ""), text=clean.get("text", ""),
        tlp=clean.get("tlp", ""), language=clean.get("language") or "fr", codes=clean.get("codes", {}),
    )  # fmt: skip
