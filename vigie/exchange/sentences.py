"""Why a package, a card or a part of one was refused, in words: what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "too_large": _("This package is larger than %(most)s bytes, and is not opened. Ask for it in smaller packages."),
    "not_a_package": _("This is no sealed package. Choose a file that ends in “.age”."),
    "cannot_open": _(
        "This package can't be opened: it was damaged or changed on its way, or it was sealed to somebody else. Ask "
        "the sender to send it again."
    ),
    "sealed_again": _(
        "This package was written for somebody else and sealed again for you. Nothing of it was taken. Tell its sender."
    ),
    "not_an_archive": _("What lies within the seal is not laid out as a package is. Nothing of it was taken."),
    "not_canonical": _("Its manifest is not written as the format asks. Nothing of it was taken."),
    "too_deep": _("Its manifest is nested more than %(most)s deep. Nothing of it was taken."),
    "manifest_too_large": _("Its manifest is larger than %(most)s bytes. Nothing of it was taken."),
    "too_many_files": _("It holds more than %(most)s files. Ask for it in several packages."),
    "too_many_contents": _("It brings more than %(most)s things at once. Ask for it in several packages."),
    "newer_format": _("It is written in the format %(format)s, which this installation does not read yet. Update it."),
    "bad_field": _("The field “%(field)s” holds what it may not hold. Nothing of it was taken. Tell its sender."),
    "bad_signature": _(
        "Its signature does not fit: it was changed after it was signed, or somebody else wrote it. Nothing of it was "
        "taken. Call the sender."
    ),
    "file_differs": _("The file “%(name)s” is not the one that the manifest names. Nothing of it was taken."),
    "not_a_card": _("This is no card of a correspondent. Ask for the file that they download under “Your card”."),
    "unknown_key": _(
        "This package is signed by a key that nobody here has confirmed (%(groups)s). Nothing of it was taken. If you "
        "expect something from %(body)s, ask for their card and compare it by telephone."
    ),
    "other_key": _(
        "This package says that it is from %(body)s, but another key signed it than the one that you compared. Nothing "
        "of it was taken. Call them: if they made new keys, ask for their new card and compare it; if not, somebody "
        "writes in their name."
    ),
    "not_confirmed": _(
        "%(body)s is entered, and its keys have not been compared by telephone yet. Nothing was taken. Confirm the "
        "correspondent, then take the package again."
    ),
    "stopped": _("The exchange with %(body)s is stopped. Nothing of this package was taken."),
    "keys_differ": _(
        "This package of %(body)s names other keys than those that were compared. Nothing of it was taken. Call them."
    ),
    "not_for_us": _("This package is addressed to “%(body)s”, which is no body of this installation."),
    "number_again": _(
        "%(body)s has sent two different packages with the number %(number)s. The first stands; nothing of the second "
        "was taken. Call them: if an older copy of their data was put back there, their operator types “vigie exchange "
        "anew” and they send you their new card."
    ),
    "broken_chain": _(
        "Package %(number)s of %(body)s does not follow on the one before. Nothing of it was taken. Call them: if an "
        "older copy of their data was put back there, their operator types “vigie exchange anew” and they send you "
        "their new card."
    ),
    "too_far_ahead": _(
        "Package %(number)s of %(body)s comes long before its turn: we are at %(at)s. It was not kept; the "
        "missing ones have to come first."
    ),
    "more_than_sent": _(
        "%(body)s has received more packages from us than we know of: an older copy of the data was put back here. "
        "Nothing of it was taken. Tell the operator to type “vigie exchange anew”, and send them your new card."
    ),
    "cannot_resend": _(
        "%(body)s misses package %(number)s, and its file is no longer here. Tell the operator to type “vigie exchange "
        "anew”, and send them your new card: everything that holds is then sent again."
    ),
    "no_such_item": _("It speaks of something that never went between the two bodies. This part was left out."),
    "older_version": _(
        "It brings version %(version)s of something of which version %(here)s is here already. The newer one stands; "
        "this part was left out."
    ),
    "own_originator": _("It names a body of this installation as the originator. This part was left out."),
    "not_taken": _("One thing in it could not be entered: %(said)s The rest was taken."),
    "bad_proof": _("It announces new keys without showing that the sender holds them. They were not taken. Call them."),
}  # fmt: skip


def sentence(code: str, params: Mapping[str, object]) -> str:
    """The sentence of a fault in the reader's language."""
    return str(SENTENCES[code]) % params
