"""Reading pairs blind: the month's draw, second readers, and the third who ends a dispute."""

from __future__ import annotations

import secrets
from random import Random

from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.access import NodeActor
from vigie.counting import frame
from vigie.counting.acts.deciding import answer as decide
from vigie.counting.models import SECOND, Pair, Question, Reading, Sample
from vigie.counting.reckoning import reckon
from vigie.directory.models import Account
from vigie.ledger.act import act
from vigie.ledger.models import Node
from vigie.monitoring.unfit import Unfit

LEAST = 20  # joined pairs; a sample drawn from fewer would be spent on an almost empty register
READ_TWICE = 0.4  # share of the sample that two people read


@act("sample")
def draw_sample(actor, node: Node) -> Sample:
    """Draw this month's pairs to be read blind. A month is drawn once; again, it gives what was drawn."""
    # One drawing at a time: two would ask two samples of one month.
    Node.objects.select_for_update().filter(pk=node.pk).first()
    today = timezone.localdate()
    sample = Sample.objects.of_month(today).first()
    if sample is None:
        sample = Sample.objects.create(month=today.replace(day=1), seed=secrets.randbits(48))
        _ask(sample, frame.draw(sample.seed))
    node.ledger_detail = {"sample": sample.pk, "month": f"{sample.month:%Y-%m}"}
    return sample


def draw_if_due() -> None:
    """The node itself draws the first time in a month that it is needed, once there is something to draw."""
    if Sample.objects.of_month(timezone.localdate()).exists():
        return
    if len(Pair.objects.filter(standing="accepted")[:LEAST]) == LEAST:
        draw_sample(NodeActor(), Node.here())


def _ask(sample: Sample, drawn: list[frame.Drawn]) -> None:
    chance = Random(sample.seed + 1)  # noqa: S311 - a sample that can be drawn again, not a secret
    sample.strata = [
        {"name": each.name, "together": each.together, "size": each.size, "error": each.error,
         "drawn": len(each.pairs)}
        for each in drawn
    ]  # fmt: skip
    sample.save(update_fields=["strata"])
    Question.objects.bulk_create(
        Question(
            sample=sample, stratum=each.name, left_id=pair.left, right_id=pair.right, together=each.together,
            probability=pair.probability, wanted=2 if chance.random() < READ_TWICE else 1,
            place=chance.randrange(10**6),
        )
        for each in drawn
        for pair in each.pairs
    )  # fmt: skip


@act("read")
def read(actor: Account, question: Question, *, answer: str, because: str = "") -> Reading:
    """Say what one finds, without knowing what the machine or others made of it. Changes no incident."""
    found = Question.objects.blind_for(actor).select_for_update().filter(pk=question.pk).exists()
    if not found:
        raise Unfit(_("You have answered about this pair, or enough others have."))
    reading = Reading.objects.create(question=question, account=actor, answer=answer, because=because)
    _conclude(question)
    question.ledger_detail = {"reading": reading.pk}  # not the answer: the ledger must not unblind others
    return reading


@act("read")
def take_back_reading(actor: Account, question: Question) -> None:
    """Undo one's own reading. Raises `Unfit` where a third person has settled the question since."""
    reading = question.readings.latest_of(actor).select_for_update().first()
    if reading is None:
        raise Unfit(_("You have not read this pair, or your answer is undone already."))
    if question.readings.filter(settles=True, undone_at=None).exclude(pk=reading.pk).exists():
        raise Unfit(_("A third person has settled this pair since. Ask coordination."))
    reading.undone_at = timezone.now()
    reading.save(update_fields=["undone_at"])
    _conclude(question)
    question.ledger_detail = {"undone": reading.pk}


@act("settle")
def settle(actor: Account, question: Question, *, answer: str, because: str = "") -> Reading:
    """End a dispute between readers, with both answers in sight; incidents follow. Raises `Unfit`."""
    if not Question.objects.disputed().not_read_by(actor).filter(pk=question.pk).exists():
        raise Unfit(_("Readers no longer differ about this pair, or you are one of them."))
    reading = Reading.objects.create(
        question=question, account=actor, answer=answer, because=because, settles=True
    )
    _conclude(question)
    question.ledger_detail = {"reading": reading.pk, "answer": answer}
    pair = Pair.objects.filter(left=question.left_id, right=question.right_id).first()
    if question.first_id and pair and answer != "unsure":
        decide(actor, pair, answer=answer, because=because)
    return reading


def _conclude(question: Question) -> None:
    """Store the verdict that the answers give, send a fault of the machine to the review, reckon anew."""
    question = Question.objects.with_readings().get(pk=question.pk)
    question.verdict = question.found()
    question.save(update_fields=["verdict"])
    if question.stratum != SECOND:
        _send_to_review(question)
    reckon(question.sample)


def _send_to_review(question: Question) -> None:
    """A pair that readers found otherwise than the register has it is asked about with everything in sight."""
    wrong = {True: "different", False: "same"}[question.together]
    pair = Pair.objects.filter(left=question.left_id, right=question.right_id).first()
    if question.verdict == wrong and pair and pair.standing != "to_review":
        pair.standing = "to_review"
        pair.save(update_fields=["standing"])
