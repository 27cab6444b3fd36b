"""A whole form laid out for a device that goes through it by itself."""

from __future__ import annotations

import json

from django.urls import reverse

from vigie.core.xforms.definition import Question
from vigie.core.xforms.filling import Filling
from vigie.intake.faces.webform import Asked, OfflineForm, OfflineStep
from vigie.intake.models import FormVersion
from vigie.intake.webform.opening import code_of
from vigie.intake.webform.packed import Packing, all_steps
from vigie.intake.webform.sealing import public_key
from vigie.intake.webform.showing import about_of, way_of


def offline_form(version: FormVersion, filling: Filling, actor) -> OfflineForm:
    """The page of a form: its questions as moulds, its rules as data, and for whom to seal what is filled."""
    packing = Packing(filling)
    data = {
        **packing.packed(), "form": str(version.form.uuid), "account": str(actor.uuid), "key": public_key(),
        "language": filling.language, "far_at": reverse("web-lists", kwargs={"uuid": version.form.uuid}),
    }  # fmt: skip
    sizes = {name: len(rows) for name, rows in packing.lists().items()}
    steps = tuple(
        OfflineStep(
            each.number, packing.said(each.headings[-1]) if each.headings else version.title, each.repeat is not None,
            tuple(_asked(packing, question, sizes) for question in each.questions if question.control),
        )
        for each in all_steps(filling.plan)
    )  # fmt: skip
    # As in Django's json_script: nothing in it can end the element that it stands in.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return OfflineForm(str(version.form.uuid), version.title, code_of(filling.language), steps, text)


_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def _asked(packing: Packing, question: Question, sizes: dict[str, int]) -> Asked:
    number = packing.plan.by_path[question.path].number
    kind = way_of(question, _size(question, sizes), "told" if question.calculate else "note")
    return Asked(
        f"q{number}", kind, packing.said(question.label), packing.said(question.hint),
        about=about_of(question, kind, ""),
    )  # fmt: skip


def _size(question: Question, sizes: dict[str, int]) -> int:
    return sizes.get(question.itemset.instance, 0) if question.itemset else len(question.options)
