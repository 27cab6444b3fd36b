"""A node of its own, and phones that send to it as fast as they are answered. Everything in it is invented."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
BOUNDARY = "----phone-of-a-benchmark"


@dataclass
class Node:
    """A served node: its address, the tokens of its phones, and its process."""

    address: tuple[str, int]
    tokens: list[str]
    process: subprocess.Popen
    var: Path
    database: str = ""

    def cpu(self) -> float:
        """CPU seconds of the server so far, and of PostgreSQL where it is used."""
        return _cpu(self.process.pid) + (_cpu_of_postgres(self.database) if self.database else 0.0)

    def memory(self) -> tuple[float, float]:
        """PSS and RSS of the server in MB."""
        text = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text()
        found = dict(re.findall(r"^(Pss|Rss):\s+(\d+) kB", text, re.MULTILINE))
        return int(found["Pss"]) / 1000, int(found["Rss"]) / 1000

    def drained(self) -> None:
        """Wait until every record is filed and matched."""
        within(self.var, self.database, "drained")


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS


def _cpu_of_postgres(database: str) -> float:
    """CPU of the cluster's postmaster, of its children that live, and of those that ended."""
    socket_folder = re.search(r"@([^/]*)/", database).group(1).replace("%2F", "/")
    master = int((Path(socket_folder) / "data" / "postmaster.pid").read_text().split()[0])
    found = _cpu(master)
    for each in Path("/proc").iterdir():
        if each.name.isdigit():
            try:
                fields = (each / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == master:
                found += _cpu(int(each.name))
    return found


def environment(var: Path, database: str) -> dict[str, str]:
    named = {**os.environ, "VIGIE_VAR": str(var), "DATABASE_URL": database, "VIGIE_LANGUAGE": "fr",
             "PYTHONPATH": str(HOUSE)}  # fmt: skip
    named.pop("DJANGO_SETTINGS_MODULE", None)
    return named


def within(var: Path, database: str, *arguments: str, told: str = "") -> str:
    """Run one of the node's own questions (`field_node`) beside its server."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.field_node", *arguments], cwd=HOUSE, check=True, input=told,
        env=environment(var, database), stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return done.stdout


@contextmanager
def served(var: Path, database: str = "", phones: int = 32) -> Iterator[Node]:
    """Make a node and serve it by the real command; the process is ended afterwards."""
    var.mkdir(parents=True, exist_ok=True)
    tokens = json.loads(within(var, database, "make", str(phones)))
    node = start(var, database, tokens)
    try:
        yield node
    finally:
        node.process.terminate()
        node.process.wait(timeout=30)


def start(var: Path, database: str, tokens: list[str]) -> Node:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    log = (var / "served.log").open("a")
    process = subprocess.Popen(
        [sys.executable, "-c", "from vigie.command import main; main()", "serve", "--port", str(port)],
        cwd=HOUSE, env=environment(var, database), stdout=log, stderr=log,
    )  # fmt: skip
    for _try in range(600):
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return Node(("127.0.0.1", port), tokens, process, var, database)
        except OSError:
            time.sleep(0.1)
    raise AssertionError((var / "served.log").read_text()[-2000:])


@dataclass
class Sent:
    """What phones were answered: seconds of each answer, and the records that were acknowledged."""

    seconds: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    acknowledged: list[str] = field(default_factory=list)
    wall: float = 0.0

    def part(self, share: float) -> float:
        """The time within which this share of the answers came, in ms."""
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def record(number: int, instance: str) -> bytes:
    """A filled incident form, some 2.7 kB, on a day of the last two years and in one of the invented places."""
    day = date(2026, 11, 1) - timedelta(days=number * 37 % 700)
    people = "".join(
        f"<people><harm>{harm}</harm><hard_people/><group>civilian</group><sex>female</sex><age>adult</age>"
        f"<number_known>number</number_known><number>{1 + number % 5}</number></people>"
        for harm in ("injured", "abducted", "displaced")
    )
    story = (
        f"Récit inventé numéro {number}. " + "Des hommes armés sont venus de l'est et sont repartis. " * 14
    )
    return (
        '<?xml version="1.0"?><data id="vigie-incident" version="2026112301" '
        'xmlns:orx="http://openrosa.org/xforms"><today>2026-11-01</today><warning/>'
        f"<when><date_known>day</date_known><date_day>{day}</date_day><date_end/><date_month/><date_year/></when>"
        f"<where><country>BF</country><place/><place_text>Lieu {number * 61 % 200}</place_text>"
        f"<place_known>exact</place_known><place_name>Lieu {number * 61 % 200}</place_name>"
        "<place_adm1/><place_adm2/><place_adm3/></where>"
        f"<what><event_type>attack-civilians</event_type><hard_content/><event_said/><story>{story}</story></what>"
        "<who><initiators>armed-group-unspecified</initiators><initiator_name/><targets>civilian-people</targets></who>"
        f"<dead><killed_known>number</killed_known><killed>{5 + number % 7}</killed><killed_least>{number % 5}"
        f"</killed_least><killed_most>20</killed_most><killed_civilians>{number % 3}</killed_civilians></dead>{people}"
        "<source><origin>own_monitor</origin><origin_name/><sharing>usual</sharing></source>"
        f"<orx:meta><orx:instanceID>{instance}</orx:instanceID></orx:meta></data>"
    ).encode()


def body(xml: bytes, files: dict[str, bytes]) -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="'
    parts = [f'{head}xml_submission_file"; filename="a.xml"\r\nContent-Type: text/xml\r\n\r\n'.encode(), xml]
    for name, content in files.items():
        parts.append(f'\r\n{head}{name}"; filename="{name}"\r\nContent-Type: image/jpeg\r\n\r\n'.encode())
        parts.append(content)
    return b"".join(parts) + f"\r\n--{BOUNDARY}--\r\n".encode()


def request(token: str, content: bytes) -> bytes:
    return (
        f"POST /odk/{token}/submission?deviceID=banc HTTP/1.1\r\nHost: 127.0.0.1\r\nX-OpenRosa-Version: 1.0\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {len(content)}\r\n\r\n"
    ).encode() + content


class Line:
    """One connection of a phone, kept open."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.socket = socket.create_connection(address, timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.held = b""

    def ask(self, sent: bytes) -> int:
        """Send a request and give the status of its answer."""
        self.socket.sendall(sent)
        while b"\r\n\r\n" not in self.held:
            self._more()
        head, _blank, self.held = self.held.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        left = int(length.group(1)) if length else 0
        while len(self.held) < left:
            self._more()
        self.held = self.held[left:]
        return int(head[9:12])

    def _more(self) -> None:
        piece = self.socket.recv(65536)
        if not piece:
            raise ConnectionError
        self.held += piece


def send(node: Node, phones: int, records: int, photo: bytes = b"", first: int = 0) -> Sent:
    """`phones` phones send `records` records between them, each its next as soon as the last was answered."""
    total, lock = Sent(), threading.Lock()
    numbers = iter(range(first, first + records))

    def phone(which: int) -> None:
        line, mine = Line(node.address), Sent()
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                break
            instance = f"uuid:{uuid.uuid4()}"
            xml = record(number, instance)
            # Every photograph has bytes of its own, as photographs do.
            content = body(xml, {"photo.jpg": photo + instance.encode()} if photo else {})
            asked = request(node.tokens[which % len(node.tokens)], content)
            began = time.perf_counter()
            status = line.ask(asked)
            mine.seconds.append(time.perf_counter() - began)
            mine.statuses[status] = mine.statuses.get(status, 0) + 1
            if status in (201, 202):
                mine.acknowledged.append(instance)
        with lock:
            total.seconds += mine.seconds
            total.acknowledged += mine.acknowledged
            for status, count in mine.statuses.items():
                total.statuses[status] = total.statuses.get(status, 0) + count

    threads = [threading.Thread(target=phone, args=(each,)) for each in range(phones)]
    began = time.perf_counter()
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    total.wall = time.perf_counter() - began
    return total
