"""What was received is never changed, whatever the program above tries."""

from django.db import migrations

from vigie.ledger.frozen import freeze


class Migration(migrations.Migration):
    dependencies = [("intake", "0009_records_as_cells"), ("ledger", "0002_frozen")]
    operations = [freeze("intake_submissionversion", ("xml", "sha256", "instance_id"))]
