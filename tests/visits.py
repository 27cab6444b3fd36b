"""Going round the site as every visitor, and reading whatever comes back, packed or not."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import quote, unquote

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.printed import Printed

ENDINGS = ("json", "csv", "xlsx", "geojson")
PUBLIC = "public"


def patterns(of: URLResolver | None = None) -> Iterator[URLPattern]:
    """Every address pattern of the site."""
    for each in (of or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each)
        else:
            yield each


def browsers(world) -> dict[str, Client]:
    """A browser for every visitor, signed in but for the public."""
    found = {PUBLIC: Client(raise_request_exception=True)}
    for name, account in world.accounts.items():
        found[name] = Client(raise_request_exception=True)
        found[name].force_login(account)
    return found


def text_of(response, address: str = "") -> str:
    """Everything that a body says, packed or printed, as text, without the address that the visitor wrote (pages
    repeat it) and without the tokens of forms.
    """
    pieces = response.streaming_content if response.streaming else [response.content]
    content = b"".join(each if isinstance(each, bytes) else each.encode() for each in pieces)
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return "\n".join(book.read(name).decode() for name in book.namelist())
    if content[:5] == b"%PDF-":
        return "\n".join(Printed(content).texts())
    if response["Content-Type"] == "application/octet-stream":  # a file as it was given, or a sealed package
        return content.decode("utf-8", "replace")
    text = re.sub(r'name="(csrfmiddlewaretoken|once)" value="[^"]+"', "", content.decode("utf-8-sig"))
    for written in sorted({address, quote(address), unquote(address)}, key=len, reverse=True):
        text = text.replace(written, "") if written.strip("/") else text
    return text
