"""A real Kannel with its fake centre: a message goes in by the air, the receipt comes out by the air.

The configuration is the one in docs/sms.md, with other ports and the token of a gateway.
"""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test.testcases import LiveServerThread, _StaticFilesHandler

from vigie.access import NodeActor
from vigie.intake.acts.filing import file_submissions
from vigie.intake.models import Message, Submission
from vigie.monitoring.models import Report

BEARERBOX, SMSBOX = (shutil.which(name, path="/usr/sbin:/usr/bin") for name in ("bearerbox", "smsbox"))
FAKE = Path("/usr/lib/kannel/test/fakesmsc")
GUIDE = Path(__file__).resolve().parents[3] / "docs" / "sms.md"
OURS = "70000001"  # as the operator writes a number of the country
SECONDS = 30

pytestmark = pytest.mark.skipif(
    not (BEARERBOX and SMSBOX and FAKE.exists()),
    reason="Kannel is not on this machine (Debian: apt-get install kannel kannel-extras)",
)


def free_ports(many: int) -> list[int]:
    asked = [socket.socket() for _each in range(many)]
    for each in asked:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in asked]
    for each in asked:
        each.close()
    return ports


def configuration(server: int, token: str) -> tuple[str, int, int]:
    """The guide's configuration on free ports; with it those of the centre and of the boxes."""
    admin, boxes, centre = free_ports(3)
    text = re.search(r"```ini\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)[1]
    for written, real in (("13000", admin), ("13001", boxes), ("port = 10000", f"port = {centre}"),
                          ("127.0.0.1:8000", f"127.0.0.1:{server}"), ("TOKEN", token)):  # fmt: skip
        assert written in text
        text = text.replace(written, str(real))
    return text, centre, boxes


def until(what, why: str, seconds: int = SECONDS):
    """What `what()` gives, as soon as it gives anything."""
    for _try in range(seconds * 20):
        if found := what():
            return found
        time.sleep(0.05)
    raise AssertionError(why)


def listens(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def server(db):
    """The site on loopback, in the test's own transaction: no request comes while the test asks the database."""
    if not connection.settings_dict["ENGINE"].endswith("sqlite3"):
        pytest.skip("the site shares the test's connection here, which only SQLite's lets two threads do")
    connection.inc_thread_sharing()
    thread = LiveServerThread(
        "127.0.0.1", _StaticFilesHandler, connections_override={"default": connections["default"]}
    )
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    assert thread.error is None
    yield thread.port
    thread.terminate()
    connection.dec_thread_sharing()


class Air:
    """Kannel's fake centre: what a phone sends goes in at its keyboard, what phones receive stands in its log."""

    def __init__(self, folder: Path, port: int) -> None:
        self.log = folder / "fakesmsc.log"
        self.process = subprocess.Popen(
            [FAKE, "-H", "127.0.0.1", "-r", str(port)], stdin=subprocess.PIPE, stdout=self.log.open("w"),
            stderr=subprocess.STDOUT, cwd=folder, bufsize=0,
        )  # fmt: skip
        self.sent = self.heard = 0

    def send(self, kind: str, text: str, number: str = OURS) -> None:
        """One line: the centre reads a line at a time, and two that come together as one."""
        self.sent += 1
        self.process.stdin.write(f"{number} 123 {kind} {text}\n".encode())
        until(lambda: f"sent message {self.sent}" in self.log.read_text(encoding="utf-8"), "not sent")

    def hear(self) -> str:
        """The next message that a phone receives."""
        found = until(lambda: self.received()[self.heard :], "no answer came out")
        self.heard += 1
        return found[0]

    def received(self) -> list[str]:
        return re.findall(r"Got message \d+: <\d+ \d+ text (.*)>", self.log.read_text(encoding="utf-8"))


@pytest.fixture
def air(server, kannel, tmp_path):
    text, centre, boxes = configuration(server, kannel.token)
    settings = tmp_path / "kannel.conf"
    settings.write_text(text)
    started = []
    with (tmp_path / "kannel.log").open("w") as log:
        try:
            for program, port in ((BEARERBOX, boxes), (SMSBOX, None)):
                started.append(
                    subprocess.Popen([program, str(settings)], stdout=log, stderr=log, cwd=tmp_path)
                )
                if port:
                    until(lambda: listens(boxes), "bearerbox does not start: see kannel.log")
            air = Air(tmp_path, centre)
            started.append(air.process)
            yield air
        finally:
            for process in reversed(started):
                process.terminate()
            for process in started:
                process.wait(timeout=20)


def test_kannel_carries_a_report_in_and_its_receipt_out(air):
    air.send("text", "INC attaque Dorila 12/03 3")
    receipt = air.hear()
    assert re.fullmatch(r"[2-9B-Z]{5}\. Bien recu, merci\..*", receipt)

    air.send("text", "INC attaque Dorila 12/03 3")  # the operator sends it again
    assert air.hear() == receipt

    air.send("text", "INC enlèvement Sanguélé hier 2")
    assert air.hear() != receipt

    # One text in two parts, the second first: the header says which is which (3GPP TS 23.040, 9.2.3.24.1).
    air.send("udh", "%05%00%03%AA%02%02 la+12/03%3A+4+morts+5+bless%E9s")
    air.send("udh", "%05%00%03%AA%02%01 INC+attaque+Dori")
    assert "Bien recu" in air.hear()

    air.send("text", f"COR {receipt[:5]} 13/03")
    assert air.hear() == f"{receipt[:5]}. Correction recue, merci."

    air.send("text", "INC attaque Dorila 12/03 3", number="70000099")
    assert air.hear() == "Merci, votre message est arrivé."

    file_submissions(NodeActor(), list(Submission.objects.filter(state="waiting")))
    told = [
        (
            each.event_type,
            each.place_name,
            each.date_first.day,
            [toll["best"] for toll in each.statement["tolls"]],
        )
        for each in Report.objects.filter(is_current=True).order_by("id")
    ]
    assert told[0] == ("attack-civilians", "Dorila", 13, [3])
    assert told[1][:2] == ("abduction", "Sanguélé")
    assert told[2] == ("attack-civilians", "Dorila", 12, [4, 5])
    assert len(told) == 3
    assert Message.objects.order_by("id").first().times == 2
