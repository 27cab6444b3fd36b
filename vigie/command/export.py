"""`vigie export`: the register as a file, as one account may see it."""

from __future__ import annotations

import os
from pathlib import Path

import click
from django.utils.translation import gettext as _

from vigie import access


@click.command(
    help=_(
        "Write the register to FILE (.csv, .xlsx or .geojson) as USERNAME may see it: an export never holds more "
        "than the page would."
    )
)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--as", "username", required=True, help=_("Account whose view is exported."))
def export(file: Path, username: str) -> None:
    from vigie.directory.models import Account
    from vigie.monitoring.effort import effort_of
    from vigie.monitoring.listing import listed_for
    from vigie.web.show import as_file
    from vigie.web.sureness import beside, notes_of

    reader = Account.objects.filter(username=username, is_active=True).first()
    if reader is None:
        raise click.ClickException(_("There is no account “%(name)s”.") % {"name": username})
    ending = file.suffix.lstrip(".")
    if ending not in ("csv", "xlsx", "geojson"):
        raise click.UsageError(_("End the file name with .csv, .xlsx or .geojson."))
    found, face = listed_for(reader, access.rows(reader, "see", "monitoring.Incident").live())
    notes = notes_of([effort_of(reader), *beside(reader, found)])
    download = as_file(found, face, ending, stem="register", notes=notes)
    part = file.with_name(file.name + ".part")
    with part.open("wb") as out:
        for piece in download.streaming_content:
            out.write(piece if isinstance(piece, bytes) else piece.encode())
        out.flush()
        os.fsync(out.fileno())
    part.replace(file)  # a file that is there is whole
    click.echo(_("%(n)s incidents written to %(file)s") % {"n": download["X-Vigie-Rows"], "file": file})
