"""What a reviewer answers."""

from __future__ import annotations

from django import forms

from vigie.counting.models import ANSWERS


class AnswerForm(forms.Form):
    """One of three answers, and why if the person wants to say so."""

    answer = forms.ChoiceField(choices=ANSWERS)
    because = forms.CharField(required=False, max_length=500, strip=True)
