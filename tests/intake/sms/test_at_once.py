"""One message at many doors at once. In a file of its own: beside it the world of the other tests would stand open."""

from __future__ import annotations

import threading

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from tests.intake.sms.conftest import NUMBER, built, with_token
from vigie.intake.models import Dialogue, Message, SubmissionVersion

TEXT = "INC enlèvement Sanguélé 12/03 2"


@pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"),
    reason="a SQLite database in memory has one connection; in a file, writers take turns anyway",
)
@pytest.mark.django_db(transaction=True)
def test_the_same_message_many_times_at_once_is_one_report():
    gateway = with_token("http", built().tokens)
    gate, answers, failures = threading.Barrier(8), [], []

    def one() -> None:
        try:
            gate.wait(timeout=20)
            for _n in range(8):
                sent = Client().post("/sms/http", {"from": NUMBER, "text": TEXT, "token": gateway.token})
                answers.append((sent.status_code, sent.content))
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _each in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert not failures
    assert len(answers) == 64
    assert len(set(answers)) == 1
    assert (Dialogue.objects.count(), SubmissionVersion.objects.count(), Message.objects.get().times) == (
        1,
        1,
        64,
    )
