"""What a recipient gives back of opened records: a small file, from the command or the page."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from django.utils.translation import gettext as _

from vigie.intake.acts.opening import Returned, file_opened
from vigie.intake.models import Form
from vigie.ledger.act import Refused

FORMAT = "vigie-opened-1"
MOST_BYTES = 25_000_000


class BadReturn(ValueError):
    """The file is not what “vigie open” writes. The text is a sentence that says so."""


def take(actor, data: bytes) -> Counter[str]:
    """File what is given back. Raises `BadReturn`, and `Refused` for who does not answer for the form."""
    try:
        said = json.loads(data[: MOST_BYTES + 1])
        if said["format"] != FORMAT:
            raise BadReturn(_("This file is of another version of Vigie."))
        returned = [
            Returned(each["submission"], each["instance"], each["manifest_sha256"], each["taken"].encode())
            for each in said["records"]
        ]
        form_id = str(said["form_id"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        if isinstance(error, BadReturn):
            raise
        raise BadReturn(
            _("This is not the file “for-the-register.json” that “vigie open” writes.")
        ) from error
    form = Form.objects.filter(form_id=form_id).first()
    if form is None:
        raise Refused(f"file_opened {form_id}")
    return file_opened(actor, form, returned=returned)


def outcome_words(outcomes: Mapping[str, int]) -> list[str]:
    """What became of the records, a sentence for each outcome that there is."""
    sentences = {
        "taken": _("Taken into the register: %(count)s."),
        "known": _("Given back before, and left as it is: %(count)s."),
        "unknown": _("Refused, because no such encrypted record waits here: %(count)s."),
        "other": _("Refused, because the encrypted record here is another one: %(count)s."),
        "unfit": _("Refused, because what was given back is not that record: %(count)s."),
    }
    found = [sentences[code] % {"count": outcomes[code]} for code in sentences if outcomes.get(code)]
    return found or [_("The file holds no record for the register.")]
