"""`vigie export`: what an account may read, by the same road as the page."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from django.db import transaction

from tests.world import World, canary
from vigie.command.group import vigie

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), transaction.atomic():
        yield World.made(tmp_path_factory.mktemp("world"))
        transaction.set_rollback(True)


def export(path, username: str):
    return CliRunner().invoke(vigie, ["export", str(path), "--as", username])


@pytest.mark.parametrize("ending", ["csv", "xlsx", "geojson"])
@pytest.mark.parametrize("visitor", ["monitor", "analyst", "other", "clerk", "ministry"])
def test_a_file_holds_what_the_page_gives(visitor, ending, world, client, tmp_path):
    path = tmp_path / f"register.{ending}"
    assert export(path, f"{visitor}-1").exit_code == 0
    client.force_login(world.accounts[visitor])
    page = client.get(f"/registre.{ending}")
    if visitor == "ministry":
        assert page.status_code == 404
    elif ending != "xlsx":  # which holds the moment in which it was written
        assert path.read_bytes() == b"".join(page.streaming_content)
    if ending == "csv":
        written = path.read_text(encoding="utf-8-sig")
        for name in ("strict", "red", "theirs"):
            may = {"strict": ["analyst"], "red": ["monitor"], "theirs": ["other"]}[name]
            assert (canary(name, "place") in written) == (visitor in may), (visitor, name)
        if visitor == "ministry":
            assert "LG-2026" not in written


def test_nobody_is_nobody_and_a_closed_account_too(world, tmp_path):
    account = world.accounts["analyst"]
    type(account).objects.filter(pk=account.pk).update(is_active=False)
    for name in ("nobody-1", "analyst-1"):
        said = export(tmp_path / "register.csv", name)
        assert said.exit_code == 1 and name in said.output
    assert not list(tmp_path.iterdir())


def test_an_ending_that_is_none_is_refused(world, tmp_path):
    said = export(tmp_path / "register.pdf", "analyst-1")
    assert said.exit_code == 2 and ".xlsx" in said.output and not list(tmp_path.iterdir())


def test_a_file_that_could_not_be_written_whole_is_not_there(world, tmp_path, monkeypatch):
    def torn(*_given, **_more):
        raise RuntimeError("the machine stops")

    monkeypatch.setattr("vigie.web.show._faces", torn)
    assert export(tmp_path / "register.csv", "analyst-1").exit_code != 0
    assert not (tmp_path / "register.csv").exists()
