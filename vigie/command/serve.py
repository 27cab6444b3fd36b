"""`vigie serve`: the pages of this node."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from django.utils.translation import gettext as _


@contextmanager
def serving(host: str, port: int) -> Iterator:
    """A server that listens and is ready to run; port 0 takes any free one (`effective_port`)."""
    from waitress.server import create_server

    from vigie.wsgi import application

    yield create_server(application, host=host, port=port, threads=4, ident=None)


def run(host: str, port: int) -> None:
    """Serve until interrupted. One process and four threads suit an embedded database."""
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
