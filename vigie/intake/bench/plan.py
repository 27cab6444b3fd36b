"""What a folder of forms asks for: its `bench.json`, checked with every fault said at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

NAME = "bench.json"
KINDS = (".xml", ".xlsx", ".xls")
STATES = ("published", "closed")
KEYS = ("file", "media", "state", "entity_lists")


class BadPlan(ValueError):
    """The folder can't be used. `sentences` say what is wrong, where, and what to do."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Entry:
    """One form version to publish, with the files that go with it and the lists of entities that it uses."""

    file: Path
    media: tuple[Path, ...] = ()
    state: str = "published"
    entity_lists: tuple[str, ...] = ()


def read_plan(folder: Path) -> tuple[list[Entry], list[str]]:
    """The entries of a folder's `bench.json` in order, and sentences about what was passed over.

    Raises `BadPlan`.
    """
    raw = _raw(folder)
    faults = [fault for number, entry in enumerate(raw, 1) for fault in _faults(folder, number, entry)]
    if faults:
        raise BadPlan(*faults)
    entries = [
        Entry(
            folder / entry["file"],
            tuple(folder / name for name in entry.get("media") or ()),
            entry.get("state") or "published",
            tuple(entry.get("entity_lists") or ()),
        )
        for entry in raw
    ]
    return entries, [
        _passed_over(number, entry) for number, entry in enumerate(raw, 1) if set(entry) - {*KEYS}
    ]


def _raw(folder: Path) -> list:
    path = folder / NAME
    if not folder.is_dir():
        raise BadPlan(_("There is no folder “%(folder)s”.") % {"folder": folder})
    if not path.is_file():
        raise BadPlan(
            _("The folder “%(folder)s” has no bench.json. Write which forms to publish, in order.")
            % {"folder": folder}
        )
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise BadPlan(_("bench.json is not in UTF-8. Save it in UTF-8.")) from error
    except json.JSONDecodeError as error:
        said = {"line": error.lineno, "column": error.colno}
        raise BadPlan(_("bench.json is no JSON: look at line %(line)s, column %(column)s.") % said) from error
    except RecursionError as error:
        raise BadPlan(_("bench.json is nested too deep. Write a plain list.")) from error
    if not isinstance(raw, list) or not raw:
        raise BadPlan(_('bench.json must be a list with at least one form, such as [{"file": "form.xml"}].'))
    return raw


def _faults(folder: Path, number: int, entry) -> Iterator[str]:
    """What is wrong with one entry, counted from 1."""
    where = {"number": number}
    if not isinstance(entry, dict) or not isinstance(entry.get("file"), str):
        yield _('bench.json, entry %(number)s: name the form, such as {"file": "form.xml"}.') % where
        return
    if not entry["file"].lower().endswith(KINDS):
        yield _("bench.json, entry %(number)s: “%(name)s” is neither .xml nor .xlsx nor .xls.") % {
            **where, "name": entry["file"],
        }  # fmt: skip
    for key in ("media", "entity_lists"):
        if not _is_list_of_names(entry.get(key) or []):
            yield _("bench.json, entry %(number)s: “%(key)s” must be a list of names.") % {
                **where,
                "key": key,
            }
            return
    if (entry.get("state") or "published") not in STATES:
        yield _("bench.json, entry %(number)s: “state” must be “published” or “closed”.") % where
    for name in (entry["file"], *(entry.get("media") or ())):
        if not _is_inside(folder, name):
            yield _("bench.json, entry %(number)s: there is no file “%(name)s” in the folder.") % {
                **where, "name": name,
            }  # fmt: skip


def _is_list_of_names(value) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) and each for each in value)


def _is_inside(folder: Path, name: str) -> bool:
    path = (folder / name).resolve()
    return path.is_file() and path.is_relative_to(folder.resolve())


def _passed_over(number: int, entry: dict) -> str:
    unknown = ", ".join(sorted({str(key) for key in entry} - {*KEYS}))
    return _("bench.json, entry %(number)s: passed over: %(keys)s.") % {"number": number, "keys": unknown}
