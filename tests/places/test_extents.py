"""Equal sets of areas are one row, whoever stores them and however often."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import connection, transaction

from tests.places import land
from vigie.core.statement import Spot
from vigie.places import extents
from vigie.places.extents import extent_for, extents_for, relocate
from vigie.places.models import Extent, ExtentArea

ON = date(2010, 6, 1)
TOWN = Spot("Gountouré", ("BF",), 10.5, 0.5, "near")
BORDER = Spot("", ("BF",), 10.5, 1.0, "near")
ABROAD = Spot("", ("ML",), 11.0, 5.0, "near")


def within(area) -> set[int]:
    return set(Extent.objects.within(area).values_list("pk", flat=True))


def partly(area) -> set[int]:
    return set(Extent.objects.partly_within(area).values_list("pk", flat=True))


def test_equal_places_share_one_extent(drawn):
    other = Spot("elsewhere in the commune", ("BF",), 10.4, 0.4, "exact")
    first, second, third = extents_for([((TOWN,), ON), ((other,), ON), ((BORDER,), ON)])
    assert first.extent == second.extent != third.extent
    assert Extent.objects.count() == 2
    again = extent_for((TOWN,), ON)
    assert again.extent == first.extent and Extent.objects.count() == 2
    assert ExtentArea.objects.filter(extent=again.extent).count() == 7


def test_an_extent_is_asked_by_any_area_of_any_generation(area):
    town, border = (extent_for((spot,), ON).extent.pk for spot in (TOWN, BORDER))
    assert within(area("BF1101")) == {town}
    assert within(area("BFP1")) == {town, border}
    assert within(area("BF11")) == {town}
    assert partly(area("BF11")) == {town, border}
    assert partly(area("BF12")) == {border}
    assert partly(area("BFN2")) == set()
    assert within([area("BF", "before"), area("ML")]) == {town, border}


def test_an_incident_keeps_the_code_of_its_date_and_is_found_by_the_new_one(area):
    placed = extent_for((Spot("", ("BF",), precision="adm2", areas=((2, "BF22"),)),), ON)
    assert placed.area == area("BF22")
    assert within(area("BFP3")) == within(area("BF22")) == {placed.extent.pk}


def test_several_places_lie_in_each_of_their_areas_and_countries(area):
    placed = extent_for((TOWN, ABROAD), ON)
    assert placed.countries == ("BF", "ML") and placed.extent.countries == "BF ML"
    assert placed.area == area("BF1101")  # of the first place
    assert [spot.countries for spot in placed.spots] == [("BF",), ("ML",)]
    assert placed.extent.pk in within(area("BF11")) & within(area("ML1"))
    assert set(Extent.objects.of_country("ML").values_list("pk", flat=True)) == {placed.extent.pk}


def test_nothing_known_is_no_extent(drawn):
    for spots in ((), (Spot(),)):
        placed = extent_for(spots, ON)
        assert (placed.extent, placed.area, placed.countries) == (None, None, ())
    assert not Extent.objects.exists()


def test_remarks_come_with_the_place(drawn):
    placed = extent_for((Spot("", ("BF",), 10.5, 5.5, "near"),), ON)
    assert [remark.code for remark in placed.remarks] == ["outside_country"]


def test_a_new_generation_gives_new_extents(db):
    land.load("before", land.before())
    rows = [("a", (TOWN,), ON), ("b", (BORDER,), ON)]
    old = dict(relocate(rows))
    land.load("after", land.after(), land.AFTER)
    new = dict(relocate(iter(rows)))
    assert list(new) == ["a", "b"]
    assert new["a"].extent != old["a"].extent and new["a"].area == old["a"].area
    assert ExtentArea.objects.filter(extent=new["a"].extent, area__pcode="BFP1", share=1).exists()


def test_the_number_of_queries_does_not_grow(drawn, django_assert_max_num_queries):
    some = [((Spot("", ("BF",), 10.2 + n / 500, 0.2 + n / 300, "near"),), ON) for n in range(200)]
    extent_for((TOWN,), ON)
    with django_assert_max_num_queries(12):
        extents_for(some)
    with django_assert_max_num_queries(3):
        extents_for(some)


def test_what_another_stored_a_moment_ago_is_used(drawn):
    first = extent_for((TOWN,), ON).extent
    members = {member.area_id: member.share for member in first.members.all()}
    again = extents._store({first.key: (("BF",), members)})
    assert again[first.key].pk == first.pk
    assert Extent.objects.count() == 1 and first.members.count() == len(members)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_several_at_once_store_one():
    land.load_all()
    spots = [Spot("", ("BF",), 10.5, n / 10, "near") for n in range(1, 39)]
    found, failed = {}, []

    def store(name: int) -> None:
        try:
            found[name] = [placed.extent.pk for placed in extents_for([((spot,), ON) for spot in spots])]
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=store, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert len({tuple(keys) for keys in found.values()}) == 1
    assert Extent.objects.count() == len(set(found[0]))
    assert all(extent.members.count() >= 5 for extent in Extent.objects.all())


def test_a_rolled_back_extent_is_not_remembered(drawn):
    class Undo(Exception):
        pass

    with pytest.raises(Undo), transaction.atomic():
        extent_for((TOWN,), ON)
        raise Undo
    assert not Extent.objects.exists()
    placed = extent_for((TOWN,), ON)
    assert Extent.objects.filter(pk=placed.extent.pk).exists()
