"""The recipient's commands: a key pair, opening, and giving back what the register takes."""

from __future__ import annotations

import json
import stat
import zipfile

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.test import Client

from tests.intake.openrosa.conftest import PhoneClient
from tests.intake.openrosa.field import phone_of
from tests.intake.sealed.conftest import sealed
from vigie.access import NodeActor
from vigie.command.sealed import file_opened_, form_key, open_
from vigie.core.xforms.keys import public_text
from vigie.intake.acts import draft_form, file_submissions, hand_over, name_fillers, publish_form
from vigie.intake.models import Opening, Submission, SubmissionVersion
from vigie.intake.xlsforms.preparing import prepared
from vigie.ledger.models import Entry
from vigie.monitoring.models import Report

PHRASE = "quatre mots sans suite"
FORM = """<?xml version="1.0"?><h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
<h:head><h:title>Secret</h:title><model><instance><data id="secret" version="1"><day/><type/><story/><witness/><photo/>
<meta><instanceID/></meta></data></instance><bind nodeset="/data/day" type="date"/>
<bind nodeset="/data/photo" type="binary"/><submission base64RsaPublicKey="{key}"/></model></h:head><h:body>
<input ref="/data/day"/><input ref="/data/type"/><input ref="/data/story"/><input ref="/data/witness"/>
<upload ref="/data/photo"/></h:body></h:html>"""
MAPPING = "becomes: report\ndate: {first: day}\nevent_type: type\ntext: [story]\nidentity: [witness]\n"
RECORD = (
    '<data id="secret" version="1"><day>2026-03-01</day><type>attack-civilians</type><story>Zq récit</story>'
    "<witness>Zq témoin</witness><photo>a.jpg</photo><meta><instanceID>%s</instanceID></meta></data>"
)


@pytest.fixture
def keys(tmp_path):
    """A key pair as the command makes it."""
    folder = tmp_path / "keys"
    folder.mkdir()
    done = CliRunner().invoke(form_key, ["cellule", "--out", str(folder), "--passphrase", PHRASE])
    assert done.exit_code == 0, done.output
    return folder / "cellule.private.pem"


@pytest.fixture
def key(keys):
    return load_pem_private_key(keys.read_bytes(), PHRASE.encode())


@pytest.fixture
def form(organisation, key):
    brought = prepared(FORM.format(key=public_text(key)).encode(), "secret.xml", trusted=True)
    version = draft_form(NodeActor(), organisation, brought=brought, mapping=MAPPING)
    name_fillers(NodeActor(), version.form, organisations=[organisation])
    publish_form(NodeActor(), version.form, version=version)
    return version.form


@pytest.fixture
def phone(people, form):
    made, token = phone_of(people["monitor"])
    return PhoneClient(Client(), made, token)


@pytest.fixture
def send(phone, key):
    """Send one encrypted record; `only` names the files that go along."""

    def sending(instance: str = "uuid:1", only=("a.jpg.enc", "submission.xml.enc"), **changed):
        record = (RECORD % instance).encode()
        made = sealed(key, instance, {"a.jpg": b"JPEG"}, xml=record, **changed)
        answer = phone.send(made.manifest, {name: made.files[name] for name in only})
        assert answer.status_code == 201
        return made

    return sending


@pytest.fixture
def bundle(form, tmp_path):
    """The bundle as the node gives it out."""

    def giving():
        path = tmp_path / "bundle.zip"
        path.unlink(missing_ok=True)
        hand_over(NodeActor(), form, path=path)
        return path

    return giving


def opening(what, keys, out, *more, phrase=PHRASE):
    asked = [str(what), "--key", str(keys), "--out", str(out), "--passphrase", phrase, *more]
    return CliRunner().invoke(open_, asked)


def test_the_pair_is_whole_private_and_never_overwritten(keys):
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600
    assert b"ENCRYPTED" in keys.read_bytes()
    again = CliRunner().invoke(form_key, ["cellule", "--out", str(keys.parent), "--passphrase", PHRASE])
    assert again.exit_code == 1
    short = CliRunner().invoke(form_key, ["autre", "--out", str(keys.parent), "--passphrase", "court"])
    assert short.exit_code == 1
    assert len(list(keys.parent.iterdir())) == 2


def test_the_private_key_must_not_lie_in_the_nodes_folder(settings):
    done = CliRunner().invoke(form_key, ["x", "--out", str(settings.VAR), "--passphrase", PHRASE])
    assert done.exit_code == 1
    assert not list(settings.VAR.glob("x.*"))


def test_open_keeps_what_identifies_and_gives_back_what_the_register_takes(send, bundle, keys, tmp_path):
    send("uuid:1")
    send("uuid:2")
    out = tmp_path / "out"
    done = opening(bundle(), keys, out)
    assert done.exit_code == 0, done.output
    returned = (out / "for-the-register.json").read_text(encoding="utf-8")
    assert "Zq récit" in returned
    assert "Zq témoin" not in returned
    assert "a.jpg" not in returned
    identity = json.loads((out / "identity-0001" / "identity.json").read_text(encoding="utf-8"))
    assert {"question": "witness", "answer": "Zq témoin"} in identity["answers"]
    assert (out / "identity-0002" / "media" / "a.jpg").read_bytes() == b"JPEG"
    assert (out / "identity-0001" / "record.xml").read_text(encoding="utf-8") == RECORD % "uuid:1"
    modes = {stat.S_IMODE(each.stat().st_mode) for each in out.rglob("*") if each.is_file()}
    assert modes == {0o600}
    assert {stat.S_IMODE(each.stat().st_mode) for each in (out, *out.rglob("*")) if each.is_dir()} == {0o700}


def test_what_is_given_back_is_filed_like_any_other_record_and_says_by_whom(
    send, bundle, keys, people, tmp_path
):
    send()
    out = tmp_path / "out"
    opening(bundle(), keys, out)
    asked = [str(out), "--by", "coordinator"]
    assert CliRunner().invoke(file_opened_, asked).exit_code == 0
    file_submissions(NodeActor(), list(Submission.objects.all()))
    submission = Submission.objects.get()
    assert (submission.state, submission.faults) == ("filed", [])
    report = Report.objects.get()
    assert (report.text, report.event_type, report.pk) == (
        "Zq récit",
        "attack-civilians",
        submission.report_id,
    )
    assert "témoin" not in str(report.statement)
    assert Opening.objects.get().opened_by == people["coordinator"]
    assert Entry.objects.filter(act="file_opened", actor=str(people["coordinator"].uuid)).count() == 1
    assert SubmissionVersion.objects.get().attachments.exclude(sha256="").count() == 2  # the ciphertext stays
    assert CliRunner().invoke(file_opened_, asked).exit_code == 0
    assert Opening.objects.count() == 1


def test_on_the_node_one_command_opens_and_files(send, keys, people, tmp_path):
    send()
    done = opening("secret", keys, tmp_path / "out", "--file", "coordinator")
    assert done.exit_code == 0, done.output
    assert Submission.objects.get().state == "waiting"


@pytest.mark.parametrize("who", ["monitor", "analyst", "nobody"])
def test_only_a_coordinator_of_the_form_gives_back(send, bundle, keys, people, tmp_path, who):
    send()
    opening(bundle(), keys, tmp_path / "out")
    assert CliRunner().invoke(file_opened_, [str(tmp_path / "out"), "--by", who]).exit_code == 1
    assert not Opening.objects.exists()
    assert Submission.objects.get().state == "sealed"


def test_another_key_or_passphrase_opens_nothing_and_writes_nothing(send, bundle, keys, tmp_path):
    send()
    CliRunner().invoke(form_key, ["autre", "--out", str(keys.parent), "--passphrase", PHRASE])
    other = keys.parent / "autre.private.pem"
    for done in (
        opening(bundle(), other, tmp_path / "out"),
        opening(bundle(), keys, tmp_path / "out", phrase="un autre mot de passe"),
        opening(bundle(), bundle(), tmp_path / "out"),
    ):
        assert done.exit_code == 1
        assert "Traceback" not in done.output
        assert len(done.output.strip()) > 20
    assert not (tmp_path / "out").exists()


def test_a_missing_file_is_named_and_nothing_of_its_record_is_written(send, bundle, keys, tmp_path):
    send("uuid:whole")
    send("uuid:half", only=("submission.xml.enc",))
    done = opening(bundle(), keys, tmp_path / "out")
    assert done.exit_code == 1
    assert "uuid:half" in done.output
    assert "a.jpg.enc" in done.output
    returned = json.loads((tmp_path / "out" / "for-the-register.json").read_text(encoding="utf-8"))
    assert [each["instance"] for each in returned["records"]] == ["uuid:whole"]
    assert not (tmp_path / "out" / "identity-0002").exists()


def test_an_altered_byte_is_named_and_nothing_is_written(send, bundle, keys, tmp_path):
    send()
    folder = tmp_path / "unpacked"
    zipfile.ZipFile(bundle()).extractall(folder)
    for path in sorted(folder.glob("records/1/*")):
        data = path.read_bytes()
        path.write_bytes(bytes([data[0] ^ 1]) + data[1:])
        done = opening(folder, keys, tmp_path / "out")
        assert done.exit_code == 1
        assert not (tmp_path / "out").exists()
        path.write_bytes(data)
    assert opening(folder, keys, tmp_path / "out").exit_code == 0
    assert opening(folder, keys, tmp_path / "out").exit_code == 1  # never over what is there


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no zip", None])
def test_what_is_no_bundle_gets_a_sentence(keys, db, tmp_path, content):
    path = tmp_path / "x.zip"
    if content is None:
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("bundle.json", "[]")
    else:
        path.write_bytes(content)
    done = opening(path, keys, tmp_path / "out")
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "[]",
        "{}",
        '{"format": "vigie-opened-1"}',
        '{"format": "vigie-opened-1", "form_id": "x", "records": [{}]}',
    ],
)
def test_what_is_no_return_gets_a_sentence(people, tmp_path, said):
    path = tmp_path / "for-the-register.json"
    path.write_text(said)
    done = CliRunner().invoke(file_opened_, [str(path), "--by", "coordinator"])
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)


@pytest.mark.parametrize(
    "changed",
    [
        {"manifest_sha256": "0" * 64},
        {"instance": "uuid:none"},
        {"submission": "x"},
        {"taken": '<data id="secret" version="1"><meta><instanceID>uuid:9</instanceID></meta></data>'},
        {"taken": "<data"},
    ],
)
def test_a_return_of_something_else_is_refused(send, bundle, keys, people, tmp_path, changed):
    send()
    opening(bundle(), keys, tmp_path / "out")
    path = tmp_path / "out" / "for-the-register.json"
    returned = json.loads(path.read_text(encoding="utf-8"))
    returned["records"][0].update(changed)
    path.write_text(json.dumps(returned), encoding="utf-8")
    CliRunner().invoke(file_opened_, [str(path), "--by", "coordinator"])
    assert not Opening.objects.exists()
    assert Submission.objects.get().state == "sealed"
