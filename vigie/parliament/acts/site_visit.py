"""Site visits: planned, changed, made, called off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.core.withholding import withheld
from vigie.directory.models import Organisation
from vigie.ledger.act import act
from vigie.parliament.models import Checklist, Delegates, Met, Seat, SiteVisit
from vigie.parliament.models.site_visit import FINEST_LEVEL
from vigie.parliament.standing import refuse_outside_its_time
from vigie.parliament.telling import refuse_telltales
from vigie.places.models import Area

LONGEST = timedelta(days=31)
# (role, sex, number) of those who go and have no seat on the committee.
Others = Iterable[tuple[str, str, int]]
# Role → women and men who were heard.
Heard = Mapping[str, tuple[int, int]]


@act("schedule")
def plan_visit(
    actor, committee: Organisation, *, site_type: str, area: Area, starts_on: date, ends_on: date | None = None,
    announced: str = "", photos: str = "", authorisation: str = "", purpose: str = "", risk_note: str = "",
    seats: Iterable[Seat] = (), others: Others = (),
) -> SiteVisit:  # fmt: skip
    """Plan a visit, with the checklist of its type of site as it stands today. Raises `ValidationError`, by field.

    Planning the same again (type, area, first day, purpose, authorisation) gives the visit that there is.
    """
    Organisation.objects.select_for_update().get(pk=committee.pk)  # one number at a time
    visit = SiteVisit(
        committee=committee, checklist=Checklist.objects.newest(site_type), area=area, starts_on=starts_on,
        ends_on=ends_on or starts_on, announced=announced, photos=photos, authorisation=authorisation,
        purpose=purpose, risk_note=risk_note, planned_by=actor if actor.role != "node" else None,
    )  # fmt: skip
    check(visit)
    same = {
        name: getattr(visit, name) for name in ("checklist", "area", "starts_on", "purpose", "authorisation")
    }
    if found := SiteVisit.objects.filter(committee=committee, **same).exclude(state="cancelled").first():
        return found
    last = SiteVisit.objects.filter(committee=committee).aggregate(last=Max("number"))["last"]
    visit.number = (last or 0) + 1
    visit.save(force_insert=True)
    _send(visit, seats, others)
    committee.ledger_detail = {"visit": str(visit.uuid), "site_type": site_type}
    return visit


@act("amend")
def change_visit(
    actor, visit: SiteVisit, *, area: Area, starts_on: date, ends_on: date | None = None, announced: str = "",
    photos: str = "", authorisation: str = "", purpose: str = "", risk_note: str = "", seats: Iterable[Seat] = (),
    others: Others = (),
) -> None:  # fmt: skip
    """Say anew when, where and with whom. The type of site and its checklist stay. Raises `ValidationError`."""
    _refuse_cancelled(visit)
    visit.area, visit.starts_on, visit.ends_on = area, starts_on, ends_on or starts_on
    visit.announced, visit.photos, visit.authorisation = announced, photos, authorisation
    visit.purpose, visit.risk_note = purpose, risk_note
    check(visit)
    visit.save()
    _send(visit, seats, others)


@act("amend")
def make_visit(
    actor, visit: SiteVisit, *, met: Iterable[str], met_alone: Iterable[str] = (), heard: Heard | None = None
) -> None:
    """Say that the visit was made, and people of which roles were heard, alone or not. Names are never asked.

    `heard` may say how many women and men of a role; small numbers are not written down (`models.Met`).
    """
    _refuse_cancelled(visit)
    if visit.starts_on > timezone.localdate():
        raise ValidationError(_("This visit begins on a day still to come. Change its days first."))
    alone = set(met_alone)
    visit.state = "made"
    visit.save(update_fields=["state"])
    visit.met.all().delete()
    heard = heard or {}
    roles = dict.fromkeys([*met, *alone, *heard])  # whoever was heard alone, or counted, was heard
    Met.objects.bulk_create(
        Met(visit=visit, role=role, alone=role in alone, **_sexes(*heard.get(role, (0, 0)))) for role in roles
    )


@act("amend")
def cancel_visit(actor, visit: SiteVisit, *, because: str) -> None:
    """Call a visit off. `because` goes to the ledger."""
    if visit.state != "planned":
        raise ValidationError(_("Only a visit that is still planned can be called off."))
    if not because.strip():
        raise ValidationError({"because": _("Say why the visit is called off.")})
    visit.state = "cancelled"
    visit.save(update_fields=["state"])


def check(visit: SiteVisit) -> None:
    """Refuse a visit that cannot be, or whose place would be told too exactly."""
    if visit.ends_on < visit.starts_on:
        raise ValidationError({"ends_on": _("The visit would end before it begins. Exchange the two days.")})
    if visit.ends_on - visit.starts_on > LONGEST:
        raise ValidationError({"ends_on": _("A visit lasts a month at most. Plan several.")})
    if not 1 <= visit.area.level <= FINEST_LEVEL:
        said = _("Choose a region, province, cercle or department. A commune would point to the site.")
        raise ValidationError({"area": said})
    refuse_outside_its_time(visit.committee, visit.starts_on, "starts_on")
    refuse_telltales(purpose=visit.purpose, risk_note=visit.risk_note, authorisation=visit.authorisation)


def _sexes(women: int, men: int) -> dict[str, int]:
    """Both numbers, or neither where one would point to a person."""
    kept = withheld({"women": women, "men": men})
    return kept if women + men and None not in kept.values() else {}


def _refuse_cancelled(visit: SiteVisit) -> None:
    if visit.state == "cancelled":
        raise ValidationError(_("This visit was called off. Plan a new one."))


def _send(visit: SiteVisit, seats: Iterable[Seat], others: Others) -> None:
    """Write down who goes: seats by name of the seat, everybody else as a number by role and sex."""
    chosen = list(seats)
    if strange := [each for each in chosen if each.body_id != visit.committee_id]:
        said = _("%(name)s has no seat on this committee.")
        raise ValidationError({"seats": said % {"name": strange[0].holder}})
    visit.delegation.all().delete()
    rows = [Delegates(visit=visit, seat=seat, sex=seat.sex) for seat in chosen]
    rows += [
        Delegates(visit=visit, role=role, sex=sex, number=number) for role, sex, number in others if number
    ]
    Delegates.objects.bulk_create(rows)
