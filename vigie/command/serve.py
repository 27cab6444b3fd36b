"""`vigie serve`: the pages of this node, the door for phones, and the filing of what comes in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import click
from django.utils.translation import gettext as _

# Phones wait for the disk together (intake/receiving/committing.py), so more of them are answered at once than
# there are cores. Each costs some memory for its connection once it reads for itself.
THREADS = 16


@contextmanager
def serving(host: str, port: int) -> Iterator:
    """A server that listens and is ready to run; port 0 takes any free one (`effective_port`).

    As long as it stands, what comes in from the field is filed in the background.
    """
    from vigie.command.door import server
    from vigie.intake.receiving import stored
    from vigie.intake.receiving.filer import Filer
    from vigie.intake.receiving.working import ready, tend, work
    from vigie.intake.sms.taking import end_left
    from vigie.intake.webform.clearing import clear_old_drafts

    # What the server holds back of a large request lies in the node's own folder, and not in /tmp.
    tempfile.tempdir = str(stored.arriving())
    filer = Filer(work, chores=[end_left, tend, clear_old_drafts], ready=ready)
    made = server(host, port, THREADS)
    filer.start()
    try:
        yield made
    finally:
        filer.stop()


def run(host: str, port: int) -> None:
    """Serve until interrupted, in one process."""
    with serving(host, port) as server:
        server.run()


@click.command(help=_("Serve the pages of this node. Without options, for this machine only."))
@click.option("--host", default="127.0.0.1", show_default=True, help=_("Address to listen on."))
@click.option("--port", default=8000, show_default=True, help=_("Port to listen on."))
def serve(host: str, port: int) -> None:
    click.echo(
        _("Vigie answers at http://%(host)s:%(port)s (stop with Ctrl-C)") % {"host": host, "port": port}
    )
    run(host, port)
