"""Conformance §8 and §9: encrypted records and audit files, by a client that encrypts as Collect does."""

from __future__ import annotations

from tests.bench.client import content, new_id, record
from tests.core.xforms.sealing import OF_COLLECT, SPECIFIED, seal
from vigie.core.xforms.sealed import open_sealed, read_manifest

MEDIA = {"a.jpg": b"JPEG" * 50, "audit.csv": b"event,node,start,end\nform start,,1,\n"}


def sealed(key, root: str, **changed):
    xml = record("secret", instance=root, photo="a.jpg")
    said = {"form_id": "secret", "version": "1", "instance_id": root, "xml": xml, "media": MEDIA}
    return seal(key.public_key(), **{**said, **changed}), xml


def test_the_key_goes_to_the_phone_untouched(bench):
    assert b"base64RsaPublicKey" in bench.get(bench.forms()["secret"]["downloadUrl"]).body


def test_ciphertext_comes_in_any_order_and_opens_with_the_key(bench, key):
    roots = {namespace: new_id() for namespace in (OF_COLLECT, SPECIFIED)}
    plain = {}
    for namespace, root in roots.items():
        made, plain[root] = sealed(key, root, namespace=namespace)
        names = list(made.files)
        for name in reversed(names):
            assert bench.send(made.manifest, {name: made.files[name]}).status in (201, 202)
        assert bench.send(made.manifest, made.files).status in (201, 202)
    stored = bench.dump("secret")
    for root in roots.values():
        manifest = read_manifest(stored[root]["xml"].encode())
        assert set(stored[root]["attachments"]) == set(manifest.files)
        files = {name: content(stored[root], name) for name in manifest.files}
        opened = open_sealed(manifest, files, key)
        assert (opened.xml, opened.media) == (plain[root], MEDIA)


def test_a_second_encryption_is_other_content_and_a_manifest_needs_its_number(bench, key):
    root = new_id()
    made, _xml = sealed(key, root)
    assert bench.send(made.manifest).status in (201, 202)
    assert bench.send(sealed(key, root)[0].manifest).status == 409
    nameless = made.manifest.replace(root.encode(), b"")
    assert bench.send(nameless).status == 400


def test_plaintext_for_an_encrypted_form_is_refused(bench):
    """Central takes it."""
    answer = bench.send(record("secret"), Accept_Language="en")
    assert answer.status == 400
    assert "encrypted" in answer.message


def test_an_audit_file_is_kept_as_it_is(bench):
    root = new_id()
    audit = b'event,node,start,end,old-value,new-value\r\nquestion,/data/name,1,2,"a","b ""c"""\n'
    xml = record(instance=root).replace(b"</orx:meta>", b"<orx:audit>audit.csv</orx:audit></orx:meta>")
    assert bench.send(xml, {"audit.csv": audit}).status == 201
    assert content(bench.dump("simple")[root], "audit.csv") == audit
