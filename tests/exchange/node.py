"""An installation in a process of its own: its database, its keys, its commands, its door on the loopback.

Run as a program it reads one order a line and answers with one line of JSON. The tables are made straight from the
models, because two histories of migrations take longer than all that is tried here.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


class Node:
    """The other end of such a process."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name = folder, name
        folder.mkdir()
        named = {**os.environ, "VIGIE_VAR": str(folder), "DATABASE_URL": "", "VIGIE_LANGUAGE": "en"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.exchange.node"], cwd=CHECKOUT, env=named, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def __getattr__(self, name: str):
        """`node.share(title="…")` does `deeds.share(title="…")` over there and gives what it gives."""

        def asking(*given, **more):
            return self._ask(name, list(given), more)

        return asking

    def vigie(self, *arguments: object) -> str:
        """What the command line says; a failure is an error here."""
        said = self._ask("command", [str(each) for each in arguments], {})
        assert said["status"] == 0, f"vigie {' '.join(map(str, arguments))}\n{said['text']}"
        return said["text"]

    def fails(self, *arguments: object) -> str:
        said = self._ask("command", [str(each) for each in arguments], {})
        assert said["status"] != 0, said["text"]
        return said["text"]

    def _ask(self, name: str, given: list, more: dict):
        self.process.stdin.write(json.dumps([name, given, more]) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline() or '{"fault": "the process has ended"}')
        assert "fault" not in answer, answer["fault"]
        return answer["gave"]

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait(timeout=20)
        self.process.stdout.close()


def main() -> None:
    """Read orders until there are no more."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "vigie.settings"
    import django
    from django.apps import apps
    from django.conf import settings
    from django.core.management import call_command
    from django.utils.translation import activate

    django.setup()
    settings.MIGRATION_MODULES = {each.label: None for each in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0)
    activate("en")
    from tests.exchange import deeds

    out = sys.stdout
    for line in sys.stdin:
        name, given, more = json.loads(line)
        try:
            with redirect_stdout(io.StringIO()):
                answer = {"gave": getattr(deeds, name)(*given, **more)}
        except Exception as error:
            answer = {"fault": f"{name}: {type(error).__name__}: {error}"}
        out.write(json.dumps(answer) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
