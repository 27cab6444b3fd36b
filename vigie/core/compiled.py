"""Functions compiled to machine code, and the folder in which the compiled form is kept between runs."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import numba

ENGINE = Path(__file__).parent

# Files without compiled functions whose constants and layouts these take in.
READ_BY_COMPILED = ("levels.py", "records.py", "placenames.py", "sheet.py")


def folder_for_compiled() -> Path | None:
    """A folder that can be written, named after the engine's sources; None where there is none.

    Named after the sources, because a change in one file must also renew what was compiled from another that
    calls it. The package's own folder comes first; where it is read-only, VIGIE_VAR, then the user's cache.
    """
    digest = hashlib.sha256()
    for file in sorted(ENGINE.rglob("*.py")):
        source = file.read_bytes()
        digest.update(source if b"@compiled" in source or file.name in READ_BY_COMPILED else b"")
    for base in _bases():
        folder = base / "compiled" / digest.hexdigest()[:16]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                return folder
        except OSError:
            continue
    return None


def _bases() -> list[Path]:
    bases = [ENGINE / "__pycache__"]
    if os.environ.get("VIGIE_VAR"):
        bases.append(Path(os.environ["VIGIE_VAR"]))
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    # Never the system's folder for temporary files: others could put code there for us to run.
    return [*bases, Path(cache) / "vigie"]


_FOLDER = None if os.environ.get("NUMBA_CACHE_DIR") else folder_for_compiled()
if _FOLDER:
    numba.config.CACHE_DIR = str(_FOLDER)


def compiled(function: Callable) -> Callable:
    """Compile a function of arrays at its first call; it runs without the interpreter's lock."""
    return numba.njit(cache=numba.config.CACHE_DIR != "", nogil=True)(function)


def compiled_sums(function: Callable) -> Callable:
    """As `compiled`; sums may be taken in any order, so that several numbers are added at once."""
    loose = {"reassoc", "contract", "nsz"}
    return numba.njit(cache=numba.config.CACHE_DIR != "", nogil=True, fastmath=loose)(function)
