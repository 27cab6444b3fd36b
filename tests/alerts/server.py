"""A mail server on this machine (RFC 5321, the little of it that a client needs), which can fail as servers do."""

from __future__ import annotations

import email
import email.policy
import threading
from dataclasses import dataclass, field
from email.message import EmailMessage
from socketserver import StreamRequestHandler, ThreadingTCPServer


@dataclass
class Box:
    """What the server took: the envelope's mailboxes and the message. `mood` is how it answers.

    Moods: "well"; "busy" refuses every message for now (451); "mute" hangs up before it answers; "cut" takes the
    message and hangs up instead of saying goodbye.
    """

    mood: str = "well"
    taken: list[tuple[list[str], EmailMessage]] = field(default_factory=list)

    def mails(self) -> list[EmailMessage]:
        return [mail for _mailboxes, mail in self.taken]


class _Talk(StreamRequestHandler):
    def handle(self) -> None:
        box: Box = self.server.box
        if box.mood == "mute":
            return
        self._say("220 mail.example.org")
        mailboxes: list[str] = []
        for line in iter(self.rfile.readline, b""):
            said = line.decode("ascii").strip()
            verb = said[:4].upper()
            if verb == "QUIT":
                self._say("221 bye")
                return
            if verb == "RCPT":
                mailboxes.append(said.partition("<")[2].partition(">")[0])
            if verb == "DATA":
                if not self._taken(box, mailboxes):
                    return
                mailboxes = []
            elif verb == "MAIL" and box.mood == "busy":
                self._say("451 try again later")
            else:
                self._say("250 ok")

    def _taken(self, box: Box, mailboxes: list[str]) -> bool:
        """Take one message; tells whether the talk goes on."""
        self._say("354 go on")
        lines = [line.removeprefix(b".") for line in iter(self.rfile.readline, b".\r\n")]
        box.taken.append((mailboxes, email.message_from_bytes(b"".join(lines), policy=email.policy.default)))
        self._say("250 taken")
        return box.mood != "cut"

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode("ascii"))


class MailServer(ThreadingTCPServer):
    """Runs in a thread of its own between `with` and its end, at a free port of this machine."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.box = Box()
        self.thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})

    @property
    def port(self) -> int:
        return self.server_address[1]

    def __enter__(self) -> MailServer:
        self.thread.start()
        return self

    def __exit__(self, *_failure) -> None:
        self.shutdown()
        self.thread.join()
        self.server_close()
