"""Conformance §4: what a phone asks before it sends."""

from __future__ import annotations

from vigie.intake.views.openrosa.door import ANNOUNCED_BYTES


def test_4_1_and_2_head_is_answered_without_a_body_and_with_a_small_limit(phone):
    answer = phone.client.head(f"{phone.root}/submission")
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["X-OpenRosa-Version"] == "1.0"
    assert 1_000_000 <= int(answer["X-OpenRosa-Accept-Content-Length"]) == ANNOUNCED_BYTES <= 5_000_000


def test_4_1_who_is_unknown_is_asked(phone):
    answer = phone.client.head("/odk/submission")
    assert answer.status_code == 401 and answer["WWW-Authenticate"].startswith("Digest ")


def test_4_5_get_says_the_same(phone):
    assert phone.get("/submission").status_code == 204
