"""The `vigie` command: what a person does with a node from a terminal."""

from __future__ import annotations

import os
import sys

from vigie.command import throwaway


def main() -> None:
    """Set the node up in the person's language, then do what was asked."""
    if "demo" in sys.argv[1:2]:
        # The demo never touches a real node's files: it has a folder and an embedded database of its own.
        os.environ["VIGIE_VAR"] = os.path.join(os.environ.get("VIGIE_VAR", "var"), "demo")
        os.environ["DATABASE_URL"] = ""
    elif not {"-h", "--help"} & set(sys.argv):
        throwaway.enter(*sys.argv[1:2] or [""])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vigie.settings")
    import django
    from django.utils.translation import activate

    django.setup()
    activate(language())
    from vigie.command.group import vigie

    vigie(prog_name="vigie")


def language() -> str:
    """French, unless the terminal speaks English."""
    spoken = os.environ.get("VIGIE_LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "en" if spoken.startswith("en") else "fr"
