"""Parting an opened record: what its form's mapping takes into the register, and what stays with the recipient.

Closed by default: an answer that the mapping does not take stays, and so do all files. What the mapping names
as identity stays even where another of its lines would take it.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from xml.etree.ElementTree import Element, tostring

from defusedxml.ElementTree import fromstring

from vigie.core.xforms.mapping import Mapping
from vigie.core.xforms.mapping.plan import Source, TollSource
from vigie.core.xforms.names import local

Path = tuple[str, ...]
# The record's own number and that of the one it corrects, in every record's meta.
NUMBERS = {("meta", "instanceID"), ("meta", "deprecatedID")}


@dataclass(frozen=True)
class Parted:
    """One record in two. `taken` is a record of the same form; `kept` are pairs of a path and an answer."""

    taken: bytes
    kept: tuple[tuple[str, str], ...]


def part(xml: bytes, mapping: Mapping) -> Parted:
    """Part a record in clear. Paths of `kept` are those of the form ("people/name"), in its order."""
    root = fromstring(xml, forbid_dtd=True)
    taken = (set(_taken(mapping)) | NUMBERS) - set(mapping.identity)
    kept = tuple(("/".join(path), text) for path, text in _answers(root, ()) if path not in taken)
    return Parted(tostring(_only(root, taken), encoding="utf-8", xml_declaration=True), kept)


def _taken(mapping: Mapping) -> Iterator[Path]:
    """The path of every question that the mapping reads."""
    yield from _paths(mapping, ())


def _paths(value: object, within: Path) -> Iterator[Path]:
    if isinstance(value, Source):
        if value.path:
            yield (*within, *value.path)
    elif is_dataclass(value):
        inside = value.each if isinstance(value, TollSource) else within
        for each in fields(value):
            yield from _paths(getattr(value, each.name), inside)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _paths(each, within)
    elif isinstance(value, tuple):
        for each in value:
            yield from _paths(each, within)


def _answers(element: Element, path: Path) -> Iterator[tuple[Path, str]]:
    for child in element:
        here = (*path, local(child))
        if len(child):
            yield from _answers(child, here)
        elif text := (child.text or "").strip():
            yield here, text


def _only(root: Element, taken: set[Path]) -> Element:
    """A copy of the record without every answer that is not taken, and without what its elements say beside."""
    made = copy.deepcopy(root)
    _strip(made, (), taken)
    return made


def _strip(element: Element, path: Path, taken: set[Path]) -> None:
    for child in list(element):
        here = (*path, local(child))
        child.attrib.clear()
        child.tail = None
        if len(child):
            child.text = None
            _strip(child, here, taken)
        elif here not in taken:
            child.text = None
