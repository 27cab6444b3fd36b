"""The pages of one filling, as they follow from what was answered so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vigie.core.xforms.filling.state import Answer, Filling
from vigie.core.xforms.filling.steps import Step


@dataclass(frozen=True)
class Page:
    """One step, in one turn of the repeats around it. `holder` is that turn, or the whole form.

    `key` is its name in an address: the number of the step, then the turns.
    """

    key: str
    step: Step
    holder: Answer

    def asked(self, filling: Filling) -> list[Answer]:
        """The answers that are asked here now, in order."""
        found = (next(filling.at(each.path, self.holder), None) for each in self.step.questions)
        return [each for each in found if each is not None and not each.off and each.part.question.control]

    def turns(self, filling: Filling) -> list[Answer]:
        """The turns that a page of a repeat lists."""
        if self.step.repeat is None:
            return []
        return [each for each in filling.at(self.step.repeat.path, self.holder) if not each.off]


def pages(filling: Filling) -> list[Page]:
    """Every page that has something to ask."""
    return list(_unfolded(filling, filling.plan.steps, (), filling.root))


def page_of(filling: Filling, key: str) -> Page | None:
    """The page with this key, if it is asked at present."""
    return next((each for each in pages(filling) if each.key == key), None)


def _unfolded(
    filling: Filling, steps: tuple[Step, ...], turns: tuple[int, ...], holder: Answer
) -> Iterator[Page]:
    for step in steps:
        page = Page("-".join(map(str, (step.number, *turns))), step, holder)
        if step.repeat is None:
            if page.asked(filling):
                yield page
            continue
        if not step.repeat.count and _is_open(filling, step, holder):
            yield page
        for turn in page.turns(filling):
            yield from _unfolded(filling, step.inner, (*turns, turn.place), turn)


def _is_open(filling: Filling, step: Step, holder: Answer) -> bool:
    """Whether a repeat may be added to: it, and all around it, is relevant."""
    above = step.repeat.path.rpartition("/")[0]
    around = holder if above == holder.part.path else next(filling.at(above, holder), None)
    if around is None or around.off:
        return False
    part = filling.plan.by_path[step.repeat.path]
    return filling.opens(part, around)
