"""The real command on loopback: what only a real server and real sockets show."""

from __future__ import annotations

import json
import os
import re
import socket
import threading
import uuid
from collections import Counter

import pytest

from benchmarks import phones
from benchmarks.durability import batter
from benchmarks.phones import BOUNDARY, Line, Node, body, record, request, within
from tests.cluster import cluster, programs


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def node(request, tmp_path_factory):
    """A node that serves, on either database."""
    if request.param == "postgresql" and not programs():
        pytest.skip("PostgreSQL's server programs are not installed")
    os.environ["VIGIE_BENCH_COLD"] = "1"
    var = tmp_path_factory.mktemp(f"node-{request.param}")
    try:
        if request.param == "sqlite":
            with phones.served(var, "", phones=2) as served:
                yield served
        else:
            with cluster() as database, phones.served(var, database, phones=2) as served:
                yield served
    finally:
        del os.environ["VIGIE_BENCH_COLD"]


def states(node: Node) -> dict[str, int]:
    return json.loads(within(node.var, node.database, "states"))


def asked(node: Node, head: str, *pieces: bytes) -> tuple[int, str]:
    """One request as it goes over the line; its status, and the whole answer as text."""
    with socket.create_connection(node.address, timeout=60) as line:
        line.sendall(f"{head}\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        for piece in pieces:
            line.sendall(piece)
        answer = b""
        while piece := line.recv(65536):
            answer += piece
    return int(answer[9:12]), answer.decode("utf-8", "replace")


def test_what_a_phone_meets_on_the_line(node):
    """§4.1 204 without a body, §5.1 chunked, §5.14 many at once, 413 before reading; one record of many."""
    root, before = f"/odk/{node.tokens[0]}", sum(states(node).values())
    status, answer = asked(node, f"HEAD {root}/submission HTTP/1.1")
    assert status == 204 and answer.endswith("\r\n\r\n")
    assert "x-openrosa-version: 1.0" in answer.lower() and re.search(
        r"^Date: .* GMT\r$", answer, re.MULTILINE
    )
    status, answer = asked(node, f"GET {root}/formList HTTP/1.1")
    assert status == 200 and f"http://127.0.0.1{root}/forms/" in answer

    content = body(record(1, f"uuid:{uuid.uuid4()}"), {"a.jpg": b"A" * 700_000})
    head = f"POST {root}/submission HTTP/1.1\r\nContent-Type: multipart/form-data; boundary={BOUNDARY}"
    chunks = b"".join(
        f"{len(each):x}\r\n".encode() + each + b"\r\n"
        for each in (content[at : at + 50_000] for at in range(0, len(content), 50_000))
    )
    status, answer = asked(node, f"{head}\r\nTransfer-Encoding: chunked", chunks + b"0\r\n\r\n")
    assert status == 201, answer

    status, answer = asked(node, f"{head}\r\nAccept-Language: fr\r\nContent-Length: 999999999999")
    assert status == 413 and "OpenRosaResponse" in answer and "trop lourd" in answer

    same, answers = request(node.tokens[1], body(record(2, f"uuid:{uuid.uuid4()}"), {})), []
    threads = [
        threading.Thread(target=lambda: answers.append(Line(node.address).ask(same))) for _each in range(12)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert Counter(answers) == {201: 12}
    assert sum(states(node).values()) == before + 2


def test_nothing_acknowledged_is_lost_or_doubled_when_the_server_is_killed(node):
    """A few rounds of `benchmarks.durability`; the first server stays, so that two filers must agree."""
    found = batter(node.var, node.database, node.tokens, records=10_000, most_rounds=2)
    assert found["acknowledged"] > 0 and found["reports"] >= found["acknowledged"]
    assert {found[each] for each in ("lost", "doubled", "changed", "files broken", "reports doubled")} == {0}
