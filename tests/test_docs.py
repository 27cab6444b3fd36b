"""The documentation says what is so: its commands exist, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from vigie.command.group import vigie

HOUSE = Path(__file__).resolve().parent.parent
PAGES = [HOUSE / "README.md", HOUSE / "CONTRIBUTING.md", *sorted((HOUSE / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(?:sh|console|bash)?\n(.*?)^```", re.DOTALL | re.MULTILINE)
SOURCES = ("ucdp", "insecurity-insight", "gdelt", "hxl", "mapping", "geonames", "boundaries")


def commands() -> list[tuple[str, str]]:
    """Every command line of a code block, and every `vigie …` set in the text."""
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        lines = [line for block in BLOCK.findall(text) for line in block.replace("\\\n", " ").splitlines()]
        lines += re.findall(r"`((?:\.venv/bin/)?vigie [a-z][^`]*)`", BLOCK.sub("", text))
        found += [(page.relative_to(HOUSE).as_posix(), line.strip().removeprefix("$ ")) for line in lines]
    return [(page, line) for page, line in found if re.match(r"(\.venv/bin/)?vigie ", line)]


@pytest.mark.parametrize(("page", "line"), commands())
def test_a_command_shown_exists_with_its_options(page, line):
    words = shlex.split(line, comments=True)[1:]
    command, path = vigie, []
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        path.append(words.pop(0))
        command = command.get_command(None, path[-1])
        assert command is not None, f"{page}: vigie {' '.join(path)}"
    assert CliRunner().invoke(vigie, [*path, "--help"]).exit_code == 0
    known = {name for each in command.params for name in (*each.opts, *each.secondary_opts)}
    used = {word.partition("=")[0] for word in words if word.startswith("--")}
    assert used <= known | {"--help"}, f"{page}: {line}"
    if path == ["import"] and words and words[0].islower():
        assert words[0] in SOURCES, f"{page}: {line}"


def test_there_are_commands_to_check():
    assert len(commands()) >= 12


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(HOUSE).as_posix())
def test_a_link_within_the_house_leads_somewhere(page):
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.mark.parametrize("name", ["demo", "test", "setup", "lint"])
def test_make_has_what_the_readme_says(name):
    assert re.search(rf"^{name}:", (HOUSE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_index_names_every_page():
    index = (HOUSE / "docs" / "README.md").read_text(encoding="utf-8")
    pages = [path for folder in ("", "rooms") for path in (HOUSE / "docs" / folder).glob("*.md")]
    for path in pages:
        named = path.relative_to(HOUSE / "docs").as_posix()
        assert f"({named})" in index or named == "README.md", f"docs/README.md does not lead to {named}"
