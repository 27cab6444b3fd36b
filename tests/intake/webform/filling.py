"""A person without scripts: reads the page, fills its fields by their labels, presses a button."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from django.test import Client

_FIELD = re.compile(r"<(input|select|textarea|button)\b([^>]*)>", re.S)
_ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
_LABELLED = re.compile(
    r'<fieldset[^>]* id="(q\d+)".*?<legend>(.*?)</legend>|<label for="(q\d+)">(.*?)</label>', re.S
)


def text(markup: str) -> str:
    plain = html.unescape(re.sub(r"<[^>]*>", " ", markup))
    return " ".join(plain.replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'").split())


@dataclass
class Person:
    """One browser without scripts. `page` is what it shows, `address` where."""

    client: Client
    page: str = ""
    address: str = ""
    status: int = 0
    typed: dict = field(default_factory=dict)

    def go(self, address: str) -> Person:
        return self._answered(self.client.get(address, follow=True), address)

    def press(self, go: str = "next", files: dict | None = None, **more) -> Person:
        """Send the page's form with what was typed."""
        data = {**self.fields(), **self.typed, "go": go, **more, **(files or {})}
        self.typed = {}
        return self._answered(self.client.post(self.address, data, follow=True), self.address)

    def _answered(self, response, address: str) -> Person:
        self.status, self.page = response.status_code, response.content.decode()
        chain = response.redirect_chain
        self.address = (chain[-1][0] if chain else address).partition("?")[0].partition("#")[0]
        return self

    def fields(self) -> dict[str, list[str]]:
        """What a browser would send of the page's form as it stands."""
        form = self.page[self.page.find('class="form"') :]
        found: dict[str, list[str]] = {}
        for kind, written in _FIELD.findall(form):
            about = dict(_ATTRIBUTE.findall(written))
            name = html.unescape(about.get("name", ""))
            if not name or kind != "input" or about.get("type") in ("radio", "checkbox", "file"):
                if name and about.get("type") in ("radio", "checkbox") and "checked" in about:
                    found.setdefault(name, []).append(html.unescape(about["value"]))
                continue
            found.setdefault(name, []).append(html.unescape(about.get("value", "")))
        for name, inside in re.findall(r'<select[^>]* name="([^"]*)"[^>]*>(.*?)</select>', form, re.S):
            chosen = re.findall(r'<option value="([^"]*)"[^>]*selected', inside)
            found[name] = [html.unescape(each) for each in chosen]
        for name, inside in re.findall(r'<textarea[^>]* name="([^"]*)"[^>]*>\n?(.*?)</textarea>', form, re.S):
            found[name] = [html.unescape(inside)]
        return found

    def labels(self) -> dict[str, str]:
        """Label → name of its field."""
        found = {}
        for fieldset, legend, name, label in _LABELLED.findall(self.page):
            found[text(legend or label)] = fieldset or name
        return found

    def fill(self, label: str, value) -> Person:
        name = next(name for said, name in self.labels().items() if said.startswith(label))
        self.typed[name] = value
        return self

    @property
    def heading(self) -> str:
        return text(re.search(r"<h1[^>]*>(.*?)</h1>", self.page, re.S)[1])

    @property
    def said(self) -> str:
        return text(self.page)
