"""A stored file, whole or from where a download broke off (RFC 9110, section 14)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import quote_etag

from vigie.intake.views.openrosa.door import document

PIECE_BYTES = 64 * 1024


def ranged(request: HttpRequest, path: Path, tag: str, kind: str) -> HttpResponseBase:
    """The file, a part of it, or the answer that the client has it."""
    size, etag = path.stat().st_size, quote_etag(tag)
    asked = re.fullmatch(r"bytes=(\d*)-(\d*)", request.headers.get("Range", "").strip())
    unchanged = document(request, b"", tag, kind)
    if unchanged.status_code == 304:
        return unchanged
    if asked is None or not any(asked.groups()) or request.headers.get("If-Range", etag) != etag:
        return _dressed(StreamingHttpResponse(_pieces(path, 0, size), content_type=kind), etag, size)
    first, last = _wanted(*asked.groups(), size)
    if first > last:
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
        return response
    pieces = _pieces(path, first, last + 1)
    response = _dressed(StreamingHttpResponse(pieces, status=206, content_type=kind), etag, last + 1 - first)
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _wanted(first: str, last: str, size: int) -> tuple[int, int]:
    """The first and last byte asked for; the first is beyond the last where there is no such part."""
    if not first:
        return max(0, size - int(last)), size - 1 if int(last) else -1
    return int(first), min(int(last), size - 1) if last else size - 1


def _pieces(path: Path, first: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        while first < end and (piece := file.read(min(PIECE_BYTES, end - first))):
            first += len(piece)
            yield piece


def _dressed(response: HttpResponseBase, etag: str, size: int) -> HttpResponseBase:
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["Content-Length"] = str(size)
    response["Cache-Control"] = "private, no-cache"
    response["Content-Disposition"] = "attachment"
    return response
