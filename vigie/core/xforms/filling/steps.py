"""One matter a step: how the questions of a form are laid out over pages."""

from __future__ import annotations

from dataclasses import dataclass

from vigie.core.xforms.definition import Group, Question, Words

# More on one page is long to read on a phone, and long to lose.
MOST_QUESTIONS = 6


@dataclass(frozen=True)
class Step:
    """Questions that are asked together, or, with `repeat`, the list of its turns, whose `inner` steps follow.

    `headings` are those of the groups around it, from the outside in.
    """

    number: int
    headings: tuple[Words, ...]
    questions: tuple[Question, ...] = ()
    repeat: Group | None = None
    inner: tuple[Step, ...] = ()


def steps_of(body: tuple[Question | Group, ...]) -> tuple[Step, ...]:
    return tuple(_Laying().lay(body, ()))


class _Laying:
    def __init__(self) -> None:
        self.number = 0

    def lay(self, parts, headings: tuple[Words, ...]) -> list[Step]:
        found: list[Step] = []
        run: list[Question] = []
        for each in parts:
            if isinstance(each, Question):
                run.append(each)
                continue
            found += self.laid(run, headings)
            run = []
            inside = (*headings, each.label) if each.label else headings
            if each.repeat:
                found.append(self.repeated(each, inside))
            elif "field-list" in each.appearance or _is_short(each):
                found += self.laid(list(_flat(each)), inside, "field-list" in each.appearance)
            else:
                found += self.lay(each.parts, inside)
        return found + self.laid(run, headings)

    def laid(self, run: list[Question], headings: tuple[Words, ...], together: bool = False) -> list[Step]:
        most = len(run) if together else MOST_QUESTIONS
        found = []
        for start in range(0, len(run), most or 1):
            self.number += 1
            found.append(Step(self.number, headings, tuple(run[start : start + most])))
        return found

    def repeated(self, group: Group, headings: tuple[Words, ...]) -> Step:
        self.number += 1
        number = self.number
        return Step(number, headings, repeat=group, inner=tuple(self.lay(group.parts, headings)))


def _is_short(group: Group) -> bool:
    return all(isinstance(each, Question) for each in group.parts) and len(group.parts) <= MOST_QUESTIONS


def _flat(group: Group):
    for each in group.parts:
        if isinstance(each, Question):
            yield each
        else:
            yield from _flat(each)
