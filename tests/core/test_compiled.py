import pytest

from vigie.core import compiled


@pytest.fixture
def bases(monkeypatch, tmp_path):
    """Three folders in order of preference; the first two can't be written."""
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setattr(compiled, "_bases", lambda: [blocked, blocked / "below", tmp_path / "last"])
    return tmp_path


def test_the_first_folder_that_can_be_written_is_taken(bases):
    assert compiled.folder_for_compiled().parent.parent == bases / "last"


def test_where_nothing_can_be_written_there_is_none(monkeypatch, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setattr(compiled, "_bases", lambda: [blocked])
    assert compiled.folder_for_compiled() is None


def test_functions_run_where_their_compiled_form_cannot_be_kept(monkeypatch):
    monkeypatch.setattr(compiled.numba.config, "CACHE_DIR", "")

    @compiled.compiled
    def following(number):
        return number + 1

    assert following(2) == 3
    assert following.stats.cache_path is None


def test_a_folder_is_named_after_the_sources_so_that_a_change_renews_all(bases, monkeypatch):
    one = compiled.folder_for_compiled()
    assert compiled.folder_for_compiled() == one
    monkeypatch.setattr(compiled, "READ_BY_COMPILED", ())
    assert compiled.folder_for_compiled() != one
