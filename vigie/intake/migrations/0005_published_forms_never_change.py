"""The bytes of a version that phones may hold never change, and no version goes back to being a draft."""

from django.db import migrations

from vigie.ledger.frozen import freeze

COLUMNS = ("form_id", "version", "title", "xml", "md5", "sheet", "definition", "public_key", "published_at")


class Migration(migrations.Migration):
    dependencies = [("intake", "0004_messages_as_dialogues")]
    operations = [freeze("intake_formversion", COLUMNS, when="OLD.published_at IS NOT NULL")]
