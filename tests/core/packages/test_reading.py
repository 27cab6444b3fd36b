"""A package is read whole or refused whole: whatever is changed, left out or added."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import zipfile

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.packages.made import (
    ABOUT,
    FILES,
    ITEM,
    LETTER,
    OTHER,
    RECEIVER,
    RECEIVERS_NODE,
    SENDER,
    file,
    item,
    manifest,
    packed,
)
from vigie.core.packages import BadPackage, Content, Party, Signing, open_package, pack
from vigie.core.packages import archive as archives
from vigie.core.packages.canonical import canonical, read_canonical
from vigie.core.packages.keys import seal
from vigie.core.packages.limits import MOST_BYTES

SEALED = packed().sealed
INSIDE = RECEIVER.unseal(SEALED)


def refused(code: str, sealed: bytes, *identities) -> None:
    with pytest.raises(BadPackage) as caught:
        open_package(sealed, identities or (RECEIVER,))
    assert caught.value.code == code, caught.value.params


def resealed(parts: dict[str, bytes]) -> bytes:
    return seal(archives.write_archive(parts), RECEIVER.public)


def signed(data: dict, **parts: bytes) -> bytes:
    """A package of any manifest, rightly signed: what only a careless or hostile sender writes."""
    raw = canonical(data)
    files = {f"files/{name}": content for name, content in FILES.items()}
    return resealed({**files, "manifest.json": raw, "signature": SENDER.sign("package", raw), **parts})


def data(**changes) -> dict:
    return {**json.loads(manifest().raw()), **changes}


def with_content(**changes) -> bytes:
    content = data()["contents"][0]
    return signed(data(contents=[{**content, **changes}]))


def test_what_is_packed_is_read_again():
    found = open_package(SEALED, [OTHER, RECEIVER])
    assert found.manifest == manifest()
    assert found.files == FILES
    assert found.digest == hashlib.sha256(manifest().raw()).hexdigest() == packed().digest


def test_any_program_opens_the_archive():
    with zipfile.ZipFile(io.BytesIO(INSIDE)) as opened:
        assert opened.testzip() is None
        assert set(opened.namelist()) == {"manifest.json", "signature", f"files/{file().sha256}"}
        assert opened.read(f"files/{file().sha256}") == LETTER
        assert json.loads(opened.read("manifest.json"))["from"]["body"] == "commission-bf"


@pytest.mark.skipif(shutil.which("age") is None, reason="the program age is not installed here")
def test_stock_age_opens_it(tmp_path):
    key, sealed = tmp_path / "key.txt", tmp_path / "package.age"
    key.write_text(RECEIVER.private + "\n")
    sealed.write_bytes(SEALED)
    done = subprocess.run(["age", "-d", "-i", key, sealed], capture_output=True, check=True)
    assert done.stdout == INSIDE


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(SEALED) - 1), st.integers(1, 255))
def test_any_byte_changed_on_the_way_is_refused(place, change):
    changed = bytearray(SEALED)
    changed[place] ^= change
    with pytest.raises(BadPackage):
        open_package(bytes(changed), [RECEIVER])


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(INSIDE) - 1), st.integers(1, 255))
def test_any_byte_changed_within_is_refused(place, change):
    """By somebody who can seal again, as everybody who knows the recipient's public key can."""
    changed = bytearray(INSIDE)
    changed[place] ^= change
    with pytest.raises(BadPackage):
        open_package(seal(bytes(changed), RECEIVER.public), [RECEIVER])


def test_every_byte_of_the_frame_counts():
    """All that is neither manifest, signature nor file: each byte in turn."""
    small = archives.write_archive({"manifest.json": b"{}", "signature": b"s"})
    for place in range(len(small)):
        changed = bytearray(small)
        changed[place] ^= 1 << place % 8
        try:
            assert archives.read_archive(bytes(changed)) != archives.read_archive(small)
        except BadPackage:
            continue


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_noise_is_refused(noise):
    with pytest.raises(BadPackage):
        open_package(noise, [RECEIVER])
    with pytest.raises(BadPackage):
        open_package(seal(noise, RECEIVER.public), [RECEIVER])


@pytest.mark.parametrize("cut", [0, 1, 22, 23, 200, -1])
def test_a_package_cut_short_is_refused(cut):
    with pytest.raises(BadPackage):
        open_package(SEALED[:cut], [RECEIVER])


def test_bytes_after_the_end_are_refused():
    refused("cannot_open", SEALED + b"\0")
    refused("not_an_archive", seal(INSIDE + b"\0", RECEIVER.public))


def test_a_package_for_somebody_else_does_not_open():
    refused("cannot_open", SEALED, OTHER)


def test_a_package_written_as_text_is_not_taken():
    """Armour can be written in many ways; one package is one file."""
    refused(
        "not_a_package",
        pyrage.encrypt(INSIDE, [pyrage.x25519.Recipient.from_str(RECEIVER.public)], armored=True),
    )


def test_who_opened_it_cannot_seal_it_to_another():
    refused("sealed_again", seal(INSIDE, OTHER.public), OTHER)


def test_another_signature_is_refused():
    raw = manifest().raw()
    files = {f"files/{name}": content for name, content in FILES.items()}
    for signature in (Signing.new().sign("package", raw), SENDER.sign("card", raw), bytes(64)):
        refused("bad_signature", resealed({**files, "manifest.json": raw, "signature": signature}))
    refused("not_an_archive", resealed({**files, "manifest.json": raw, "signature": bytes(63)}))
    refused("not_an_archive", resealed({**files, "manifest.json": raw}))


def test_files_are_exactly_those_named():
    more = b"autre"
    refused("file_differs", signed(data(), **{f"files/{hashlib.sha256(more).hexdigest()}": more}))
    refused("file_differs", signed(data(), **{f"files/{file().sha256}": b"autre"}))
    parts = archives.read_archive(INSIDE)
    del parts[f"files/{file().sha256}"]
    refused("file_differs", resealed(parts))
    refused("file_differs", with_content(files=[{**data()["contents"][0]["files"][0], "size": 3}]))


@pytest.mark.parametrize(
    "name",
    ["../lettre.pdf", "/etc/passwd", "a/b", "a\\b", "C:lettre", "", " ", ".cache", "a\nb", "a\u202efdp.exe", "x" * 151,
     "lettre.pdf.", "-rf"],
)  # fmt: skip
def test_a_name_that_is_a_path_or_a_trick_is_refused(name):
    refused("bad_field", with_content(files=[{**data()["contents"][0]["files"][0], "name": name}]))


@pytest.mark.parametrize(
    "name", ["../manifest.json", "files/../signature", "files/x", "/files", "manifest.json/"]
)
def test_an_archive_of_other_names_is_refused(name):
    parts = archives.read_archive(INSIDE)
    refused("not_an_archive", resealed({**parts, name: b"x"}))


def test_a_compressed_archive_is_refused():
    """So nothing unfolds: a megabyte of zeros comes as a kilobyte, and is not taken."""
    packed_up = io.BytesIO()
    with zipfile.ZipFile(packed_up, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", bytes(1_000_000))
    refused("not_an_archive", seal(packed_up.getvalue(), RECEIVER.public))


def test_an_archive_of_very_many_files_is_refused():
    parts = {f"files/{number:064x}": b"" for number in range(500)}
    refused("too_many_files", resealed(parts))


def test_what_is_too_large_is_refused_unopened():
    refused("too_large", bytes(MOST_BYTES + 1))


CASES = {
    "a field more": lambda: signed(data(more=1)),
    "a field less": lambda: signed({name: value for name, value in data().items() if name != "made_on"}),
    "no such day": lambda: signed(data(made_on="2026-02-30")),
    "number zero": lambda: signed(data(number=0)),
    "number true": lambda: signed(data(number=True)),
    "second without a first": lambda: signed(data(number=2)),
    "no identifier": lambda: signed(data(id="1")),
    "identifier in capitals": lambda: signed(data(id=data()["id"].upper())),
    "a list for a field": lambda: signed(data(to=[])),
    "missing what was received": lambda: signed(data(received={"upto": 5, "missing": [4]})),
    "missing twice": lambda: signed(data(received={"upto": 5, "missing": [7, 7]})),
    "kind unknown": lambda: with_content(kind="order"),
    "marked RED": lambda: with_content(about={**ABOUT, "tlp": "TLP:RED"}),
    "not said to be unclassified": lambda: with_content(about={**ABOUT, "national": "secret"}),
    "a moment of another zone": lambda: with_content(about={**ABOUT, "expires_at": "2027-01-31T00:00:00+01:00"}),
    "a title of two lines": lambda: with_content(about={**ABOUT, "title": "a\nb"}),
    "a withdrawal with a file": lambda: signed(
        data(contents=[{**data()["contents"][0], "kind": "withdrawal",
                        "about": {"because": "", "by": "A", "on": "2026-05-05"}}])
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_field_that_holds_what_it_may_not_is_refused(case):
    refused("bad_field", CASES[case]())


def test_a_field_is_named_where_it_lies():
    with pytest.raises(BadPackage) as caught:
        open_package(with_content(about={**ABOUT, "tlp": "TLP:RED"}), [RECEIVER])
    assert caught.value.params == {"field": "contents[1].about.tlp"}


def test_a_later_format_says_so():
    refused("newer_format", signed(data(format="vigie-package-2")))


@pytest.mark.parametrize(
    "raw",
    [b'{"b":1,"a":2}', b'{"a": 1}', b'{"a":1,"a":1}', b'{"a":1.0}', b'{"a":1e3}', b'{"a":NaN}', b'{"a":"\\u00e9"}',
     b'{"a":"\\ud800"}', b"[" * 9 + b"]" * 9, b"[" * 100_000, b"\xff", b"", b'{"a":1}\n'],
)  # fmt: skip
def test_json_written_in_another_way_is_refused(raw):
    with pytest.raises(BadPackage):
        read_canonical(raw)


def test_brackets_within_texts_are_no_depth():
    assert read_canonical(canonical({"a": "[" * 50 + '\\"' + "{" * 50})) == {"a": "[" * 50 + '\\"' + "{" * 50}


def test_a_writer_cannot_write_what_a_reader_refuses():
    for wrong in (
        item(tlp="TLP:RED"),
        Content("item", ITEM, ABOUT, (file(name="../x"),)),
        Content("order", ITEM, {}),
    ):
        with pytest.raises(BadPackage):
            pack(manifest(contents=(wrong,)), FILES, SENDER)
    with pytest.raises(BadPackage):
        pack(manifest(), {}, SENDER)
    with pytest.raises(BadPackage):
        pack(manifest(), {file().sha256: b"autre"}, SENDER)
    with pytest.raises(BadPackage):
        packed(to=Party("commission-ml", RECEIVERS_NODE.public, "age1nonsense"))
