"""What each field of a manifest may hold: small alike checks, each of which says which field it refused."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import date, datetime

from vigie.core.packages.faults import BadPackage
from vigie.core.packages.keys import BadKey, check_public, check_recipient
from vigie.core.packages.limits import LONGEST_LINE, LONGEST_NAME, LONGEST_TEXT

Check = Callable[[object], bool]
# What would break a line, hide the end of a name or turn its direction in a list.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def checked(data: object, shape: dict[str, Check], where: str) -> dict:
    """`data` if it has exactly the fields of `shape` and each holds what it may. Raises `BadPackage`."""
    if not isinstance(data, dict):
        raise BadPackage("bad_field", field=where)
    for name in [*shape, *data]:
        if name not in data or name not in shape or not shape[name](data[name]):
            raise BadPackage("bad_field", field=f"{where}.{name}"[:LONGEST_LINE])
    return data


def line(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_LINE and not _CONTROL.search(value)


def named(value: object) -> bool:
    return line(value) and bool(value.strip())


def line_200(value: object) -> bool:
    return line(value) and len(value) <= 200


def title(value: object) -> bool:
    return named(value) and len(value) <= 200


def bodies(value: object) -> bool:
    """From one to fifty names of bodies."""
    return isinstance(value, list) and 1 <= len(value) <= 50 and all(title(each) for each in value)


def text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_TEXT and "\0" not in value


def slug(value: object) -> bool:
    return line(value) and len(value) <= 80 and bool(_SLUG.fullmatch(value))


def country(value: object) -> bool:
    """Two capital letters, or the empty text for none."""
    return value == "" or (isinstance(value, str) and bool(_COUNTRY.fullmatch(value)))


def sha256(value: object) -> bool:
    return isinstance(value, str) and bool(_SHA256.fullmatch(value))


def sha256_or_nothing(value: object) -> bool:
    return value == "" or sha256(value)


def counting_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value < 2**31


def size(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31


def flag(value: object) -> bool:
    return isinstance(value, bool)


def one_of(*known: str) -> Check:
    return lambda value: isinstance(value, str) and value in known


def identifier(value: object) -> bool:
    try:
        return isinstance(value, str) and str(uuid.UUID(value)) == value
    except ValueError:
        return False


def day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def day_or_nothing(value: object) -> bool:
    return value == "" or day(value)


def moment_or_nothing(value: object) -> bool:
    """A moment of universal time to the second, as 2026-03-18T16:10:00+00:00, or the empty text."""
    if value == "":
        return True
    try:
        read = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return False
    return read is not None and read.isoformat() == value and value.endswith("+00:00") and "." not in value


def file_name(value: object) -> bool:
    """A name that is a name only: no folder, nothing hidden, nothing that any system would read as a path."""
    return (
        named(value) and len(value) <= LONGEST_NAME and value == value.strip() and value[0] not in ".~-"
        and not value.endswith(".") and not set(value) & set('/\\:*?"<>|')
    )  # fmt: skip


def public_key(value: object) -> bool:
    return _is_key(value, check_public)


def recipient(value: object) -> bool:
    return _is_key(value, check_recipient)


def _is_key(value: object, check: Callable[[str], str]) -> bool:
    try:
        return isinstance(value, str) and len(value) < 100 and bool(check(value))
    except BadKey:
        return False
