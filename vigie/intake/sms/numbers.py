"""Telephone numbers: written alike, kept only as keyed hashes, never shown again.

The hash protects what is stored from whoever gets the database without the node's key. Numbers are few: with
the key, each can be tried. That is why a seized server betrays them, and the page says so.
"""

from __future__ import annotations

import hashlib
import re
import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

LEAST_DIGITS, MOST_DIGITS = 8, 15  # ITU-T E.164; national numbers of the three countries have eight


def digits(number: str, calling_code: str = "") -> str:
    """A number as digits with the code of its country, or the empty text where it is none.

    "+226 70 00 00 01", "0022670000001" and, with the calling code 226, "70000001" are one number. A sender that
    is a word ("ORANGE") is no number.
    """
    bare = re.sub(r"[\s().-]", "", number.strip().removeprefix("tel:"))
    if not re.fullmatch(r"\+?\d+", bare):
        return ""
    found = bare.removeprefix("+").removeprefix("00")
    if len(found) == LEAST_DIGITS and calling_code:
        found = calling_code + found
    return found if LEAST_DIGITS <= len(found) <= MOST_DIGITS else ""


def hashed(number: str, calling_code: str = "") -> str:
    """The keyed hash under which a sender is known; of a sender that is a word, of the word."""
    known_as = digits(number, calling_code) or number.strip().casefold()
    return salted_hmac("vigie.sms.number", known_as, algorithm="sha256").hexdigest()


def new_token(uuid) -> tuple[str, str]:
    """A gateway's token and the hash that is kept of it. 256 random bits need no slow hash."""
    secret = secrets.token_urlsafe(32)
    return f"{uuid.hex}.{secret}", secret_hash(secret)


def secret_hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def opens(secret: str, kept: str) -> bool:
    """Whether this is the secret of which `kept` is the hash, told in constant time."""
    return constant_time_compare(secret_hash(secret), kept)
