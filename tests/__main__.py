"""Run every test on SQLite, then every test that meets a database on PostgreSQL: `python -m tests`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from tests.cluster import cluster, programs

# These have a database of their own or none; once is enough.
WITHOUT_DATABASE = ["tests/core", "tests/sample", "tests/intake/readers", "tests/browser"]


def pytest(*arguments: str, **environment: str) -> int:
    with tempfile.TemporaryDirectory(prefix="vigie-test-") as var:
        # Sets are drawn in tables of tests: every worker must name those tests alike.
        env = {**os.environ, "VIGIE_VAR": var, "PYTHONHASHSEED": "0", **environment}
        workers = ["-n", str(os.cpu_count() or 1), "--dist", "loadscope", "--no-loadscope-reorder"]
        return subprocess.call([sys.executable, "-m", "pytest", *workers, *arguments], env=env)


def main(arguments: list[str]) -> int:
    print("== SQLite", flush=True)
    env = {"DATABASE_URL": ""}
    failed = pytest(*arguments, **env)
    if programs() is None:
        print("== PostgreSQL: its programs (initdb, pg_ctl) are not on this machine; nothing was run on it.")
        return failed or (1 if os.environ.get("CI") else 0)
    print("== PostgreSQL", flush=True)
    left_out = [f"--ignore={folder}" for folder in WITHOUT_DATABASE]
    with cluster() as url:
        return pytest(*left_out, *arguments, DATABASE_URL=url) or failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
