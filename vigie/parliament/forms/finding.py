"""Answering the questions of one block of a checklist."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _

from vigie.core.checklists import Block, Checklist, share_band
from vigie.parliament.acts.finding import Found
from vigie.parliament.wording import in_language, tag

LONGEST = 1000
MOST = 1_000_000


class BlockForm(forms.Form):
    """One block: for each question an answer, a sentence, and whether it goes into the report.

    A question about a share may be answered with two numbers instead; only the share that they make is kept.
    """

    def __init__(self, *given, checklist: Checklist, block: Block, **more) -> None:
        super().__init__(*given, **more)
        self.block = block
        for question in block.questions:
            self._ask(question, checklist.answers[question.answers].words)

    def _ask(self, question, words: dict) -> None:
        options = [("", _("No answer"))] + [(code, said[tag()]) for code, said in words.items()]
        code = question.code
        self.fields[code] = forms.ChoiceField(
            label=in_language(question), choices=options, required=False, widget=forms.RadioSelect
        )
        if question.answers == "share":
            for side, label in (("seen", _("Seen or present")), ("written", _("Written"))):
                self.fields[f"{code}-{side}"] = forms.IntegerField(
                    label=label, required=False, min_value=0, max_value=MOST, widget=forms.NumberInput
                )
        self.fields[f"{code}-words"] = forms.CharField(
            label=_("In a sentence"), required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 2})
        )
        self.fields[f"{code}-left_out"] = forms.BooleanField(
            label=_("Leave out of the report"), required=False
        )

    def clean(self) -> dict:
        """The answers as `acts.keep_findings` takes them."""
        said = super().clean()
        return {"found": [self._found(question.code, said) for question in self.block.questions]}

    def _found(self, code: str, said: dict) -> Found:
        answer = said.get(code, "") or ""
        seen, written = said.get(f"{code}-seen"), said.get(f"{code}-written")
        if seen is not None or written is not None:
            answer = self._share(code, seen, written)
        return Found(code, answer, said.get(f"{code}-words", ""), not said.get(f"{code}-left_out"))

    def _share(self, code: str, seen: int | None, written: int | None) -> str:
        try:
            return share_band(seen, written)
        except (TypeError, ValueError):
            self.add_error(code, _("A share needs both numbers, and the one written above zero."))
            return ""

    @property
    def asked(self) -> list[dict]:
        """Question by question, the fields that belong together."""
        names = {
            "answer": "",
            "seen": "-seen",
            "written": "-written",
            "words": "-words",
            "left_out": "-left_out",
        }
        return [
            {part: self[each.code + end] for part, end in names.items() if each.code + end in self.fields}
            for each in self.block.questions
        ]
