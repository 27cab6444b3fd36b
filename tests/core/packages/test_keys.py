"""Keys say who wrote and who may read; groups are what two people compare."""

from __future__ import annotations

import base64
import json

import pytest

from vigie.core.packages import (
    BadKey,
    BadPackage,
    Card,
    Sealing,
    Signing,
    groups,
    read_card,
    verified,
    write_card,
)
from vigie.core.packages.canonical import canonical
from vigie.core.packages.keys import check_public, check_recipient, seal

# RFC 8032, section 7.1, test 1: the pair of this private key.
PRIVATE = base64.b64encode(
    bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
).decode()
PUBLIC = base64.b64encode(
    bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
).decode()
NODE, BODY = Signing.new(), Sealing.new()
CARD = Card(
    "commission-bf",
    "Commission A",
    "BF",
    "committee",
    "Nœud A",
    NODE.public,
    BODY.public,
    "https://a.example",
)


def test_the_signing_key_is_ed25519():
    assert Signing(PRIVATE).public == PUBLIC
    assert verified(PUBLIC, "package", b"x", Signing(PRIVATE).sign("package", b"x"))


def test_a_signature_counts_for_one_message_and_one_purpose():
    signature = NODE.sign("package", b"x")
    assert not verified(NODE.public, "package", b"y", signature)
    assert not verified(NODE.public, "card", b"x", signature)
    assert not verified(Signing.new().public, "package", b"x", signature)
    assert not verified(NODE.public, "package", b"x", b"")
    with pytest.raises(ValueError, match="order"):
        NODE.sign("order", b"x")


def test_only_the_body_unseals():
    sealed = seal("é".encode(), BODY.public)
    assert BODY.unseal(sealed) == "é".encode()
    assert Sealing.new().unseal(sealed) is None


@pytest.mark.parametrize("text", ["", "x", PUBLIC[:-1], PUBLIC + "=", "A" * 44, " " + PUBLIC])
def test_what_is_no_public_key_is_refused(text):
    with pytest.raises(BadKey):
        check_public(text)


@pytest.mark.parametrize(
    "text",
    ["", "age1", BODY.private, BODY.public.upper(), BODY.public + " ", PUBLIC],
    # Keys are drawn anew by each process, and workers must name tests alike.
    ids=["nothing", "a prefix", "a private key", "in capitals", "with a space", "a key for signing"],
)
def test_what_is_no_recipient_is_refused(text):
    with pytest.raises(BadKey):
        check_recipient(text)


def test_groups_are_eight_times_five_digits_and_change_with_either_key():
    read = groups(NODE.public, BODY.public)
    assert [len(each) for each in read.split()] == [5] * 8
    assert read.replace(" ", "").isdigit()
    assert (
        len({read, groups(Signing.new().public, BODY.public), groups(NODE.public, Sealing.new().public)}) == 3
    )


def test_a_card_is_read_as_written():
    assert read_card(write_card(CARD, NODE)) == CARD
    assert CARD.groups == groups(NODE.public, BODY.public)


def changed(**changes) -> bytes:
    return canonical({**json.loads(write_card(CARD, NODE)), **changes})


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "not_a_card"), (b"{}", "not_a_card"), (b"[1]", "not_a_card"), (b"x" * 20_000, "not_a_card"),
        (changed(signature=5), "not_a_card"), (changed(body="commission-ne"), "bad_signature"),
        (changed(node=Signing.new().public), "bad_signature"), (changed(node="x"), "bad_field"),
        (changed(recipient=BODY.private), "bad_field"), (changed(address="ftp://a.example"), "bad_field"),
        (changed(more=1), "bad_field"),
    ],
)  # fmt: skip
def test_a_card_that_is_not_whole_is_refused(raw, code):
    with pytest.raises(BadPackage) as caught:
        read_card(raw)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("address", "right"),
    [
        ("", True), ("https://vigie.example", True), ("https://vigie.example:8443/vigie", True),
        ("http://127.0.0.1:8000", True), ("http://vigie.example", False), ("https://u:p@vigie.example", False),
        ("https://vigie.example/?a=1", False), ("file:///etc/passwd", False), ("https://", False),
        ("https://a.example:99999", False),
    ],
)  # fmt: skip
def test_an_address_is_https_or_this_machine(address, right):
    card = Card(**{**vars(CARD), "address": address})
    if right:
        assert read_card(write_card(card, NODE)).address == address
    else:
        with pytest.raises(BadPackage):
            write_card(card, NODE)
