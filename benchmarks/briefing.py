"""How heavy a member's file of a sitting is, and how long it takes to make.

    vigie demo --build-only                                        the fictional region, once
    VIGIE_VAR=var/demo python -m benchmarks.briefing 20            files of its coming sittings, 20 rounds

Every file is made as the page makes it: a numbered copy, the sections of the register and of what is owed, the PDF. All
is rolled back. Aims: at most 300 kB and 2 s. CPU seconds stand beside those of the clock, which other work lengthens.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vigie.settings")

import django

django.setup()

from django.db import transaction  # noqa: E402

from vigie import access  # noqa: E402
from vigie.briefing import acts  # noqa: E402
from vigie.briefing.making import as_pdf  # noqa: E402
from vigie.directory.models import Account  # noqa: E402
from vigie.monitoring.models import Incident  # noqa: E402
from vigie.parliament.models import AgendaItem, Sitting  # noqa: E402

LONG = 60  # matters on an agenda longer than any seen
MOST_BYTES, MOST_SECONDS = 300_000, 2.0


def readers() -> list[tuple[Sitting, Account]]:
    """Each coming sitting with each member of its committee."""
    members = Account.objects.filter(role__in=("clerk", "member", "chair"), is_active=True)
    return [
        (sitting, member)
        for sitting in Sitting.objects.filter(state="planned").order_by("starts_at")
        for member in members.filter(organisation=sitting.body).select_related("organisation")
        if access.may(member, "brief", sitting)
    ]


def made(sitting: Sitting, reader: Account) -> tuple[int, float, float]:
    """Bytes, seconds by the clock, seconds of the processor."""
    clock, worked = time.perf_counter(), time.process_time()
    pdf = as_pdf(acts.number_copy(reader, sitting, reader=reader), "fr")
    return len(pdf), time.perf_counter() - clock, time.process_time() - worked


def told(what: str, found: list[tuple[int, float, float]]) -> None:
    sizes, clocks, worked = zip(*found, strict=True)
    print(
        f"{what:34} {len(found):4} files   {statistics.median(sizes) / 1000:5.0f} kB (most {max(sizes) / 1000:.0f})   "
        f"{statistics.median(clocks):5.2f} s (most {max(clocks):.2f})   CPU {statistics.median(worked):5.2f} s"
    )
    missed = [each for each in found if each[0] > MOST_BYTES or each[1] > MOST_SECONDS]
    print(f"{'':34} {len(missed)} over {MOST_BYTES // 1000} kB or {MOST_SECONDS:.0f} s")


def main(rounds: int) -> None:
    print(f"{platform.machine()}, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}")
    with transaction.atomic():
        pairs = readers()
        print(f"{Incident.objects.count()} incidents, {len(pairs)} readers of coming sittings")
        told("the first of a process", [made(*pairs[0])])
        told("as they come", [made(*pair) for _round in range(rounds) for pair in pairs])
        AgendaItem.objects.bulk_create(
            AgendaItem(
                sitting=pairs[0][0], position=100 + number, title="Un point fictif " * 6, note="mot " * 60
            )
            for number in range(LONG)
        )
        told(f"an agenda of {LONG} matters", [made(*pairs[0]) for _round in range(rounds)])
        transaction.set_rollback(True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
