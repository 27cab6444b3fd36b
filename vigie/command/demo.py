"""`vigie demo`: a fictional region, built from nothing and served."""

from __future__ import annotations

import shutil
import time

import click
from django.conf import settings
from django.db import connections
from django.utils.translation import gettext as _

from vigie.access import NodeActor
from vigie.command.progress import progress
from vigie.command.serve import run
from vigie.command.setup import prepare
from vigie.directory.loading import DEMO_PASSWORD

MADE = "made"  # stands in the folder when the region is whole


@click.command(
    help=_(
        "Build a fictional region with four organisations, three years of reports and every role, match it, and "
        "serve it on this machine. A second call serves what is there."
    )
)
@click.option("--port", default=8000, show_default=True, help=_("Port to listen on."))
@click.option("--fresh", is_flag=True, help=_("Build the region anew; what was changed in it is lost."))
@click.option("--build-only", is_flag=True, help=_("Build and stop."))
@click.option("--scale", default=1.0, show_default=True, help=_("Size of the region; 1 is 3,000 incidents."))
def demo(port: int, fresh: bool, build_only: bool, scale: float) -> None:
    if fresh or not (settings.VAR / MADE).exists():
        build(scale)
    _welcome(port)
    if not build_only:
        run("127.0.0.1", port)


def build(scale: float = 1.0) -> None:
    """Make the region in the node's folder. A half-built one is thrown away first."""
    from sample import build as generate

    started = time.monotonic()
    _empty()
    node = prepare(name=_("Fictional region"), fictional=True)
    region = generate(settings.VAR / "sample", scale=scale)
    load(node, region)
    (settings.VAR / MADE).touch()
    click.echo(_("Built in %(s)s seconds.") % {"s": round(time.monotonic() - started)})


def _empty() -> None:
    connections.close_all()
    for name in ("vigie.sqlite3", "vigie.sqlite3-journal", MADE):
        (settings.VAR / name).unlink(missing_ok=True)
    shutil.rmtree(settings.VAR / "sample", ignore_errors=True)


def load(node, region) -> None:
    """Bring a generated region in by the same ways as real data: files, mappings, matching, people's acts."""
    from sample import life
    from sample.oversight import oversee
    from vigie.command.region import bring_reports, estimate, load_directory, load_places

    actor = NodeActor()
    with progress(_("Places")) as tell:
        load_places(actor, region, tell)
    load_directory(actor, node, region.directory, DEMO_PASSWORD)
    with progress(_("Reports")) as tell:
        bring_reports(actor, region.sources, tell)
    life.live(region.truth)
    take_up(actor)
    oversee()
    with progress(_("Estimating")) as tell:
        estimate(actor, node, tell)


def take_up(actor) -> None:
    """The forms of the project, answered for by the first organisation and filled by the monitors of all."""
    from vigie.directory.models import Organisation
    from vigie.intake.acts import take_up_forms

    owner, *others = Organisation.objects.filter(is_member=True).order_by("slug")
    take_up_forms(actor, owner, fillers=others)


def _welcome(port: int) -> None:
    from vigie.directory.models import Account

    click.echo()
    click.secho(_("A fictional region is ready: http://127.0.0.1:%(port)s") % {"port": port}, bold=True)
    click.echo(_("Every event and organisation in it is invented."))
    click.echo()
    click.echo(
        _("Sign in as one of these; the password is %(password)s for all:") % {"password": DEMO_PASSWORD}
    )
    for account in Account.objects.select_related("organisation").order_by("pk"):
        click.echo(f"  {account.username:<22}{account.role:<14}{account.organisation.name}")
    click.echo()
    click.echo(
        _("Look first: sign in as an analyst, open “Review” and answer a pair; then follow the incident.")
    )
    click.echo(_("Stop with Ctrl-C."))
