"""Answers are kept as cells beside the record, so that a table of many records need not read each again."""

from django.db import migrations, models

from vigie.core.xforms.cells import Layout
from vigie.core.xforms.instance import BadInstance, read_instance
from vigie.core.xforms.reading import read_form

AT_ONCE = 500


def fill(apps, _editor) -> None:
    """Read the records that are here already. One that can't be read keeps its XML and no cells."""
    versions = apps.get_model("intake", "SubmissionVersion").objects
    for form_version in apps.get_model("intake", "FormVersion").objects.exclude(state="draft").iterator():
        layout, last = None, 0
        of_it = versions.filter(form_version=form_version, is_current=True).order_by("pk")
        while rows := list(of_it.filter(pk__gt=last).only("xml", "cells")[:AT_ONCE]):
            layout = layout or Layout.of(read_form(bytes(form_version.xml)))
            for row in rows:
                row.cells = _cells(layout, bytes(row.xml))
            versions.bulk_update(rows, ["cells"])
            last = rows[-1].pk


def _cells(layout: Layout, xml: bytes) -> str:
    try:
        return layout.kept(read_instance(xml))
    except BadInstance:
        return ""


class Migration(migrations.Migration):
    dependencies = [("intake", "0008_openings")]
    operations = [
        migrations.AddField(
            "submissionversion", "cells", models.TextField(blank=True, default=""), preserve_default=False
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
