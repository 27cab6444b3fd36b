"""The web server, as waitress with two changes that phones need."""

from __future__ import annotations

import sys

from django.conf import settings
from django.utils import translation
from waitress.channel import HTTPChannel
from waitress.server import create_server
from waitress.task import ErrorTask

from vigie.intake.openrosa.apart import PHONES
from vigie.intake.openrosa.documents import envelope
from vigie.intake.receiving.refusals import NotTaken
from vigie.wsgi import application


class Refusing(ErrorTask):
    """What the server refuses by itself (a body over the limit, before reading it) phones get as an envelope."""

    def execute(self) -> None:
        if self.request.error.code != 413 or not str(self.request.path).startswith(PHONES):
            super().execute()
            return
        language = "en" if self.request.headers.get("ACCEPT_LANGUAGE", "").lower().startswith("en") else "fr"
        with translation.override(language):
            body = envelope(NotTaken("too-large").sentence(), "error").encode()
        self.status = "413 Request Entity Too Large"
        self.response_headers += [
            ("Content-Type", "text/xml; charset=utf-8"), ("X-OpenRosa-Version", "1.0"), ("Content-Language", language),
        ]  # fmt: skip
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Channel(HTTPChannel):
    error_task_class = Refusing


# Seconds. A thread that asks the database gives up the interpreter at each query; with Python's 5 ms it would wait so
# long behind every other thread to get it back, and a round of filing beside 32 phones took 3 s.
SWITCH_INTERVAL = 0.0005


def server(host: str, port: int, threads: int):
    """A server that is ready to run.

    It lets X-Forwarded-Proto pass: Basic passwords of phones are taken where a proxy says that the line is
    encrypted (`views.openrosa.door.over_tls`), and nothing else looks at it.
    """
    sys.setswitchinterval(SWITCH_INTERVAL)
    made = create_server(
        application, host=host, port=port, threads=threads, ident=None, clear_untrusted_proxy_headers=False,
        max_request_body_size=settings.PHONE_LIMIT_BYTES,
    )  # fmt: skip
    for each in (made, *getattr(made, "map", {}).values()):  # a name may stand for several addresses
        each.channel_class = Channel
    return made
