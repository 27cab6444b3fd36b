"""Where phones send what was filled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vigie.core.xforms.instance import MAX_BYTES
from vigie.intake.acts.submission import receive, set_aside
from vigie.intake.openrosa.multipart import BrokenBody, Part, bare, boundary_of, parts
from vigie.intake.receiving import stored
from vigie.intake.receiving.arrival import File
from vigie.intake.receiving.refusals import NotTaken
from vigie.intake.receiving.writing import Received
from vigie.intake.views.openrosa.door import answer, openrosa

ANSWERS = "xml_submission_file"


@openrosa("GET", "HEAD", "POST")
def submission(request: HttpRequest) -> HttpResponse:
    """The pre-flight, and the record itself."""
    if request.method != "POST":
        return HttpResponse(status=204)
    sender = replace(
        request.sender,
        device=request.GET.get("deviceID", ""),
        user_agent=request.headers.get("User-Agent", ""),
    )
    body = _Body()
    try:
        _read(request, body)
    except NotTaken as refusal:
        set_aside(sender, refusal, xml=body.xml or b"", files=body.files)
        raise
    received = receive(sender, xml=body.xml, files=body.files)
    return answer(_thanks(received), 201, "submit_success")


@dataclass
class _Body:
    """What of a body has been read so far, also where it then breaks off."""

    xml: bytes | None = None
    files: list[File] = field(default_factory=list)
    broken: BrokenBody | None = None

    def until_it_breaks(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        try:
            yield from pieces
        except BrokenBody as fault:
            self.broken = fault


def _read(request: HttpRequest, body: _Body) -> None:
    """Read the answers into memory and each file onto the disk. Raises `NotTaken`."""
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if length > settings.PHONE_LIMIT_BYTES:
        raise NotTaken("too-large")
    stored.check_room(length)
    try:
        for part in parts(request, boundary_of(request.META.get("CONTENT_TYPE", ""))):
            _read_part(part, body)
            if body.broken:
                raise body.broken
    except BrokenBody as fault:
        raise NotTaken(fault.code) from fault
    if body.xml is None:
        raise NotTaken("no-xml-part")


def _read_part(part: Part, body: _Body) -> None:
    pieces = body.until_it_breaks(part.pieces)
    if part.name == ANSWERS:
        _read_answers(pieces, body)
    elif part.file_name is not None:  # else a field, such as Collect's "*isIncomplete*": nothing hangs on it
        body.files.append(File(bare(part.name) or part.file_name, stored.stage(pieces)))


def _read_answers(pieces: Iterator[bytes], body: _Body) -> None:
    if body.xml is not None:
        body.files.append(File(ANSWERS, stored.stage(pieces)))
        raise NotTaken("two-xml-parts")
    read, size = [], 0
    for piece in pieces:
        read.append(piece)
        size += len(piece)
        if size > MAX_BYTES:
            body.files.append(File(ANSWERS, stored.stage(chain(read, pieces))))
            raise NotTaken("too-large")
    body.xml = b"".join(read)


def _thanks(received: Received) -> str:
    """What the monitor reads. It names no content: others may look at the screen."""
    if received.missing:
        return ngettext(
            "Received. %(n)s file is still to come.", "Received. %(n)s files are still to come.",
            len(received.missing),
        ) % {"n": len(received.missing)}  # fmt: skip
    if received.outcome == "edited":
        return _("Correction received. Thank you.")
    return _("Report received. Thank you.")
