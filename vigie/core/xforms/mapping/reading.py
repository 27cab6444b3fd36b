"""A mapping as it is written (YAML), checked against its form with every fault said at once."""

from __future__ import annotations

import re
from typing import Any

import yaml

from vigie.core.faults import Fault
from vigie.core.xforms.definition import Definition, Question
from vigie.core.xforms.mapping.plan import (
    BECOMES,
    PLACE_PARTS,
    ActorSource,
    BadMapping,
    Mapping,
    Source,
    TollSource,
    codes_of,
)

LONGEST = 200_000  # characters; a mapping is written by hand
_SURVEY = re.compile(r"[a-z][a-z0-9_-]{0,39}$")

# What each part may be, and which a mapping must have.
_REPORT = ("date", "place", "event_type", "actors", "tolls", "origin", "text", "sharing", "language")
_PARTS = {
    "report": _REPORT,
    "follow_up": ("incident", *_REPORT),
    "visit": ("kind", "date", "place", "findings", "text", "sharing", "language"),
    "survey": ("survey", "date", "place", "answers"),
    "kept": (),
}
_NEEDED = {
    "report": ("date", "event_type"),
    "follow_up": ("incident",),
    "visit": ("kind", "date", "findings"),
    "survey": ("survey", "date", "place", "answers"),
    "kept": (),
}
_DATES = ("date", "dateTime")
_NUMBERS = ("int", "integer", "decimal")


def mapping_from_text(text: str, definition: Definition) -> Mapping:
    """Read a mapping as somebody typed it. Raises `BadMapping`."""
    return read_mapping(parsed(text), definition)


def parsed(text: str) -> dict:
    """What a mapping says, unchecked. Raises `BadMapping` where it is no map of keys."""
    if len(text) > LONGEST:
        raise BadMapping(Fault("form-mapping-long"))
    try:
        found = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise BadMapping(
            Fault("form-mapping-broken", params={"line": mark.line + 1 if mark else 1})
        ) from error
    if not isinstance(found, dict):
        raise BadMapping(Fault("form-mapping-broken", params={"line": 1}))
    return found


def read_mapping(raw: dict, definition: Definition) -> Mapping:
    """Check a mapping against the form that it is for. Raises `BadMapping` with every fault."""
    reading = _Reading(definition)
    mapping = reading.mapping(raw)
    if reading.faults:
        raise BadMapping(*reading.faults)
    return mapping


def _event_types(value: Any) -> tuple[dict, Any]:
    """Where the type of event comes from, and where the words that somebody gave it. `value` stays as it is."""
    if not isinstance(value, dict) or "question" not in value:
        return ({"question": value} if value else {}), None
    return {name: each for name, each in value.items() if name != "said"}, value.get("said")


class _Reading:
    def __init__(self, definition: Definition) -> None:
        self.definition, self.faults = definition, []
        self.short: dict[str, list[Question]] = {}
        for question in definition.questions.values():
            self.short.setdefault(question.name, []).append(question)

    def mapping(self, raw: dict) -> Mapping:
        becomes = raw.get("becomes")
        if becomes not in BECOMES:
            self._fault("form-mapping-becomes", "becomes", becomes, known=", ".join(BECOMES))
            return Mapping("report")
        for key in raw:
            if key not in ("becomes", "identity", *_PARTS[becomes]):
                self._fault("form-mapping-key", str(key), known=", ".join(("identity", *_PARTS[becomes])))
        for key in _NEEDED[becomes]:
            if not raw.get(key):
                self._fault("form-mapping-missing", key)
        date, origin = (
            self._map("date", raw, ("first", "last", "precision")),
            self._map("origin", raw, ("kind", "name")),
        )
        types, said = _event_types(raw.get("event_type"))
        identity = self._identity(raw)
        return Mapping(
            becomes,
            identity=identity,
            first=self._sources("date.first", date.get("first"), types=_DATES),
            last=self._source("date.last", date.get("last"), types=_DATES),
            precision=self._source("date.precision", date.get("precision"), "date_precision"),
            place=self._place(raw),
            event_type=self._source("event_type", types, "event_type") if types else None,
            event_said=self._source("event_type.said", said),
            actors=tuple(self._actor(*each) for each in self._list("actors", raw)),
            tolls=tuple(self._toll(*each) for each in self._list("tolls", raw)),
            origin_kind=self._source("origin.kind", origin.get("kind"), "origin_kind"),
            origin_name=self._source("origin.name", origin.get("name")),
            text=self._sources("text", raw.get("text")),
            sharing=self._source("sharing", raw.get("sharing"), "tlp"),
            language=str(raw.get("language") or "fr")[:12],
            incident=self._sources("incident", raw.get("incident")),
            kind=self._source("kind", raw.get("kind"), "visit"),
            survey=self._survey(raw),
            answers=self._answers(becomes, raw),
            asked=tuple(
                path
                for each in self.definition.asked
                if not each.is_binary and not each.repeats and (path := _below(each.path)) not in identity
            ),
            clock=self._clock(),
        )  # fmt: skip

    def _identity(self, raw: dict) -> tuple[tuple[str, ...], ...]:
        """Questions whose answers tell who somebody is, also within repeats."""
        said = raw.get("identity") or []
        if not isinstance(said, list):
            self._fault("form-mapping-shape", "identity", shape="list")
            return ()
        found = []
        for name in said:
            questions = self.short.get(str(name), [])
            if not questions:
                self._fault("form-mapping-question", "identity", name)
            found += [_below(each.path) for each in questions]
        return tuple(found)

    def _fault(self, code: str, field: str = "", value: object = "", **params) -> None:
        self.faults.append(Fault(code, field, str(value or ""), params))

    def _map(self, key: str, raw: dict, known: tuple[str, ...]) -> dict:
        value = raw.get(key) or {}
        if not isinstance(value, dict):
            self._fault("form-mapping-shape", key, shape="map")
            return {}
        for each in value:
            if each not in known:
                self._fault("form-mapping-key", f"{key}.{each}", known=", ".join(known))
        return value

    def _list(self, key: str, raw: dict) -> list[tuple[str, dict]]:
        value = raw.get(key) or []
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self._fault("form-mapping-shape", key, shape="list")
            return []
        return [(f"{key}[{number}]", each) for number, each in enumerate(value, 1)]

    def _place(self, raw: dict) -> dict[str, Source]:
        kinds = {"country": "country", "precision": "geo_precision"}
        place = self._map("place", raw, PLACE_PARTS)
        found = {
            part: self._source(f"place.{part}", said, kinds.get(part, "")) for part, said in place.items()
        }
        return {part: source for part, source in found.items() if source}

    def _actor(self, field: str, raw: dict) -> ActorSource:
        role = raw.get("role")
        if role not in codes_of("role"):
            self._fault("form-mapping-code", f"{field}.role", role, known=", ".join(codes_of("role")))
        kind = {key: raw[key] for key in ("question", "value", "codes") if key in raw}
        return ActorSource(
            str(role), self._source(field, kind, "actor", many=True) if kind else None,
            self._source(f"{field}.name", raw.get("name")),
        )  # fmt: skip

    def _toll(self, field: str, raw: dict) -> TollSource:
        each = self._repeat(f"{field}.each", raw.get("each"))
        said = {}
        for part in ("harm", "group", "sex", "age"):
            value = raw.get(part)
            value = {"value": value} if isinstance(value, str) else value
            source = self._source(f"{field}.{part}", value, part, within=each)
            if source:
                said[part] = source
        if "harm" not in said:
            said["harm"] = Source()
            if not raw.get("harm"):
                self._fault("form-mapping-missing", f"{field}.harm")
        figures = {
            part: self._source(f"{field}.{part}", raw.get(part), types=_NUMBERS, within=each)
            for part in ("number", "low", "high")
        }
        status = self._source(f"{field}.status", raw.get("status"), "status", within=each)
        if not raw.get("each") and not raw.get("number"):
            self._fault("form-mapping-missing", f"{field}.number")
        return TollSource(status=status, each=each, **figures, **said)

    def _repeat(self, field: str, name: Any) -> tuple[str, ...]:
        if not name:
            return ()
        found = [path for path in self.definition.repeats if path.rpartition("/")[2] == name or path == name]
        if len(found) != 1:
            self._fault("form-mapping-no-repeat", field, name)
            return ()
        return _below(found[0])

    def _survey(self, raw: dict) -> str:
        name = raw.get("survey") or ""
        if name and not (isinstance(name, str) and _SURVEY.match(name)):
            self._fault("form-mapping-survey", "survey", name)
            return ""
        return name

    def _answers(self, becomes: str, raw: dict) -> dict[str, Source]:
        key = {"visit": "findings", "survey": "answers"}.get(becomes)
        value = raw.get(key) if key else None
        named = {each: each for each in value} if isinstance(value, list) else value or {}
        if not isinstance(named, dict):
            self._fault("form-mapping-shape", key, shape="list")
            return {}
        found = {str(code): self._source(f"{key}.{code}", said) for code, said in named.items()}
        return {
            code: source
            for code, source in found.items()
            if source and self._is_coded(f"{key}.{code}", source)
        }

    def _is_coded(self, field: str, source: Source) -> bool:
        """Findings and survey answers are codes: free text could name somebody."""
        question = self.definition.questions.get("/".join(("", self.definition.root, *source.path)))
        if question is not None and (question.is_choice or question.type in _NUMBERS):
            return True
        self._fault("form-mapping-not-coded", field, "/".join(source.path))
        return False

    def _sources(self, field: str, said: Any, **more) -> tuple[Source, ...]:
        each = said if isinstance(said, list) else [said] if said else []
        found = (self._source(f"{field}[{number}]" if len(each) > 1 else field, one, **more)
                 for number, one in enumerate(each, 1))  # fmt: skip
        return tuple(source for source in found if source)

    def _source(
        self, field: str, said: Any, kind: str = "", *, types: tuple[str, ...] = (), within: tuple[str, ...] = (),
        many: bool = False,
    ) -> Source | None:  # fmt: skip
        """Where a value comes from: "question", or {question: …, codes: …}, or {value: …}."""
        if said is None or said == "":
            return None
        said = {"question": said} if isinstance(said, str) else said
        if not isinstance(said, dict) or not ({"question", "value"} & set(said)):
            self._fault("form-mapping-shape", field, shape="question")
            return None
        codes = self._codes(field, said.get("codes") or {}, kind)
        if "value" in said:
            value = str(said["value"])
            if kind and value not in codes_of(kind):
                self._fault("form-mapping-code", field, value, known=", ".join(codes_of(kind)))
            return Source(value=value, field=field)
        question = self._question(field, said["question"], within)
        if question is None:
            return None
        if types and question.type not in types:
            self._fault("form-mapping-type", field, question.name, type=question.type, wanted=types[0])
        if kind:
            self._options(field, question, codes, kind)
        return Source(_below(question.path)[len(within) :], codes=codes, field=question.name)

    def _codes(self, field: str, said: Any, kind: str) -> dict[str, str]:
        if not isinstance(said, dict):
            self._fault("form-mapping-shape", f"{field}.codes", shape="map")
            return {}
        codes = {str(word): str(code or "") for word, code in said.items()}
        for word, code in codes.items():
            if kind and code not in codes_of(kind):
                self._fault(
                    "form-mapping-code", f"{field}.codes.{word}", code, known=", ".join(codes_of(kind))
                )
        return codes

    def _question(self, field: str, name: Any, within: tuple[str, ...]) -> Question | None:
        path = "/".join(("", self.definition.root, *str(name).strip("/").split("/")))
        question = self.definition.questions.get(path) or self.definition.questions.get(str(name))
        found = [question] if question else self.short.get(str(name), [])
        if within:
            found = [each for each in found if _below(each.path)[: len(within)] == within]
        if len(found) != 1:
            self._fault("form-mapping-question-twice" if found else "form-mapping-question", field, name)
            return None
        if found[0].repeats and not within:
            self._fault("form-mapping-repeated", field, name)
            return None
        return found[0]

    def _options(self, field: str, question: Question, codes: dict[str, str], kind: str) -> None:
        """Every answer that the form offers must be one of our codes, or stand for one."""
        known = codes_of(kind)
        options = {each.value for each in self.definition.options_of(question)}
        strange = sorted(each for each in options if each not in codes and each not in known)
        if strange:
            shown = ", ".join(strange[:8])
            self._fault("form-mapping-options", field, shown, question=question.name, known=", ".join(known))
        for word in codes:
            if options and word not in options:
                self._fault("form-mapping-no-option", f"{field}.codes", word, question=question.name)

    def _clock(self) -> tuple[str, ...]:
        for question in self.definition.questions.values():
            if question.preload in (("timestamp", "start"), ("date", "today")):
                return _below(question.path)
        return ()


def _below(path: str) -> tuple[str, ...]:
    """A path as the names below the root."""
    return tuple(path.split("/")[2:])
