"""Which answers a second person is asked to read again, blind."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from vigie.counting.models import SECOND, Decision, Question

# Share of answers that are read again: a few of all, most of those on which much hangs.
LEAST, BY_WORTH, MOST = 0.1, 0.3, 0.8


def ask_second(decision: Decision) -> Question | None:
    """Ask a second person about a pair that was just answered: by chance, likelier where its worth is high.

    The chance comes from the node's secret and the answer's key, so that nobody can foresee it. A pair that
    was asked about blind before is not asked about again.
    """
    pair, chance = decision.pair, _chance_of(decision)
    share = min(LEAST + BY_WORTH * pair.worth, MOST)
    asked = Question.objects.filter(left=pair.left_id, right=pair.right_id).exists()
    if decision.answer == "unsure" or asked or chance >= share:
        return None
    return Question.objects.create(
        stratum=SECOND, left_id=pair.left_id, right_id=pair.right_id, together=decision.answer == "same",
        probability=pair.probability, first=decision, wanted=2, place=int(10**6 * chance / share),
    )  # fmt: skip


def _chance_of(decision: Decision) -> float:
    digest = salted_hmac("vigie.counting.rereading", str(decision.pk), algorithm="sha256").digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def forget_second(decision: Decision) -> None:
    """An answer that is undone is no longer one to be compared with."""
    Question.objects.filter(first=decision).update(verdict="void")
