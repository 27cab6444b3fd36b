"""One bench for all: a folder of forms written by hand and as an XLSForm, served by the command itself."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest

from tests.bench.client import Bench
from tests.core.xforms.sealing import new_key
from vigie.core.xforms.keys import public_text

PLACES = b"name,label\nouaga,Ouaga invent\xc3\xa9e\n"
PICTURE = b"\x89PNG invented"
# Not as any tool would write it: blanks, order of attributes, comments and a prefix of its own must all survive.
SIMPLE = """<?xml version='1.0' encoding="UTF-8" ?>
<!-- written by hand -->
<html:html xmlns:html="http://www.w3.org/1999/xhtml"   xmlns="http://www.w3.org/2002/xforms"
 xmlns:o="http://openrosa.org/xforms" xmlns:jr="http://openrosa.org/javarosa"><html:head><html:title>{title}</html:title>
<model><instance><data version="{version}" id="{form}"><name/><photo/><people jr:template=""><face/></people>
<o:meta><o:instanceID/><o:audit/></o:meta></data></instance>{more}
<bind type="binary" nodeset="/data/photo"/><bind nodeset="/data/people/face" type="binary"/>
<bind nodeset="/data/meta/audit" type="binary"/></model></html:head><html:body>
<input ref="/data/name"><label>Nom &amp; lieu</label></input><upload ref="/data/photo" mediatype="image/*"/>
<group ref="/data/people"><repeat nodeset="/data/people"><upload ref="/data/people/face"/></repeat></group>
</html:body></html:html>
"""
LIST = '<instance id="{name}" src="jr://file-csv/{name}.csv"/>'
ENTITIES = """<h:html xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/2002/xforms"
 xmlns:entities="http://www.opendatakit.org/xforms/entities"><h:head><h:title>{form}</h:title>
<model entities:entities-version="{spec}"><instance><data id="{form}" version="1"><name/><age/><job/>
<child><height/><meta><entity dataset="children" id="" create="1"><label/></entity></meta></child>
<meta><instanceID/><entity dataset="people" id="" create="1" update="1" baseVersion="" branchId="" trunkVersion="">
<label/></entity></meta></data></instance><instance id="people" src="jr://file-csv/people.csv"/>
<bind nodeset="/data/age" entities:saveto="age"/><bind nodeset="/data/job" entities:saveto="job"/>
<bind nodeset="/data/child/height" entities:saveto="height"/></model></h:head><h:body><input ref="/data/age"/>
<group ref="/data/child"><repeat nodeset="/data/child"><input ref="/data/child/height"/></repeat></group></h:body>
</h:html>
"""


def workbook() -> bytes:
    """An XLSForm with a photo and a list of entities."""
    book = openpyxl.Workbook()
    survey = book.active
    survey.title = "survey"
    for row in (
        ("type", "name", "label", "save_to"),
        ("text", "name", "Nom", "name_said"),
        ("image", "photo", "Photo", None),
    ):
        survey.append(row)
    for title, rows in (
        ("settings", [("form_id", "version", "form_title"), ("sheet", "7", "Une feuille")]),
        ("entities", [("list_name", "label"), ("things", "${name}")]),
    ):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.fixture(scope="session")
def key():
    return new_key()


@pytest.fixture(scope="session")
def folder(tmp_path_factory, key):
    """Forms in the order of their publication, and what goes with them."""
    place = tmp_path_factory.mktemp("forms")
    lists = LIST.format(name="places") + LIST.format(name="absent")
    shown = '<text id="a"><value form="image">jr://images/carte 1.png</value></text>'
    picture = f'<itext><translation lang="fr">{shown}</translation></itext>'
    sealing = f'<submission base64RsaPublicKey="{public_text(key)}"/>'
    files = {
        "simple_v1.xml": SIMPLE.format(form="simple", version="1", title="Simple &amp; court", more=""),
        "simple_v2.xml": SIMPLE.format(form="simple", version="2", title="Simple &quot;é&quot;", more=lists + picture),
        "unversioned.xml": SIMPLE.format(form="un &amp; é", version="", title="Sans version", more=""),
        "closed.xml": SIMPLE.format(form="closed", version="1", title="Fermé", more=""),
        "secret.xml": SIMPLE.format(form="secret", version="1", title="Secret", more=sealing),
        "visit.xml": SIMPLE.format(form="visit", version="1", title="Visite", more=LIST.format(name="people")),
        "census.xml": ENTITIES.format(form="census", spec="2025.1.0"),
    }  # fmt: skip
    for name, text in files.items():
        (place / name).write_text(text, encoding="utf-8")
    (place / "places.csv").write_bytes(PLACES)
    (place / "carte 1.png").write_bytes(PICTURE)
    (place / "sheet.xlsx").write_bytes(workbook())
    plan = [
        {"file": "simple_v1.xml"},
        {"file": "simple_v2.xml", "media": ["places.csv", "carte 1.png"], "state": "published"},
        {"file": "unversioned.xml", "media": []},
        {"file": "closed.xml", "state": "closed"},
        {"file": "secret.xml"},
        {"file": "visit.xml", "entity_lists": ["people"]},
        {"file": "census.xml", "entity_lists": ["people", "children"]},
        {"file": "sheet.xlsx", "entity_lists": ["things"]},
    ]
    (place / "bench.json").write_text(json.dumps(plan), encoding="utf-8")
    return place


@pytest.fixture(scope="session")
def bench(folder, tmp_path_factory):
    running = Bench(folder, tmp_path_factory.mktemp("var"))
    yield running
    running.stop()
