"""What a page of a form sends back, put into the answers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from secrets import token_hex

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from vigie.core.xforms.definition import Question
from vigie.core.xforms.filling import Answer, Filling, Page
from vigie.core.xforms.filling.typed import brought, tidied

# A list with more to choose from than a screen holds: its name is typed, and looked up.
MOST_SHOWN = 40
NOT_CHOSEN_FILE = "keep"


def field_name(node: Answer) -> str:
    return f"q{node.part.number}"


def take(filling: Filling, page: Page, data: QueryDict) -> list[Answer]:
    """Put what was posted into the answers of one page; gives those that changed. Files come otherwise.

    Only questions that stood on the page that was sent are touched (`shown`): others may have come up since.
    """
    shown = {each.partition(".")[0] for each in data.getlist("shown")}
    zone = filling.setting.clock[23:]
    changed = []
    for node in page.asked(filling):
        name = field_name(node)
        if name not in shown or is_told(node) or node.part.question.control == "upload":
            continue
        text = _read(filling, node, data, name, zone)
        if text != node.text:
            node.text = text
            changed.append(node)
    for node in changed:
        filling.changed(node)
    filling.settle()
    return changed


def is_told(node: Answer) -> bool:
    """Whether this is only to be read: a note, a reckoned value."""
    return is_told_question(node.part.question)


def is_told_question(question: Question) -> bool:
    return question.readonly in ("true()", "1") or bool(question.calculate)


def _read(filling: Filling, node: Answer, data: QueryDict, name: str, zone: str) -> str:
    question = node.part.question
    if question.control == "select":
        chosen = data.getlist(name)
        return " ".join(each.value for each in filling.options(node) if each.value in chosen)
    if question.control == "rank":
        return _ranked(filling, node, data, name)
    text = tidied(data.get(name, ""))
    if question.control == "select1":
        return _found(filling, node, text)
    if question.type == "geopoint" and text and (within := data.get(f"{name}-within", "")).isdecimal():
        text = f"{text}; 0; {within}" if len(brought(question, text, zone)[0].split()) == 4 else text
        value, code = brought(question, text, zone)
        return value if not code else tidied(data.get(name, ""))
    return brought(question, text, zone)[0]


def _ranked(filling: Filling, node: Answer, data: QueryDict, name: str) -> str:
    """Values in the order of the numbers given to them; "" until all have one of their own."""
    options = [each.value for each in filling.options(node)]
    places = {value: data.get(f"{name}-{number}", "") for number, value in enumerate(options)}
    if not all(places.values()) or len(set(places.values())) < len(options):
        return node.text if not any(places.values()) else ""
    return " ".join(sorted(options, key=lambda value: int(places[value]) if places[value].isdecimal() else 0))


def _found(filling: Filling, node: Answer, text: str) -> str:
    """The value chosen. From a long list its name is typed: one that fits is it, else the text stays as typed."""
    options = filling.options(node)
    if not text or len(options) <= MOST_SHOWN or any(each.value == text for each in options):
        return text
    matches = [each for each in options if folded(filling.said(each.label, node)) == folded(text)]
    return matches[0].value if len(matches) == 1 else text


def alike(filling: Filling, node: Answer, most: int = 20) -> list:
    """Choices whose name holds what was typed, those that begin with it first."""
    wanted = folded(node.text)
    named = [(folded(filling.said(each.label, node)), each) for each in filling.options(node)]
    found = [(not name.startswith(wanted), name, each) for name, each in named if wanted in name]
    return [each for _later, _name, each in sorted(found, key=lambda each: each[:2])[:most]]


def folded(text: str) -> str:
    """Without accents, capitals and needless spaces, as people type on a phone."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return " ".join("".join(each for each in plain if not unicodedata.combining(each)).split())


def file_name(upload: UploadedFile) -> str:
    """A name that tells nothing: people name files after persons. Only its ending is kept."""
    ending = re.search(r"\.([A-Za-z0-9]{1,5})$", upload.name or "")
    return f"{token_hex(8)}{'.' + ending[1].lower() if ending else ''}"


def uploads(
    filling: Filling, page: Page, files: Mapping[str, UploadedFile]
) -> list[tuple[Answer, UploadedFile]]:
    """The files that came with a page, each with its question."""
    asked = (node for node in page.asked(filling) if node.part.question.control == "upload")
    return [(node, files[name]) for node in asked if (name := field_name(node)) in files]
