"""The `vigie` command: what a person does with a node from a terminal."""

from __future__ import annotations

import os

import click


def _start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vigie.settings")
    import django

    django.setup()


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="vigie")
def main() -> None:
    """Vigie: many watchers, one register, and no source betrayed."""
    _start_django()


@main.command()
@click.option("--port", default=8000, show_default=True, help="Port on this machine.")
def serve(port: int) -> None:
    """Serve the pages on this machine, for this machine."""
    from waitress import serve as wait

    from vigie.wsgi import application

    click.echo(f"http://127.0.0.1:{port}")
    wait(application, host="127.0.0.1", port=port, threads=4, ident=None)
