"""Rows that the database itself refuses to change."""

from __future__ import annotations

from django.db import migrations

_SQLITE = """CREATE TRIGGER {table}_{verb} BEFORE {event} ON {table} {when} BEGIN
SELECT RAISE(ABORT, '{table} is never changed'); END"""
_POSTGRES = """CREATE FUNCTION {table}_{verb}() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{table} is never changed'; END $$;
CREATE TRIGGER {table}_{verb} BEFORE {event} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION {table}_{verb}()"""


def freeze(table: str, columns: tuple[str, ...] = (), when: str = "") -> migrations.RunPython:
    """A migration step after which `table` refuses DELETE, and UPDATE of `columns` or, with none given, of
    any. `when` is a condition on OLD, for tables of which only some rows are final. Works on SQLite and PostgreSQL.
    """
    update = f"UPDATE OF {', '.join(columns)}" if columns else "UPDATE"
    events = {"no_update": update, "no_delete": "DELETE"}

    def forwards(apps, editor) -> None:
        template = _POSTGRES if editor.connection.vendor == "postgresql" else _SQLITE
        for verb, event in events.items():
            only = f"WHEN ({when})" if when else ""
            editor.execute(template.format(table=table, verb=verb, event=event, when=only))

    def backwards(apps, editor) -> None:
        for verb in events:
            on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
            editor.execute(f"DROP TRIGGER {table}_{verb}{on}")
            if on:
                editor.execute(f"DROP FUNCTION {table}_{verb}()")

    return migrations.RunPython(forwards, backwards)
