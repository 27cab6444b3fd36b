"""The words of a form: its translations, and where in it they are referred to."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from vigie.core.xforms.definition import Output, Sentence, Words
from vigie.core.xforms.names import child, children, local

_REFERRED = re.compile(r"jr:itext\(\s*['\"](.*)['\"]\s*\)$", re.DOTALL)
NO_LANGUAGE = ""


class Wording:
    """Texts of the form by identifier. `languages` has one, nameless, where the form has no translations."""

    def __init__(self, itext: Element | None) -> None:
        found = list(children(itext, "translation")) if itext is not None else []
        self.languages = tuple(each.get("lang", "") for each in found) or (NO_LANGUAGE,)
        marked = (each.get("lang", "") for each in found if each.get("default") is not None)
        self.default = next(marked, self.languages[0])
        self.addresses: list[str] = []
        self._texts: dict[str, Words] = {}
        for translation in found:
            for text in children(translation, "text"):
                self._add(translation.get("lang", ""), text)

    def _add(self, language: str, text: Element) -> None:
        words = self._texts.setdefault(text.get("id", ""), Words({}, {}))
        for value in children(text, "value"):
            form = value.get("form")
            if form is None or form == "long":
                words.by_language[language] = sentence(value)
            else:
                address = (value.text or "").strip()
                words.media.setdefault(language, {})[form] = address
                self.addresses.append(address)

    def text(self, identifier: str) -> Words:
        return self._texts.get(identifier, Words())

    def bare(self, text: str) -> Words:
        """Words that stand in the form itself, the same in every language."""
        return Words({NO_LANGUAGE: (text,)}) if text else Words()

    def referred(self, value: str) -> Words:
        """The words behind "jr:itext('…')", or the value itself."""
        found = _REFERRED.match(value.strip())
        return self.text(found[1]) if found else self.bare(value.strip())

    def of(self, element: Element | None) -> Words:
        """The words of a label or hint."""
        if element is None:
            return Words()
        if reference := element.get("ref"):
            return self.referred(reference)
        said = sentence(element)
        return Words({NO_LANGUAGE: said}) if said else Words()

    def label_of(self, element: Element, name: str = "label") -> Words:
        return self.of(child(element, name))


def sentence(element: Element) -> Sentence:
    """Text with the places where values stand; blanks at both ends are pyxform's own."""
    parts: list[str | Output] = [element.text or ""]
    for each in element:
        if local(each) == "output":
            parts.append(Output((each.get("value") or each.get("ref") or "").strip()))
        parts.append(each.tail or "")
    if isinstance(parts[0], str):
        parts[0] = parts[0].lstrip()
    if isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip()
    return tuple(part for part in parts if part)
