"""A report's content is never changed: a new edition is a new version."""

from django.db import migrations

from vigie.ledger.frozen import freeze

CONTENT = (
    "uuid", "organisation_id", "dataset", "key", "version", "digest", "received_at", "filed_by_id",
    "statement", "text", "language", "date_first", "date_last", "date_precision", "event_type",
    "place_name", "lat", "lon", "geo_precision",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0001_initial"), ("ledger", "0002_frozen")]
    operations = [freeze("monitoring_report", CONTENT)]
