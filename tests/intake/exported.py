"""A form and its exports as KoboToolbox and ODK Central write them. Nothing in them happened."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from pathlib import Path

import xlsxwriter
from django.utils import timezone

from vigie.directory.models import Organisation
from vigie.intake.models import Form, FormVersion

FIRST, SECOND = "5f1c1c1e-0000-4000-8000-000000000001", "5f1c1c1e-0000-4000-8000-000000000002"
XFORM = """<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:orx="http://openrosa.org/xforms" xmlns:jr="http://openrosa.org/javarosa">
<h:head><h:title>Veille inventée</h:title><model><itext><translation lang="Français (fr)" default="true()">
<text id="q_what"><value>Quoi ?</value></text><text id="attack"><value>Attaque contre des civils</value></text>
<text id="abduction"><value>Enlèvement</value></text><text id="q_day"><value>Quel jour ?</value></text>
<text id="q_place"><value>Quel lieu ?</value></text><text id="q_signs"><value>Signes vus</value></text>
<text id="smoke"><value>De la fumée</value></text><text id="shots"><value>Des tirs</value></text>
<text id="q_harm"><value>Ce qui lui est arrivé</value></text><text id="q_who"><value>Qui ?</value></text>
<text id="killed"><value>Tué</value></text><text id="injured"><value>Blessé</value></text>
</translation></itext><instance><data id="veille" version="2"><start/>
<when><day/></when><where><place/><point/></where><what/><signs/><victims jr:template=""><harm/><age/></victims>
<photo/><orx:meta><orx:instanceID/></orx:meta></data></instance>
<bind nodeset="/data/start" type="dateTime" jr:preload="timestamp" jr:preloadParams="start"/>
<bind nodeset="/data/when/day" type="date"/><bind nodeset="/data/where/place" type="string"/>
<bind nodeset="/data/where/point" type="geopoint"/><bind nodeset="/data/what" type="string"/>
<bind nodeset="/data/signs" type="string"/><bind nodeset="/data/victims/harm" type="string"/>
<bind nodeset="/data/victims/age" type="int"/><bind nodeset="/data/photo" type="binary"/>
<bind nodeset="/data/meta/instanceID" type="string" jr:preload="uid" readonly="true()"/></model></h:head><h:body>
<group ref="/data/when"><input ref="/data/when/day"><label ref="jr:itext('q_day')"/></input></group>
<group ref="/data/where"><input ref="/data/where/place"><label ref="jr:itext('q_place')"/></input></group>
<select1 ref="/data/what"><label ref="jr:itext('q_what')"/>
<item><label ref="jr:itext('attack')"/><value>attack</value></item>
<item><label ref="jr:itext('abduction')"/><value>abduction</value></item></select1>
<select ref="/data/signs"><label ref="jr:itext('q_signs')"/>
<item><label ref="jr:itext('smoke')"/><value>smoke</value></item>
<item><label ref="jr:itext('shots')"/><value>shots</value></item></select>
<group ref="/data/victims"><label ref="jr:itext('q_who')"/><repeat nodeset="/data/victims">
<select1 ref="/data/victims/harm"><label ref="jr:itext('q_harm')"/>
<item><label ref="jr:itext('killed')"/><value>killed</value></item>
<item><label ref="jr:itext('injured')"/><value>injured</value></item></select1>
<input ref="/data/victims/age"><label>Age</label></input></repeat></group>
<upload ref="/data/photo" mediatype="image/*"><label>Photo</label></upload></h:body></h:html>
"""
MAPPING = {
    "becomes": "report", "date": {"first": "day"}, "place": {"name": "place"},
    "event_type": {"question": "what", "codes": {"attack": "attack-civilians", "abduction": "abduction"}},
    "tolls": [{"each": "victims", "harm": {"question": "harm"}}],
}  # fmt: skip


def published(organisation: Organisation) -> FormVersion:
    form = Form.objects.create(form_id="veille", title="Veille inventée", organisation=organisation)
    form.fillers.add(organisation)
    xml = XFORM.encode()
    return FormVersion.objects.create(
        form=form, version="2", title=form.title, state="published", xml=xml, mapping=MAPPING,
        md5=hashlib.md5(xml).hexdigest(), published_at=timezone.now(),
    )  # fmt: skip


def phone_xml(instance: str, place: str = "Dori") -> bytes:
    """The first record of the exports as a telephone sends it."""
    return (
        f'<data id="veille" version="2"><when><day>2026-03-12</day></when><where><place>{place}</place></where>'
        "<what>attack</what><signs>smoke shots</signs><victims><harm>killed</harm><age>31</age></victims>"
        f"<victims><harm>injured</harm></victims><meta><instanceID>uuid:{instance}</instanceID></meta></data>"
    ).encode()


def csv_text(rows: list[list], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


def workbook(path: Path, sheets: dict[str, list[list]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def kobo_sheets(*, prefixed: bool = True, labels: bool = False, place: str = "Dori") -> dict[str, list[list]]:
    """Two records, the first with two victims."""
    day, where = ("when/day", "where/place") if prefixed else ("day", "place")
    names = [day, where, "what", "signs", "signs/smoke", "signs/shots", "victims/harm", "victims/age"]
    if labels:
        names = ["Quel jour ?", "Quel lieu ?", "Quoi ?", "Signes vus", "Signes vus/De la fumée",
                 "Signes vus/Des tirs", "Ce qui lui est arrivé", "Age"]  # fmt: skip
    elif not prefixed:
        names[-2:] = ["harm", "age"]
    attack, abduction = ("Attaque contre des civils", "Enlèvement") if labels else ("attack", "abduction")
    both = "De la fumée Des tirs" if labels else "smoke shots"
    killed, injured = ("Tué", "Blessé") if labels else ("killed", "injured")
    main = [
        ["start", *names[:6], "photo", "photo_URL", "_id", "_uuid", "_submission_time", "_status",
         "__version__", "_index"],
        ["2026-03-13T08:00:00.000+00:00", "2026-03-12", place, attack, both, 1, 1, "", "", 71, FIRST,
         "2026-03-13T08:20:00", "submitted_via_web", "2", 1],
        ["2026-03-14T08:00:00.000+00:00", "2026-03-14", "Téra", abduction, "", 0, 0, "vue.jpg", "https://exemple.invalid/vue",
         72, SECOND, "2026-03-14T08:20:00", "submitted_via_web", "2", 2],
    ]  # fmt: skip
    victims = [
        [*names[6:], "_index", "_parent_table_name", "_parent_index", "_submission__uuid"],
        [killed, 31, 1, "Veille inventée", 1, FIRST],
        [injured, "", 2, "Veille inventée", 1, FIRST],
    ]
    return {"Veille inventée": main, "victims": victims}


def central_tables(*, prefixed: bool = True, place: str = "Dori") -> dict[str, list[list]]:
    def key(n: int) -> str:
        return f"uuid:{FIRST if n == 1 else SECOND}"

    day, where = ("when-day", "where-place") if prefixed else ("day", "place")
    main = [
        ["SubmissionDate", "start", day, where, "where-point-Latitude", "where-point-Longitude",
         "where-point-Altitude", "where-point-Accuracy", "what", "signs", "photo", "meta-instanceID", "KEY",
         "SubmitterID", "SubmitterName", "Status", "ReviewState", "FormVersion"],
        ["2026-03-13T08:20:00.000Z", "2026-03-13T08:00:00.000+00:00", "2026-03-12", place, "14.03", "-0.03", "", "",
         "attack", "smoke shots", "", key(1), key(1), "3", "monitor", "", "", "2"],
        ["2026-03-14T08:20:00.000Z", "2026-03-14T08:00:00.000+00:00", "2026-03-14", "Téra", "", "", "", "",
         "abduction", "", "", key(2), key(2), "3", "monitor", "", "", "2"],
    ]  # fmt: skip
    victims = [
        ["harm", "age", "PARENT_KEY", "KEY"],
        ["killed", "31", key(1), f"{key(1)}/victims[1]"],
        ["injured", "", key(1), f"{key(1)}/victims[2]"],
    ]
    return {"veille": main, "veille-victims": victims}


def central_zip(path: Path, tables: dict[str, list[list]]) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        for name, rows in tables.items():
            packed.writestr(f"{name}.csv", csv_text(rows))
    return path


def every_kind(folder: Path) -> dict[str, Path]:
    """The same two records in every shape in which they come."""
    single = kobo_sheets()["Veille inventée"]
    (folder / "kobo.csv").write_text("\ufeff" + csv_text(single, ";"), encoding="utf-8")
    (folder / "central.csv").write_text(csv_text(central_tables()["veille"]), encoding="utf-8")
    return {
        "kobo": workbook(folder / "kobo.xlsx", kobo_sheets()),
        "kobo without groups": workbook(folder / "short.xlsx", kobo_sheets(prefixed=False)),
        "kobo with labels": workbook(folder / "labels.xlsx", kobo_sheets(labels=True)),
        "kobo csv": folder / "kobo.csv",
        "central": central_zip(folder / "central.zip", central_tables()),
        "central without groups": central_zip(folder / "short.zip", central_tables(prefixed=False)),
        "central xlsx": workbook(folder / "central.xlsx", central_tables()),
        "central csv": folder / "central.csv",
    }
