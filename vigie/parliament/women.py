"""Women and men by role and year: who sits, presides, is heard and takes part. What is not recorded is neither."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext

from vigie import access
from vigie.core.withholding import withheld
from vigie.parliament.models import AGE_BANDS
from vigie.web import words
from vigie.web.tables import column

ROLES = {
    "members": gettext_lazy("Members of committees"),
    "bureau": gettext_lazy("Chairs, vice-chairs and rapporteurs"),
    "witnesses": gettext_lazy("Persons heard"),
    "delegates": gettext_lazy("Delegates of parliaments"),
    "visitors": gettext_lazy("Members on site visits"),
    "heard": gettext_lazy("Persons heard on site visits"),
    "others": gettext_lazy("Other participants"),
}
BUREAU = ("chair", "vice_chair", "rapporteur", "secretary")
# Members and delegates hold public office: they are counted one by one. Who was heard may be a soldier or a citizen
# whom a count of one would point to.
PROTECTED = ("witnesses", "heard", "others")


@dataclass(frozen=True)
class Count3:
    """Women, men, and those whose sex nobody recorded. None: too few to tell."""

    women: int | None
    men: int | None
    not_recorded: int | None

    @property
    def share(self) -> float | None:
        """Women among those whose sex is recorded, 0 to 1; None where there is nobody, or too few to tell."""
        if self.women is None or self.men is None or not self.women + self.men:
            return None
        return self.women / (self.women + self.men)

    @property
    def said(self) -> str:
        """The share in words, with what it is of: never a percentage alone."""
        if self.women is None or self.men is None:
            return words.absent("withheld")
        if self.share is None:
            return pgettext("share", "not recorded")
        told = {"share": words.number(100 * self.share), "women": words.number(self.women),
                "all": words.number(self.women + self.men)}  # fmt: skip
        return _("%(share)s %% (%(women)s of %(all)s)") % told


@dataclass(frozen=True)
class WomenOf:
    """One role in one year."""

    role: str = column(gettext_noop("Role"), "#population+role")
    year: int = column(gettext_noop("Year"), "#date+year")
    women: int | None = column(gettext_noop("Women"), "#population+f")
    men: int | None = column(gettext_noop("Men"), "#population+m")
    not_recorded: int | None = column(gettext_noop("Sex not recorded"), "#population+unknown")
    share: str = column(gettext_noop("Share of women"), "#indicator+pct")
    role_code: str = ""
    fraction: float | None = None

    @classmethod
    def of(cls, told: WomenOf) -> WomenOf:
        return told


def counted(people) -> Count3:
    """A QuerySet with a column `sex`, one row for each person, as three sums."""
    return _three(
        {row["sex"]: row["many"] for row in people.order_by().values("sex").annotate(many=Count("pk"))}
    )


def by_year(actor, country: str = "") -> list[WomenOf]:
    """Every role in every year for which there is anybody; role by role.

    Public office within what the actor may count. Of PROTECTED roles everybody is given the same figures, of sittings
    whose agenda is published, in years that are over, and of the three countries together: whoever compared two
    readers' pages, two days or two countries could otherwise take one figure from another and be left with one person.
    """
    found = _seats(access.rows(actor, "count", "parliament.Seat"), country)
    came = access.rows(actor, "count", "parliament.Headcount").filter(role="delegate")
    found |= _of_sittings("delegates", came, country, Sum("number"))
    went = access.rows(actor, "count", "parliament.Delegates").filter(role="member")
    found |= _delegations(went, country)
    if not country:
        found |= _protected()
    places = list(ROLES)
    ordered = sorted(found.items(), key=lambda item: (places.index(item[0][0]), item[0][1]))
    return [_told(role, year, counts) for (role, year), counts in ordered]


def _protected() -> dict[tuple[str, int], dict[str, int]]:
    over = {"sitting__starts_at__year__lt": timezone.localdate().year}
    heard = access.rows(AnonymousUser(), "count", "parliament.Witness").filter(**over)
    came = (
        access.rows(AnonymousUser(), "count", "parliament.Headcount").filter(**over).exclude(role="delegate")
    )
    met = access.rows(AnonymousUser(), "count", "parliament.Met")
    met = met.filter(visit__starts_on__year__lt=timezone.localdate().year)
    return (
        _of_sittings("witnesses", heard, "", Count("pk"))
        | _heard_on_visits(met)
        | _of_sittings("others", came, "", Sum("number"))
    )


def ages(actor, country: str = "") -> list[tuple[str, int | None]]:
    """Members today by age band, where it was asked; nothing where it never was.

    An age is told of no single member: women and men together, small numbers kept back (None), and no table by
    country to subtract.
    """
    seats = access.rows(actor, "count", "parliament.Seat").on(timezone.localdate())
    if country or not seats.exclude(age_band="").exists():
        return []
    counts = dict.fromkeys(dict(AGE_BANDS), 0)
    counts |= dict(seats.order_by().values_list("age_band").annotate(many=Count("pk")))
    return [(str(name), withheld(counts)[code]) for code, name in AGE_BANDS if counts[code]]


def _seats(seats, country: str) -> dict[tuple[str, int], dict[str, int]]:
    """Seats held on the last day of each year, and today of this one."""
    seats = seats.filter(body__country=country) if country else seats
    held = list(seats.order_by().values_list("since", "until", "post", "sex"))
    today = timezone.localdate()
    found: dict[tuple[str, int], dict[str, int]] = defaultdict(Counter)
    for year in range(min((since.year for since, *_rest in held), default=today.year), today.year + 1):
        day = min(date(year, 12, 31), today)
        for since, until, post, sex in held:
            if since <= day and (until is None or day <= until):
                found["members", year][sex] += 1
                if post in BUREAU:
                    found["bureau", year][sex] += 1
    return dict(found)


def _of_sittings(role: str, rows, country: str, many) -> dict[tuple[str, int], dict[str, int]]:
    rows = rows.filter(country=country) if country else rows
    found: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
    summed = rows.order_by().values("sitting__starts_at__year", "sex").annotate(many=many)
    for row in summed:
        found[role, row["sitting__starts_at__year"]][row["sex"]] = row["many"]
    return dict(found)


def _delegations(rows, country: str) -> dict[tuple[str, int], dict[str, int]]:
    """Members who went on site visits, in the year in which the visit began."""
    rows = rows.filter(visit__committee__country=country) if country else rows
    found: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
    for row in rows.order_by().values("visit__starts_on__year", "sex").annotate(many=Sum("number")):
        found["visitors", row["visit__starts_on__year"]][row["sex"]] = row["many"]
    return dict(found)


def _heard_on_visits(rows) -> dict[tuple[str, int], dict[str, int]]:
    """Women and men heard by delegations, of those roles of which they were counted (`models.Met`)."""
    summed = rows.exclude(women=None).order_by().values("visit__starts_on__year")
    return {
        ("heard", row["visit__starts_on__year"]): {"female": row["all_women"], "male": row["all_men"]}
        for row in summed.annotate(all_women=Sum("women"), all_men=Sum("men"))
    }


def _told(role: str, year: int, counts: dict[str, int]) -> WomenOf:
    three = _three(
        withheld({sex: counts.get(sex, 0) for sex in ("female", "male", "")}) if role in PROTECTED else counts
    )
    return WomenOf(
        str(ROLES[role]), year, three.women, three.men, three.not_recorded, three.said, role, three.share
    )


def _three(counts: dict[str, int | None]) -> Count3:
    return Count3(counts.get("female", 0), counts.get("male", 0), counts.get("", 0))


def years_of(rows: Iterable[WomenOf]) -> list[int]:
    """Every year from the first to the last of these rows, so that all pictures share one axis."""
    known = [row.year for row in rows]
    return list(range(min(known), max(known) + 1)) if known else []
