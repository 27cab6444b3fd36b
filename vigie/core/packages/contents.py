"""The kinds of things that a package brings, and what is said about each."""

from __future__ import annotations

from vigie.core.packages.shapes import (
    bodies,
    counting_number,
    country,
    day,
    day_or_nothing,
    flag,
    identifier,
    line,
    line_200,
    moment_or_nothing,
    one_of,
    public_key,
    recipient,
    slug,
    text,
    title,
)

# TLP:RED is for persons named, and a package is sealed to a body: RED does not leave an installation.
MARKS = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT")
ITEM_KINDS = ("document", "alert", "question", "dataset", "note")

# Beyond whom it was given to, a thing goes only with its originator's consent, which is asked for by a package.
ONWARD = ("ask",)

_ITEM = {
    "version": counting_number,
    "title": title,
    "text": text,
    "kind": one_of(*ITEM_KINDS),
    "theme": slug,
    "language": one_of("fr", "en"),
    "country": country,  # which country it is about; "" for several
    "originator": slug,
    "originator_name": title,
    "originator_country": country,
    "tlp": one_of(*MARKS),
    "purpose": line,
    "legal_basis": line,
    "national": one_of("not_classified", "declassified"),  # nothing classified travels: the sender states it
    "declassified_by": line_200,
    "may_be_cited": flag,
    "onward": one_of(*ONWARD),
    "review_on": day_or_nothing,
    "embargo_until": moment_or_nothing,
    "expires_at": moment_or_nothing,
    "published_at": moment_or_nothing,
}

SHAPES = {
    "item": _ITEM,
    "correction": {**_ITEM, "because": line},
    "withdrawal": {"because": line, "by": title, "on": day},
    # May it go on to these bodies? "question" names the one that asks in its "id", and "consent" answers it.
    "question": {"id": identifier, "bodies": bodies, "purpose": line},
    "consent": {"id": identifier, "answer": one_of("agreed", "refused"), "because": line, "on": day},
    "receipt": {
        "what": one_of("read", "erased", "refused"),
        "version": counting_number,
        "on": day,
    },
    "keys": {"node": public_key, "recipient": recipient, "proof": line, "on": day},
}
KINDS = tuple(SHAPES)
