"""What a reviewer answers."""

from __future__ import annotations

from django import forms

from vigie.counting.models import ANSWERS


class AnswerForm(forms.Form):
    """One of three answers, and why if the person wants to say so."""

    answer = forms.ChoiceField(choices=ANSWERS)
    because = forms.CharField(required=False, max_length=500, strip=True)


class WordForm(forms.Form):
    """Whether a proposal is carried out or put away, and why if the person wants to say so."""

    word = forms.ChoiceField(choices=[("accept", "accept"), ("decline", "decline")])
    because = forms.CharField(required=False, max_length=500, strip=True)
