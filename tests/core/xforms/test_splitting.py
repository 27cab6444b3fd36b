"""What of an opened record goes into the register, and what stays with its recipient."""

from __future__ import annotations

import pytest

from vigie.core.xforms.instance import read_instance
from vigie.core.xforms.mapping import BadMapping, mapping_from_text
from vigie.core.xforms.reading import read_form
from vigie.core.xforms.splitting import part

FORM = read_form(b"""<h:html xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/2002/xforms"><h:head>
  <h:title>F</h:title><model><instance><data id="f" version="1"><deviceid/><day/><type/><killed/><witness/><note/>
  <phone/><victims><name/><number/><harm/></victims><photo/><meta><instanceID/><instanceName/></meta></data></instance>
  <bind nodeset="/data/day" type="date"/><bind nodeset="/data/killed" type="int"/>
  <bind nodeset="/data/victims/number" type="int"/><bind nodeset="/data/photo" type="binary"/></model></h:head>
  <h:body><input ref="/data/day"/><input ref="/data/type"/><input ref="/data/killed"/><input ref="/data/witness"/>
  <input ref="/data/note"/><input ref="/data/phone"/><group ref="/data/victims"><repeat nodeset="/data/victims">
  <input ref="/data/victims/name"/><input ref="/data/victims/number"/><input ref="/data/victims/harm"/></repeat></group>
  </h:body></h:html>""")
RECORD = b"""<?xml version="1.0"?><data id="f" version="1" xmlns:orx="http://openrosa.org/xforms">
  <deviceid>D-77</deviceid><day>2026-03-01</day><type>attack-civilians</type><killed>3</killed>
  <witness>Zq Temoin</witness><note>Zq recit</note><phone>70000000</phone>
  <victims><name>Zq A</name><number>1</number><harm>killed</harm></victims>
  <victims secret="Zq"><name>Zq B</name><number>2</number><harm>injured</harm></victims>
  <photo>zq.jpg</photo><orx:meta><orx:instanceID>uuid:1</orx:instanceID><orx:instanceName>Zq nom</orx:instanceName>
  </orx:meta></data>"""
MAPPING = """
becomes: report
date: {first: day}
event_type: {question: type, codes: {}}
tolls: [{number: killed, harm: killed}, {each: victims, number: number, harm: {question: harm}}]
"""


def mapped(more: str = ""):
    return mapping_from_text(MAPPING + more, FORM)


def test_only_what_the_mapping_takes_goes_on():
    parted = part(RECORD, mapped())
    assert b"Zq" not in parted.taken
    assert b"70000000" not in parted.taken
    assert b"D-77" not in parted.taken
    assert b"zq.jpg" not in parted.taken
    said = read_instance(parted.taken)
    assert (said.form_id, said.version, said.instance_id) == ("f", "1", "uuid:1")
    assert (said.answers["day"], said.answers["killed"]) == ("2026-03-01", "3")
    assert [(each["number"], each["harm"]) for each in said.answers["victims"]] == [
        ("1", "killed"),
        ("2", "injured"),
    ]


def test_everything_else_stays_with_the_recipient_and_nothing_is_lost():
    assert part(RECORD, mapped()).kept == (
        ("deviceid", "D-77"), ("witness", "Zq Temoin"), ("note", "Zq recit"), ("phone", "70000000"),
        ("victims/name", "Zq A"), ("victims/name", "Zq B"), ("photo", "zq.jpg"), ("meta/instanceName", "Zq nom"),
    )  # fmt: skip


def test_identity_stays_even_where_the_mapping_would_take_it():
    assert b"Zq recit" in part(RECORD, mapped("text: [note]")).taken
    parted = part(RECORD, mapped("text: [note]\nidentity: [note, name, witness]"))
    assert b"Zq" not in parted.taken
    assert ("note", "Zq recit") in parted.kept


def test_what_is_identity_is_not_repeated_among_what_a_report_was_made_of():
    mapping = mapped("identity: [witness]")
    assert ("witness",) not in mapping.asked
    assert ("phone",) in mapping.asked


@pytest.mark.parametrize(
    ("said", "code"), [("identity: [nobody]", "form-mapping-question"), ("identity: x", "form-mapping-shape")]
)
def test_identity_must_name_questions_of_the_form(said, code):
    with pytest.raises(BadMapping) as refused:
        mapped(said)
    assert [each.code for each in refused.value.faults] == [code]
