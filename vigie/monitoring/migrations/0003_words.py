"""Searching by words: a full-text index on PostgreSQL, a full-text table kept by triggers on SQLite."""

from django.db import migrations

POSTGRES = [
    "CREATE INDEX words_index ON monitoring_incidentwords USING gin (to_tsvector('simple', words))",
    "CREATE INDEX report_words_index ON monitoring_incidentwords USING gin (to_tsvector('simple', report_words))",
    # For the keys that a search has found. Not on SQLite, which would try every audience and state with each.
    "CREATE INDEX incident_by_key ON monitoring_incident (id, audience_id, state, date_first)",
]
# `content=` keeps no second copy of the words; `detail=column` drops the positions, which nobody asks for.
TAKE_OUT = """INSERT INTO monitoring_words_index(monitoring_words_index, rowid, words, report_words)
    VALUES ('delete', old.incident_id, old.words, old.report_words);"""
PUT_IN = """INSERT INTO monitoring_words_index(rowid, words, report_words)
    VALUES (new.incident_id, new.words, new.report_words);"""
SQLITE = [
    """CREATE VIRTUAL TABLE monitoring_words_index USING fts5(words, report_words,
    content='monitoring_incidentwords', content_rowid='incident_id', detail=column, tokenize="unicode61")""",
    f"CREATE TRIGGER words_in AFTER INSERT ON monitoring_incidentwords BEGIN {PUT_IN} END",
    f"CREATE TRIGGER words_out AFTER DELETE ON monitoring_incidentwords BEGIN {TAKE_OUT} END",
    f"CREATE TRIGGER words_new AFTER UPDATE ON monitoring_incidentwords BEGIN {TAKE_OUT} {PUT_IN} END",
]
UNDO = {
    "postgresql": [
        "DROP INDEX words_index", "DROP INDEX report_words_index", "DROP INDEX incident_by_key",
    ],
    "sqlite": [
        "DROP TRIGGER words_in", "DROP TRIGGER words_out", "DROP TRIGGER words_new",
        "DROP TABLE monitoring_words_index",
    ],
}


def forwards(apps, editor):
    for statement in POSTGRES if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def backwards(apps, editor):
    for statement in UNDO[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0002_frozen")]
    operations = [migrations.RunPython(forwards, backwards)]
