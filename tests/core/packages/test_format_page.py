"""What docs/exchange-format.md gives others to try on is what we write, and what it lists is what there is."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from vigie.core.packages import KINDS, Signing, groups, limits
from vigie.core.packages.archive import write_archive
from vigie.core.packages.contents import SHAPES
from vigie.exchange.sentences import SENTENCES

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "exchange-format.md").read_text(encoding="utf-8")
SIGNING = Signing(base64.b64encode(bytes(range(32))).decode())


def test_keys_signature_and_groups_of_the_page():
    assert f"`{SIGNING.public}`" in PAGE
    assert f"`{base64.b64encode(SIGNING.sign('package', b'{}')).decode()}`" in PAGE
    recipient = re.search(r"`(age1\w+)`", PAGE)[1]
    assert f"`{groups(SIGNING.public, recipient)}`" in PAGE


def test_the_archive_of_the_page():
    raw = write_archive({"signature": bytes(64), "manifest.json": b"{}"})
    assert f"{len(raw)} bytes" in PAGE
    assert hashlib.sha256(raw).hexdigest() in PAGE


def test_the_page_names_every_kind_field_and_limit():
    for kind in KINDS:
        missing = [name for name in (kind, *SHAPES[kind]) if f"`{name}`" not in PAGE]
        assert not missing, f"{kind}: {missing}"
    for most in (limits.MOST_BYTES, limits.MOST_MANIFEST_BYTES, limits.MOST_CARD_BYTES, limits.LONGEST_TEXT):
        assert f"{most:,}" in PAGE


def test_the_page_names_every_refusal_of_a_package():
    sender_s_own = {"not_a_card", "cannot_resend"}
    assert {code for code in SENTENCES if f"`{code}`" not in PAGE} == sender_s_own
