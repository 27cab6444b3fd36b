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
        cut = [tuple(run)] if together and run else _cut(run)
        found = []
        for each in cut:
            self.number += 1
            found.append(Step(self.number, headings, each))
        return found

    def repeated(self, group: Group, headings: tuple[Words, ...]) -> Step:
        self.number += 1
        number = self.number
        return Step(number, headings, repeat=group, inner=tuple(self.lay(group.parts, headings)))


def _cut(run: list[Question]) -> list[tuple[Question, ...]]:
    """Parts of at most so many questions. What is only read stays with the question after it."""
    found: list[tuple[Question, ...]] = []
    here: list[Question] = []
    for each in run:
        if not _is_note(each) and sum(not _is_note(one) for one in here) >= MOST_QUESTIONS:
            notes = len(here)
            while notes and _is_note(here[notes - 1]):
                notes -= 1
            found.append(tuple(here[:notes]))
            here = here[notes:]
        here.append(each)
    return [*found, tuple(here)] if here else found


def _is_note(question: Question) -> bool:
    return question.readonly in ("true()", "1")


def _is_short(group: Group) -> bool:
    """Whether a group fits one page."""
    asked = [each for each in group.parts if not isinstance(each, Question) or not _is_note(each)]
    return all(isinstance(each, Question) for each in group.parts) and len(asked) <= MOST_QUESTIONS


def _flat(group: Group):
    for each in group.parts:
        if isinstance(each, Question):
            yield each
        else:
            yield from _flat(each)
