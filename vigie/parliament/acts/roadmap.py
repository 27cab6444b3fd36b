"""Undertaking together: writing a roadmap, adopting it, and carrying its points out in each country."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.directory.models import Organisation
from vigie.followup.acts import recommend
from vigie.followup.models import Recommendation
from vigie.followup.said import Said
from vigie.ledger.act import act
from vigie.parliament.acts.signing import refuse_once_open, refuse_while_silent
from vigie.parliament.models import Carrier, Declaration, Framework, FrameworkMember, Roadmap, RoadmapItem
from vigie.sharing import terms
from vigie.web import words

FEWEST = 2  # signatures: a roadmap is of several countries


@act("run")
def draft_roadmap(
    actor,
    framework: Framework,
    *,
    title: str,
    since: date,
    until: date,
    tlp: str,
    declaration: Declaration | None = None,
    **marked,
) -> Roadmap:
    """Begin a roadmap in the name of one's own committee; `marked` are the circles and times of its terms."""
    if until < since:
        raise ValidationError({"until": _("It would end before it begins. Exchange the two days.")})
    return Roadmap.objects.create(
        framework=framework, declaration=declaration, body=actor.organisation, filed_by=actor, title=title,
        since=since, until=until, terms=terms.make(actor.organisation, tlp, **marked),
    )  # fmt: skip


@act("amend")
def add_point(
    actor, roadmap: Roadmap, *, title: str, text: str, lead: Organisation, due_on: date, done_when: str = ""
) -> RoadmapItem:
    """Add a point to a draft: who leads it, until when, and how one will see that it is done."""
    refuse_once_open(roadmap)
    if due_on < roadmap.since:
        said = {"due": words.day(due_on), "since": words.day(roadmap.since)}
        refusal = _("The deadline, %(due)s, is before the roadmap begins, %(since)s. Give a later one.")
        raise ValidationError({"due_on": refusal % said})
    if not FrameworkMember.objects.filter(framework=roadmap.framework, body=lead).exists():
        raise ValidationError({"lead": _("Only a member leads a point.")})
    last = roadmap.items.aggregate(last=Max("position"))["last"] or 0
    return RoadmapItem.objects.create(
        roadmap=roadmap,
        position=last + 1,
        title=title,
        text=text,
        lead=lead,
        due_on=due_on,
        done_when=done_when,
    )


@act("adopt")
def adopt_roadmap(actor, roadmap: Roadmap, *, on: date) -> Roadmap:
    """Record the day on which the framework adopted it: every member has spoken, and two at least have signed."""
    if roadmap.adopted_on:
        raise ValidationError(_("This roadmap was adopted already."))
    if on > timezone.localdate():
        raise ValidationError({"on": _("It can't be adopted in the future. Give the day on which it was.")})
    refuse_while_silent(roadmap)
    signed = roadmap.signoffs.exclude(position="dissent")
    if signed.count() < FEWEST:
        raise ValidationError(_("Fewer than two committees have signed it: there is nobody to carry it out."))
    last = signed.order_by("on").last().on
    if on < last:
        said = _("The last signature is of %(day)s. Give that day or a later one.")
        raise ValidationError({"on": said % {"day": words.day(last)}})
    roadmap.adopted_on = on
    roadmap.save(update_fields=["adopted_on"])
    return roadmap


@act("publish")
def publish_roadmap(actor, roadmap: Roadmap) -> Roadmap:
    """Open it to everybody. The recommendations that carry it keep terms of their own."""
    if not roadmap.adopted_on:
        raise ValidationError(_("A roadmap is adopted before it is published."))
    terms.publish(roadmap.terms)
    return roadmap


@act("carry")
def carry(actor, item: RoadmapItem, *, addressee: Organisation, kind: str) -> Recommendation:
    """Take a point up in one country: one's own committee drafts a recommendation, which its chair then issues.

    The recommendation has the words, the measure and the deadline of the point, and the mark of the roadmap. Where
    that deadline has passed already, the rules give another; the roadmap goes on counting from its own.
    """
    if not item.roadmap.adopted_on:
        raise ValidationError(_("The roadmap is not adopted yet."))
    if Carrier.objects.filter(item=item, recommendation__addressee=addressee).exists():
        said = {"body": addressee.name}
        raise ValidationError({"addressee": _("This point was put to %(body)s already.") % said})
    shared = item.roadmap.terms
    circles = tuple(
        each for each in shared.circles.filter(closed_at=None) if actor.organisation in each.bodies.all()
    )
    is_past = item.due_on < timezone.localdate()
    made = recommend(
        actor, actor.organisation, said=Said(
            title=item.title, text=item.text, addressee=addressee, kind=kind, source_kind="forum",
            source_label="parliament.RoadmapItem", source_key=str(item.uuid), done_when=item.done_when,
            implementation_due=None if is_past else item.due_on, tlp=shared.tlp, circles=circles,
        ),
    )  # fmt: skip
    Carrier.objects.create(item=item, recommendation=made, country=addressee.country)
    return made
