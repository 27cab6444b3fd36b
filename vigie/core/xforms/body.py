"""How a form asks: its controls and groups, in order."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from vigie.core.xforms.definition import Group, Itemset, Option, Question, SetValue
from vigie.core.xforms.names import JR, attribute, child, children, local, xpath
from vigie.core.xforms.wording import Wording

CONTROLS = ("input", "select1", "select", "rank", "range", "upload", "trigger", "secret")
_INSTANCE = re.compile(r"instance\(\s*['\"]([^'\"]*)['\"]\s*\)")
_ITEXT_OF = re.compile(r"jr:itext\(\s*(.*?)\s*\)$")


class Body:
    """Controls by path, and the tree that they stand in.

    `settled` gives the tree with whole questions once these are known; before that a place in it holds a path.
    """

    def __init__(self, body: Element, wording: Wording, binds: dict[str, Element]) -> None:
        self.wording, self.binds = wording, binds
        self.controls: dict[str, dict] = {}
        self.repeats: list[str] = []
        self.set_values: list[SetValue] = []
        self.actions: list[tuple[str, str]] = []
        self._tree = self._parts(body)

    def settled(self, questions: dict[str, Question]) -> tuple[Question | Group, ...]:
        return _settled(self._tree, questions)

    def _parts(self, element: Element) -> tuple:
        found = (self._part(each) for each in element)
        return tuple(each for each in found if each is not None)

    def _part(self, element: Element) -> str | Group | None:
        kind = local(element)
        if kind == "group":
            return self._group(element)
        if kind == "repeat":
            return self._repeat(element, self.wording.label_of(element), "")
        if kind in CONTROLS and element.get("ref"):
            return self._control(element, kind)
        return None

    def _group(self, element: Element) -> Group:
        path = xpath(element.get("ref") or element.get("nodeset") or "")
        label, appearance = self.wording.label_of(element), element.get("appearance", "")
        # A repeat stands in a group that only carries its heading.
        repeats = list(children(element, "repeat"))
        others = [each for each in element if local(each) in ("group", *CONTROLS)]
        if len(repeats) == 1 and not others:
            return self._repeat(repeats[0], label, appearance)
        return Group(path, self._parts(element), label, appearance, self._relevant(path))

    def _repeat(self, element: Element, label, appearance: str) -> Group:
        path = xpath(element.get("nodeset") or element.get("ref") or "")
        self.repeats.append(path)
        count = element.get(f"{JR}count", "").strip()
        shown = appearance or element.get("appearance", "")
        return Group(path, self._parts(element), label, shown, self._relevant(path), True, count)

    def _relevant(self, path: str) -> str:
        bind = self.binds.get(path) if path else None
        return bind.get("relevant", "").strip() if bind is not None else ""

    def _control(self, element: Element, kind: str) -> str:
        path = xpath(element.get("ref", ""))
        ends = tuple(element.get(name, "") for name in ("start", "end", "step"))
        self.controls[path] = {
            "control": kind,
            "appearance": element.get("appearance", ""),
            "label": self.wording.label_of(element),
            "hint": self.wording.label_of(element, "hint"),
            "mediatype": element.get("mediatype", ""),
            "options": tuple(self._option(each) for each in children(element, "item")),
            "itemset": _itemset(child(element, "itemset")),
            "range": ends if kind == "range" else None,
        }
        for each in element:
            target = xpath(each.get("ref", ""))
            if local(each) == "setvalue":
                value = each.get("value") or each.text or ""
                self.set_values.append(SetValue(target, each.get("event", ""), value, trigger=path))
            elif local(each) == "setgeopoint":
                self.actions.append(("setgeopoint", target))
        return path

    def _option(self, item: Element) -> Option:
        value = child(item, "value")
        text = (value.text or "").strip() if value is not None else ""
        return Option(text, self.wording.label_of(item), {"name": text})


def _itemset(element: Element | None) -> Itemset | None:
    if element is None:
        return None
    nodeset = element.get("nodeset", "").strip()
    named = _INSTANCE.match(nodeset)
    value, label = child(element, "value"), child(element, "label")
    shown = label.get("ref", "label") if label is not None else "label"
    by_itext = _ITEXT_OF.match(shown)
    return Itemset(
        nodeset,
        named[1] if named else "",
        attribute(value, "ref") if value is not None else "name",
        by_itext[1] if by_itext else shown,
    )


def _settled(tree: tuple, questions: dict[str, Question]) -> tuple[Question | Group, ...]:
    found = []
    for each in tree:
        if isinstance(each, str):
            if each in questions:
                found.append(questions[each])
        else:
            found.append(
                Group(each.path, _settled(each.parts, questions), each.label, each.appearance, each.relevant,
                      each.repeat, each.count)
            )  # fmt: skip
    return tuple(found)
