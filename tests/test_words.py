"""Everything that is said to people is said in French: no string is left without its translation."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

HOUSE = Path(__file__).resolve().parent.parent
FRENCH = "locale/fr/LC_MESSAGES/django.po"
# Words that are the same in both languages need no entry, and names of rooms' own catalogues come first.
GATHERED = "vigie/locale"


@pytest.fixture(scope="module")
def gathered(tmp_path_factory) -> list[polib.POEntry]:
    """Every string of the code, gathered anew in a copy of it, so that nothing in the checkout changes."""
    if shutil.which("xgettext") is None:
        pytest.skip("xgettext is not on this machine (package gettext): strings cannot be gathered")
    copy = tmp_path_factory.mktemp("house")
    ignored = shutil.ignore_patterns("locale", "__pycache__", "static", "*.mo")
    shutil.copytree(HOUSE / "vigie", copy / "vigie", ignore=ignored)
    (copy / "vigie" / "locale").mkdir()
    shutil.copy(HOUSE / "manage.py", copy)
    subprocess.run(
        [sys.executable, str(HOUSE / "manage.py"), "makemessages", "-l", "fr", "--no-wrap"],
        cwd=copy / "vigie", check=True, capture_output=True, env={"PYTHONPATH": str(HOUSE), "PATH": _path()},
    )  # fmt: skip
    return list(polib.pofile(str(copy / "vigie" / FRENCH)))


def _path() -> str:
    import os

    return os.environ["PATH"]


@pytest.fixture(scope="module")
def translated() -> dict[tuple[str | None, str], polib.POEntry]:
    """What is translated, in the house's own list or in a room's."""
    found = {}
    for path in sorted((HOUSE / "vigie").glob(f"**/{FRENCH}")):
        for entry in polib.pofile(str(path)):
            if entry.translated() and not entry.fuzzy:
                found[entry.msgctxt, entry.msgid] = entry
    return found


# What Django itself says in French.
DJANGO = {"French", "English"}


def test_no_string_is_left_in_english(gathered, translated):
    assert len(gathered) > 300
    missing = [
        f"{entry.msgid!r} ({', '.join(path for path, _line in entry.occurrences[:2])})"
        for entry in gathered
        if not entry.obsolete and (entry.msgctxt, entry.msgid) not in translated and entry.msgid not in DJANGO
    ]
    assert not missing, f"{len(missing)} strings have no French:\n" + "\n".join(missing)


def test_a_translation_keeps_every_blank(translated):
    """ "%(n)s" left out or misspelt would fail in front of a person."""
    import re

    blank = re.compile(r"%\(\w+\)[sd]|%[sd]")
    for entry in translated.values():
        wanted = set(blank.findall(entry.msgid)) | set(blank.findall(entry.msgid_plural or ""))
        for told in [entry.msgstr] if entry.msgstr else entry.msgstr_plural.values():
            got = set(blank.findall(told))
            assert got <= wanted, (entry.msgid, told)
            if not entry.msgid_plural:
                assert got == wanted, (entry.msgid, told)


def test_a_string_is_translated_alike_wherever_it_stands():
    """Rooms have lists of their own; the first that Django finds would speak for all."""
    said: dict[tuple, dict[str, str]] = {}
    for path in sorted((HOUSE / "vigie").glob(f"**/{FRENCH}")):
        for entry in polib.pofile(str(path)):
            if entry.translated() and entry.msgstr:
                said.setdefault((entry.msgctxt, entry.msgid), {})[path.parts[-4]] = entry.msgstr
    apart = {key: told for key, told in said.items() if len(set(told.values())) > 1}
    assert not apart
