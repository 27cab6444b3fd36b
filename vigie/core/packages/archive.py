"""How the parts of a package lie in one file: a ZIP without compression, of which every byte is determined.

Any program opens it; ours takes only what it would have written itself. Nothing is compressed, so that nothing can
unfold into more than was sent, and no field is left in which bytes could differ unseen.
"""

from __future__ import annotations

import re
import struct
import zlib

from vigie.core.packages.faults import BadPackage
from vigie.core.packages.limits import MOST_FILES

# Field by field as in the ZIP specification (APPNOTE 6.3, sections 4.3.7, 4.3.12, 4.3.16).
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
# 1 January 1980, midnight: when a package was written is for its manifest to say.
_MIDNIGHT, _FIRST_DAY = 0, (1 << 5) | 1
_VERSION, _UNIX, _FILE_OF_OWNER = 20, 3 << 8, 0o100600 << 16
_NAME = re.compile(rb"manifest\.json|signature|files/[0-9a-f]{64}")


def write_archive(parts: dict[str, bytes]) -> bytes:
    """The parts in the order of their names, as one file."""
    bodies, entries, place = [], [], 0
    for name in sorted(parts):
        content, raw = parts[name], name.encode("ascii")
        sums = (zlib.crc32(content), len(content), len(content))
        local = _LOCAL.pack(b"PK\3\4", _VERSION, 0, 0, _MIDNIGHT, _FIRST_DAY, *sums, len(raw), 0) + raw
        entries.append(
            _CENTRAL.pack(b"PK\1\2", _UNIX | _VERSION, _VERSION, 0, 0, _MIDNIGHT, _FIRST_DAY, *sums, len(raw),
                          0, 0, 0, 0, _FILE_OF_OWNER, place) + raw
        )  # fmt: skip
        bodies.append(local + content)
        place += len(local) + len(content)
    listed = b"".join(entries)
    end = _END.pack(b"PK\5\6", 0, 0, len(entries), len(entries), len(listed), place, 0)
    return b"".join((*bodies, listed, end))


def read_archive(raw: bytes) -> dict[str, bytes]:
    """The parts of a file that `write_archive` wrote. Raises `BadPackage` if a single byte differs from that."""
    parts: dict[str, bytes] = {}
    place = 0
    while raw[place : place + 4] == b"PK\3\4":
        if len(parts) > MOST_FILES + 2:
            raise BadPackage("too_many_files", most=MOST_FILES)
        name, content, place = _part(raw, place)
        parts[name] = content
    if not parts or write_archive(parts) != raw:
        raise BadPackage("not_an_archive")
    return parts


def _part(raw: bytes, place: int) -> tuple[str, bytes, int]:
    if len(raw) < place + _LOCAL.size:
        raise BadPackage("not_an_archive")
    *_fields, size, _size, length, _extra = _LOCAL.unpack_from(raw, place)
    start = place + _LOCAL.size + length
    name = raw[place + _LOCAL.size : start]
    if not _NAME.fullmatch(name) or len(raw) < start + size:
        raise BadPackage("not_an_archive")
    return name.decode("ascii"), raw[start : start + size], start + size
