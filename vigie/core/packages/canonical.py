"""JSON written in one way only, so that equal data are equal bytes and a signature covers all that is read."""

from __future__ import annotations

import json

from vigie.core.packages.faults import BadPackage
from vigie.core.packages.limits import DEEPEST


def canonical(data: object) -> bytes:
    """Keys sorted, no spaces, UTF-8. Of texts, whole numbers, true, false, null, lists and objects only."""
    return json.dumps(
        data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def read_canonical(raw: bytes) -> object:
    """The data of canonical bytes. Raises `BadPackage` for JSON written in any other way: another order, spaces,
    a key twice, a number with a point, a depth beyond the limit."""
    _check_depth(raw)
    try:
        data = json.loads(raw)
        same = canonical(data) == raw and not _has_fraction(data)
    except (ValueError, RecursionError) as error:
        raise BadPackage("not_canonical") from error
    if not same:
        raise BadPackage("not_canonical")
    return data


def _check_depth(raw: bytes) -> None:
    """Counted before anything is parsed: a parser goes as deep as it is led."""
    depth, quoted, escaped = 0, False, False
    for byte in raw:
        if quoted:
            quoted = escaped or byte != 0x22
            escaped = not escaped and byte == 0x5C
        elif byte == 0x22:
            quoted = True
        elif byte in b"[{":
            depth += 1
            if depth > DEEPEST:
                raise BadPackage("too_deep", most=DEEPEST)
        elif byte in b"]}":
            depth -= 1


def _has_fraction(data: object) -> bool:
    if isinstance(data, dict):
        return any(_has_fraction(each) for each in data.values())
    if isinstance(data, list):
        return any(_has_fraction(each) for each in data)
    return isinstance(data, float)
