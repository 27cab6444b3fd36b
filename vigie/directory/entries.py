"""Writing one checked row of the directory, for acts and for loading alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import models

from vigie.directory.sources import added, checked

Sources = Iterable[Mapping[str, str]]


def enter(model: type[models.Model], *, sources: Sources, **values) -> models.Model:
    """Write a new row. Raises `ValidationError` with a sentence for each wrong field."""
    row = model(**values, sources=checked(sources))
    row.full_clean()
    row.save(force_insert=True)
    return row


def revise(row: models.Model, *, sources: Sources, **changes) -> models.Model:
    """Change a row on the strength of sources, which join those it has. Raises `ValidationError`."""
    fields = {field.name for field in row._meta.concrete_fields} - {"id", "slug", "sources"}
    unknown = set(changes) - fields
    if unknown:
        raise TypeError(f"{row._meta.label} has no {', '.join(sorted(unknown))}")
    for name, value in changes.items():
        setattr(row, name, value)
    row.sources = added(row.sources, sources)
    row.full_clean()
    row.save()
    return row
