"""The thread of a recommendation, from what was found before it to what is still to come."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from vigie import access
from vigie.followup import wording
from vigie.followup.evidence import Piece, pieces
from vigie.followup.faces import Knot
from vigie.followup.models import Action, Inheritance, Progress, Recommendation, Response, Verification
from vigie.followup.standing import Standing
from vigie.web.words import number


def thread(
    actor, row: Recommendation, at: Standing, behind: tuple[Piece, ...], today: date
) -> tuple[Knot, ...]:
    """Said is hollow, found and decided is full, to come is dashed. In the order in which it happened."""
    dated = [
        *((each.on, 0, each.pk, _inheritance(each)) for each in _inheritances(row)),
        *(
            (each.on, 1, each.pk, _response(row, each))
            for each in row.responses.select_related("by", "recorded_by")
        ),
        *((each.on, 2, each.pk, _action(actor, row, each)) for each in _actions(row)),
        *(
            (each.on, 3, each.pk, _progress(row, each))
            for each in row.progress.select_related("by", "recorded_by", "action")
        ),
        *(
            (each.on, 4, each.pk, _verification(actor, each))
            for each in row.verifications.select_related("by")
        ),
    ]
    said = [knot for *_order, knot in sorted(dated, key=lambda each: each[:3])]
    return (_ground(row, behind), _request(row), *said, *_end(row), *_to_come(row, at))


def _ground(row: Recommendation, behind: tuple[Piece, ...]) -> Knot:
    return Knot(
        "full", _("Finding"), text=row.source_words, note=wording.source(row.source_kind), pieces=behind
    )


def _request(row: Recommendation) -> Knot:
    if row.state == "draft":
        return Knot("next", _("Recommendation"), text=_("Draft: the chair has not issued it yet."))
    due = wording.day(row.response_due)
    text = _("Response expected by %(day)s.") % {"day": due} if due else ""
    said = " ".join(each for each in (_sentence(row.adoption), text) if each)
    adopter = next((each.earlier for each in _inheritances(row) if each.side == "body"), row.body)
    return Knot("full", _("Recommendation"), text=said, when=wording.day(row.issued_on), note=adopter.name)


def _sentence(words: str) -> str:
    return words if not words or words.endswith((".", "!", "?")) else f"{words}."


def _inheritances(row: Recommendation):
    return row.inheritances.select_related("earlier", "later").order_by("on", "pk")


def _inheritance(passed: Inheritance) -> Knot:
    """Who adopted and who inherited; or who was asked and who answers now."""
    said = {"earlier": passed.earlier.name, "later": passed.later.name}
    if passed.side == "body":
        text = _("Adopted by %(earlier)s, inherited by %(later)s.") % said
    else:
        text = _("Asked of %(earlier)s, which %(later)s has taken over.") % said
    return Knot("full", _("Inherited"), text=text, when=wording.day(passed.on))


def _response(row: Recommendation, said: Response) -> Knot:
    late = max(0, (said.on - row.response_due).days) if row.response_due else 0
    return Knot(
        "", _("Response"), says=wording.position(said.position), text=said.text, when=wording.day(said.on),
        note=_by(said, said.document), late=wording.late(late),
    )  # fmt: skip


def _actions(row: Recommendation):
    return row.actions.select_related("owner").prefetch_related("milestones")


def _action(actor, row: Recommendation, done: Action) -> Knot:
    """Of the other recommendations that it serves, those that the reader sees."""
    served = access.rows(actor, "see", "followup.Recommendation").filter(actions=done).exclude(pk=row.pk)
    also = tuple(_serves(*each) for each in served.order_by("pk").values_list("ref", "title"))
    more = [_milestone(each) for each in done.milestones.all()]
    if budget := _budget(done):
        more.append(budget)
    return Knot(
        "", _("Action undertaken"), says=done.title, text=done.text, when=wording.day(done.on), note=done.owner.name,
        pieces=also, more=tuple(more),
    )  # fmt: skip


def _serves(ref: str, title: str) -> Piece:
    words = _("Also serves %(ref)s: %(title)s") % {"ref": ref, "title": title}
    return Piece(words, reverse("recommendation", kwargs={"ref": ref}))


def _milestone(each) -> str:
    said = {"what": each.title, "day": wording.day(each.done_on or each.due_on)}
    return (_("%(what)s: reached on %(day)s") if each.done_on else _("%(what)s: by %(day)s")) % said


def _budget(done: Action) -> str:
    amount = (
        f"{number(done.budget_amount)} {done.budget_currency}".strip()
        if done.budget_amount is not None
        else ""
    )
    said = ", ".join(str(each) for each in (amount, done.budget_line, done.budget_year) if each)
    return _("Budget: %(said)s") % {"said": said} if said else ""


def _progress(row: Recommendation, said: Progress) -> Knot:
    more = [
        _counted(said, row.done_unit),
        _("Of the action: %(title)s") % {"title": said.action.title} if said.action else "",
    ]
    return Knot(
        "", _("Progress reported"), says=wording.status(said.claimed_status), text=said.text,
        when=wording.day(said.on), note=_by(said, said.evidence), more=tuple(filter(None, more)),
    )  # fmt: skip


def _verification(actor, seen: Verification) -> Knot:
    told, _withheld = pieces(actor, [(seen.source_label, seen.source_key)] if seen.source_label else [])
    note = ", ".join(each for each in (wording.method(seen.method), seen.people, seen.by.name) if each)
    counted = _counted(seen, seen.recommendation.done_unit)
    return Knot(
        "full", _("Verification"), says=wording.status(seen.verified_status), text=seen.text,
        when=wording.day(seen.on), note=note, pieces=tuple(told), more=(counted,) if counted else (),
    )  # fmt: skip


def _counted(said: Progress | Verification, unit: str) -> str:
    if not said.done_out_of:
        return ""
    found = {"n": number(said.done_count), "all": number(said.done_out_of), "unit": unit}
    return (_("%(n)s out of %(all)s %(unit)s") % found).strip()


def _by(said: Response | Progress, paper: str) -> str:
    """Who said it, on what paper, and who wrote it down where that was somebody else."""
    written = ""
    if said.recorded_by_id != said.by_id:
        written = _("written down by %(body)s") % {"body": said.recorded_by.name}
    return ", ".join(each for each in (said.by.name, paper, written) if each)


def _end(row: Recommendation) -> list[Knot]:
    if row.ended_on is None:
        return []
    said = wording.closing(row.closing)
    return [
        Knot(
            "full", wording.state(row.state), says=said, text=row.ending_words, when=wording.day(row.ended_on)
        )
    ]


def _to_come(row: Recommendation, at: Standing) -> list[Knot]:
    """What is expected, and by when. Nothing of what has ended."""
    if row.state != "issued":
        return []
    found = []
    if at.answered_on is None:
        due = wording.day(row.response_due)
        text = _("Expected by %(day)s.") % {"day": due} if due else _("No deadline is set.")
        found.append(Knot("next", _("Response"), text=text, late=wording.late(at.response_late)))
    if at.verified != "completed":
        due = wording.day(row.implementation_due)
        text = _("To be carried out by %(day)s.") % {"day": due} if due else ""
        found.append(Knot("next", _("To be verified"), text=text, late=wording.late(at.implementation_late)))
    return found
