"""What those who fill forms, and those who answer for them, are shown of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vigie.intake.models import Form, FormFile, FormVersion
from vigie.web.tables import column


@dataclass(frozen=True)
class ListedForm:
    """One line of the list of forms."""

    uuid: str = column(gettext_noop("Form"), "#meta+id")
    title: str = column(gettext_noop("Title"), "#meta+title")
    form_id: str = column(gettext_noop("Identifier"), "#meta+code")
    organisation: str = column(gettext_noop("Organisation"), "#org")
    version: str = column(gettext_noop("Version on phones"), "#meta+version")
    published_at: datetime | None = column(gettext_noop("Published on"), "#date+published")
    drafts: int = column(gettext_noop("Drafts"), "#indicator+drafts+num")
    questions: int = column(gettext_noop("Questions"), "#indicator+questions+num")
    _fills: bool = False

    @classmethod
    def of(cls, row: Form) -> ListedForm:
        """Needs a row of `FormQuerySet.for_listing`."""
        newest = next((each for each in row.told_versions if each.state == "published"), None)
        shown = newest or next(iter(row.told_versions), None)
        return cls(
            str(row.uuid), row.title, row.form_id, row.organisation.name, newest.version if newest else "",
            newest.published_at if newest else None,
            sum(each.state == "draft" for each in row.told_versions),
            shown.definition.get("asked", 0) if shown else 0, row.fills and newest is not None,
        )  # fmt: skip

    @property
    def fills(self) -> bool:
        return self._fills


@dataclass(frozen=True)
class ShownFile:
    """A file that goes with a version; `state` says where it comes from."""

    name: str
    state: str
    kilobytes: float
    missing: bool

    @classmethod
    def of(cls, row: FormFile, made: bool) -> ShownFile:
        """`made`: this node makes it at each request, from its lists."""
        if row.sha256:
            return cls(row.name, _("brought"), row.size / 1000, False)
        if made:
            return cls(row.name, _("made by this server from its lists"), 0, False)
        return cls(row.name, _("not brought yet"), 0, True)


@dataclass(frozen=True)
class ShownVersion:
    """One version on its form's page."""

    number: int
    version: str
    state: str
    state_name: str
    made_at: datetime
    published_at: datetime | None
    questions: int
    languages: tuple[str, ...]
    sealed: bool
    becomes: str
    has_sheet: bool
    files: tuple[ShownFile, ...]
    mapping: str
    remarks: tuple[str, ...]

    @classmethod
    def of(
        cls, row: FormVersion, files: tuple[ShownFile, ...], mapping: str, remarks: tuple[str, ...]
    ) -> ShownVersion:
        said = row.definition
        return cls(
            row.pk, row.version, row.state, str(row.get_state_display()), row.made_at, row.published_at,
            said.get("asked", 0), tuple(each for each in said.get("languages", ()) if each),
            bool(row.public_key), becomes(row.mapping.get("becomes", "")), row.has_sheet,
            files, mapping, remarks,
        )  # fmt: skip


@dataclass(frozen=True)
class ShownForm:
    """A form with its versions, newest first."""

    uuid: str
    title: str
    form_id: str
    organisation: str
    fillers: tuple[str, ...]
    versions: tuple[ShownVersion, ...]
    amends: bool

    @classmethod
    def of(cls, shown: ShownForm) -> ShownForm:
        return shown


def becomes(code: str) -> str:
    """What a mapping makes of answers, in words."""
    return {
        "report": _("a report"),
        "follow_up": _("a report that follows an incident"),
        "visit": _("a visit"),
        "survey": _("survey answers, each on its own"),
        "kept": _("a record that is kept and goes no further"),
    }.get(code, "")
