"""Conformance §7: who may come in, and how a phone is asked for a password."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.bench.client import basic, digest, record


def challenge(bench, path: str = "/formList", method: str = "GET") -> str:
    answer = bench.ask(method, f"{bench.said['openrosa_plain']}{path}")
    assert answer.status == 401
    return answer.header("WWW-Authenticate")


def path_of(bench, path: str) -> str:
    return urlsplit(bench.said["openrosa_plain"]).path + path


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/formList"), ("HEAD", "/submission"), ("POST", "/submission")]
)
def test_who_says_nothing_is_asked_for_a_password(bench, method, path):
    """Central gives no challenge."""
    said = challenge(bench, path, method)
    assert said.startswith("Digest ")
    for part in ("realm=", "nonce=", "opaque=", 'qop="auth"', "domain="):
        assert part in said


def test_digest_opens_and_its_count_must_rise(bench):
    said, path = challenge(bench), path_of(bench, "/formList")
    user, password = bench.said["user"], bench.said["password"]
    first = digest(said, user, password, "GET", path, 1)
    assert bench.get("/formList", "openrosa_plain", Authorization=first).status == 200
    again = bench.get("/formList", "openrosa_plain", Authorization=first)
    assert again.status == 401
    assert "stale=true" in again.header("WWW-Authenticate")
    second = digest(said, user, password, "GET", path, 2)
    assert bench.get("/formList", "openrosa_plain", Authorization=second).status == 200
    wrong = digest(said, user, "wrong", "GET", path, 3)
    assert bench.get("/formList", "openrosa_plain", Authorization=wrong).status == 401


def test_digest_sends_a_record(bench):
    said = challenge(bench, "/submission", "HEAD")
    proof = digest(said, bench.said["user"], bench.said["password"], "POST", path_of(bench, "/submission"))
    assert bench.send(record(), root="openrosa_plain", Authorization=proof).status == 201


def test_basic_only_where_nobody_can_listen(bench):
    right = basic(bench.said["user"], bench.said["password"])
    assert bench.get("/formList", "openrosa_plain", Authorization=right).status == 401
    assert (
        bench.get("/formList", "openrosa_plain", Authorization=right, X_Forwarded_Proto="https").status == 200
    )
    wrong = basic(bench.said["user"], "wrong")
    refused = bench.get("/formList", "openrosa_plain", Authorization=wrong, X_Forwarded_Proto="https")
    assert refused.status == 401
    assert "Basic" in refused.header("WWW-Authenticate")


def test_a_wrong_token_is_refused_without_asking_for_a_password(bench):
    for path in ("/formList", "/submission"):
        answer = bench.get(f"{bench.said['openrosa_plain']}/{'x' * 64}{path}")
        assert answer.status == 403
        assert answer.header("WWW-Authenticate") is None


def test_a_monitor_without_forms_sees_none_and_may_send_none(bench):
    assert bench.forms(root="openrosa_noaccess") == {}
    answer = bench.send(record(), root="openrosa_noaccess")
    assert answer.status in (401, 403)
    theirs = bench.forms()["simple"]["downloadUrl"].replace(
        bench.said["openrosa"], bench.said["openrosa_noaccess"]
    )
    assert bench.get(theirs).status in (403, 404)
