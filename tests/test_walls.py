"""The walls of the house: what no review should have to notice."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from vigie import access

HOUSE = Path(__file__).resolve().parent.parent
ROOMS = (
    "ledger", "places", "directory", "sharing", "followup", "exchange", "fieldwork", "monitoring", "counting", "intake",
    "parliament", "alerts", "briefing",
)  # fmt: skip
FLOORS = (
    "core",
    "access",
    "ledger",
    "web",
    "places",
    "directory",
    "sharing",
    "followup",
    "exchange",
    "fieldwork",
    "monitoring",
    "counting",
    "intake",
    "parliament",
    "alerts",
    "briefing",
)
SOURCES = [path for path in (HOUSE / "vigie").rglob("*.py") if "migrations" not in path.parts]
DRAWERS = re.compile(r"^(utils?|helpers?|common|misc|services?|selectors?|managers?|mixins?|signals?)$")


def named(path: Path) -> str:
    return str(path.relative_to(HOUSE))


def test_imports_point_down():
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]


def test_foreign_keys_point_down():
    for model in apps.get_models():
        if not model.__module__.startswith("vigie."):
            continue
        here = FLOORS.index(model._meta.app_label)
        for field in model._meta.get_fields():
            target = getattr(field, "remote_field", None) and field.concrete and field.related_model
            if target and target.__module__.startswith("vigie."):
                assert FLOORS.index(target._meta.app_label) <= here, f"{model._meta.label}.{field.name}"


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_no_drawers(path):
    assert not DRAWERS.match(path.stem)
    assert not any(DRAWERS.match(part) for part in path.relative_to(HOUSE).parts[:-1])


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if p.stem == "views" or p.parent.name == "views"], ids=named
)
def test_views_go_through_the_law(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    past = ("objects", "_default_manager")
    touched = [
        node.lineno for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in past
    ]
    assert not touched, f"{named(path)} reads rows past the law at lines {touched}"


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if p.stem == "faces" or p.parent.name == "faces"], ids=named
)
def test_faces_are_frozen_and_ask_nothing(path):
    source = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef) and node.decorator_list:
            decorators = [ast.unparse(each) for each in node.decorator_list]
            assert any("frozen=True" in each for each in decorators), f"{named(path)}: {node.name}"
    assert ".objects" not in source and "rows(" not in source, named(path)


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_no_signals_and_no_save_overrides(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            assert node.name not in ("save", "delete"), f"{named(path)}:{node.lineno}"
        if isinstance(node, ast.ImportFrom):
            assert node.module not in ("django.dispatch", "django.db.models.signals"), named(path)


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_every_file_says_what_it_is_for(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if tree.body:
        assert ast.get_docstring(tree), named(path)


def test_only_standards_reads_the_code_lists():
    for path in SOURCES:
        if path.name != "standards.py":
            assert '"standards"' not in path.read_text(encoding="utf-8"), named(path)


def test_every_model_has_a_law_or_is_named_as_hidden():
    ours = {model._meta.label for model in apps.get_models() if model.__module__.startswith("vigie.")}
    assert ours == set(access.LAW) | access.HIDDEN
    assert not set(access.LAW) & access.HIDDEN


def test_every_room_has_its_page():
    for room in ROOMS:
        assert (HOUSE / "docs" / "rooms" / f"{room}.md").exists(), room


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, stdout=io.StringIO())


def test_nothing_names_a_download_host_or_a_path_of_one_machine():
    tracked = subprocess.run(["git", "ls-files"], cwd=HOUSE, capture_output=True, text=True, check=False)
    if tracked.returncode:
        pytest.skip("not a git checkout: nothing to list")
    for name in tracked.stdout.split():
        path = HOUSE / name
        if path.suffix in {".png", ".xlsx", ".gz", ".ico"} or not path.exists():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        assert not re.search(r"--(extra-)?index-url\s|files\.pythonhosted", text) or name.startswith(
            "tests/"
        ), name
        assert str(HOUSE) not in text, name
