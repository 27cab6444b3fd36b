"""A monitor in the field: a form, a phone, and what a phone sends. The form and all answers are invented."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from django.utils import timezone

from vigie.directory.models import Account, Organisation
from vigie.intake.models import FieldPassword, Form, FormFile, FormVersion, Phone
from vigie.intake.openrosa.credentials import ha1, new_token, token_hash
from vigie.intake.receiving import stored

FIELD_PASSWORD = "quatre mots au bord du fleuve"
FORM = """<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms"
  xmlns:odk="http://www.opendatakit.org/xforms" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<h:head><h:title>{title}</h:title><model><instance><data id={id} version={version}>
<start/><end/><place/><what/><photo/><people jr:template=""><name/><face/></people>
<orx:meta><orx:instanceID/><orx:audit/></orx:meta></data></instance>
<bind nodeset="/data/start" type="dateTime" jr:preload="timestamp" jr:preloadParams="start"/>
<bind nodeset="/data/end" type="dateTime" jr:preload="timestamp" jr:preloadParams="end"/>
<bind nodeset="/data/place" type="string"/><bind nodeset="/data/what" type="string"/>
<bind nodeset="/data/photo" type="binary"/><bind nodeset="/data/people/face" type="binary"/>
<bind nodeset="/data/meta/audit" type="binary"/>
<bind nodeset="/data/meta/instanceID" type="string" jr:preload="uid" readonly="true()"/>{sealing}
</model></h:head><h:body><input ref="/data/place"><label>Où ?</label></input>
<input ref="/data/what"><label>Quoi ?</label></input>
<upload ref="/data/photo" mediatype="image/*"><label>Photo</label></upload>
<group ref="/data/people"><label>Qui ?</label><repeat nodeset="/data/people">
<input ref="/data/people/name"><label>Nom inventé</label></input>
<upload ref="/data/people/face" mediatype="image/*"><label>Visage</label></upload></repeat></group></h:body></h:html>
"""


def published(
    organisation: Organisation, form_id: str = "essai", version: str = "1", *, title: str = "Essai & suite",
    state: str = "published", public_key: str = "", fill: bool = True, files: dict[str, bytes] | None = None,
) -> FormVersion:  # fmt: skip
    """A version of a form as coordinators publish it."""
    form, _made = Form.objects.get_or_create(
        form_id=form_id, defaults={"title": title, "organisation": organisation}
    )
    if fill:
        form.fillers.add(organisation)
    sealing = f'<submission base64RsaPublicKey="{public_key}"/>' if public_key else ""
    xml = FORM.format(
        title=escape(title), id=quoteattr(form_id), version=quoteattr(version), sealing=sealing
    ).encode()
    made = FormVersion.objects.create(
        form=form, version=version, title=title, state=state, xml=xml, public_key=public_key,
        md5=hashlib.md5(xml).hexdigest(), published_at=None if state == "draft" else timezone.now(),
    )  # fmt: skip
    for name, content in (files or {}).items():
        kept = stored.keep_bytes(content)
        FormFile.objects.create(
            version=made, name=name, sha256=kept.sha256, size=kept.size, md5=hashlib.md5(content).hexdigest()
        )
    return made


def phone_of(account: Account) -> tuple[Phone, str]:
    """A phone of this monitor, and the token in its address."""
    token = new_token()
    return Phone.objects.create(account=account, label="Téléphone 1", token_hash=token_hash(token)), token


def field_password(account: Account) -> None:
    FieldPassword.objects.create(account=account, ha1=ha1(account.username, FIELD_PASSWORD))


@dataclass
class Filled:
    """A filled form as Collect writes it."""

    form_id: str = "essai"
    version: str = "1"
    instance_id: str = field(default_factory=lambda: f"uuid:{uuid.uuid4()}")
    deprecated_id: str = ""
    place: str = "Ville inventée"
    photo: str = ""
    audit: str = ""
    start: str = ""
    faces: tuple[str, ...] = ()

    def xml(self) -> bytes:
        version = f" version={quoteattr(self.version)}" if self.version else ""
        people = "".join(f"<people><name>N</name><face>{escape(each)}</face></people>" for each in self.faces)
        deprecated = f"<orx:deprecatedID>{escape(self.deprecated_id)}</orx:deprecatedID>"
        return (
            f"<?xml version='1.0' ?><data id={quoteattr(self.form_id)}{version} "
            'xmlns:orx="http://openrosa.org/xforms">'
            f"<start>{self.start}</start><end/><place>{escape(self.place)}</place><what/>"
            f"<photo>{escape(self.photo)}</photo>{people}<orx:meta>"
            f"<orx:instanceID>{escape(self.instance_id)}</orx:instanceID>"
            f"{deprecated if self.deprecated_id else ''}<orx:audit>{self.audit}</orx:audit></orx:meta></data>"
        ).encode()


BOUNDARY = "-----boundary-of-a-phone"


def body_of(xml: bytes | None, files: dict[str, bytes] | None = None, *more: tuple[str, str]) -> bytes:
    """A multipart body as okhttp writes it: names in UTF-8, the answers first, then files, then plain fields."""
    parts = []
    if xml is not None:
        parts.append(_part('name="xml_submission_file"; filename="essai.xml"', "text/xml", xml))
    for name, content in (files or {}).items():
        parts.append(_part(f'name="{name}"; filename="{name}"', "application/octet-stream", content))
    parts += [f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
              for name, value in more]  # fmt: skip
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def _part(disposition: str, kind: str, content: bytes) -> bytes:
    head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; {disposition}\r\nContent-Type: {kind}\r\n\r\n"
    return head.encode() + content + b"\r\n"


CONTENT_TYPE = f"multipart/form-data; boundary={BOUNDARY}"
