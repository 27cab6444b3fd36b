"""Setting a node up from a terminal: init, organisations, accounts, and what `check` says of it."""

from __future__ import annotations

import os

import pytest
from click.testing import CliRunner

from vigie.command.check import findings
from vigie.command.group import vigie
from vigie.directory.models import Account, Organisation
from vigie.ledger.models import Entry, Node

pytestmark = pytest.mark.django_db
PASSWORD = "quatre mots sans suite"


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    """The node's folder, with a key that nobody else reads."""
    settings.VAR = tmp_path
    key = tmp_path / "secret-key"
    key.touch(mode=0o600)
    return tmp_path


def run(*arguments: str, **more):
    return CliRunner().invoke(vigie, arguments, **more)


def begun() -> None:
    assert run("init", "--name", "Nœud d’essai").exit_code == 0
    assert run("organisation", "add", "obs", "Observatoire", "--country", "bf", "--member").exit_code == 0


def test_init_makes_a_node_and_again_changes_nothing():
    assert run("init", "--name", "Nœud d’essai").exit_code == 0
    assert run("init", "--name", "Autre").exit_code == 0
    assert [(node.name, node.fictional) for node in Node.objects.all()] == [("Nœud d’essai", False)]


def test_an_organisation_is_added_once_and_leaves_a_line():
    begun()
    found = Organisation.objects.get()
    assert (found.slug, found.country, found.is_member, found.default_tlp) == (
        "obs", "BF", True, "TLP:AMBER+STRICT",
    )  # fmt: skip
    lines = Entry.objects.count()
    assert lines >= 1
    again = run("organisation", "add", "obs", "Observatoire", "--country", "bf", "--member")
    assert again.exit_code == 0 and Organisation.objects.count() == 1


@pytest.mark.parametrize("wrong", [
    ("organisation", "add", "obs", "Nom", "--kind", "no-such-kind"),
    ("organisation", "add", "Not A Slug", "Nom"),
])  # fmt: skip
def test_an_organisation_that_cannot_be_is_refused_with_a_sentence(wrong):
    run("init")
    said = run(*wrong)
    assert said.exit_code == 1 and not Organisation.objects.exists()
    assert len(said.output.strip()) > 20 and "Traceback" not in said.output


def test_an_account_signs_in_with_the_password_asked_for(client):
    begun()
    said = run(
        "account", "add", "analyste", "--role", "analyst", "--organisation", "obs",
        input=f"{PASSWORD}\n{PASSWORD}\n",
    )  # fmt: skip
    assert said.exit_code == 0, said.output
    assert PASSWORD not in said.output
    assert client.login(username="analyste", password=PASSWORD)
    line = Entry.objects.get(act="open_account")
    assert (line.role, line.actor) == ("node", "node")


@pytest.mark.parametrize(("more", "named"), [
    (["--organisation", "nobody", "--password", PASSWORD], "obs"),
    (["--organisation", "obs", "--password", "court"], "12"),
    (["--organisation", "obs", "--password", PASSWORD, "--role", "king"], "analyst"),
])  # fmt: skip
def test_an_account_that_cannot_be_is_refused_with_what_to_do(more, named):
    begun()
    said = run("account", "add", "analyste", "--role", "analyst", *more)
    assert said.exit_code != 0 and named in said.output, said.output
    assert not Account.objects.exists()


def graded() -> dict[str, str]:
    return {found.what: found.grade for found in findings()}


def test_check_finds_a_key_that_others_read_and_says_how_to_mend_it(folder, monkeypatch):
    monkeypatch.delenv("VIGIE_SECRET_KEY", raising=False)
    begun()
    closed = run("check")
    os.chmod(folder / "secret-key", 0o644)
    open_ = run("check")
    assert "chmod 600" in open_.output and "chmod 600" not in closed.output
    assert open_.exit_code == 1


def test_check_changes_nothing_and_names_what_is_missing():
    run("init")
    lines = Entry.objects.count()
    said = run("check").output
    assert "vigie account add" in said and "Traceback" not in said
    assert Entry.objects.count() == lines and not Account.objects.exists()
    assert all(found.what for found in findings())


def test_check_warns_where_visitors_would_see_the_insides(settings):
    run("init")
    before = graded()
    settings.DEBUG = True
    assert set(graded()) - set(before)
    assert run("check").exit_code == 1


@pytest.mark.parametrize("command", sorted(vigie.commands))
def test_every_command_says_what_it_does(command):
    said = run(command, "--help")
    assert said.exit_code == 0 and len(said.output.splitlines()) > 3
