"""The documents of OpenRosa: list of forms, manifest, and the envelope of an answer.

Equal contents give equal bytes: phones compare hashes of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n'
LIST = "http://openrosa.org/xforms/xformsList"
MANIFEST = "http://openrosa.org/xforms/xformsManifest"
RESPONSE = "http://openrosa.org/http/response"


@dataclass(frozen=True)
class ListedForm:
    """A form as the list of forms names it. `version` may be empty; addresses are absolute."""

    form_id: str
    name: str
    version: str
    md5: str
    download: str
    manifest: str = ""  # only where files go with the form


@dataclass(frozen=True)
class ListedFile:
    """A file as a manifest names it. `kind` and `integrity` are for lists of entities."""

    name: str
    md5: str
    download: str
    kind: str = ""
    integrity: str = ""


def envelope(message: str, nature: str = "") -> str:
    """What a phone shows to its user."""
    return (
        f'{PROLOGUE}<OpenRosaResponse xmlns="{RESPONSE}" items="0">'
        f"<message nature={quoteattr(nature)}>{_text(message)}</message></OpenRosaResponse>\n"
    )


def form_list(forms: Iterable[ListedForm]) -> str:
    return "".join([PROLOGUE, f'<xforms xmlns="{LIST}">\n', *map(_form, forms), "</xforms>\n"])


def manifest(files: Iterable[ListedFile]) -> str:
    return "".join([PROLOGUE, f'<manifest xmlns="{MANIFEST}">\n', *map(_file, files), "</manifest>\n"])


def integrity(deleted: Iterable[tuple[str, bool]]) -> str:
    """For each entity asked about, whether it was deleted."""
    rows = (
        f"<entity id={quoteattr(key)}><deleted>{'true' if gone else 'false'}</deleted></entity>\n"
        for key, gone in deleted
    )
    return "".join([PROLOGUE, "<data><entities>\n", *rows, "</entities></data>\n"])


def _form(form: ListedForm) -> str:
    fields = {
        "formID": form.form_id, "name": form.name, "version": form.version, "hash": f"md5:{form.md5}",
        "downloadUrl": form.download,
    }  # fmt: skip
    if form.manifest:
        fields["manifestUrl"] = form.manifest
    return f"<xform>{_elements(fields)}</xform>\n"


def _file(file: ListedFile) -> str:
    kind = f" type={quoteattr(file.kind)}" if file.kind else ""
    fields = {"filename": file.name, "hash": f"md5:{file.md5}", "downloadUrl": file.download}
    if file.integrity:
        fields["integrityUrl"] = file.integrity
    return f"<mediaFile{kind}>{_elements(fields)}</mediaFile>\n"


def _elements(fields: dict[str, str]) -> str:
    return "".join(f"<{name}>{_text(value)}</{name}>" for name, value in fields.items())


def _text(text: str) -> str:
    """Escaped, and without the control characters that XML can't hold."""
    return escape("".join(each for each in text if each >= " " or each in "\t\n\r"))
