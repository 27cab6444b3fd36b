"""The keys of this installation and of its bodies, in files that only the serving user reads."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from vigie.core.packages import Sealing, Signing
from vigie.core.packages.canonical import canonical

_SIGNING = "signing"


class NoKeys(Exception):
    """The keys that are needed here were not made, or lie open to others; the message is the sentence to show."""


def folder() -> Path:
    return settings.VAR / "keys"


def signing() -> Signing:
    """The key with which this installation signs. Raises `NoKeys`."""
    return Signing(_lines(_SIGNING)[0])


def sealing(body: str) -> list[Sealing]:
    """The age identities of a body, the one in use first: the one before still opens what was sealed to it.

    Raises `NoKeys`.
    """
    return [Sealing(line) for line in _lines(_name_of(body))]


def has_keys(body: str) -> bool:
    return _path(_SIGNING).exists() and _path(_name_of(body)).exists()


def make(body: str) -> None:
    """The keys that are missing for `body` to correspond. Those that are there stay as they are."""
    if not _path(_SIGNING).exists():
        _write(_SIGNING, [Signing.new().private])
    if not _path(_name_of(body)).exists():
        _write(_name_of(body), [Sealing.new().private])


def renew_sealing(body: str, made: Sealing) -> None:
    """`made` is the age identity of `body` from now on; the one before still opens what is on its way."""
    _write(_name_of(body), [made.private, _lines(_name_of(body))[0]])


def replace_sealing(body: str, made: Sealing) -> None:
    """`made` is the only age identity of `body` from now on: nothing that was sealed before opens any more."""
    _write(_name_of(body), [made.private])


def renew_signing(made: Signing) -> None:
    """`made` signs from now on. The old key is overwritten: it must never sign again."""
    _write(_SIGNING, [made.private])


def statement(old: str, new: str, recipient: str) -> bytes:
    """What a new signing key signs, so that nobody announces a key that they don't hold."""
    return canonical({"old": old, "new": new, "recipient": recipient})


def _name_of(body: str) -> str:
    # A short name is letters, digits and hyphens (`SlugField`); nothing else may become part of a path.
    if not body.replace("-", "").replace("_", "").isalnum():
        raise ValueError(body)
    return f"body-{body}"


def _path(name: str) -> Path:
    return folder() / name


def _lines(name: str) -> list[str]:
    path = _path(name)
    if not path.exists():
        raise NoKeys(
            _("The keys of this body have not been made. On the node, type: vigie exchange keys BODY")
        )
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise NoKeys(
            _("The file %(path)s can be read by others on this machine. Type: chmod 600 %(path)s")
            % {"path": path}
        )
    return path.read_text(encoding="ascii").split()


def _write(name: str, lines: list[str]) -> None:
    """Whole or not at all, and never for a moment readable to others."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    part = _path(f"{name}.new")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        os.fsync(handle)
    part.replace(_path(name))
