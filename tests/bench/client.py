"""A client that knows nothing of Vigie: `http.client`, the JSON line of a bench, and the dump command."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import uuid
from base64 import b64decode, b64encode
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

HOUSE = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-c", "from vigie.command import main; main()"]
BOUNDARY = "----boundary-of-a-foreign-client"


@dataclass(frozen=True)
class Answer:
    """What came back. Header names are as they were sent; `header` asks without regard to case."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        return next((value for each, value in self.headers if each.lower() == name.lower()), None)

    @property
    def message(self) -> str:
        """The words that a phone shows, of an OpenRosa envelope."""
        root = ElementTree.fromstring(self.body)
        assert root.tag == "{http://openrosa.org/http/response}OpenRosaResponse"
        return root.find("{http://openrosa.org/http/response}message").text


class Bench:
    """A running `vigie odk-bench`, and how a client asks it."""

    def __init__(self, folder: Path, var: Path) -> None:
        self.environment = {**os.environ, "VIGIE_VAR": str(var), "VIGIE_LANGUAGE": "en"}
        self.environment.pop("VIGIE_BENCH_MARK", None)
        self.process = subprocess.Popen(
            [*COMMAND, "odk-bench", str(folder)], cwd=HOUSE, env=self.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read()
        self.said = json.loads(line)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)
        self.process.stdout.close()
        self.process.stderr.close()

    def command(self, *arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [*COMMAND, *arguments],
            cwd=HOUSE,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def dump(self, form: str) -> dict[str, dict]:
        """What is stored of a form, by the identifier of each record's first instance."""
        done = self.command("odk-dump", form)
        assert done.returncode == 0, done.stderr
        return {each["root"]: each for each in json.loads(done.stdout)}

    def entities(self, name: str) -> dict[str, dict]:
        done = self.command("odk-dump", "--entities", name)
        assert done.returncode == 0, done.stderr
        return {each["uuid"]: each for each in json.loads(done.stdout)}

    def ask(self, method: str, address: str, body: bytes | None = None, **headers: str) -> Answer:
        parts = urlsplit(address)
        connection = HTTPConnection(parts.hostname, parts.port, timeout=60)
        query = f"?{parts.query}" if parts.query else ""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, parts.path + query, body, {"X-OpenRosa-Version": "1.0", **named})
            return _read(connection.getresponse())
        finally:
            connection.close()

    def get(self, path: str, root: str = "openrosa", **headers: str) -> Answer:
        address = path if path.startswith("http") else f"{self.said[root]}{path}"
        return self.ask("GET", address, **headers)

    def send(
        self, xml: bytes, files: dict[str, bytes] | None = None, *, query: str = "", root: str = "openrosa",
        fields: tuple[tuple[str, str], ...] = (), **headers: str,
    ) -> Answer:  # fmt: skip
        return self.ask(
            "POST", f"{self.said[root]}/submission{query}", multipart(xml, files or {}, fields),
            Content_Type=f"multipart/form-data; boundary={BOUNDARY}", **headers,
        )  # fmt: skip

    def forms(self, query: str = "", **how: str) -> dict[str, dict[str, str]]:
        answer = self.get(f"/formList{query}", **how)
        assert answer.status == 200
        found = {}
        for entry in ElementTree.fromstring(answer.body):
            said = {each.tag.split("}")[1]: each.text or "" for each in entry}
            found[said["formID"]] = said
        return found

    def media(self, form: str) -> dict[str, dict[str, str]]:
        found = {}
        for file in ElementTree.fromstring(self.get(self.forms()[form]["manifestUrl"]).body):
            said = {each.tag.split("}")[1]: each.text or "" for each in file}
            found[said["filename"]] = {**said, "type": file.get("type", "")}
        return found


def _read(response: HTTPResponse) -> Answer:
    return Answer(response.status, tuple(response.getheaders()), response.read())


def multipart(xml: bytes | None, files: dict[str, bytes], fields=()) -> bytes:
    parts = [] if xml is None else [("xml_submission_file", "record.xml", "text/xml", xml)]
    parts += [(name, name, "application/octet-stream", data) for name, data in files.items()]
    made = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
        f"Content-Type: {kind}\r\n\r\n".encode()
        + data
        + b"\r\n"
        for name, file, kind, data in parts
    ]
    made += [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields
    ]
    return b"".join(made) + f"--{BOUNDARY}--\r\n".encode()


def new_id() -> str:
    return f"uuid:{uuid.uuid4()}"


def record(
    form: str = "simple", version: str = "1", *, instance: str | None = None, deprecated: str = "", photo: str = "",
    name: str = "Ville inventée", entity: str = "", **answers: str,
) -> bytes:  # fmt: skip
    """A filled form. `entity` are the attributes of its entity, then ">" and what is inside."""
    instance = new_id() if instance is None else instance
    replaced = f"<orx:deprecatedID>{escape(deprecated)}</orx:deprecatedID>" if deprecated else ""
    said = "".join(f"<{key}>{escape(value)}</{key}>" for key, value in answers.items())
    made = f"<entity {entity}</entity>" if entity else ""
    number = f"<orx:instanceID>{escape(instance)}</orx:instanceID>" if instance else ""
    return (
        f'<?xml version="1.0"?><data id={quoteattr(form)} version={quoteattr(version)} '
        f'xmlns:orx="http://openrosa.org/xforms"><name>{escape(name)}</name><photo>{escape(photo)}</photo>{said}'
        f"<orx:meta>{number}{replaced}{made}</orx:meta></data>"
    ).encode()


def md5(data: bytes) -> str:
    return f"md5:{hashlib.md5(data).hexdigest()}"


def content(stored: dict, name: str) -> bytes:
    return b64decode(stored["attachments"][name]["b64"])


def basic(user: str, password: str) -> str:
    return "Basic " + b64encode(f"{user}:{password}".encode()).decode()


def digest(challenge: str, user: str, password: str, method: str, path: str, count: int = 1) -> str:
    """An answer to a Digest challenge (RFC 2617) with qop "auth"."""
    said = dict(re.findall(r'(\w+)="?([^",]*)"?', challenge.partition(" ")[2]))

    def hashed(text: str) -> str:
        return hashlib.md5(text.encode()).hexdigest()

    nc, cnonce = f"{count:08x}", "0a4f113b"
    ha1 = hashed(f"{user}:{said['realm']}:{password}")
    response = hashed(f"{ha1}:{said['nonce']}:{nc}:{cnonce}:auth:{hashed(f'{method}:{path}')}")
    return (
        f'Digest username="{user}", realm="{said["realm"]}", nonce="{said["nonce"]}", uri="{path}", qop=auth, '
        f'nc={nc}, cnonce="{cnonce}", response="{response}", opaque="{said["opaque"]}", algorithm=MD5'
    )
