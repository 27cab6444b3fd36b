"""Encrypted submissions are read by anybody and opened by the holder of the key."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives import serialization

from tests.core.xforms.sealing import OF_COLLECT, SPECIFIED, new_key, seal, wrap
from vigie.core.xforms.sealed import CannotOpen, NotAManifest, open_sealed, read_manifest, vectors

ANSWERS = b'<data id="incident" version="3"><lieu>T\xc3\xa9ra</lieu></data>'
MEDIA = {f"photo{number}.jpg": bytes([number]) * (15 + number) for number in range(18)}


@pytest.fixture(scope="module")
def key():
    return new_key()


def sealed(key, **changed):
    said = {"form_id": "incident", "version": "3", "instance_id": "uuid:é-1", "xml": ANSWERS, "media": MEDIA}
    return seal(key.public_key(), **{**said, **changed})


@pytest.mark.parametrize("namespace", [OF_COLLECT, SPECIFIED, ""])
def test_the_manifest_is_read_by_local_names_and_keeps_its_order(key, namespace):
    manifest = read_manifest(sealed(key, namespace=namespace).manifest)
    assert (manifest.form_id, manifest.version, manifest.instance_id) == ("incident", "3", "uuid:é-1")
    assert manifest.files == (*(f"{name}.enc" for name in MEDIA), "submission.xml.enc")


@pytest.mark.parametrize("version", ["3", ""])
@pytest.mark.parametrize("media", [{}, MEDIA, {"empty.csv": b""}, {"block.bin": bytes(16)}])
def test_what_was_sealed_opens(key, version, media):
    made = sealed(key, version=version, media=media)
    opened = open_sealed(read_manifest(made.manifest), made.files, key)
    assert opened.xml == ANSWERS
    assert opened.media == media


def test_the_vectors_add_one_to_each_byte_in_turn_and_roll_over():
    """Known answers, worked by hand from the digest; 16 files and more come round to the first byte."""
    aes = bytes(range(32))
    first = bytearray(hashlib.md5(b"uuid:1" + aes).digest())
    taken = [vector for vector, _ in zip(vectors("uuid:1", aes), range(17), strict=False)]
    assert taken[0] == bytes([(first[0] + 1) % 256]) + bytes(first[1:])
    assert taken[1][:2] == bytes([(first[0] + 1) % 256, (first[1] + 1) % 256])
    assert taken[16] == bytes([(first[0] + 2) % 256, *((each + 1) % 256 for each in first[1:])])


@pytest.mark.skipif(shutil.which("openssl") is None, reason="the openssl program is not on this machine")
def test_a_record_made_with_openssl_alone_opens(key, tmp_path):
    """Neither our encryptor nor our library takes part: the primitives are OpenSSL's program."""

    def openssl(*arguments, data: bytes) -> bytes:
        return subprocess.run(["openssl", *arguments], input=data, capture_output=True, check=True).stdout

    public = tmp_path / "public.pem"
    public.write_bytes(
        key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    )

    def wrapped(data: bytes) -> str:
        oaep = ("rsa_padding_mode:oaep", "rsa_oaep_md:sha256", "rsa_mgf1_md:sha256")
        options = [each for option in oaep for each in ("-pkeyopt", option)]
        made = openssl("pkeyutl", "-encrypt", "-pubin", "-inkey", str(public), *options, data=data)
        return base64.b64encode(made).decode()

    aes, instance = bytes(range(100, 132)), "uuid:made-by-hand"
    seed = openssl("dgst", "-md5", "-binary", data=instance.encode() + aes)
    vector = bytes([(seed[0] + 1) % 256, *seed[1:]])
    padded = b"<data/>" + b"\x09" * 9
    answers = openssl("enc", "-aes-256-cfb", "-K", aes.hex(), "-iv", vector.hex(), data=padded)
    encrypted_key = wrapped(aes)
    lines = ("f", encrypted_key, instance, "submission.xml::" + hashlib.md5(b"<data/>").hexdigest(), "")
    signature = wrapped(openssl("dgst", "-md5", "-binary", data="\n".join(lines).encode()))
    manifest = f"""<data id="f" encrypted="yes"><base64EncryptedKey>{encrypted_key}</base64EncryptedKey>
        <encryptedXmlFile>submission.xml.enc</encryptedXmlFile><meta><instanceID>{instance}</instanceID></meta>
        <base64EncryptedElementSignature>{signature}</base64EncryptedElementSignature></data>"""
    opened = open_sealed(read_manifest(manifest.encode()), {"submission.xml.enc": answers}, key)
    assert opened.xml == b"<data/>"


def test_another_key_opens_nothing(key):
    made = sealed(key)
    with pytest.raises(CannotOpen, match="wrong_key"):
        open_sealed(read_manifest(made.manifest), made.files, new_key())


def test_a_missing_file_is_named(key):
    made = sealed(key)
    files = {name: data for name, data in made.files.items() if name != "photo3.jpg.enc"}
    with pytest.raises(CannotOpen, match=r"missing_file photo3\.jpg\.enc"):
        open_sealed(read_manifest(made.manifest), files, key)


@pytest.mark.parametrize("place", [0, 7, 15, -1])
@pytest.mark.parametrize("name", ["photo0.jpg.enc", "submission.xml.enc"])
def test_an_altered_byte_opens_nothing(key, name, place):
    made = sealed(key)
    altered = bytearray(made.files[name])
    altered[place] ^= 1
    with pytest.raises(CannotOpen, match="altered"):
        open_sealed(read_manifest(made.manifest), {**made.files, name: bytes(altered)}, key)


def test_files_that_swapped_their_names_do_not_open(key):
    made = sealed(key, media={"a.jpg": b"a" * 20, "b.jpg": b"b" * 20})
    a, b, answers = made.files
    swapped = {a: made.files[b], b: made.files[a], answers: made.files[answers]}
    with pytest.raises(CannotOpen, match="altered"):
        open_sealed(read_manifest(made.manifest), swapped, key)


def test_a_manifest_whose_words_were_changed_does_not_open(key):
    made = sealed(key)
    manifest = read_manifest(made.manifest)
    for changed in ({"form_id": "other"}, {"version": "4"}, {"signature": wrap(key.public_key(), b"x" * 16)}):
        with pytest.raises(CannotOpen, match="altered_submission"):
            open_sealed(replace(manifest, **changed), made.files, key)
    with pytest.raises(CannotOpen, match="no_signature"):
        open_sealed(replace(manifest, signature=""), made.files, key)


PARTS = {
    "root": '<data id="f" encrypted="yes">',
    "key": "<base64EncryptedKey>a</base64EncryptedKey>",
    "xml": "<encryptedXmlFile>submission.xml.enc</encryptedXmlFile>",
    "meta": "<meta><instanceID>uuid:1</instanceID></meta>",
    "media": "",
}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, None),
        ({"root": '<data id="f">'}, "not_encrypted"),
        ({"root": '<data encrypted="yes">'}, "no_form_id"),
        ({"key": ""}, "no_key"),
        ({"xml": ""}, "no_answers"),
        ({"meta": ""}, "no_instance_id"),
        ({"meta": "<meta><instanceID> </instanceID></meta>"}, "no_instance_id"),
        ({"media": "<media><file>../a.enc</file></media>"}, "unsafe_name"),
        ({"media": "<media><file>...enc</file></media>"}, "unsafe_name"),
        ({"media": "<media><file>.enc</file></media>"}, "unsafe_name"),
        ({"media": "<media><file>C:a.enc</file></media>"}, "unsafe_name"),
        ({"media": "<media><file>a.enc</file><file>a.enc</file></media>"}, "repeated_name"),
        ({"media": "<media><file>a.enc</file><file>a</file></media>"}, "repeated_name"),
        ({"root": '<!DOCTYPE data [<!ENTITY a "b">]><data id="f" encrypted="yes">'}, "malformed"),
        ({"root": '<data id="f" encrypted="yes">\x00'}, "malformed"),
        ({"root": '<data id="f" encrypted="yes"><open>'}, "malformed"),
    ],
)
def test_what_is_no_manifest_says_what_it_lacks(changed, code):
    text = "".join({**PARTS, **changed}.values()) + "</data>"
    if code is None:
        assert read_manifest(text.encode()).files == ("submission.xml.enc",)
        return
    with pytest.raises(NotAManifest) as refused:
        read_manifest(text.encode())
    assert refused.value.code == code
