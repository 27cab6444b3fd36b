"""Which column of an export answers which question of a form, however the other program named it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from vigie.core.xforms.definition import Definition, Question

# What the other programs add. Kobo's begin with an underscore; media get a second column with their address there.
SYSTEM = frozenset(
    [
        "SubmissionDate",
        "KEY",
        "PARENT_KEY",
        "SubmitterID",
        "SubmitterName",
        "AttachmentsPresent",
        "AttachmentsExpected",
        "Status",
        "ReviewState",
        "DeviceID",
        "Edits",
        "FormVersion",
        "instanceID",
        "instanceName",
        "meta-instanceID",
        "meta-instanceName",
        "meta/instanceID",
        "meta/instanceName",
        "meta/rootUuid",
        "formhub/uuid",
        "deviceid",
        "username",
        "phonenumber",
        "audit",
        "meta/audit",
        "meta-audit",
    ]
)
GEO = {"latitude": 0, "longitude": 1, "altitude": 2, "precision": 3, "accuracy": 3}
_KOBO_GEO = re.compile(r"^(?P<before>.*/)?_(?P<name>.+)_(?P<part>latitude|longitude|altitude|precision)$")
_CENTRAL_GEO = re.compile(r"^(?P<name>.+)-(?P<part>Latitude|Longitude|Altitude|Accuracy)$")


@dataclass(frozen=True)
class Target:
    """What a column answers. `choice`: one of several answers, as 1 or 0; `part`: of a point, 0 to 3."""

    question: Question
    choice: str = ""
    part: int | None = None


class Columns:
    """The questions of a form under every name that an export may give them."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self._named: dict[str, set[str]] = {}
        self._choices: dict[str, set[tuple[str, str]]] = {}
        for path, question in definition.questions.items():
            for name in _names(question):
                self._named.setdefault(name, set()).add(path)
                for value, words in _options(definition, question):
                    for word in words:
                        self._choices.setdefault(f"{name}/{word}", set()).add((path, value))

    def target(self, column: str) -> Target | None:
        """What a column answers; None where no question has this name, or several have."""
        if column in SYSTEM:
            return None
        said = " ".join(column.split())
        question = self._one(said) or self._one(said.rpartition("/")[2])
        if question is not None:
            return Target(question)
        chosen = self._choices.get(said) or self._choices.get("/".join(said.split("/")[-2:])) or set()
        if len(chosen) == 1:
            path, value = next(iter(chosen))
            return Target(self.definition.questions[path], value)
        return self._of_point(said)

    def _one(self, name: str) -> Question | None:
        found = self._named.get(name, set())
        return self.definition.questions[next(iter(found))] if len(found) == 1 else None

    def _of_point(self, column: str) -> Target | None:
        found = _KOBO_GEO.match(column) or _CENTRAL_GEO.match(column)
        if found is None:
            return None
        before = found.groupdict().get("before") or ""
        question = self._one(before + found["name"]) or self._one(found["name"])
        return Target(question, part=GEO[found["part"].lower()]) if question else None

    def unread(self, columns: Iterable[str]) -> list[str]:
        """Columns that no question and neither program accounts for."""
        return [
            each
            for each in columns
            if not each.startswith(("_", "(")) and each not in SYSTEM and not each.endswith("_URL")
            and self.target(each) is None
        ]  # fmt: skip

    def fits(self, columns: Iterable[str]) -> float:
        """Which part of the asked questions outside repeats has a column."""
        asked = {each.path for each in self.definition.asked if not each.repeats}
        found = {target.question.path for each in columns if (target := self.target(each))}
        return len(asked & found) / len(asked) if asked else 0.0


def _names(question: Question) -> set[str]:
    parts = question.path.split("/")[2:]
    names = {"/".join(parts[start:]) for start in range(len(parts))}
    names |= {"-".join(parts[start:]) for start in range(len(parts))}
    names |= {question.label.plain(language) for language in question.label.by_language}
    return {name for name in names if name}


def _options(definition: Definition, question: Question) -> Iterable[tuple[str, set[str]]]:
    """Each answer to choose, with the words that stand for it."""
    if question.control != "select":
        return
    for option in definition.options_of(question):
        yield (
            option.value,
            {option.value, *(option.label.plain(each) for each in option.label.by_language)} - {""},
        )
