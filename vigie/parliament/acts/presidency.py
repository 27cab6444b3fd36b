"""Setting up a framework, saying who belongs to it, who presides and by what rule."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from vigie.directory.models import Organisation
from vigie.ledger.act import act
from vigie.parliament.models import BureauPost, Framework, FrameworkMember, Mandate
from vigie.sharing.models import Circle
from vigie.web import words


@act("found")
def found_framework(
    actor,
    body: Organisation,
    *,
    members: list[Organisation],
    since: date,
    circle: Circle | None = None,
) -> Framework:
    """Make a framework of a regional body of the directory, with its first members. One body is one framework."""
    if Framework.objects.filter(body=body).exists():
        raise ValidationError(_("This body is a framework already."))
    if len(members) < 2:
        raise ValidationError({"members": _("A framework has at least two members.")})
    made = Framework.objects.create(body=body, circle=circle)
    for member in members:
        FrameworkMember.objects.create(framework=made, body=member, since=since)
    return made


@act("run")
def join(
    actor, framework: Framework, *, body: Organisation, since: date, until: date | None = None
) -> FrameworkMember:
    """Say that a body belongs to it, from one day to another."""
    _check_span(since, until)
    same = FrameworkMember.objects.filter(_overlap(since, until), framework=framework, body=body)
    if same.exists():
        raise ValidationError(
            {"body": _("%(body)s belongs to it in that time already.") % {"body": body.name}}
        )
    return FrameworkMember.objects.create(framework=framework, body=body, since=since, until=until)


@act("run")
def leave(actor, framework: Framework, *, member: FrameworkMember, until: date) -> FrameworkMember:
    """Say on which day a body belonged to it for the last time."""
    _check_span(member.since, until)
    member.until = until
    member.save(update_fields=["until"])
    return member


@act("run")
def set_rule(
    actor, framework: Framework, *, order: list[str], term_months: int, rule_source: str
) -> Framework:
    """Say in what order of countries, and for how many months each, the presidency goes round."""
    countries = set(
        FrameworkMember.objects.filter(framework=framework).values_list("body__country", flat=True)
    )
    if strange := [code for code in order if code not in countries]:
        raise ValidationError({"order": _("No member is of %(codes)s.") % {"codes": ", ".join(strange)}})
    if len(set(order)) < len(order):
        raise ValidationError({"order": _("Each country stands in the order once.")})
    framework.order, framework.term_months, framework.rule_source = order, term_months, rule_source
    framework.save(update_fields=["order", "term_months", "rule_source"])
    return framework


@act("run")
def add_post(actor, framework: Framework, *, title: str, presides: bool = False) -> BureauPost:
    """Add a post to the bureau."""
    posts = BureauPost.objects.filter(framework=framework)
    if posts.filter(title=title).exists():
        raise ValidationError({"title": _("The bureau has this post already.")})
    if presides and posts.filter(presides=True).exists():
        raise ValidationError({"presides": _("Another post presides already.")})
    last = posts.aggregate(last=Max("position"))["last"] or 0
    return BureauPost.objects.create(framework=framework, title=title, presides=presides, position=last + 1)


@act("run")
def mandate(
    actor,
    framework: Framework,
    *,
    post: BureauPost,
    body: Organisation,
    since: date,
    until: date | None = None,
    holder: str = "",
) -> Mandate:
    """Record that a member body holds a post from one day to another. A post is held by one body at a time."""
    _check_span(since, until)
    if not FrameworkMember.objects.on(since).filter(framework=framework, body=body).exists():
        said = {"body": body.name, "day": words.day(since)}
        raise ValidationError({"body": _("%(body)s was no member on %(day)s.") % said})
    other = Mandate.objects.filter(_overlap(since, until), post=post).select_related("body").first()
    if other:
        said = {"body": other.body.name, "day": words.day(other.since)}
        raise ValidationError(
            {"since": _("%(body)s holds this post since %(day)s. Say first until when.") % said}
        )
    return Mandate.objects.create(post=post, body=body, since=since, until=until, holder=holder)


@act("run")
def end_mandate(actor, framework: Framework, *, held: Mandate, until: date) -> Mandate:
    """Say on which day a mandate was held for the last time; the post is vacant from the next."""
    _check_span(held.since, until)
    held.until = until
    held.save(update_fields=["until"])
    return held


def _check_span(since: date, until: date | None) -> None:
    if until and until < since:
        raise ValidationError({"until": _("It would end before it begins. Exchange the two days.")})


def _overlap(since: date, until: date | None) -> Q:
    later = Q(until=None) | Q(until__gte=since)
    return later & Q(since__lte=until) if until else later
