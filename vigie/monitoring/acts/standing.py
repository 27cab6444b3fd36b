"""Where an incident stands: what persons decide, which the rule then leaves alone."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.core.corroboration import NotAllowed, Standing, move
from vigie.ledger.act import act
from vigie.monitoring.acts.who import somebody
from vigie.monitoring.gathering import settle
from vigie.monitoring.models import WITHDRAWN_FOR, Contest, Incident
from vigie.monitoring.unfit import Unfit

HAPPENING = "happening"


@act("contest")
def contest(actor, incident: Incident, *, about: str = HAPPENING, because: str) -> Contest:
    """Object to what is held in a field, or that it happened. Contested until all objections are settled."""
    _must_say(because)
    account = somebody(actor)
    if _locked(incident).state not in ("candidate", "corroborated", "contested"):
        raise Unfit(_not_from(incident))
    made = Contest.objects.create(incident=incident, about=about, by=account, because=because)
    incident.ledger_detail = {"about": about}
    settle([incident.pk])
    return made


@act("amend")
def settle_contest(actor, incident: Incident, *, contest: Contest, because: str) -> None:
    """Say that an objection is dealt with, and how."""
    _must_say(because)
    account = somebody(actor)
    settled = incident.contests.filter(pk=contest.pk, settled_at=None).update(
        settled_by=account, settled_at=timezone.now(), settled_because=because
    )
    if not settled:
        raise Unfit(_("This objection is settled already."))
    incident.ledger_detail = {"about": contest.about}
    settle([incident.pk])


@act("amend")
def submit(actor, incident: Incident, *, because: str) -> None:
    """Turn a draft into a candidate, which the rule may then corroborate."""
    _move(incident, "submit")


@act("amend")
def refute(actor, incident: Incident, *, because: str) -> None:
    """Find that it did not happen as told. The reports stay."""
    _must_say(because)
    somebody(actor)
    _move(incident, "refute")


@act("amend")
def reopen(actor, incident: Incident, *, because: str) -> None:
    """Take a refutation back."""
    _must_say(because)
    _move(incident, "reopen")


@act("amend")
def withdraw(actor, incident: Incident, *, reason: str, because: str) -> None:
    """Take an incident back (`reason`: a code of WITHDRAWN_FOR). Its reference stays and says so."""
    _must_say(because)
    somebody(actor)
    if reason not in dict(WITHDRAWN_FOR):
        raise Unfit(_("Choose from the list why it is withdrawn."))
    incident.ledger_detail = {"reason": reason}
    _move(incident, "withdraw", withdrawn_for=reason)


@act("amend")
def restore(actor, incident: Incident, *, because: str) -> None:
    """Take a withdrawal back."""
    _must_say(because)
    _move(incident, "restore", withdrawn_for="")


def _move(incident: Incident, act_name: str, **columns) -> None:
    """Move as the table of `core.corroboration` allows, and on by the rule where the end is the rule's."""
    held = _locked(incident)
    try:
        # The rule's part comes with the settling, which knows origins and contests.
        end = move(held.state, act_name, Standing(held.origins_count), held.state_before)
    except NotAllowed as error:
        raise Unfit(_not_from(held)) from error
    held.state_before = held.state if act_name in ("refute", "withdraw") else ""
    held.state = end
    for name, value in columns.items():
        setattr(held, name, value)
    held.save(update_fields=["state", "state_before", *columns, "updated_at"])
    settle([held.pk])
    incident.refresh_from_db()


def _locked(incident: Incident) -> Incident:
    return Incident.objects.select_for_update().get(pk=incident.pk)


def _not_from(incident: Incident) -> str:
    return _("%(ref)s is in the state “%(state)s”, from which this cannot be done.") % {
        "ref": incident.ref,
        "state": incident.get_state_display(),
    }


def _must_say(because: str) -> None:
    if not because.strip():
        raise Unfit(_("Say why, in one sentence. It is kept with your decision."))
