"""How what is typed is done: by an act, whose faults come back to the form."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest

from vigie import access
from vigie.directory.models import Organisation
from vigie.sharing.forms.item import FIELD_OF


def done(form: Form, doing: Callable):
    """What `doing()` gives; None where the form or the act finds fault, which the form then says."""
    if not form.is_valid():
        return None
    try:
        return doing() or True
    except ValidationError as error:
        told = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        for name, faults in told.items():
            field = FIELD_OF.get(name, name)
            form.add_error(field if field in form.fields else None, faults)
        return None


def own_body(request: HttpRequest, verb: str = "share") -> Organisation:
    """The body in whose name this person acts; absent for everybody else."""
    own = getattr(request.user, "organisation_id", None)
    return access.one(request.user, verb, "directory.Organisation", pk=own)


def only_bodies(request: HttpRequest) -> None:
    """Absent to those to whom nothing is ever shared."""
    if access.role_of(request.user) not in access.BODIES:
        raise Http404
