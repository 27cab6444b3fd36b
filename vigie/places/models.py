"""Areas in generations, the gazetteer, and the sets of areas that things lie in."""

from __future__ import annotations

from django.db import models


class Generation(models.Model):
    """One country's administrative map as it stood during a time.

    States redraw their regions. An incident keeps the area of its own date; any other generation can be
    asked through `Extent`. Boundaries imply no opinion on status.
    """

    country = models.CharField(max_length=2)
    name = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    licence = models.CharField(max_length=120, blank=True)
    schematic = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["country", "name"], name="one_generation_name")]

    def __str__(self) -> str:
        return f"{self.country} {self.name}"


class Area(models.Model):
    """A country (level 0), region (1), province, cercle or department (2), commune (3) of one generation.

    `outline` is well-known binary in degrees (WGS84); absent where only a code table was published.
    """

    generation = models.ForeignKey(Generation, models.CASCADE, related_name="areas")
    country = models.CharField(max_length=2)
    level = models.PositiveSmallIntegerField()
    pcode = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    outline = models.BinaryField(null=True)
    west = models.FloatField(null=True)
    south = models.FloatField(null=True)
    east = models.FloatField(null=True)
    north = models.FloatField(null=True)
    centre_lat = models.FloatField(null=True)
    centre_lon = models.FloatField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["generation", "pcode"], name="one_pcode")]
        indexes = [models.Index(fields=["country", "level", "name"])]

    def __str__(self) -> str:
        return self.name


class AreaName(models.Model):
    """A name of an area in French, a local language or another spelling. `plain` is for comparing."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="names")
    name = models.CharField(max_length=120)
    plain = models.CharField(max_length=120, db_index=True)
    language = models.CharField(max_length=12, blank=True)


class Succession(models.Model):
    """How much of an old area (share of its surface, 0 to 1) lies in an area of another generation."""

    old = models.ForeignKey(Area, models.CASCADE, related_name="later")
    new = models.ForeignKey(Area, models.CASCADE, related_name="earlier")
    share = models.FloatField()


class Settlement(models.Model):
    """A populated place of the gazetteer."""

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
    plain = models.CharField(max_length=200, db_index=True)


class Extent(models.Model):
    """A set of areas, of every generation, in which something lies; equal sets share one row.

    There are a few thousand of them however many incidents there are, so that asking by any area of any
    generation is a question about a handful of keys. `countries` is sorted codes with a space between.
    """

    key = models.CharField(max_length=64, unique=True)
    countries = models.CharField(max_length=40, db_index=True)


class ExtentArea(models.Model):
    """One area of an extent. `share` below 1: part of the stated imprecision lies outside this area."""

    extent = models.ForeignKey(Extent, models.CASCADE, related_name="members")
    area = models.ForeignKey(Area, models.CASCADE, related_name="+")
    share = models.FloatField(default=1.0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "extent"], name="one_extent_area")]
