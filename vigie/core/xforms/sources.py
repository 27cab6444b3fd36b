"""The forms that come with the project: written in `standards/forms/` to be read, given out as XLSForms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import yaml

from vigie.core import checklists, standards

FOLDER = standards.FOLDER / "forms"

# A workbook as pyxform reads it: sheet → rows, each by column.
Sheets = dict[str, list[dict[str, str]]]

# What a question may say beside its words and its kind, and the column of the XLSForm for it.
_COLUMNS = {
    "required": "required", "relevant": "relevant", "constraint": "constraint", "calculation": "calculation",
    "choice_filter": "choice_filter", "appearance": "appearance", "default": "default",
    "parameters": "parameters", "count": "repeat_count",
}  # fmt: skip
_WORDS = {"hint": "hint", "message": "constraint_message"}
_HOLDERS = ("group", "repeat")


@cache
def names() -> tuple[str, ...]:
    """The names of our forms, in the order of their files."""
    return tuple(sorted(path.name.removesuffix(".mapping.yaml") for path in FOLDER.glob("*.mapping.yaml")))


def mapping_text(name: str) -> str:
    """How one form's answers are taken, as it is written."""
    return (FOLDER / f"{name}.mapping.yaml").read_text(encoding="utf-8")


@cache
def _choices() -> dict:
    return _read("choices")


def _read(name: str) -> dict:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def sheets_of(name: str) -> Sheets:
    """One of our forms as the sheets of an XLSForm; a prompt that is not translated yet is an empty cell."""
    source = _read(name)
    languages = source["languages"]
    lists = {**_choices()["lists"], **checklists.as_form_lists(), **source.get("lists", {})}
    survey = list(_rows(_unfolded(source["questions"]), languages))
    asked = dict.fromkeys(row["type"].split()[1] for row in survey if _is_choice(row["type"]))
    choices = [row for each in asked for row in _options(each, lists[each], languages)]
    settings = {
        "form_id": source["form_id"], "version": str(source["version"]),
        **_words("form_title", source["title"], languages[:1], bare=True),
        "default_language": _choices()["languages"][languages[0]],
        **source.get("settings", {}),
    }  # fmt: skip
    return {"survey": survey, "choices": choices, "settings": [settings]}


def _unfolded(questions: list[dict]) -> Iterator[dict]:
    """The questions, with those of the checklists of site visits where the form says that they come."""
    for each in questions:
        yield from checklists.as_form_groups(each["checklists"]) if "checklists" in each else [each]


def _is_choice(kind: str) -> bool:
    return kind.startswith(("select_one ", "select_multiple ", "rank "))


def _rows(questions: Iterable[dict], languages: list[str]) -> Iterator[dict[str, str]]:
    for question in questions:
        kind, name = next(iter(question.items()))
        row = {"type": f"begin_{kind}" if kind in _HOLDERS else kind, "name": name}
        if kind != "calculate":
            row |= _words("label", question, languages)
        for key, column in _WORDS.items():
            if key in question:
                row |= _words(column, question[key], languages)
        for key, column in _COLUMNS.items():
            if key in question:
                row[column] = "yes" if question[key] is True else str(question[key])
        yield row
        if kind in _HOLDERS:
            yield from _rows(question["questions"], languages)
            yield {"type": f"end_{kind}"}


def _words(column: str, said: dict, languages: list[str], *, bare: bool = False) -> dict[str, str]:
    named = _choices()["languages"]
    return {column if bare else f"{column}::{named[each]}": said.get(each, "") for each in languages}


def _options(name: str, listed: dict, languages: list[str]) -> Iterator[dict[str, str]]:
    for code, said in _coded(listed["codes"]) if "codes" in listed else listed.items():
        yield {"list_name": name, "name": str(code), **_words("label", said, languages)}


def _coded(kind: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Answers taken from a code list: the finest types of incident, the kinds of actor."""
    if kind == "event_types":
        found = [each for each in standards.event_types().values() if each.level == 3]
    else:
        found = list(standards.actor_kinds().values())
    yield from ((each.code, {"fr": each.fr, "en": each.en}) for each in found)
