"""Rules of what is shared on terms: between committees, bodies and persons, across borders."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Exists, Q, QuerySet
from django.utils import timezone

from vigie.access.actors import organisation_of, role_of
from vigie.access.door import NOBODY, rows

# Whose staff reads what its own body has marked, without being named.
BODIES = ("clerk", "member", "chair", "ministry", "researcher", "analyst", "coordinator")
# Who shares in a body's name, and answers for what it has shared.
SHARERS = ("clerk", "chair", "coordinator", "ministry", "researcher")
KEEPERS = ("clerk", "chair", "coordinator")


def readable_terms(actor) -> QuerySet:
    """The terms that include this actor, whatever they guard: the one function behind lists, counts, files and feeds.

    `core/marks.py` states the same law in plain Python, and a test holds the two to each other.

    RED reaches the persons named in a circle and nobody else. Every other mark reaches the bodies and persons of
    its circles and the originator's own people; what the mark allows them to do further is for `sharing` to say.
    CLEAR reaches everybody once it is published. An embargo, an expiry, a withdrawal and a hold on the originator's
    country bind all but the originator; a hold binds nobody in that country.
    """
    terms = apps.get_model("sharing.Terms").objects
    if role_of(actor) == "node":
        return terms.all()
    now = timezone.now()
    public = Q(tlp="TLP:CLEAR", published_at__lte=now)
    own = organisation_of(actor)
    if own is None or role_of(actor) not in BODIES:
        return terms.filter(terms.model.in_force(now) & ~_held_beyond("") & public)
    country = actor.organisation.country
    named, as_body = _addressed(actor.pk, own)
    others = public | ((named | as_body) & _may_enter(country))
    return terms.filter(
        (terms.model.in_force(now) & ~_held_beyond(country) & others)
        | (Q(originator=own) & (~Q(tlp="TLP:RED") | named))
    )


def _addressed(person: int, body: int) -> tuple[Q, Q]:
    """Terms in one of whose circles the person is named, or the body is. RED reaches no body."""
    circles = apps.get_model("sharing.Circle").objects.filter(closed_at=None)
    through = apps.get_model("sharing.Terms").circles.through.objects

    def within(found: QuerySet) -> Q:
        return Q(pk__in=through.filter(circle__in=found.values("pk")).values("terms"))

    return within(circles.filter(persons=person)), within(circles.filter(bodies=body)) & ~Q(tlp="TLP:RED")


def _held_beyond(country: str) -> Q:
    """Terms originated in a country that is held, for a reader in another: "" is a reader of no country."""
    held = apps.get_model("sharing.Hold").objects.filter(lifted_at=None).exclude(country=country)
    return Q(originator__country__in=held.values("country"))


def _may_enter(country: str) -> Q:
    """Terms that reach a reader of this country, unless a hold has closed it both ways."""
    shut = apps.get_model("sharing.Hold").objects.filter(lifted_at=None, reach="both", country=country)
    return Q(originator__country=country) | ~Exists(shut) if country else ~Q(pk=None)


def on_terms(actor) -> Q:
    """Rows whose `terms` include this actor."""
    return Q(terms__in=readable_terms(actor).values("pk"))


def delivered_terms(actor) -> QuerySet:
    """Terms of what may be delivered to this actor's body, by no circle but by being put to it: a question, a request.

    Embargo, expiry, withdrawal and holds bind whom it is put to like anybody; TLP:RED is for the persons named.
    `core/marks.py` states the same as `arrives`.
    """
    terms = apps.get_model("sharing.Terms")
    if organisation_of(actor) is None or role_of(actor) not in BODIES:
        return terms.objects.none()
    country = actor.organisation.country
    in_force = terms.in_force(timezone.now()) & ~_held_beyond(country) & _may_enter(country)
    return terms.objects.filter(in_force & ~Q(tlp="TLP:RED"))


def own_terms(actor) -> QuerySet:
    """Terms that one's own body originated and that include one, for those who share in its name."""
    readable = readable_terms(actor)
    if role_of(actor) == "node":
        return readable
    if role_of(actor) not in SHARERS:
        return readable.none()
    return readable.filter(originator=organisation_of(actor))


def on_own_terms(actor) -> Q:
    """Rows that one's own body shares, for those who share in its name."""
    return Q(terms__in=own_terms(actor).values("pk"))


def received(actor) -> Q:
    """Rows that another body shares with one, in force: what one may ask to pass on."""
    own = organisation_of(actor)
    if own is None or role_of(actor) not in BODIES:
        return NOBODY
    return Q(terms__in=readable_terms(actor).exclude(originator=own).values("pk"))


def of_a_seen_item(actor) -> Q:
    return Q(item__in=rows(actor, "see", "sharing.Item").values("pk"))


def of_two_seen_items(actor) -> Q:
    """Derivatives of which both the original and the redacted item are seen."""
    seen = rows(actor, "see", "sharing.Item").values("pk")
    return Q(original__in=seen, redacted__in=seen)


def receipts_of_own(actor) -> Q:
    """Who opened what one's own body shares. Other recipients never read it."""
    own = organisation_of(actor)
    if own is None or role_of(actor) not in BODIES:
        return NOBODY
    return Q(terms__in=readable_terms(actor).filter(originator=own).values("pk"))


def asked_of_or_by_own(actor) -> Q:
    """Asks to pass on what one reads: those put to one's body, and those it has put."""
    own = organisation_of(actor)
    if own is None or role_of(actor) not in BODIES:
        return NOBODY
    ours = Q(asker=own) | Q(item__terms__originator=own)
    return Q(item__terms__in=readable_terms(actor).values("pk")) & ours


def asked_of_own(actor) -> Q:
    """Asks that wait for one's own body, for those who share in its name."""
    return Q(item__terms__in=own_terms(actor).values("pk"), answer="")


def held_by_own(actor) -> Q:
    """Holds that one's own body has set."""
    own = organisation_of(actor)
    if own is None or role_of(actor) not in KEEPERS:
        return NOBODY
    return Q(holder=own, lifted_at=None)


def nameable(actor) -> Q:
    """Accounts that a keeper may name in a circle: those of parliaments, ministries and study centres, and one's own.

    Never somebody else's analysts and coordinators: who works for an observatory is not to be found out by trying.
    """
    if role_of(actor) not in KEEPERS or organisation_of(actor) is None:
        return NOBODY
    official = Q(role__in=("clerk", "member", "chair", "ministry", "researcher"))
    return Q(is_active=True) & (official | Q(organisation=organisation_of(actor), role__in=BODIES))


def kept_circles(actor) -> Q:
    """Circles that one's own body keeps, for those who run it."""
    own = organisation_of(actor)
    if own is None or role_of(actor) not in KEEPERS:
        return NOBODY
    return Q(keeper=own)


def own_circles(actor) -> Q:
    """Circles that one's body keeps or belongs to, or that name one."""
    own = organisation_of(actor)
    if own is None or role_of(actor) not in BODIES:
        return NOBODY
    circles = apps.get_model("sharing.Circle").objects
    return (
        Q(keeper=own)
        | Q(pk__in=circles.filter(bodies=own).values("pk"))
        | Q(pk__in=circles.filter(persons=actor.pk).values("pk"))
    )


def history_of_circles(actor) -> Q:
    """Ledger lines about the circles that one sees: who joined, who left."""
    from django.db.models import CharField
    from django.db.models.functions import Cast

    seen = rows(actor, "see", "sharing.Circle").annotate(key=Cast("pk", CharField()))
    return Q(label="sharing.Circle", object_id__in=seen.values("key"))
