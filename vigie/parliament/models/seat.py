"""Who sits on a committee, in which post, from when to when."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import pgettext_lazy

from vigie.directory.models import Organisation, Person

POSTS = [
    ("chair", pgettext_lazy("seat", "chair")),
    ("vice_chair", pgettext_lazy("seat", "vice-chair")),
    ("rapporteur", pgettext_lazy("seat", "rapporteur")),
    ("secretary", pgettext_lazy("seat", "secretary of the bureau")),
    ("member", pgettext_lazy("seat", "member")),
]
# "" is not recorded: it is never counted with either.
SEXES = [
    ("female", pgettext_lazy("sex", "woman")),
    ("male", pgettext_lazy("sex", "man")),
    ("", pgettext_lazy("sex", "not recorded")),
]
AGE_BANDS = [
    ("under_35", pgettext_lazy("age", "under 35")),
    ("35_49", pgettext_lazy("age", "35 to 49")),
    ("50_64", pgettext_lazy("age", "50 to 64")),
    ("65_over", pgettext_lazy("age", "65 and over")),
    ("", pgettext_lazy("age", "not asked")),
]


class SeatQuerySet(models.QuerySet):
    def on(self, day) -> SeatQuerySet:
        """Seats held on a day."""
        return self.filter(models.Q(until=None) | models.Q(until__gte=day), since__lte=day)

    def of_bodies(self, bodies) -> SeatQuerySet:
        return self.filter(body__in=bodies)

    def in_order(self) -> SeatQuerySet:
        """Posts first, then by name."""
        order = [models.When(post=code, then=number) for number, (code, _name) in enumerate(POSTS)]
        rank = models.Case(*order, default=len(POSTS), output_field=models.IntegerField())
        return self.select_related("person", "body").order_by(rank, "holder", "pk")


class Seat(models.Model):
    """One person's seat on a committee during a time. A party is not kept.

    `holder` is the name under which the person sits; `person` is their entry in the directory, where there is
    one: that is how two seats are known to be the same person's.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    holder = models.CharField(max_length=200)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    post = models.CharField(max_length=12, choices=POSTS, default="member")
    sex = models.CharField(max_length=6, choices=SEXES, blank=True)
    age_band = models.CharField(max_length=8, choices=AGE_BANDS, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the last day

    objects = SeatQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["body", "since"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="seat_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.holder}, {self.post}"

    def is_same_person(self, other: Seat) -> bool:
        """Whether two seats are one person's: by the directory where both say, else by name within one country."""
        if self.person_id and other.person_id:
            return self.person_id == other.person_id
        named_alike = self.holder.casefold() == other.holder.casefold()
        return self.pk == other.pk or (named_alike and self.body.country == other.body.country)
