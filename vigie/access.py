"""The one law of who sees what, and the only door to guarded rows.

A rule is a function of the actor that gives a `Q`. It speaks only of the row's own columns, of
single-valued keys, or of `pk__in` a subquery, so that filtering by it never multiplies what is counted. A
model without a rule is seen by nobody. `one` is `rows` or absence: a refusal looks like a missing page.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.http import Http404

NOBODY = Q(pk__in=())

ANALYSTS = ("analyst", "coordinator")
OVERSEERS = ("clerk", "member", "researcher")
ROLES = ("monitor", "analyst", "coordinator", "clerk", "member", "ministry", "researcher", "programme",
         "operator")  # fmt: skip
OPEN_TLP = ("TLP:CLEAR", "TLP:GREEN")


@dataclass(frozen=True)
class NodeActor:
    """The installation itself, when a command acts on the machine where it runs."""

    organisation: object = None
    role: str = "node"
    is_authenticated: bool = True


def role_of(actor) -> str:
    return getattr(actor, "role", "public") or "public"


def _organisation(actor):
    return getattr(actor, "organisation_id", None)


def anyone(actor) -> Q:
    return Q()


def signed_in(actor) -> Q:
    return Q() if actor.is_authenticated else NOBODY


def roles(*names: str):
    """Every row, for those roles; nothing for others."""

    def rule(actor) -> Q:
        return Q() if role_of(actor) in names else NOBODY

    return rule


def either(*rules):
    def rule(actor) -> Q:
        found = NOBODY
        for each in rules:
            allowed = each(actor)
            if not allowed:  # an empty Q is every row; Django's "or" would drop it
                return allowed
            found |= allowed
        return found

    return rule


def readable_audiences(actor) -> Q:
    """Audiences that include this actor. An audience without members is nobody's.

    GREEN and CLEAR reach every member organisation, AMBER the named partners, all of these and
    AMBER+STRICT the owners, RED the persons named.
    """
    own = _organisation(actor)
    if own is None:
        return NOBODY
    audience = apps.get_model("directory.Audience").objects
    owned, partnered = audience.filter(owners=own).values("pk"), audience.filter(partners=own).values("pk")
    return (
        (Q(tlp__in=OPEN_TLP) if actor.organisation.is_member else NOBODY)
        | (Q(pk__in=owned) & ~Q(tlp="TLP:RED"))
        | Q(tlp="TLP:AMBER", pk__in=partnered)
        | Q(tlp="TLP:RED", pk__in=audience.filter(readers=actor).values("pk"))
    )


def _audience_ids(where: Q) -> list[int]:
    # A list, not a subquery: there are few audiences, and literal keys let the planner use an index.
    return list(apps.get_model("directory.Audience").objects.filter(where).values_list("pk", flat=True))


def _reaches(actor) -> Q:
    return Q(audience__in=_audience_ids(readable_audiences(actor)))


def within_reach(actor) -> Q:
    """Rows whose audience includes this analyst or coordinator."""
    return _reaches(actor) if role_of(actor) in ANALYSTS else NOBODY


def owned(actor) -> Q:
    """Within reach, and one of the organisation's own reports is in it."""
    if role_of(actor) not in ANALYSTS or _organisation(actor) is None:
        return NOBODY
    ours = readable_audiences(actor) & Q(
        pk__in=apps.get_model("directory.Audience").objects.filter(owners=_organisation(actor)).values("pk")
    )
    return Q(audience__in=_audience_ids(ours))


def filed(actor) -> Q:
    """A monitor's own reports."""
    return Q(filed_by=actor.pk) if role_of(actor) == "monitor" else NOBODY


def rests_on_filed(actor) -> Q:
    """Incidents within the organisation's reach that rest on a report this monitor sent."""
    if role_of(actor) != "monitor":
        return NOBODY
    links = apps.get_model("monitoring.Link").objects.filter(report__filed_by=actor.pk)
    return _reaches(actor) & Q(pk__in=links.values("incident_id"))


def for_oversight(actor) -> Q:
    """What committees and study centres may read: settled incidents marked for the whole community."""
    if role_of(actor) not in OVERSEERS:
        return NOBODY
    return Q(state__in=("corroborated", "contested"), audience__in=_audience_ids(Q(tlp__in=OPEN_TLP)))


def node(actor) -> Q:
    return Q() if role_of(actor) == "node" else NOBODY


def of_own_organisation(*names: str):
    """Rows with this actor's organisation, for those roles."""

    def rule(actor) -> Q:
        if role_of(actor) in names and _organisation(actor) is not None:
            return Q(organisation=_organisation(actor))
        return NOBODY

    return rule


def own_organisation(*names: str):
    """The actor's organisation itself, for those roles."""

    def rule(actor) -> Q:
        if role_of(actor) in names and _organisation(actor) is not None:
            return Q(pk=_organisation(actor))
        return NOBODY

    return rule


def themselves(actor) -> Q:
    return Q(pk=actor.pk) if isinstance(actor, Model) else NOBODY


def both_reports(actor) -> Q:
    """Pairs of which this analyst may read either side, and the incident that each side stands in.

    The answer merges or divides these incidents, and the question names them: an incident that also rests
    on a report for fewer readers is neither shown nor changed by way of one for more.
    """
    if role_of(actor) not in ANALYSTS:
        return NOBODY
    seen = _audience_ids(readable_audiences(actor))

    def side(name: str) -> Q:
        alone, within = f"{name}__link__isnull", f"{name}__link__incident__audience__in"
        return Q(**{f"{name}__audience__in": seen}) & (Q(**{alone: True}) | Q(**{within: seen}))

    return side("left") & side("right")


def both_incidents(actor) -> Q:
    """Proposals of which this analyst may read every report in the incidents that they would change."""
    if role_of(actor) not in ANALYSTS:
        return NOBODY
    seen = _audience_ids(readable_audiences(actor))
    return Q(incident__audience__in=seen) & (Q(other=None) | Q(other__audience__in=seen))


def both_sides(actor) -> Q:
    """Questions of which this analyst may read either report. They show no incident and change none."""
    if role_of(actor) not in ANALYSTS:
        return NOBODY
    seen = _audience_ids(readable_audiences(actor))
    return Q(left__audience__in=seen, right__audience__in=seen)


def disputed(actor) -> Q:
    """Questions on which readers differ, for coordination: a third person, neither of the two."""
    if role_of(actor) != "coordinator":
        return NOBODY
    read = apps.get_model("counting.Reading").objects.filter(account=actor.pk, undone_at=None)
    own = Q(pk__in=read.values("question")) | Q(first__account=actor.pk)
    # What was answered in the review is carried out again there: that must be open to them too.
    carried_out = Q(first=None) | Q(first__pair__in=rows(actor, "decide", "counting.Pair").values("pk"))
    return both_sides(actor) & Q(verdict="disputed") & carried_out & ~own


def own_reading(actor) -> Q:
    """What oneself has answered. A reader who saw others' answers would no longer be blind."""
    return Q(account=actor.pk) if role_of(actor) in ANALYSTS else NOBODY


def of_a_dispute(actor) -> Q:
    return Q(question__in=rows(actor, "settle", "counting.Question").values("pk"))


def of_a_told_run(actor) -> Q:
    """Runs of the matching over everything, and those of one's own organisation's messages.

    When another organisation's messages came in is theirs to know.
    """
    if role_of(actor) not in ANALYSTS:
        return NOBODY
    own = _organisation(actor)
    return Q(is_full=True) | (Q(organisation=own) if own is not None else NOBODY)


def of_a_seen_pair(actor) -> Q:
    return Q(pair__in=rows(actor, "see", "counting.Pair").values("pk"))


def to_ask_about(actor) -> Q:
    """The organisation's own reports, where it is a member. What is for persons named is never asked about."""
    own = _organisation(actor)
    if role_of(actor) not in ANALYSTS or own is None or not actor.organisation.is_member:
        return NOBODY
    reach = readable_audiences(actor) & ~Q(tlp="TLP:RED")
    return Q(organisation=own, audience__in=_audience_ids(reach))


def of_a_seen_run(actor) -> Q:
    return Q(run__in=rows(actor, "see", "intake.ImportRun").values("pk"))


def of_a_seen_incident(actor) -> Q:
    return Q(incident__in=rows(actor, "see", "monitoring.Incident").values("pk"))


def reads_reports(actor) -> bool:
    """Whether this actor may read the reports behind the incidents that they see, and so search them."""
    return role_of(actor) in (*ANALYSTS, "node")


def of_an_incident_with_reports(actor) -> Q:
    """Parts of an incident that say who reported it: for those who may read its reports."""
    return of_a_seen_incident(actor) if reads_reports(actor) else NOBODY


def of_two_seen_incidents(actor) -> Q:
    """Mergers of which both incidents are seen: the line names them both."""
    into = Q(into__in=rows(actor, "see", "monitoring.Incident").values("pk"))
    return of_an_incident_with_reports(actor) & into


def leads_on(actor) -> Q:
    """Tombstones of merged incidents whose survivor this actor sees: the old reference leads there."""
    return Q(state="merged", merged_into__in=rows(actor, "see", "monitoring.Incident").values("pk"))


def of_the_platform(actor) -> Q:
    """Figures drawn from everybody's reports: for analysts of member organisations and for those who oversee.

    Each page tells of them only what this reader may be told (`counting.sight`).
    """
    if role_of(actor) in ANALYSTS:
        return Q() if actor.organisation.is_member else NOBODY
    return roles(*OVERSEERS)(actor)


def history(actor) -> Q:
    """Ledger lines about incidents that this analyst sees."""
    if role_of(actor) not in ANALYSTS:
        return NOBODY
    from django.db.models import CharField
    from django.db.models.functions import Cast

    seen = rows(actor, "see", "monitoring.Incident").annotate(key=Cast("pk", CharField()))
    return Q(label="monitoring.Incident", object_id__in=seen.values("key"))


ANALYSTS_AND_OVERSEERS = roles(*ANALYSTS, *OVERSEERS, "node")

LAW = {
    "ledger.Node": {
        "see": anyone,
        "match": either(node, roles(*ANALYSTS)),
        "sample": either(node, roles(*ANALYSTS)),
        "build": node,
        "estimate": node,
        "convene": node,
    },
    "ledger.Entry": {"see": either(node, history)},
    "places.Generation": {"see": anyone, "import_into": node},
    "places.Area": {"see": anyone},
    "places.Gazetteer": {"see": anyone},
    "places.Settlement": {"see": anyone},
    "directory.Organisation": {
        "see": anyone,
        "import_into": either(node, own_organisation("monitor", *ANALYSTS)),
        "vouch": either(node, own_organisation(*ANALYSTS)),  # add people, units, organisations in its name
        "describe": either(node, roles(*ANALYSTS)),  # say which posts it has
        "amend": either(node, own_organisation("coordinator")),
        "admit": node,
        "staff": either(node, own_organisation("coordinator")),
    },
    "directory.Account": {
        "see": either(node, themselves, of_own_organisation("coordinator"), roles("operator")),
        "amend": either(node, themselves),
        "close": either(node, of_own_organisation("coordinator")),
    },
    "directory.Person": {"see": ANALYSTS_AND_OVERSEERS, "amend": either(node, roles(*ANALYSTS))},
    "directory.Post": {"see": ANALYSTS_AND_OVERSEERS, "amend": either(node, roles(*ANALYSTS))},
    "directory.Membership": {"see": ANALYSTS_AND_OVERSEERS, "amend": either(node, roles(*ANALYSTS))},
    "directory.Unit": {"see": ANALYSTS_AND_OVERSEERS, "amend": either(node, roles(*ANALYSTS))},
    "directory.UnitLink": {"see": ANALYSTS_AND_OVERSEERS, "amend": either(node, roles(*ANALYSTS))},
    "directory.Command": {"see": ANALYSTS_AND_OVERSEERS, "amend": either(node, roles(*ANALYSTS))},
    "directory.Positioning": {"see": ANALYSTS_AND_OVERSEERS, "amend": either(node, roles(*ANALYSTS))},
    "monitoring.Report": {
        "see": either(node, within_reach, filed),
        "amend": either(node, owned),
        "ask": to_ask_about,
    },
    "monitoring.Incident": {
        "see": either(node, within_reach, rests_on_filed, for_oversight),
        "amend": either(node, owned),
        # One analyst's own reports may belong with another organisation's: the act asks that one side be own.
        "gather": either(node, within_reach),
        "contest": either(node, within_reach),
        "follow": leads_on,
    },
    "monitoring.Link": {"see": of_an_incident_with_reports},
    "monitoring.Choice": {"see": of_an_incident_with_reports},
    "monitoring.Contest": {"see": of_an_incident_with_reports},
    "monitoring.Merger": {"see": of_two_seen_incidents},
    "monitoring.IncidentPlace": {"see": of_an_incident_with_reports},
    "monitoring.IncidentUnit": {"see": of_an_incident_with_reports},
    "counting.MatchRun": {"see": either(node, of_a_told_run)},
    "counting.Pair": {"see": either(node, both_reports), "decide": both_reports},
    "counting.Proposal": {"see": either(node, both_incidents), "decide": both_incidents},
    "counting.Certainty": {"see": of_an_incident_with_reports},
    "counting.Decision": {"see": either(node, of_a_seen_pair)},
    "counting.EstimateRun": {"see": either(node, of_the_platform)},
    "counting.Estimate": {"see": either(node, of_the_platform)},
    # Nobody else's: also the installation has no page or file of them.
    "counting.Inquiry": {
        "see": of_own_organisation(*ANALYSTS),
        "withdraw": of_own_organisation(*ANALYSTS),
        "agree": of_own_organisation("coordinator"),
        "close": of_own_organisation(*ANALYSTS),
    },
    "counting.Sample": {"see": anyone},  # how often the machine was right: figures, no pair and no report
    "counting.Question": {"see": either(node, both_sides), "read": both_sides, "settle": disputed},
    "counting.Reading": {"see": either(node, own_reading, of_a_dispute)},
    "intake.ImportRun": {"see": either(node, of_own_organisation(*ANALYSTS), filed)},
    "intake.ImportRow": {"see": either(node, of_a_seen_run)},
}

# Tables that no page reads by themselves; each is reached only through a row that the law guards.
HIDDEN = {
    "counting.Overlap",
    "counting.Round",
    "directory.Audience",
    "directory.WrongTries",
    "places.AreaName",
    "places.SettlementName",
    "places.Succession",
    "places.Extent",
    "places.ExtentArea",
    "monitoring.IncidentWords",
    "monitoring.ReferenceCounter",
    "monitoring.SettlingRules",
    "counting.Fingerprint",
    "counting.Term",
}


def rows(actor, verb: str, label: str) -> QuerySet:
    """The rows of `label` ("room.Model") to which `actor` may do `verb`."""
    model = apps.get_model(label)
    rule = LAW.get(label, {}).get(verb)
    return model._default_manager.filter(rule(actor) if rule else NOBODY)


def one(actor, verb: str, label: str, **lookup) -> Model:
    """One row of `rows`, or the answer that it is absent."""
    found = rows(actor, verb, label).filter(**lookup).first()
    if found is None:
        raise Http404
    return found


def may(actor, verb: str, subject: Model) -> bool:
    return rows(actor, verb, subject._meta.label).filter(pk=subject.pk).exists()
