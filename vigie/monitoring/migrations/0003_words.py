"""Searching by words: a full-text index on PostgreSQL, a full-text table kept by triggers on SQLite."""

from django.db import migrations

POSTGRES = [
    "CREATE INDEX incident_words ON monitoring_incident USING gin (to_tsvector('simple', words))",
    "CREATE INDEX incident_report_words ON monitoring_incident USING gin (to_tsvector('simple', report_words))",
]
# `content=` keeps no second copy of the words; `detail=column` drops the positions, which nobody asks for.
SQLITE = [
    """CREATE VIRTUAL TABLE monitoring_incident_words USING fts5(words, report_words,
    content='monitoring_incident', content_rowid='id', detail=column, tokenize="unicode61")""",
    """CREATE TRIGGER monitoring_incident_words_in AFTER INSERT ON monitoring_incident BEGIN
    INSERT INTO monitoring_incident_words(rowid, words, report_words)
    VALUES (new.id, new.words, new.report_words); END""",
    """CREATE TRIGGER monitoring_incident_words_out AFTER DELETE ON monitoring_incident BEGIN
    INSERT INTO monitoring_incident_words(monitoring_incident_words, rowid, words, report_words)
    VALUES ('delete', old.id, old.words, old.report_words); END""",
    """CREATE TRIGGER monitoring_incident_words_new AFTER UPDATE OF words, report_words ON monitoring_incident
    WHEN old.words IS NOT new.words OR old.report_words IS NOT new.report_words BEGIN
    INSERT INTO monitoring_incident_words(monitoring_incident_words, rowid, words, report_words)
    VALUES ('delete', old.id, old.words, old.report_words);
    INSERT INTO monitoring_incident_words(rowid, words, report_words)
    VALUES (new.id, new.words, new.report_words); END""",
]
UNDO = {
    "postgresql": ["DROP INDEX incident_words", "DROP INDEX incident_report_words"],
    "sqlite": [
        "DROP TRIGGER monitoring_incident_words_in",
        "DROP TRIGGER monitoring_incident_words_out",
        "DROP TRIGGER monitoring_incident_words_new",
        "DROP TABLE monitoring_incident_words",
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
