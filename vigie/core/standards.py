"""The code lists in `standards/`, read once. Nothing else reads those files."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

from vigie.core.deadlines import THINGS, Rule

FOLDER = Path(__file__).resolve().parents[2] / "standards"


@dataclass(frozen=True)
class EventType:
    """A type of incident. `path` runs from broad to fine and ends with the type's own code."""

    code: str
    level: int
    fr: str
    en: str
    path: tuple[str, ...]
    acled_like: tuple[str, str] | None = None
    ucdp: int | None = None


@dataclass(frozen=True)
class ActorClass:
    """A class of actors; `colour` numbers the data palette and ranks nobody."""

    code: str
    fr: str
    en: str
    colour: int


@dataclass(frozen=True)
class ActorKind:
    """A kind of actor inside a class."""

    code: str
    class_code: str
    fr: str
    en: str
    aliases: tuple[str, ...] = ()


def read(name: str) -> dict:
    """One code list as plain data. `name` has no suffix."""
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


class _Unmarked(dict):
    """For `str.translate`: drops combining marks, keeps everything else; remembers what it has met."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_UNMARKED = _Unmarked()
_BETWEEN_WORDS = re.compile(r"[\W_]+")
SHORT = 60  # characters of a name; names come again and again, narratives don't


def plain(text: str) -> str:
    """A name without accents, case or punctuation, for comparing: "Tillabéri" → "tillaberi"."""
    return _plain_name(text) if len(text) <= SHORT else _plain(text)


def _plain(text: str) -> str:
    if not text.isascii():
        text = text.replace("’", "'").replace("œ", "oe").replace("Œ", "oe")
        text = unicodedata.normalize("NFKD", text).translate(_UNMARKED)
    return _BETWEEN_WORDS.sub(" ", text).strip().casefold()


_plain_name = lru_cache(20_000)(_plain)


@cache
def event_types() -> dict[str, EventType]:
    raw = read("event_types")["types"]

    def path(code: str) -> tuple[str, ...]:
        parent = raw[code].get("parent")
        return (*path(parent), code) if parent else (code,)

    return {
        code: EventType(
            code, entry["level"], entry["fr"], entry["en"], path(code),
            tuple(entry["acled_like"]) if "acled_like" in entry else None, entry.get("ucdp"),
        )
        for code, entry in raw.items()
    }  # fmt: skip


@cache
def event_types_under(code: str) -> tuple[str, ...]:
    """The codes at or below one type, so that a broad filter finds the fine ones."""
    return tuple(kind.code for kind in event_types().values() if code in kind.path)


@cache
def actor_classes() -> dict[str, ActorClass]:
    return {
        code: ActorClass(code, entry["fr"], entry["en"], entry["colour"])
        for code, entry in read("actors")["classes"].items()
    }


@cache
def actor_kinds() -> dict[str, ActorKind]:
    return {
        code: ActorKind(code, entry["class"], entry["fr"], entry["en"], tuple(entry.get("aliases", ())))
        for code, entry in read("actors")["kinds"].items()
    }


@cache
def organisation_kinds() -> dict[str, dict[str, str]]:
    """Code → name by language, in the order in which a page lists them."""
    return read("organisations")["kinds"]


@cache
def body_kinds() -> dict[str, dict[str, str]]:
    """What a body can be during a time: code → name by language."""
    return read("bodies")["kinds"]


@cache
def body_powers() -> dict[str, dict[str, str]]:
    """What a body may be let do: code → words by language."""
    return read("bodies")["powers"]


@cache
def _actor_aliases() -> dict[str, str]:
    known = {}
    for kind in actor_kinds().values():
        for name in (kind.code, kind.fr, kind.en, *kind.aliases):
            known.setdefault(plain(name), kind.code)
    return known


def actor_kind_named(name: str) -> str | None:
    """The kind that a name or alias stands for, or None where the list does not know it."""
    return _actor_aliases().get(plain(name))


def class_of(kind: str) -> str:
    return actor_kinds()[kind].class_code


@dataclass(frozen=True)
class DeadlineRule(Rule):
    """A rule of standards/deadlines.yaml, with what it rests on in both languages."""

    fr: str = ""
    en: str = ""


@cache
def deadline_rules() -> tuple[DeadlineRule, ...]:
    """Within how long things are due. Raises `ValueError` naming the rule that cannot be read."""
    return tuple(_deadline_rule(code, entry) for code, entry in read("deadlines")["rules"].items())


def _deadline_rule(code: str, entry: dict) -> DeadlineRule:
    spans = [entry.get("days", 0), entry.get("months", 0)]
    counted = entry.get("count", "calendar")
    wrong = (
        entry.get("thing") not in THINGS
        or sum(map(bool, spans)) != 1
        or min(spans) < 0
        or counted not in ("calendar", "working")
        or (counted == "working" and entry.get("months"))
        or not isinstance(entry.get("to_verify"), bool)
        or not (entry.get("source", {}).get("fr") and entry["source"].get("en"))
    )
    if wrong:
        raise ValueError(f"deadlines.yaml: the rule {code} cannot be read")
    return DeadlineRule(
        code, entry["thing"], entry.get("country", ""), entry.get("body", ""), *spans, counted == "working",
        entry["to_verify"], entry["source"]["fr"], entry["source"]["en"],
    )  # fmt: skip
