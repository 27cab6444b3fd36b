"""Elements and attributes by their local names: clients and builders differ in prefixes and namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

JR = "{http://openrosa.org/javarosa}"
ODK_AUDIT = "{http://www.opendatakit.org/xforms}"


def local(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element, name: str) -> Iterator[Element]:
    return (each for each in element if local(each) == name)


def child(element: Element, name: str) -> Element | None:
    return next(children(element, name), None)


def attribute(element: Element, name: str) -> str:
    """An attribute by its local name, whatever its namespace; "" where it is absent."""
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


def xpath(path: str) -> str:
    """A path without the blanks that pyxform leaves around it, prefixes left out: "/data/orx:meta" → "/data/meta"."""
    return "/".join(part.rpartition(":")[2] for part in path.strip().split("/"))
