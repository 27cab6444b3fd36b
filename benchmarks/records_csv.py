"""How fast the records of a form become a table, asked at its own address.

    python -m benchmarks.records_csv [--postgres] [--records 50000] [--zip] [--gzip]

The form has 42 questions and a repeat of three; the records are invented, each with one to three turns, and stored
as phones send them. Printed, never asserted: seconds by the clock, processor seconds of this process, bytes, and how
much more memory the process held at its most. Laying answers out as cells, at arrival, is timed beside reading them.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import random
import resource
import sys
import tempfile
import time
from contextlib import ExitStack
from uuid import UUID

SYLLABLES = ["ba", "do", "gou", "ka", "la", "ma", "na", "ni", "ro", "sa", "ta", "ti", "wa", "yo", "za"]
TEXTS, CHOICES, MANY, NUMBERS = 16, 14, 4, 8
AT_ONCE = 2_000
TIMES = 5


def names() -> list[tuple[str, str]]:
    """The questions, in three groups: (path, kind)."""
    kinds = ["string"] * TEXTS + ["choice"] * CHOICES + ["several"] * MANY + ["int"] * NUMBERS
    random.Random(2).shuffle(kinds)
    return [(f"part{at // 14}/q{at:02}", kind) for at, kind in enumerate(kinds)]


def form_xml() -> bytes:
    asked, groups = names(), {}
    for path, _kind in asked:
        group, name = path.split("/")
        groups.setdefault(group, []).append(f"<{name}/>")
    inside = "".join(f"<{group}>{''.join(each)}</{group}>" for group, each in groups.items())
    binds = "".join(
        f'<bind nodeset="/data/{path}" type="{"int" if kind == "int" else "string"}"/>'
        for path, kind in asked
    )
    items = "".join(f"<item><label>{n}</label><value>c{n}</value></item>" for n in range(6))
    body = "".join(_control(path, kind, items) for path, kind in asked)
    return f"""<?xml version="1.0"?><h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms"><h:head><h:title>Essai</h:title><model>
<instance><data id="essai" version="1">{inside}<people jr:template=""><name/><age/><role/></people>
<orx:meta><orx:instanceID/></orx:meta></data></instance>{binds}<bind nodeset="/data/people/name" type="string"/>
<bind nodeset="/data/people/age" type="int"/><bind nodeset="/data/people/role" type="string"/></model></h:head><h:body>
{body}<group ref="/data/people"><label>Qui</label><repeat nodeset="/data/people"><input ref="/data/people/name">
<label>Nom</label></input><input ref="/data/people/age"><label>Age</label></input><input ref="/data/people/role">
<label>Role</label></input></repeat></group></h:body></h:html>""".encode()


def _control(path: str, kind: str, items: str) -> str:
    tag = {"choice": "select1", "several": "select"}.get(kind, "input")
    return f'<{tag} ref="/data/{path}"><label>{path}</label>{items if tag != "input" else ""}</{tag}>'


def record_xml(number: int, chance: random.Random) -> bytes:
    groups: dict[str, list[str]] = {}
    for path, kind in names():
        group, name = path.split("/")
        groups.setdefault(group, []).append(f"<{name}>{_answer(kind, chance)}</{name}>")
    inside = "".join(f"<{group}>{''.join(each)}</{group}>" for group, each in groups.items())
    people = "".join(
        f"<people><name>{_words(chance, 2)}</name><age>{chance.randrange(90)}</age>"
        f"<role>c{chance.randrange(6)}</role></people>"
        for _turn in range(chance.randrange(1, 4))
    )
    return (
        f'<?xml version=\'1.0\' ?><data id="essai" version="1" xmlns:orx="http://openrosa.org/xforms">{inside}'
        f"{people}<orx:meta><orx:instanceID>uuid:{UUID(int=number)}</orx:instanceID></orx:meta></data>"
    ).encode()


def _answer(kind: str, chance: random.Random) -> str:
    if kind == "string":  # a story of two lines now and then, and one that a spreadsheet would run
        said = _words(chance, chance.randrange(1, 9))
        return (
            f"{said}\n{said}" if chance.random() < 0.01 else f"={said}" if chance.random() < 0.001 else said
        )
    if kind == "several":
        return " ".join(sorted({f"c{chance.randrange(6)}" for _each in range(3)}))
    return str(chance.randrange(60)) if kind == "int" else f"c{chance.randrange(6)}"


def _words(chance: random.Random, count: int) -> str:
    return " ".join("".join(chance.choices(SYLLABLES, k=3)) for _each in range(count))


def fill(total: int):
    """A node with one organisation, its analyst, and `total` records of one form."""
    from django.db import transaction
    from django.utils import timezone

    from vigie.core.xforms.instance import read_instance
    from vigie.directory.models import Account, Organisation
    from vigie.intake.models import Form, FormVersion, Submission, SubmissionVersion
    from vigie.intake.xlsforms.versions import layout_of
    from vigie.ledger.models import Node

    Node.objects.create(name="Benchmark", fictional=True)
    organisation = Organisation.objects.create(
        slug="a", name="A", classification="observatory", is_member=True
    )
    analyst = Account.objects.create_user(
        "analyst", "un mot de passe assez long", role="analyst", organisation=organisation
    )
    form = Form.objects.create(form_id="essai", title="Essai", organisation=organisation)
    xml = form_xml()
    version = FormVersion.objects.create(
        form=form, version="1", title="Essai", state="published", xml=xml, md5=hashlib.md5(xml).hexdigest(),
        published_at=timezone.now(),
    )  # fmt: skip
    chance, layout = random.Random(1), layout_of(version)
    reading = laying = 0.0
    for first in range(0, total, AT_ONCE):
        submissions, versions = [], []
        for number in range(first, min(first + AT_ONCE, total)):
            xml, root = record_xml(number, chance), f"uuid:{UUID(int=number)}"
            began = time.process_time()
            instance = read_instance(xml)
            read = time.process_time()
            cells = layout.kept(instance)
            reading, laying = reading + read - began, laying + time.process_time() - read
            submissions.append(
                Submission(
                    form=form,
                    root=root,
                    organisation=organisation,
                    filed_by=analyst,
                    channel="phone",
                    state="filed",
                )
            )
            versions.append(
                SubmissionVersion(
                    submission=submissions[-1], form=form, form_version=version, instance_id=root, xml=xml,
                    sha256=hashlib.sha256(xml).hexdigest(), cells=cells,
                )
            )  # fmt: skip
        with transaction.atomic():
            Submission.objects.bulk_create(submissions)
            SubmissionVersion.objects.bulk_create(versions)
    print(
        f"at arrival: XML read {1e6 * reading / total:.0f} µs, laid out as cells {1e6 * laying / total:.0f} µs a record"
    )
    return form, analyst


def ask(form, analyst, kind: str, packed: bool) -> tuple[float, float, int]:
    """One download: seconds, processor seconds, bytes."""
    from django.test import Client

    client = Client()
    client.force_login(analyst)
    headers = {"accept-encoding": "gzip"} if packed else {}
    began, cpu, size = time.perf_counter(), time.process_time(), 0
    answer = client.get(f"/formulaires/{form.uuid}/fiches.{kind}", headers=headers)
    assert answer.status_code == 200, answer.status_code
    for piece in answer.streaming_content:
        size += len(piece)
    return time.perf_counter() - began, time.process_time() - cpu, size


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--postgres", action="store_true")
    asked.add_argument("--records", type=int, default=50_000)
    asked.add_argument("--zip", action="store_true")
    asked.add_argument("--gzip", action="store_true")
    given = asked.parse_args()
    with ExitStack() as open_things:
        os.environ["VIGIE_VAR"] = open_things.enter_context(
            tempfile.TemporaryDirectory(prefix="vigie-bench-")
        )
        if given.postgres:
            from tests.cluster import cluster

            os.environ["DATABASE_URL"] = open_things.enter_context(cluster())
        _measured(given)


def _measured(given) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "vigie.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    print(
        f"{connection.vendor}, Python {platform.python_version()}, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f}"
    )
    form, analyst = fill(given.records)
    kinds = [
        ("csv", False),
        *([("csv", True)] if given.gzip else []),
        *([("zip", False)] if given.zip else []),
    ]
    for kind, packed in kinds:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        found = sorted(ask(form, analyst, kind, packed) for _time in range(TIMES))
        wall, cpu, size = found[TIMES // 2]
        more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        print(
            f"{given.records:,} records to {kind}{', gzip' if packed else ''}: {wall:.2f} s, CPU {cpu:.2f} s "
            f"(least {min(each[1] for each in found):.2f}), {size / 1e6:.1f} MB, +{more:.0f} MB of memory",
            flush=True,
        )
    connection.close()


if __name__ == "__main__":
    sys.exit(main())
