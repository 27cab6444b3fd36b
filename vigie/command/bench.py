"""`vigie odk-bench` and `vigie odk-dump`: for other people's clients and test suites."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path

import click
from django.conf import settings
from django.db import DatabaseError, connections
from django.utils.translation import gettext as _

from vigie.command import throwaway


@click.command(
    "odk-bench",
    help=_(
        "Make a throw-away node of the forms in FOLDER (XForms, XLSForms) as its bench.json lists them, serve it on "
        "this machine until interrupted, and print one line of JSON that says where."
    ),
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--port", default=0, help=_("Port to listen on; any free one without it."))
def odk_bench(folder: Path, port: int) -> None:
    from vigie.command.setup import prepare
    from vigie.intake.bench.plan import BadPlan, read_plan

    signal.signal(signal.SIGTERM, lambda *_said: sys.exit(0))
    try:
        entries, remarks = read_plan(folder)
        for remark in remarks:
            click.echo(remark, err=True)
        prepare(name="odk-bench", fictional=True)
        from vigie.intake.bench.node import furnish

        _serve(furnish(entries), port)
    except BadPlan as error:
        raise click.ClickException(str(error)) from error
    finally:
        connections.close_all()
        throwaway.leave(settings.VAR)


def _serve(doors, port: int) -> None:
    from vigie.command.serve import serving

    with serving("127.0.0.1", port) as server:
        root = f"http://127.0.0.1:{server.effective_port}/odk"
        throwaway.announce(settings.VAR)
        line = {
            "openrosa": f"{root}/{doors.token}",
            "openrosa_plain": root,
            "openrosa_noaccess": f"{root}/{doors.token_of_none}",
            "user": doors.user,
            "password": doors.password,
        }
        click.echo(json.dumps(line))
        sys.stdout.flush()
        server.run()


@click.command(
    "odk-dump",
    help=_(
        "Print what is stored of the records of FORM (its identifier), or with --entities of the list LIST, as "
        "JSON: of the bench that serves in this environment, else of this node."
    ),
)
@click.argument("form", required=False)
@click.option("--entities", "list_name", metavar="LIST", help=_("Name of a list of entities."))
def odk_dump(form: str | None, list_name: str | None) -> None:
    from vigie.intake.bench import dump

    if (form is None) == (list_name is None):
        raise click.UsageError(_("Name either a form, or a list with --entities."))
    try:
        settled = dump.settle()
    except DatabaseError as error:
        raise click.ClickException(
            _("There is no node here yet, and no bench serves in this environment.")
        ) from error
    if not settled:
        click.echo(_("Some records still wait to be filed; what follows may lack what they make."), err=True)
    found = dump.entities(list_name) if form is None else dump.records(form)
    if found is None:
        said = {"name": list_name or form}
        raise click.ClickException(
            _("There is no list “%(name)s” here.") % said
            if form is None
            else _("There is no form “%(name)s” here.") % said
        )
    click.echo(json.dumps(found, ensure_ascii=False))
