"""Forms that make and change entities, and records of them, for the tests."""

from __future__ import annotations

import hashlib

from vigie.core.xforms.reading import read_form
from vigie.intake.lists import declare_lists
from vigie.intake.models import Form, FormFile, FormVersion, Submission, SubmissionVersion

FORM = """<?xml version="1.0"?>
<h:html xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/2002/xforms"
  xmlns:entities="http://www.opendatakit.org/xforms/entities"><h:head><h:title>{form_id}</h:title>
<model entities:entities-version="2024.1.0"><instance><data id="{form_id}" version="1"><age/><job/>
  <meta><instanceID/><entity dataset="{dataset}" id="" create="1" update="1" baseVersion="" trunkVersion=""
  branchId=""><label/></entity></meta></data></instance><instance id="people" src="jr://file-csv/people.csv"/>
  <bind nodeset="/data/age" entities:saveto="age"/><bind nodeset="/data/job" entities:saveto="job"/></model></h:head>
<h:body><input ref="/data/age"/></h:body></h:html>"""


def publish(
    organisation, form_id: str = "census", *, dataset: str = "people", files=("people.csv",)
) -> FormVersion:
    """A published version of a form of this organisation, filled by its own monitors."""
    form = Form.objects.create(form_id=form_id, title=form_id, organisation=organisation)
    form.fillers.add(organisation)
    xml = FORM.format(form_id=form_id, dataset=dataset).encode()
    version = FormVersion.objects.create(
        form=form, version="1", title=form_id, state="published", xml=xml, md5=hashlib.md5(xml).hexdigest()
    )
    for name in files:
        FormFile.objects.create(version=version, name=name)
    declare_lists(version, read_form(xml))
    return version


def record(version: FormVersion, number: str, entity: str, *, review: str = "", **answers: str) -> Submission:
    """A record as it stands after it came in. `entity` are the attributes, then ">" and what is inside."""
    said = "".join(f"<{name}>{value}</{name}>" for name, value in answers.items())
    xml = (
        f'<data id="{version.form.form_id}" version="1">{said}<meta><instanceID>uuid:{number}</instanceID>'
        f"<entity {entity}</entity></meta></data>"
    ).encode()
    submission = Submission.objects.create(
        form=version.form,
        root=f"uuid:{number}",
        organisation=version.form.organisation,
        channel="phone",
        review=review,
    )
    SubmissionVersion.objects.create(
        submission=submission, form=version.form, form_version=version, instance_id=f"uuid:{number}", xml=xml,
        sha256=hashlib.sha256(xml).hexdigest(),
    )  # fmt: skip
    return submission
