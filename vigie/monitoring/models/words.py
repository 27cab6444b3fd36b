"""What can be searched by words, beside the incidents so that these stay small to read."""

from __future__ import annotations

from django.db import models
from django.db.models import BooleanField, Func

from vigie.core.standards import plain

LONGEST_WORD = 60  # an index refuses words of thousands of letters, and nobody types them


def searchable(*texts: str) -> str:
    """The distinct plain words of some texts, in order of the alphabet."""
    return " ".join(sorted({word[:LONGEST_WORD] for text in texts for word in plain(text).split()}))


class IncidentWords(models.Model):
    """The plain words of an incident (`searchable`).

    `words` is what any reader of the incident may search: place, type, alleged author. `report_words` has the
    narratives too, and is searched only for those who may read the reports. Migration 0003 keeps an index.
    """

    incident = models.OneToOneField("Incident", models.CASCADE, primary_key=True, related_name="words")
    words = models.TextField(blank=True)
    report_words = models.TextField(blank=True)


class Mentions(Func):
    """Whether every word of a phrase begins some word of a column of `IncidentWords`, in any order.

    The expression is the key of the incident.
    """

    output_field = BooleanField()
    arity = 1
    conditional = True

    def __init__(self, key: str, column: str, phrase: str) -> None:
        super().__init__(key)
        self.column, self.sought = column, plain(phrase).split()

    def as_postgresql(self, compiler, connection, **context):
        where = f"to_tsvector('simple', {self.column}) @@ to_tsquery('simple', %s)"
        # An array is found once. A subquery would be asked again for each row when the planner expects
        # many rows and there are none: twenty seconds at a million.
        found = f"ARRAY(SELECT incident_id FROM monitoring_incidentwords WHERE {where})"  # noqa: S608 - ours
        return self._among(compiler, f"= ANY ({found})", " & ".join(f"{word}:*" for word in self.sought))

    def as_sqlite(self, compiler, connection, **context):
        found = "IN (SELECT rowid FROM monitoring_words_index WHERE monitoring_words_index MATCH %s)"
        return self._among(
            compiler, found, f"{self.column} : (" + " AND ".join(f'"{word}"*' for word in self.sought) + ")"
        )

    def _among(self, compiler, found: str, phrase: str):
        key, parameters = compiler.compile(self.source_expressions[0])
        return f"{key} {found}", [*parameters, phrase]
