"""What marks, states and audiences are called, and what a mark lets its readers do."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

COUNTRIES = [("BF", _("Burkina Faso")), ("ML", _("Mali")), ("NE", _("Niger"))]

# Mark, from the narrowest to the widest → what its readers may do. The label itself is never translated.
ALLOWS = {
    "TLP:RED": _(
        "For the persons named and nobody else. Don't pass it on, not even inside your body; it never stands in a mail."
    ),
    "TLP:AMBER+STRICT": _("For the bodies and persons of its circles. It stays inside these bodies."),
    "TLP:AMBER": _(
        "For the bodies and persons of its circles, and by word of mouth for those they must inform to act on it."
    ),
    "TLP:GREEN": _(
        "For the bodies and persons of its circles, who may speak of it among colleagues, and never in public."
    ),
    "TLP:CLEAR": _("May be passed on without limit. It is open to everybody here once it is published."),
}
MARKS = [(mark, format_lazy("{}{}{}", mark, _(": "), sentence)) for mark, sentence in ALLOWS.items()]

# State of an item → shape of its mark, word.
STATES = {
    "own": ("draft", _("Not shared yet")),
    "embargo": ("draft", _("Under embargo")),
    "shared": ("", pgettext_lazy("state of an item", "Shared")),
    "published": ("full", _("Published")),
    "expired": ("gone", _("Expired")),
    "withdrawn": ("gone", _("Withdrawn")),
}
