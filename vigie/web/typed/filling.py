"""A page's form filled again with what was typed, whichever view made it.

The page is read tag by tag and copied as it is; only within the one form are values set. That a form is the one that
was sent is told by where it goes and by its hidden fields.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin

from vigie.web.typed.keeping import Kept
from vigie.web.typed.token import FIELD

NEVER = ("password", "file", "submit", "button", "image", "reset")
OWN = (FIELD, "csrfmiddlewaretoken")


@dataclass
class _Found:
    """A form of the page: where it goes, its hidden values, and the names that can be typed in it."""

    action: str
    hidden: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)


class _Forms(HTMLParser):
    """The forms of a page, in order."""

    def __init__(self, here: str) -> None:
        super().__init__()
        self.here, self.found = here, []

    def handle_starttag(self, tag, attrs) -> None:
        said = dict(attrs)
        if tag == "form":
            method = (said.get("method") or "get").lower()
            action = urljoin(self.here, said.get("action") or "") if method == "post" else ""
            self.found.append(_Found(action))
        elif self.found and tag in ("input", "select", "textarea") and said.get("name"):
            if said.get("type") == "hidden":
                self.found[-1].hidden[said["name"]] = said.get("value") or ""
            else:
                self.found[-1].names.add(said["name"])


class _Filler(HTMLParser):
    """Copies a page; in form number `which` it sets what was typed and says so."""

    def __init__(self, which: int, words: dict[str, list[str]], notice: str) -> None:
        super().__init__(convert_charrefs=False)
        self.which, self.notice = which, notice
        self.left = {name: list(values) for name, values in words.items()}
        self.words, self.out, self.form, self.inside = words, [], -1, False
        self.select = self.textarea = ""

    def handle_starttag(self, tag, attrs) -> None:
        raw = self.get_starttag_text()
        if tag == "form":
            self.form += 1
            self.inside = self.form == self.which
            self.out.append(raw + (self.notice if self.inside else ""))
        elif self.inside:
            self._filled(tag, dict(attrs), raw)
        else:
            self.out.append(raw)

    def _filled(self, tag, said, raw) -> None:
        name = said.get("name") or ""
        if tag == "select":
            self.select = name
        elif tag == "textarea" and name in self.words:
            self.textarea = name
            raw += "\n" + escape(self._next(name), quote=False)
        elif tag == "option" and self.select in self.words:
            raw = _tag(tag, said, "selected", (said.get("value") or "") in self.words[self.select])
        elif tag == "input" and name not in OWN:
            raw = self._input(name, said, raw)
        self.out.append(raw)

    def _input(self, name, said, raw) -> str:
        kind = (said.get("type") or "text").lower()
        if kind in NEVER or kind == "hidden":
            return raw
        if kind in ("radio", "checkbox"):
            return _tag("input", said, "checked", (said.get("value") or "on") in self.words.get(name, ()))
        if name not in self.words:
            return raw
        return _tag("input", {**said, "value": self._next(name)}, "", False)

    def _next(self, name: str) -> str:
        # Fields that share a name are filled in their order.
        return self.left[name].pop(0) if self.left[name] else ""

    def handle_endtag(self, tag) -> None:
        if tag == "select":
            self.select = ""
        if tag == "textarea":
            self.textarea = ""
        if tag == "form":
            self.inside = False
        self.out.append(f"</{tag}>")

    def handle_startendtag(self, tag, attrs) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data) -> None:
        self._copy(data)

    def handle_entityref(self, name) -> None:
        self._copy(f"&{name};")

    def handle_charref(self, name) -> None:
        self._copy(f"&#{name};")

    def handle_comment(self, data) -> None:
        self.out.append(f"<!--{data}-->")

    def handle_decl(self, decl) -> None:
        self.out.append(f"<!{decl}>")

    def _copy(self, text: str) -> None:
        if not self.textarea:  # what stood in a filled one is replaced
            self.out.append(text)


def filled(page: str, here: str, kept: list[Kept], notice: Callable[[Kept], str]) -> str:
    """`page`, shown at the address `here`, with the first of `kept` that belongs to one of its forms.

    `notice` is the markup that stands at the head of the form.
    """
    forms = _Forms(here)
    forms.feed(page)
    for words in kept:
        for number, form in enumerate(forms.found):
            if _is_of(form, words):
                filler = _Filler(number, words.words, notice(words))
                filler.feed(page)
                filler.close()
                return "".join(filler.out)
    return page


def _is_of(form: _Found, kept: Kept) -> bool:
    """Whether the words were typed in this form."""
    if not form.action or form.action != kept.action or not form.names & set(kept.words):
        return False
    return all(
        kept.words.get(name, [value]) == [value] for name, value in form.hidden.items() if name not in OWN
    )


def _tag(tag: str, said: dict, flag: str, is_set: bool) -> str:
    """A tag with one flag set or taken away."""
    kept = {name: value for name, value in said.items() if name != flag}
    told = "".join(
        f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in kept.items()
    )
    return f"<{tag}{told}{f' {flag}' if flag and is_set else ''}>"
