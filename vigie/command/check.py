"""`vigie check`: what is wrong with this installation, and how to mend it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click
from django.conf import settings
from django.core import checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError
from django.utils.translation import gettext as _

GOOD, CARE, WRONG = "good", "care", "wrong"
MARKS = {GOOD: "●", CARE: "◐", WRONG: "○"}


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `mend` says what to do, and is empty when nothing is to be done."""

    grade: str
    what: str
    mend: str = ""


def python_version() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    old = sys.version_info < (3, 11)
    mend = _("Install Python 3.11 or newer and run `make setup` again.") if old else ""
    yield Finding(WRONG if old else GOOD, f"Python {version}", mend)


def folder() -> Iterator[Finding]:
    if not os.access(settings.VAR, os.W_OK):
        yield Finding(
            WRONG, _("The folder %(path)s cannot be written.") % {"path": settings.VAR},
            _("Give it to the user who runs Vigie."),
        )  # fmt: skip
        return
    free = shutil.disk_usage(settings.VAR).free // 2**20
    scarce = free < 500
    mend = _("Free some space: below 500 MB an import may stop half-way.") if scarce else ""
    yield Finding(CARE if scarce else GOOD, _("%(mb)s MB free on the disk") % {"mb": free}, mend)


def secret() -> Iterator[Finding]:
    if "VIGIE_SECRET_KEY" in os.environ:
        yield Finding(GOOD, _("The secret key comes from the environment."))
        return
    mode = stat.S_IMODE((settings.VAR / "secret-key").stat().st_mode)
    open_to_others = bool(mode & 0o077)
    mend = _("Run: chmod 600 %(path)s") % {"path": settings.VAR / "secret-key"} if open_to_others else ""
    what = (
        _("Others can read the secret key.")
        if open_to_others
        else _("Only this user can read the secret key.")
    )
    yield Finding(WRONG if open_to_others else GOOD, what, mend)


def database() -> Iterator[Finding]:
    try:
        with connection.cursor() as cursor:
            yield from (_postgres if connection.vendor == "postgresql" else _sqlite)(cursor)
    except DatabaseError as error:
        yield Finding(
            WRONG, _("The database does not answer: %(error)s") % {"error": error},
            _("Check DATABASE_URL and that the server runs; or unset it to use the embedded database."),
        )  # fmt: skip


def _sqlite(cursor) -> Iterator[Finding]:
    mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    kept = cursor.execute("PRAGMA synchronous").fetchone()[0]
    version = sqlite3.sqlite_version
    if mode == "wal" and sqlite3.sqlite_version_info < (3, 51, 3):
        yield Finding(
            WRONG, _("SQLite %(version)s must not keep a write-ahead log.") % {"version": version},
            _("Restart Vigie: it sets the journal mode itself. If another program changed it, stop that program."),
        )  # fmt: skip
    elif kept < 2:
        yield Finding(WRONG, _("SQLite may lose the last writes in a power cut."), _("Restart Vigie."))
    else:
        yield Finding(GOOD, f"SQLite {version}, journal_mode={mode}, synchronous=FULL")
    sound = cursor.execute("PRAGMA quick_check(1)").fetchone()[0]
    if sound != "ok":
        yield Finding(WRONG, _("The database file is damaged."), _("Stop Vigie and restore the last backup."))


def _postgres(cursor) -> Iterator[Finding]:
    version = connection.pg_version
    mend = _("Move to PostgreSQL 15 or newer.") if version < 150000 else ""
    yield Finding(WRONG if mend else GOOD, f"PostgreSQL {version // 10000}", mend)
    cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    if cursor.fetchone()[0]:
        yield Finding(
            CARE, _("Vigie connects as a superuser."),
            _("Give it a role of its own without SUPERUSER, so that a mistake stays small."),
        )  # fmt: skip


def schema() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    what = (
        _("%(n)s database changes are missing.") % {"n": len(missing)}
        if missing
        else _("The schema is current.")
    )
    yield Finding(WRONG if missing else GOOD, what, _("Run: vigie init") if missing else "")


def contents() -> Iterator[Finding]:
    from vigie.directory.models import Account, Organisation
    from vigie.monitoring.models import Incident, Report
    from vigie.places.models import Area

    wanted = (
        (Organisation, _("organisations"), _("Add them to the directory before anything is imported.")),
        (Account, _("accounts"), _("Run: vigie account add")),
        (Area, _("areas"), _("Run: vigie import boundaries FILE")),
    )
    for model, name, mend in wanted:
        found = model.objects.count()
        yield Finding(GOOD if found else CARE, f"{found} {name}", "" if found else mend)
    loose = Report.objects.filter(is_current=True, link=None).count()
    if loose:
        what = _("%(n)s reports belong to no incident yet.") % {"n": loose}
        yield Finding(CARE, what, _("Run: vigie match"))
    else:
        yield Finding(
            GOOD, _("%(n)s incidents, every report in its place") % {"n": Incident.objects.live().count()}
        )


def translations() -> Iterator[Finding]:
    folders = [settings.BASE / "vigie" / "locale", *(settings.BASE / "vigie").glob("*/locale")]
    sources = [path for each in folders for path in each.glob("fr/LC_MESSAGES/*.po")]
    stale = [path for path in sources if not path.with_suffix(".mo").exists()]
    what = (
        _("%(n)s lists of French words are not compiled.") % {"n": len(stale)}
        if stale
        else _("French is compiled.")
    )
    yield Finding(WRONG if stale else GOOD, what, _("Run: make setup") if stale else "")


def exposure() -> Iterator[Finding]:
    if settings.DEBUG:
        yield Finding(WRONG, _("VIGIE_DEBUG shows the program's insides to visitors."), _("Unset it."))
    if settings.SERVED_OVER_TLS:
        for warning in checks.run_checks(include_deployment_checks=True):
            yield Finding(CARE, f"{warning.id}: {warning.msg}", str(warning.hint or ""))
    else:
        yield Finding(
            CARE, _("Pages go out without TLS: fit for this machine only."),
            _("Before others connect, put a web server with a certificate in front and set VIGIE_TLS=1."),
        )  # fmt: skip


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    python_version, folder, secret, database, schema, translations, contents, exposure,
)  # fmt: skip


def findings() -> Iterator[Finding]:
    for look in CHECKS:
        try:
            yield from look()
        except DatabaseError:
            yield Finding(WRONG, _("The database is not ready to be looked into."), _("Run: vigie init"))
            return


@click.command(help=_("Look over this installation: what is wrong, and how to mend it. Changes nothing."))
def check() -> None:
    wrong = 0
    for found in findings():
        click.echo(f"{MARKS[found.grade]} {found.what}")
        if found.mend:
            click.echo(f"    → {found.mend}")
        wrong += found.grade == WRONG
    if wrong:
        raise click.exceptions.Exit(1)
