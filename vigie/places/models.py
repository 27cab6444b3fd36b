"""Areas in generations, the gazetteer, and the sets of areas that things lie in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Q

# From this share of the stated imprecision on, a thing lies wholly in an area.
WHOLLY = 0.95


class GenerationQuerySet(models.QuerySet):
    def valid_on(self, day: date) -> GenerationQuerySet:
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)

    def current(self) -> GenerationQuerySet:
        """The newest generation of each country."""
        return self.filter(valid_to=None)

    def newest_first(self) -> GenerationQuerySet:
        return self.order_by("country", "-valid_from", "-pk")


class Generation(models.Model):
    """One country's administrative map as it stood during a time. `valid_to` is its last day.

    States redraw their regions. An incident keeps the area of its own date; any other generation can be
    asked through `Extent`. Boundaries imply no opinion on status. `changed_at` tells every process that
    what it holds in memory is old.
    """

    country = models.CharField(max_length=2)
    name = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    licence = models.CharField(max_length=120, blank=True)
    schematic = models.BooleanField(default=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = GenerationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["country", "name"], name="one_generation_name"),
            models.UniqueConstraint(fields=["country", "valid_from"], name="one_generation_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.name}"


class AreaQuerySet(models.QuerySet):
    def current(self) -> AreaQuerySet:
        return self.filter(generation__valid_to=None)

    def of_country(self, country: str) -> AreaQuerySet:
        return self.filter(country=country)

    def coded(self, pcode: str) -> AreaQuerySet:
        """Every generation's area of this code, the newest first."""
        return self.filter(pcode__iexact=pcode).order_by("-generation__valid_from", "-pk")

    def in_order(self) -> AreaQuerySet:
        """Country by country, the country first, then regions, and so on down."""
        return self.order_by("country", "level", "pcode", "pk")

    def for_listing(self) -> AreaQuerySet:
        """With what a row of the list shows, and without the outlines."""
        parts = Area.objects.filter(parent=models.OuterRef("pk")).order_by().values("parent")
        counted = models.Subquery(parts.annotate(n=models.Count("pk")).values("n"))
        shown = self.select_related("generation", "parent").defer("outline", "parent__outline")
        return shown.annotate(parts=counted)

    def with_outlines(self) -> AreaQuerySet:
        """With what a map file holds of each."""
        return self.select_related("generation", "parent").defer("parent__outline")

    def for_reading(self) -> AreaQuerySet:
        """With everything that an area's page tells."""
        kin = [
            models.Prefetch(
                name,
                Succession.objects.select_related(f"{side}__generation")
                .defer(f"{side}__outline")
                .order_by(f"{side}__generation__valid_from", "-share"),
            )
            for name, side in (("later", "new"), ("earlier", "old"))
        ]
        parts = models.Prefetch("children", Area.objects.defer("outline").order_by("name"))
        chain = ("generation", "parent__parent__parent")
        outlines = ("parent__outline", "parent__parent__outline", "parent__parent__parent__outline")
        return self.select_related(*chain).defer(*outlines).prefetch_related("names", parts, *kin)

    def drawn_within(self, west: float, south: float, east: float, north: float) -> AreaQuerySet:
        """Areas with an outline whose bounds touch this frame (degrees)."""
        return self.filter(
            outline__isnull=False, west__lte=east, east__gte=west, south__lte=north, north__gte=south
        )


class Area(models.Model):
    """A country (level 0), region (1), province, cercle or department (2), commune (3) of one generation.

    `outline` is well-known binary in degrees (WGS84); absent where only a code table was published. A
    `derived` outline was put together from the outlines of its parts, and gives way to a published one.
    """

    generation = models.ForeignKey(Generation, models.CASCADE, related_name="areas")
    country = models.CharField(max_length=2)
    level = models.PositiveSmallIntegerField()
    pcode = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    derived = models.BooleanField(default=False)
    outline = models.BinaryField(null=True)
    west = models.FloatField(null=True)
    south = models.FloatField(null=True)
    east = models.FloatField(null=True)
    north = models.FloatField(null=True)
    centre_lat = models.FloatField(null=True)
    centre_lon = models.FloatField(null=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["generation", "pcode"], name="one_pcode")]
        indexes = [
            models.Index(fields=["country", "level", "name"]),
            models.Index(fields=["country", "level", "pcode", "id"]),
        ]

    def __str__(self) -> str:
        return self.name


class AreaName(models.Model):
    """A name of an area in French, a local language or another spelling. `plain` is for comparing."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="names")
    name = models.CharField(max_length=120)
    plain = models.CharField(max_length=120, db_index=True)
    language = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "name"], name="one_area_name")]


class Succession(models.Model):
    """What two areas of two generations have in common, as shares of surface from 0 to 1.

    `share` is how much of the old area lies in the new one; `share_of_new`, how much of the new one came
    from the old.
    """

    old = models.ForeignKey(Area, models.CASCADE, related_name="later")
    new = models.ForeignKey(Area, models.CASCADE, related_name="earlier")
    share = models.FloatField()
    share_of_new = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="one_succession")]


class Gazetteer(models.Model):
    """A list of settlements as it was last loaded. `source` is what `Settlement.source` repeats."""

    source = models.CharField(max_length=20, unique=True)
    settlements = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.source


class Settlement(models.Model):
    """A populated place of the gazetteer. Features that begin with "ADM" are administrative units that
    the gazetteer lists beside its places: they lend their spellings to our areas.
    """

    source = models.CharField(max_length=20)  # "geonames", "sample", …
    source_id = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    lat = models.FloatField()
    lon = models.FloatField()
    feature = models.CharField(max_length=10)
    population = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "source_id"], name="one_settlement")]

    def __str__(self) -> str:
        return self.name


class SettlementName(models.Model):
    """A name or spelling of a settlement. `plain` is for comparing."""

    settlement = models.ForeignKey(Settlement, models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    plain = models.CharField(max_length=200)


class ExtentQuerySet(models.QuerySet):
    def within(self, areas: Area | Iterable[Area]) -> ExtentQuerySet:
        """Extents that lie wholly in this area, or in one of these."""
        return self._members(areas, WHOLLY)

    def partly_within(self, areas: Area | Iterable[Area]) -> ExtentQuerySet:
        """Extents of which at least a part may lie in this area, or in one of these."""
        return self._members(areas, 0)

    def _members(self, areas, least: float) -> ExtentQuerySet:
        areas = [areas] if isinstance(areas, Area) else areas
        members = ExtentArea.objects.filter(area__in=areas, share__gte=least)
        return self.filter(pk__in=members.values("extent"))

    def of_country(self, country: str) -> ExtentQuerySet:
        """Extents in this country (ISO 3166-1 alpha-2), alone or with others."""
        return self.filter(countries__contains=country)


class Extent(models.Model):
    """A set of areas, of every generation, in which something lies; equal sets share one row.

    There are a few thousand of them however many incidents there are, so that asking by any area of any
    generation is a question about a handful of keys. `countries` is sorted codes with a space between.
    """

    key = models.CharField(max_length=64, unique=True)
    countries = models.CharField(max_length=40, db_index=True)

    objects = ExtentQuerySet.as_manager()


class ExtentArea(models.Model):
    """One area of an extent. `share` below 1: part of the stated imprecision lies outside this area."""

    extent = models.ForeignKey(Extent, models.CASCADE, related_name="members")
    area = models.ForeignKey(Area, models.CASCADE, related_name="+")
    share = models.FloatField(default=1.0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "extent"], name="one_extent_area")]
