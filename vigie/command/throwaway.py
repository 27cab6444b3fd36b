"""Where a bench's throw-away node lies, and how another command in the same environment finds it.

Runs before the settings are read, which look for the node's folder once.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

MARK = "odk-bench.json"
MADE, FOUND = "odk-bench", "odk-dump"


def enter(command: str) -> None:
    """Lead "odk-bench" into a folder of its own, and "odk-dump" to the bench that serves."""
    if command == MADE:
        _settle_in(tempfile.mkdtemp(prefix="vigie-odk-"))
    elif command == FOUND and (folder := serving()):
        _settle_in(folder)


def _settle_in(folder: str) -> None:
    # Where the mark lies depends on the folder that the person has: kept before it is changed.
    os.environ["VIGIE_BENCH_MARK"] = str(_mark())
    os.environ.update(
        VIGIE_VAR=folder, DATABASE_URL="", VIGIE_TLS="", VIGIE_HOSTS="127.0.0.1,localhost,[::1]"
    )


def _mark() -> Path:
    """The file that tells where the bench of this environment is."""
    if known := os.environ.get("VIGIE_BENCH_MARK"):
        return Path(known)
    here = Path(os.environ.get("VIGIE_VAR") or Path(__file__).resolve().parents[2] / "var")
    with suppress(OSError):
        here.mkdir(parents=True, exist_ok=True)
    if os.access(here, os.W_OK):
        return here / MARK
    return Path(tempfile.gettempdir()) / f"vigie-{os.getuid()}-{MARK}"


def announce(folder: Path) -> None:
    """Say where this process serves a bench."""
    place = _mark()
    unfinished = place.with_suffix(f".{os.getpid()}")
    unfinished.touch(mode=0o600)
    unfinished.write_text(json.dumps({"folder": str(folder), "pid": os.getpid()}), encoding="utf-8")
    unfinished.replace(place)


def serving() -> str:
    """The folder of the bench that serves in this environment; "" where none does."""
    try:
        said = json.loads(_mark().read_text(encoding="utf-8"))
        os.kill(said["pid"], 0)
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return said["folder"] if Path(said["folder"]).is_dir() else ""


def leave(folder: Path) -> None:
    """Remove the node, and the mark where it is of this process."""
    with suppress(OSError, ValueError, KeyError):
        if json.loads(_mark().read_text(encoding="utf-8"))["pid"] == os.getpid():
            _mark().unlink()
    shutil.rmtree(folder, ignore_errors=True)
