"""How fast phones can send, with everything done: stored on disk, filed as reports, matched.

    python -m benchmarks.openrosa [--postgres] [--records 2000]

One load generator for both databases, on the same machine, over loopback, no TLS. "drained" counts the time until the
last record is filed and matched; CPU is that of the server and of PostgreSQL. Printed, never asserted.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from benchmarks.phones import Line, Node, send, served

PHOTO = b"\xff\xd8" + bytes(range(256)) * 390  # 100 kB
LOADS = [(phones, photo) for photo in (b"", PHOTO) for phones in (1, 8, 32)]
LISTS = 300


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--postgres", action="store_true")
    asked.add_argument("--records", type=int, default=2000)
    given = asked.parse_args()
    with ExitStack() as open_things:
        database = ""
        if given.postgres:
            from tests.cluster import cluster

            database = open_things.enter_context(cluster())
        folder = open_things.enter_context(tempfile.TemporaryDirectory(prefix="vigie-openrosa-"))
        node = open_things.enter_context(served(Path(folder), database))
        time.sleep(3)
        print("idle: PSS {:.0f} MB, RSS {:.0f} MB".format(*node.memory()))
        print("| phones | photo | accepted/s | p50 ms | p95 ms | drained/s | CPU ms a record | PSS MB |")
        print("|---|---|---|---|---|---|---|---|")
        for number, (phones, photo) in enumerate(LOADS):
            _load(node, phones, photo, given.records, number * given.records)
        _lists(node)


def _load(node: Node, phones: int, photo: bytes, records: int, first: int) -> None:
    cpu, began = node.cpu(), time.perf_counter()
    sent = send(node, phones, records, photo, first)
    node.drained()
    wall = time.perf_counter() - began
    assert set(sent.statuses) == {201}, sent.statuses
    print(
        f"| {phones} | {'100 kB' if photo else '–'} | {records / sent.wall:.0f} | {sent.part(0.5):.0f} | "
        f"{sent.part(0.95):.0f} | {records / wall:.0f} | {1000 * (node.cpu() - cpu) / records:.2f} | "
        f"{node.memory()[0]:.0f} |",
        flush=True,
    )


def _lists(node: Node) -> None:
    """The list of forms, asked on one line, as by a phone that has it already."""
    line, root = Line(node.address), f"/odk/{node.tokens[0]}/formList"
    asked = f"GET {root} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
    cpu, began = node.cpu(), time.perf_counter()
    for _time in range(LISTS):
        assert line.ask(asked) == 200
    wall = time.perf_counter() - began
    print(f"list of forms: {LISTS / wall:.0f}/s, {1000 * (node.cpu() - cpu) / LISTS:.2f} ms CPU")


if __name__ == "__main__":
    main()
