"""How what is typed in a form of this room is done, or told why not."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.forms import Form


def done(form: Form, doing: Callable):
    """What `doing` gives for the cleaned fields, or True where it gives nothing.

    None, with the reason beside its field, where it is refused.
    """
    if not form.is_valid():
        return None
    try:
        made = doing(**form.cleaned_data)
    except ValidationError as refusal:
        _tell(form, refusal)
        return None
    return True if made is None else made


def _tell(form: Form, refusal: ValidationError) -> None:
    """Beside the field that it names, or above the form."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, said in refusal.error_dict.items():
        form.add_error(name if name in form.fields else None, said)
