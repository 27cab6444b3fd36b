"""Ledger lines are never changed or deleted."""

from django.db import migrations

from vigie.ledger.frozen import freeze


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [freeze("ledger_entry")]
