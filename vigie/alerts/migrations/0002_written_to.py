"""When a mailbox was asked: what no server took is asked again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("alerts", "0001_alerts")]

    operations = [
        migrations.AddField("subscription", "written_at", models.DateTimeField(blank=True, null=True)),
    ]
