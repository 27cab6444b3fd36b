"""A PostgreSQL of our own for the length of a run: its own folder, its own socket, no network."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote


def programs() -> Path | None:
    """The folder of the newest server programs on this machine, or None."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda each: int(each.parts[4]))
    return versions[-1].parent if versions else None


@contextmanager
def cluster() -> Iterator[str]:
    """Start a server, give its DATABASE_URL, and end it. It listens on a private socket only.

    PostgreSQL refuses to run as root; as root, its programs run as "postgres" or else "nobody".
    """
    folder = Path(tempfile.mkdtemp(prefix="vigie-pg-"))
    as_user = _lesser_user(folder)
    data, bin_folder = folder / "data", programs()
    run = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder, **as_user}
    try:
        subprocess.run([bin_folder / "initdb", "-D", data, "-U", "vigie", "-A", "trust", "-E", "UTF8",
                        "--locale=C.UTF-8", "--data-checksums", "-N"], **run)  # fmt: skip
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
        subprocess.run([bin_folder / "pg_ctl", "-D", data, "-w", "-o", options, "-l", folder / "log",
                        "start"], **run)  # fmt: skip
        try:
            yield f"postgresql://vigie@{quote(str(folder), safe='')}/postgres"
        finally:
            subprocess.run([bin_folder / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **run)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _lesser_user(folder: Path) -> dict:
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = known.get("postgres") or known["nobody"]
    os.chown(folder, entry.pw_uid, entry.pw_gid)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
