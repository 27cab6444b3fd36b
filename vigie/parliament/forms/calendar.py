"""Asking for the address of one's calendar."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class KeyForm(forms.Form):
    label = forms.CharField(
        label=_("For which device"), max_length=80, help_text=_("So that you know which to take back: my telephone."),
        error_messages={"required": _("Say for which device, so that you know it again.")},
    )  # fmt: skip
