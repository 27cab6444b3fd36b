"""What a stored version of a form asks and means, read once in each process."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from vigie.core.xforms.cells import Layout
from vigie.core.xforms.definition import Definition
from vigie.core.xforms.mapping import Mapping, read_mapping
from vigie.core.xforms.reading import read_form
from vigie.intake.models import FormVersion
from vigie.monitoring.filing import KEY_LENGTH

SERIES_LENGTH = 260
DATASET_LENGTH = 60  # of a report: as many characters as its column holds


def definition_of(version: FormVersion) -> Definition:
    """What a version asks. Needs no `xml` to have been fetched."""
    return _definition(version.pk, version.md5)


def layout_of(version: FormVersion) -> Layout:
    """Which columns a version's records have. Needs no `xml` to have been fetched."""
    return _layout(version.pk, version.md5)


def mapping_of(version: FormVersion) -> Mapping | None:
    """How a version's answers are taken; None where nobody has said it. Raises `BadMapping`."""
    if not version.mapping:
        return None
    return _mapping(version.pk, version.md5, _frozen(version.mapping))


@lru_cache(maxsize=64)
def _definition(version: int, md5: str) -> Definition:
    # `md5` tells the editions of a draft apart; published bytes never change.
    return read_form(bytes(FormVersion.objects.only("xml").get(pk=version).xml))


@lru_cache(maxsize=64)
def _layout(version: int, md5: str) -> Layout:
    return Layout.of(_definition(version, md5))


@lru_cache(maxsize=64)
def _mapping(version: int, md5: str, said: str) -> Mapping:
    return read_mapping(
        FormVersion.objects.only("mapping").get(pk=version).mapping, _definition(version, md5)
    )


def _frozen(mapping: dict) -> str:
    return repr(mapping)


def key_of(root: str) -> str:
    """A record's own identifier in its series: that of its first instance, so that edits are new versions."""
    return root if len(root) <= KEY_LENGTH else hashlib.sha256(root.encode()).hexdigest()


def series_of(form_id: str) -> str:
    """The series that a form's records belong to, whatever its version."""
    return f"form:{form_id}"
