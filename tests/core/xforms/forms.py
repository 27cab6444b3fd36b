"""Small XLSForms drawn as rows, and what becomes of them."""

from __future__ import annotations

from vigie.core.xforms.compiling import Compiled, compile_sheets
from vigie.core.xforms.definition import Definition
from vigie.core.xforms.reading import read_form


def sheets(*survey: dict, choices: tuple[dict, ...] = (), **settings) -> dict[str, list[dict]]:
    made = {"survey": list(survey), "settings": [{"form_id": "essai", "version": "1", **settings}]}
    return {**made, "choices": list(choices)} if choices else made


def compiled(*survey: dict, **more) -> Compiled:
    return compile_sheets(sheets(*survey, **more))


def defined(*survey: dict, **more) -> Definition:
    made = compiled(*survey, **more)
    assert made.xml, made.faults
    return read_form(made.xml)


def asks(kind: str, name: str, label: str = "?", **columns) -> dict:
    return {"type": kind, "name": name, "label": label, **columns}


def option(listed: str, name: str, label: str = "?", **columns) -> dict:
    return {"list_name": listed, "name": name, "label": label, **columns}
