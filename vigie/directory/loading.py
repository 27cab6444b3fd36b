"""A directory file (JSON in Popolo's terms) brought in: an outcome for every row, no effect a second time."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from vigie.core.partial_dates import NotADate, span
from vigie.directory.acts.accounts import opened
from vigie.directory.entries import enter
from vigie.directory.models import (
    Account,
    Command,
    Membership,
    Organisation,
    Person,
    Positioning,
    Post,
    Unit,
    UnitLink,
)
from vigie.directory.models.entry import not_a_date
from vigie.directory.sources import checked
from vigie.ledger.act import act
from vigie.ledger.models import Node
from vigie.places.models import Area

# The password of every account of a fictional node. Its sign-in page prints it.
DEMO_PASSWORD = "vigie-demo-2026"  # noqa: S105 meant for everybody

SECTIONS = (
    "organisations", "parents", "partners", "people", "units", "links", "posts", "memberships", "accounts",
    "commands", "positions",
)  # fmt: skip


class NotADirectory(ValueError):
    """The file cannot be taken at all. `args[0]` is a sentence that says why and what to do."""


@dataclass(frozen=True)
class Row:
    """What became of one row: "created", "updated", "unchanged" or "refused" with the reason in words."""

    section: str
    number: int  # from 1
    name: str
    outcome: str
    reason: str = ""


@dataclass(frozen=True)
class Loaded:
    """The account of a whole file."""

    rows: list[Row] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        return Counter(row.outcome for row in self.rows)

    @property
    def refused(self) -> list[Row]:
        return [row for row in self.rows if row.outcome == "refused"]


def read(path: Path) -> dict:
    """A directory file as data. Raises `NotADirectory`."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        said = {"name": path.name, "error": error}
        raise NotADirectory(_("%(name)s is not JSON in UTF-8: %(error)s") % said) from error
    unknown = set(data) - {*SECTIONS, "fictional", "note"} if isinstance(data, dict) else {"?"}
    if unknown:
        said = {"unknown": ", ".join(sorted(unknown)), "known": ", ".join(SECTIONS)}
        raise NotADirectory(_("Unknown parts: %(unknown)s. A directory holds: %(known)s.") % said)
    return data


@act("build")
def load_directory(actor, node: Node, *, data: Mapping, password: str = "") -> Loaded:
    """Bring a directory in, row by row; wrong rows are refused with a sentence and the others go on.

    Rows that name no source rest on the file itself, whose `note` says what it is. `password` opens the
    file's accounts; without it they are refused, for an account without a word could not be used.
    Raises `NotADirectory` for an invented directory on a node that is not fictional.
    """
    if data.get("fictional") and not node.fictional:
        raise NotADirectory(_("This directory is invented, and this node is not: nothing was taken."))
    file = _File(data, password)
    loaded = Loaded([row for section in SECTIONS for row in file.section(section)])
    node.ledger_detail = {"directory": dict(loaded.counts)}
    return loaded


class _Refusal(Exception):
    """Why a row is not taken, in words."""


class _File:
    """One directory file on its way in.

    Who stands under whom is brought in after all are there, so that the order in the file is free.
    """

    def __init__(self, data: Mapping, password: str):
        parents, links = _of_children(data.get("organisations", ())), _of_children(data.get("units", ()))
        self.data = {
            **data,
            "parents": [*parents, *data.get("parents", ())],
            "partners": [*_partners(data.get("organisations", ())), *data.get("partners", ())],
            "links": [*links, *data.get("links", ())],
        }
        self.password = password
        self.note = [{"text": data["note"]}] if data.get("note") else []

    def section(self, name: str) -> Iterator[Row]:
        for number, given in enumerate(self.data.get(name, ()), start=1):
            outcome, reason = self._taken(name, given)
            yield Row(name, number, _label(given), outcome, reason)

    def _taken(self, name: str, given: Mapping) -> tuple[str, str]:
        if not isinstance(given, Mapping):
            return "refused", _("A row is written as {…}, with names and values.")
        try:
            with transaction.atomic():
                return getattr(self, f"_take_{name}")(given), ""
        except ValidationError as error:
            return "refused", _in_words(error)
        except NotADate as error:
            return "refused", not_a_date(error.args[0])
        except _Refusal as error:
            return "refused", str(error)
        except KeyError as error:
            return "refused", _("“%(field)s” is missing.") % {"field": error.args[0]}

    def _take_organisations(self, given: Mapping) -> str:
        values = _values(
            given, "name other_names classification country founding_date dissolution_date default_tlp"
        )
        values["is_member"] = given.get("is_member", given["classification"] == "observatory")
        return self._put(Organisation, {"slug": given["slug"]}, values, given)

    def _take_parents(self, given: Mapping) -> str:
        row, parent = _found(Organisation, given["child"]), _found(Organisation, given["parent"])
        if row.parent_id == parent.pk:
            return "unchanged"
        row.parent = parent
        row.save(update_fields=["parent"])
        return "updated"

    def _take_partners(self, given: Mapping) -> str:
        """An organisation shares what it marks TLP:AMBER with another."""
        row, partner = _found(Organisation, given["child"]), _found(Organisation, given["partner"])
        if row.partners.filter(pk=partner.pk).exists():
            return "unchanged"
        row.partners.add(partner)
        return "updated"

    def _take_people(self, given: Mapping) -> str:
        return self._put(Person, {"slug": given["slug"]}, _values(given, "name other_names country"), given)

    def _take_units(self, given: Mapping) -> str:
        values = _values(given, "name other_names country kind external_id")
        return self._put(Unit, {"slug": given["slug"]}, values, given)

    def _take_links(self, given: Mapping) -> str:
        """A unit under another. A `parent` in a unit's own row is a link without dates, presumed."""
        key = {
            "unit": _found(Unit, given["child"]),
            "superior": _found(Unit, given["parent"]),
            "start_date": given.get("start_date") or "",
        }
        values = {"certainty": given.get("certainty", "presumed"), **_values(given, "end_date")}
        return self._put(UnitLink, key, values, given)

    def _take_posts(self, given: Mapping) -> str:
        """A post of an organisation, or of a unit whose slug stands in the same field."""
        body = given.get("unit") or given["organisation"]
        unit = Unit.objects.filter(slug=body).first()
        organisation = None if unit else _found(Organisation, body)
        values = {**_values(given, "label role"), "organisation": organisation, "unit": unit}
        return self._put(Post, {"slug": given["slug"]}, values, given)

    def _take_memberships(self, given: Mapping) -> str:
        key = {
            "person": _found(Person, given["person"]),
            "organisation": _found(Organisation, given["organisation"]),
            "post": _found(Post, given.get("post")),
            "start_date": given.get("start_date") or "",
        }
        return self._put(Membership, key, _values(given, "role end_date"), given)

    def _take_accounts(self, given: Mapping) -> str:
        """An account; one that is there already keeps its word and is never changed by a file."""
        if Account.objects.filter(username=given["username"]).exists():
            return "unchanged"
        if not self.password:
            raise _Refusal(_("No password was given for the accounts of this file."))
        organisation = _found(Organisation, given["organisation"])
        opened(organisation, username=given["username"], role=given["role"], password=self.password)
        return "created"

    def _take_commands(self, given: Mapping) -> str:
        """Popolo's `start_date` and `end_date` are the true beginning and end; else first and last cited."""
        first = given.get("first_cited") or given.get("start_date") or ""
        key = {
            "unit": _found(Unit, given["unit"]),
            "person": _found(Person, given.get("person")),
            "post": _found(Post, given.get("post")),
            "first_cited": first,
        }
        values = {
            **_values(given, "certainty"),
            "last_cited": given.get("last_cited") or given.get("end_date") or _last_source(given, first),
            "is_start": given.get("is_start", bool(given.get("start_date"))),
            "is_end": given.get("is_end", bool(given.get("end_date"))),
        }
        return self._put(Command, key, values, given)

    def _take_positions(self, given: Mapping) -> str:
        start = given.get("start_date") or ""
        key = {
            "unit": _found(Unit, given["unit"]),
            "kind": given["kind"],
            "area": _area(given["area"], start),
            "start_date": start,
        }
        return self._put(Positioning, key, _values(given, "place end_date certainty"), given)

    def _put(self, model: type[models.Model], key: dict, values: dict, given: Mapping) -> str:
        """Write a row, or bring the one with this key up to the file. Gives the outcome."""
        sources = checked(given.get("sources") or self.note)
        row = model._default_manager.filter(**key).first()
        if row is None:
            enter(model, sources=sources, **key, **values)
            return "created"
        if all(getattr(row, name) == value for name, value in {**values, "sources": sources}.items()):
            return "unchanged"
        for name, value in {**values, "sources": sources}.items():
            setattr(row, name, value)
        row.full_clean()
        row.save()
        return "updated"


def _of_children(rows) -> list[dict]:
    """Rows that say who stands under whom, from the `parent` that organisations and units carry."""
    return [
        {"child": row["slug"], "parent": row["parent"], "sources": row.get("sources")}
        for row in rows
        if isinstance(row, Mapping) and row.get("slug") and row.get("parent")
    ]


def _partners(rows) -> list[dict]:
    """Rows that say who shares TLP:AMBER with whom, from the `partners` that organisations carry."""
    return [
        {"child": row["slug"], "partner": partner}
        for row in rows
        if isinstance(row, Mapping) and row.get("slug")
        for partner in row.get("partners") or ()
    ]


def _label(given) -> str:
    names = ("slug", "username", "child", "person", "unit")
    return (
        next((str(given[name]) for name in names if given.get(name)), "")
        if isinstance(given, Mapping)
        else ""
    )


def _values(given: Mapping, names: str) -> dict:
    """The fields that the file gives; nothing in it stands for the empty text."""
    return {name: given[name] or "" for name in names.split() if name in given}


def _found(model: type[models.Model], slug: str | None):
    if not slug:
        return None
    row = model._default_manager.filter(slug=slug).first()
    if row is None:
        raise _Refusal(
            _("“%(slug)s” is not in the directory. Check the spelling, or add it first.") % {"slug": slug}
        )
    return row


def _area(pcode: str, start: str) -> Area:
    """The area with this code in the generation of that day, or in the newest where it has no date."""
    found = Area.objects.filter(pcode=pcode).order_by("-generation__valid_from")
    if start:
        day = span(start).first
        open_then = Q(generation__valid_to=None) | Q(generation__valid_to__gte=day)
        found = list(found.filter(open_then, generation__valid_from__lte=day)[:1]) or found
    area = next(iter(found), None)
    if area is None:
        raise _Refusal(_("There is no area “%(pcode)s”. Import its boundaries first.") % {"pcode": pcode})
    return area


def _last_source(given: Mapping, first: str) -> str:
    """The date of the newest source after the first citation: somebody was still cited then."""
    later = [each["date"] for each in given.get("sources", ()) if each.get("date", "") > first]
    return max(later, default="")


def _in_words(error: ValidationError) -> str:
    if hasattr(error, "message_dict"):
        return " ".join(
            sentence if name == "__all__" else f"{name} : {sentence}"
            for name, sentences in error.message_dict.items()
            for sentence in sentences
        )
    return " ".join(error.messages)
