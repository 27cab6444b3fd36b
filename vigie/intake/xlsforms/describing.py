"""The words of a form's questions, kept where visits and surveys are read."""

from __future__ import annotations

import re

from vigie.core.xforms.definition import Definition, Question, Words
from vigie.core.xforms.mapping import read_mapping
from vigie.fieldwork.filing import Asked, describe, survey_series
from vigie.intake.models import Form
from vigie.intake.xlsforms.versions import series_of

_TAG = re.compile(r"\(([a-z]{2,3})\)\s*$")


def describe_questions(form: Form, definition: Definition, mapping: dict) -> None:
    """Keep the words of those questions whose answers become findings or survey answers."""
    if not mapping:
        return
    plan = read_mapping(mapping, definition)
    if plan.becomes not in ("visit", "survey"):
        return
    series = survey_series(plan.survey) if plan.becomes == "survey" else series_of(form.form_id)
    asked = [
        _asked(code, definition, definition.questions["/".join(("", definition.root, *source.path))])
        for code, source in plan.answers.items()
        if source.path
    ]
    describe(series, asked)


def _asked(code: str, definition: Definition, question: Question) -> Asked:
    options = {each.value: _words(each.label, definition) for each in definition.options_of(question)}
    return Asked(code, _words(question.label, definition), options)


def _words(words: Words, definition: Definition) -> dict[str, str]:
    """The words by language tag: "Français (fr)" is "fr"; a language without one is the default's."""
    found = {}
    for language in definition.languages:
        tag = _TAG.search(language)
        said = words.plain(language, definition.default_language)
        if said:
            found.setdefault(tag[1] if tag else "fr", said)
    return found
