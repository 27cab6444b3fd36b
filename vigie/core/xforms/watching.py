"""What a form would learn of its filler unasked: the telephone, its number, its owner, where it goes, what it hears."""

from __future__ import annotations

from collections.abc import Iterator

from vigie.core.faults import Fault
from vigie.core.xforms.definition import Definition

# Preloads that JavaRosa and ODK Collect fill in by themselves; "start" and "end" tell the hour only.
PROPERTIES = ("deviceid", "phonenumber", "username", "email", "simserial", "subscriberid", "uri:deviceid",
              "uri:phonenumber", "uri:username", "uri:email", "uri:simserial")  # fmt: skip
# What pyxform calls them in the column "type" of an XLSForm.
TYPES = ("deviceid", "phonenumber", "username", "email", "simserial", "subscriberid", "imei", "background-audio",
         "background-geopoint", "get device id", "get phone number", "get sim id", "device id", "phone number",
         "sim id", "start-geopoint")  # fmt: skip
_LOCATES = ("location-priority", "location-min-interval", "location-max-age")


def watched(definition: Definition) -> Iterator[Fault]:
    """Everything of this kind in a form, one fault each; `field` is the question."""
    for question in definition.questions.values():
        kind, what = question.preload
        if kind == "property" and what in PROPERTIES:
            yield Fault("watches", question.name, what.removeprefix("uri:"))
    for action, path in definition.actions:
        name = "background-audio" if action == "recordaudio" else "background-location"
        yield Fault("watches", path.rpartition("/")[2], name)
    if definition.audit and any(key in definition.audit for key in _LOCATES):
        yield Fault("watches", "audit", "background-location")
    if definition.audit and definition.audit.get("identify-user") == "true":
        yield Fault("watches", "audit", "username")
