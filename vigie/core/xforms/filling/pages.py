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


def after(filling: Filling, page: Page) -> Page | None:
    """Where one goes on. From a turn, back to the list of turns; from the list, on past all of them."""
    every = pages(filling)
    rest = every[_number(every, page) + 1 :]
    if page.step.repeat is not None:
        turns = page.turns(filling)
        return next((each for each in rest if not _within(each, turns)), None)
    following = rest[0] if rest else None
    home = _home(filling, every, page)
    if home is not None and (following is None or not _within(following, [page.holder])):
        return home
    return following


def before(filling: Filling, page: Page) -> Page | None:
    """Where one came from: the page before, or the list of the turn that it is in."""
    every = pages(filling)
    number = _number(every, page)
    if number <= 0:
        return None
    previous = every[number - 1]
    home = _home(filling, every, previous)
    return previous if home is None or _within(page, [previous.holder]) else home


def _home(filling: Filling, every: list[Page], page: Page) -> Page | None:
    """The list of turns that leads to this page."""
    lists = (each for each in every if each.step.repeat is not None)
    return next((each for each in lists if any(turn is page.holder for turn in each.turns(filling))), None)


def _within(page: Page, turns: list[Answer]) -> bool:
    return any(each is turn for each in page.holder.ancestors for turn in turns)


def _number(every: list[Page], page: Page) -> int:
    return next((number for number, each in enumerate(every) if each.key == page.key), -1)
