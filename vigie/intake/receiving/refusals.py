"""Why something that came in from the field was not taken: a code, an HTTP status and a sentence for the person."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

# code → status, sentence. The person reads it on the telephone: what is wrong, and what to do.
REFUSALS = {
    "not-multipart": (400, gettext_noop(
        "The report did not arrive in the form that this server reads. Send it with ODK Collect or "
        "KoboCollect.")),
    "broken-multipart": (400, gettext_noop(
        "The report was cut off on its way. Send it again; what arrived is kept for your coordinator.")),
    "no-xml-part": (400, gettext_noop(
        "The report arrived without its answers. Send it again.")),
    "two-xml-parts": (400, gettext_noop(
        "Two reports arrived as one. Send each one by itself.")),
    "empty": (400, gettext_noop(
        "The report arrived empty. Send it again; if it stays so, tell your coordinator.")),
    "too-large": (413, gettext_noop(
        "The report is too large for this server. Send smaller pictures, or tell your coordinator.")),
    "null-byte": (400, gettext_noop(
        "The report holds characters that can't be read. It is kept for your coordinator, who can look at it.")),
    "doctype": (400, gettext_noop(
        "The report holds instructions where only answers may stand. It is kept for your coordinator, who can"
        " look at it.")),
    "too-deep": (400, gettext_noop(
        "The report is built too deep to be read. It is kept for your coordinator, who can look at it.")),
    "too-many": (400, gettext_noop(
        "The report holds more answers than this server reads. It is kept for your coordinator, who can look "
        "at it.")),
    "not-xml": (400, gettext_noop(
        "The report is damaged at line %(line)s. Send it again; what arrived is kept for your coordinator.")),
    "wrong-namespace": (400, gettext_noop(
        "What arrived is not a filled form. It is kept for your coordinator, who can look at it.")),
    "no-form-id": (400, gettext_noop(
        "The report does not say which form it answers. It is kept for your coordinator, who can look at it.")),
    "no-instance-id": (400, gettext_noop(
        "The report has no number of its own (instanceID), so it could be counted twice. It is kept for your "
        "coordinator.")),
    "long-instance-id": (400, gettext_noop(
        "The number of the report (instanceID) is longer than 249 characters. It is kept for your "
        "coordinator.")),
    "bad-manifest": (400, gettext_noop(
        "The encrypted report is incomplete: its list of files can't be read. It is kept for your "
        "coordinator.")),
    "plain-for-sealed": (400, gettext_noop(
        "This form must be sent encrypted, and the report came in clear. Get the form again on your phone; "
        "tell your coordinator at once.")),
    "unknown-form": (404, gettext_noop(
        "This server has no form “%(form)s”. Get the list of forms again, or tell your coordinator; the "
        "report is kept.")),
    "unknown-version": (404, gettext_noop(
        "This server has no version “%(version)s” of the form “%(form)s”. Tell your coordinator; the report "
        "is kept.")),
    "closed": (409, gettext_noop(
        "The form “%(form)s” is closed. Tell your coordinator; the report is kept.")),
    "not-allowed": (403, gettext_noop(
        "This phone may not send this form. Ask your coordinator; nothing was stored.")),
    "other-content": (409, gettext_noop(
        "A report with the same number and other content is here already. This one is kept apart for your "
        "coordinator.")),
    "unknown-original": (404, gettext_noop(
        "The report that this one corrects is not here. Send the first one first; this one is kept for your "
        "coordinator.")),
    "not-current": (409, gettext_noop(
        "The report that this one corrects was corrected already. This one is kept apart for your "
        "coordinator.")),
    "no-space": (507, gettext_noop(
        "The server's disk is full. Nothing was stored: keep the report on your phone and send it later.")),
    "broken": (500, gettext_noop(
        "Something failed on the server. Nothing was half-stored: keep the report on your phone and send it "
        "later.")),
    "not-let-in": (401, gettext_noop(
        "Give the user name and the field password that your coordinator gave you.")),
    "wait": (401, gettext_noop(
        "The password was wrong several times. Wait a few minutes, then try again.")),
    "wrong-token": (403, gettext_noop(
        "This phone is not known here any more. Ask your coordinator for a new code to scan.")),
    "absent": (404, gettext_noop(
        "This is not here, or is not open to you. Get the list of forms again.")),
    "wrong-method": (405, gettext_noop(
        "This address can't be used like that.")),
}  # fmt: skip

# Of these nothing is kept: who sent them had no right to, or there is no room.
NOT_SET_ASIDE = {
    "not-allowed",
    "not-let-in",
    "wait",
    "wrong-token",
    "no-space",
    "broken",
    "absent",
    "wrong-method",
}


class NotTaken(Exception):
    """What was sent was not taken. `code` is one of `REFUSALS`; `params` fill its sentence."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params
        self.status = REFUSALS[code][0]

    def sentence(self) -> str:
        """The sentence in the present language."""
        return _(REFUSALS[self.code][1]) % self.params
