"""Filled forms as phones send them, and bytes that are none."""

from __future__ import annotations

import contextlib
import random

import pytest

from vigie.core.xforms.instance import MAX_BYTES, MAX_DEPTH, MAX_ELEMENTS, BadInstance, read_instance

WHOLE = b"""<?xml version='1.0' ?><data id="essai" version="2" xmlns:orx="http://openrosa.org/xforms">
<a> un  mot </a><g><b>2</b><vide/></g><people><age>3</age></people><people><age>4</age></people>
<people jr:template="" xmlns:jr="http://openrosa.org/javarosa"><age/></people>
<orx:meta><orx:instanceID>uuid:1</orx:instanceID><orx:deprecatedID>uuid:0</orx:deprecatedID>
<orx:instanceName>Nom</orx:instanceName></orx:meta></data>"""


def test_a_record_is_told_by_local_names():
    found = read_instance(WHOLE)
    assert (found.form_id, found.version, found.root, found.encrypted) == ("essai", "2", "data", False)
    assert (found.instance_id, found.deprecated_id, found.instance_name) == ("uuid:1", "uuid:0", "Nom")
    assert found.answers["a"] == "un  mot"
    assert found.answers["g"] == {"b": "2", "vide": ""}
    assert found.answers["people"] == [{"age": "3"}, {"age": "4"}], "and without the mould of the repeat"


@pytest.mark.parametrize(
    ("attributes", "form_id", "version"),
    [
        ('xmlns="http://essai.example/f"', "http://essai.example/f", ""),
        ('id="é&amp;&quot;"', 'é&"', ""),
        ('id="a" version=""', "a", ""),
    ],
)
def test_the_form_is_named_by_id_or_namespace(attributes, form_id, version):
    found = read_instance(f"<data {attributes}><a/></data>".encode())
    assert (found.form_id, found.version) == (form_id, version)


@pytest.mark.parametrize(
    ("root", "form_id"),
    [
        ('<z:f xmlns:z="simple"><z:a/></z:f>', "simple"),
        ('<z:f xmlns="other" xmlns:z="simple"><z:a/></z:f>', "simple"),
        ('<z:f xmlns:z="simple" id="named"><z:a/></z:f>', "named"),
        ('<f xmlns="own" xmlns:z="other"><z:a/></f>', "own"),
    ],
)
def test_the_form_is_named_by_the_root_s_own_namespace_whatever_its_prefix(root, form_id):
    found = read_instance(root.encode())
    assert (found.form_id, found.root, list(found.answers)) == (form_id, "f", ["a"])


def test_a_prefix_that_is_bound_to_nothing_names_no_form():
    with pytest.raises(BadInstance) as refused:
        read_instance(b'<z:f xmlns="other"><a/></z:f>')
    assert refused.value.code == "no-form-id"


@pytest.mark.parametrize(
    "spoken", ["http://opendatakit.org/submissions", "http://www.opendatakit.org/xforms/encrypted"]
)
def test_an_encrypted_manifest_keeps_the_order_of_its_files(spoken):
    xml = f"""<data id="f" version="1" encrypted="yes" xmlns="{spoken}"><base64EncryptedKey>k</base64EncryptedKey>
    <orx:meta xmlns:orx="http://openrosa.org/xforms"><orx:instanceID>uuid:2</orx:instanceID></orx:meta>
    <media><file>b.jpg.enc</file></media><media><file>a.jpg.enc</file></media>
    <encryptedXmlFile>submission.xml.enc</encryptedXmlFile></data>"""
    found = read_instance(xml.encode())
    assert found.encrypted and found.instance_id == "uuid:2"
    assert found.sealed_files == ("b.jpg.enc", "a.jpg.enc", "submission.xml.enc")
    together = xml.replace("</file></media><media><file>", "</file><file>")
    assert read_instance(together.encode()).sealed_files == found.sealed_files


def test_an_entity_is_told_with_the_answers_beside_it():
    xml = b"""<data id="f" xmlns:e="x"><r><n>1</n><meta>
    <entity dataset="people" id="u" e:create="1"><label>L</label></entity></meta><later>2</later></r></data>"""
    (entity,) = read_instance(xml).entities
    assert entity.attributes == {"dataset": "people", "id": "u", "create": "1"} and entity.label == "L"
    assert (entity.scope["n"], entity.scope["later"]) == ("1", "2")


BOMB = b"""<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><data id="f">&b;</data>"""


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (b"", "empty"), (b"  \n", "empty"), (b"<data id='f'>" + b"a" * MAX_BYTES, "too-large"),
        (b"<data id='f'>\0</data>", "null-byte"), ("<data id='f'/>".encode("utf-16"), "null-byte"),
        (BOMB, "doctype"), (b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a id='f'/>", "doctype"),
        (b"<data id='f'>" + b"<a>" * MAX_DEPTH, "too-deep"),
        (b"<data id='f'>" + b"<a/>" * MAX_ELEMENTS, "too-many"),
        (WHOLE[:-4], "not-xml"), (WHOLE + b"<data/>", "not-xml"), (b"data", "not-xml"), (b"<a>&b;</a>", "not-xml"),
        (b"<data id='f'>&#0;</data>", "not-xml"), (b"<data id='f'>\xff</data>", "not-xml"),
        (b"<?xml version='1.0' encoding='utf-7'?><a id='f'/>", "not-xml"),
        (b"<?xml version='1.0' encoding='rot13'?><a id='f'/>", "not-xml"),
        (b"<data><a/></data>", "no-form-id"),
    ],
)  # fmt: skip
def test_what_is_no_record_says_why(xml, code):
    with pytest.raises(BadInstance) as refused:
        read_instance(xml)
    assert refused.value.code == code


def test_where_it_breaks_is_told():
    with pytest.raises(BadInstance) as refused:
        read_instance(b"<data id='f'>\n<a></b></data>")
    assert (refused.value.line, refused.value.column) == (2, 6)


def test_no_bytes_do_anything_but_be_read_or_refused():
    """A small fuzz; the nightly one changes fifty thousand."""
    chance = random.Random(7)
    for _time in range(1500):
        xml = bytearray(WHOLE)
        for _change in range(chance.randint(1, 6)):
            at = chance.randrange(len(xml))
            kind = chance.random()
            if kind < 0.4:
                xml[at] = chance.randrange(256)
            elif kind < 0.7:
                del xml[at : at + chance.randint(1, 40)]
            else:
                xml[at:at] = chance.choice([b"<a>", b"&x;", b"\0", b"<!--", b"]]>", b"<!DOCTYPE x>", b"\xc3"])
        with contextlib.suppress(BadInstance):
            read_instance(bytes(xml))
