"""Kill the server at random under load: how many acknowledged records are lost, how many doubled?

    python -m benchmarks.durability [--records 5000] [--rounds 200] [--postgres]

Phones do what phones do: what was not acknowledged is sent again, byte for byte, when the server is back.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks.phones import Line, Node, body, record, request, start, within

PHONES = 8
LOADED_SECONDS = (0.3, 4.0)  # between a start and its kill
PHOTO = b"\xff\xd8" + bytes(range(256)) * 80  # 20 kB: files are renamed into place as well


class Field:
    """Phones that send until they are told to stop, each the same record until it is acknowledged."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.acknowledged: list[str] = []
        self.refused: list[int] = []
        self.pending: dict[int, tuple[int, str]] = {}
        self.numbers: Iterator[int] = iter(range(10**9))
        self.lock = threading.Lock()

    def send(self, node: Node, stop: threading.Event, fresh: bool = True) -> list[threading.Thread]:
        """Start every phone; `fresh`: when its last record is through, it sends another."""
        threads = [threading.Thread(target=self._phone, args=(node, at, stop, fresh)) for at in range(PHONES)]
        for each in threads:
            each.start()
        return threads

    def _phone(self, node: Node, which: int, stop: threading.Event, fresh: bool) -> None:
        try:
            line = Line(node.address)
            while not stop.is_set() and (fresh or which in self.pending):
                self._one(line, which)
        except OSError:
            return  # the server is gone; what was under way stays pending

    def _one(self, line: Line, which: int) -> None:
        if which not in self.pending:
            with self.lock:
                self.pending[which] = next(self.numbers), f"uuid:{uuid.uuid4()}"
        number, instance = self.pending[which]
        files = {"photo.jpg": PHOTO + instance.encode()} if number % 4 == 0 else {}
        status = line.ask(
            request(self.tokens[which % len(self.tokens)], body(record(number, instance), files))
        )
        with self.lock:
            if status in (201, 202):
                self.acknowledged.append(instance)
                del self.pending[which]
            else:
                self.refused.append(status)


def batter(
    var: Path, database: str, tokens: list[str], *, records: int, most_rounds: int = 10_000, seed: int = 1
) -> dict:
    """Kill and restart until `records` are acknowledged or the rounds are over; then look everything over."""
    chance = random.Random(seed)
    field, rounds = Field(tokens), 0
    while len(field.acknowledged) < records and rounds < most_rounds:
        node, stop = start(var, database, tokens), threading.Event()
        threads = field.send(node, stop)
        time.sleep(chance.uniform(*LOADED_SECONDS))
        node.process.send_signal(signal.SIGKILL)
        node.process.wait()
        stop.set()
        for each in threads:
            each.join()
        rounds += 1
    node = start(var, database, tokens)
    try:
        for each in field.send(node, threading.Event(), fresh=False):
            each.join()
        within(var, database, "drained")
    finally:
        node.process.terminate()
        node.process.wait()
    found = json.loads(within(var, database, "look-over", told=json.dumps(field.acknowledged)))
    return {"rounds": rounds, **found, "refused": len(field.refused)}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--records", type=int, default=5000)
    asked.add_argument("--postgres", action="store_true")
    asked.add_argument("--rounds", type=int, default=10_000)
    given = asked.parse_args()
    with ExitStack() as open_things:
        database = ""
        if given.postgres:
            from tests.cluster import cluster

            database = open_things.enter_context(cluster())
        folder = Path(open_things.enter_context(tempfile.TemporaryDirectory(prefix="vigie-durability-")))
        tokens = json.loads(within(folder, database, "make", str(PHONES)))
        print(json.dumps(batter(folder, database, tokens, records=given.records, most_rounds=given.rounds)))


if __name__ == "__main__":
    main()
