"""A node that runs as people run it: the real command, in a process of its own, on this machine only."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

CHECKOUT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-c", "from vigie.command import main; main()")


def environment(var: Path) -> dict[str, str]:
    named = {**os.environ, "VIGIE_VAR": str(var), "DATABASE_URL": "", "VIGIE_LANGUAGE": "fr"}
    return {name: value for name, value in named.items() if name != "DJANGO_SETTINGS_MODULE"}


def vigie(var: Path, *arguments: str) -> str:
    """Run one command of the node in `var` and give what it says; a failure shows all of it."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=CHECKOUT,
        env=environment(var),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"vigie {' '.join(arguments)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@contextmanager
def served(var: Path, command: str) -> Iterator[str]:
    """Serve by `vigie demo` or `vigie serve`; gives the address, and ends the process that was started."""
    port = _free_port()
    log = (var / "served.log").open("w+")
    process = subprocess.Popen(
        [*COMMAND, command, "--port", str(port)], cwd=CHECKOUT, env=environment(var), stdout=log, stderr=log
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process, log)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def _wait(address: str, process: subprocess.Popen, log, seconds: int = 90) -> None:
    for _try in range(seconds * 4):
        if process.poll() is not None:
            break
        try:
            urlopen(address, timeout=5)  # the address is our own
            return
        except (URLError, OSError):
            time.sleep(0.25)
    log.seek(0)
    raise AssertionError(f"The node does not answer at {address}:\n{log.read()[-2000:]}")
