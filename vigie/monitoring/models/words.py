"""Plain words that the database can search: a full-text index on PostgreSQL, a table beside on SQLite."""

from __future__ import annotations

from django.db import models

from vigie.core.standards import plain

SHADOW = "monitoring_incident_words"  # SQLite's full-text table, made and kept in step by 0003_words


class WordsField(models.TextField):
    """Text without accents or case (`core.standards.plain`), searched with `__mentions`."""


@WordsField.register_lookup
class Mentions(models.Lookup):
    """Every word of the phrase begins some word of the column. Order and neighbourhood do not matter."""

    lookup_name = "mentions"
    prepare_rhs = False

    def get_db_prep_lookup(self, value, connection):
        words = plain(str(value)).split()
        if connection.vendor == "postgresql":
            return "%s", [" & ".join(f"{word}:*" for word in words)]
        return "%s", [
            f"{{{self.lhs.target.column}}} : (" + " AND ".join(f'"{word}"*' for word in words) + ")"
        ]

    def as_postgresql(self, compiler, connection):
        column, parameters = self.process_lhs(compiler, connection)
        phrase, said = self.process_rhs(compiler, connection)
        return f"to_tsvector('simple', {column}) @@ to_tsquery('simple', {phrase})", [*parameters, *said]

    def as_sqlite(self, compiler, connection):
        # The rows of the shadow table carry the keys of the incidents.
        table = self.lhs.alias
        phrase, said = self.process_rhs(compiler, connection)
        found = f"SELECT rowid FROM {SHADOW} WHERE {SHADOW} MATCH {phrase}"  # noqa: S608 - names are ours
        return f'"{table}"."id" IN ({found})', said
