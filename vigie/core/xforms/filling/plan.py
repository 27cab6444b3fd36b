"""A form made ready to be filled in a browser: its rules compiled once, its questions laid out in steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from vigie.core.faults import Fault
from vigie.core.xforms.definition import Definition, Group, Output, Question, Words
from vigie.core.xforms.expressions import BadExpression, Node, compile_expression, listed
from vigie.core.xforms.expressions.parsing import Tree
from vigie.core.xforms.filling.steps import Step, steps_of

# A way of asking that a browser without scripts has not, and that text can't stand for.
NOT_ASKED = {"geotrace": "a line on the map", "geoshape": "an area on the map"}
FIRST_LOAD, NEW_TURN, CHANGED = "odk-instance-first-load", "odk-new-repeat", "xforms-value-changed"
_ALWAYS, _NEVER = ("true()", "1"), ("false()", "0", "")


class Unfillable(ValueError):
    """The form asks for what a browser can't do. `faults` says all of it, each with the question and its rule."""

    def __init__(self, faults: list[Fault]):
        super().__init__(", ".join(each.code for each in faults))
        self.faults = faults


@dataclass(frozen=True)
class Rules:
    """The compiled rules of one question, group or repeat; None where there is none."""

    relevant: Tree | None = None
    required: Tree | None = None
    constraint: Tree | None = None
    calculate: Tree | None = None
    nodeset: Tree | None = None  # of the answers to choose
    count: Tree | None = None  # of the turns of a repeat


@dataclass(frozen=True)
class Part:
    """One element of the record. `number` counts the questions in the order of the record, from 0."""

    name: str
    path: str
    parts: tuple[Part, ...] = ()
    question: Question | None = None
    number: int = -1
    repeat: bool = False
    rules: Rules = Rules()


@dataclass(frozen=True)
class Set:
    """A value that is set when something happens."""

    path: str
    events: tuple[str, ...]
    value: Tree
    trigger: str = ""


@dataclass(frozen=True)
class Plan:
    """What filling needs to know of one version of a form. Compiled once, and shared by all who fill it.

    `outputs` are the expressions that stand within sentences, by how they are written.
    """

    definition: Definition
    mould: Part
    steps: tuple[Step, ...]
    sets: tuple[Set, ...] = ()
    outputs: dict[str, Tree] = field(default_factory=dict)
    by_path: dict[str, Part] = field(default_factory=dict)
    by_number: dict[int, Part] = field(default_factory=dict)
    instances: dict[str, Node] = field(default_factory=dict)  # the lists that are written in the form itself


def plan_of(definition: Definition) -> Plan:
    """Compile a form. Raises `Unfillable` with everything that stands in the way."""
    compiling = _Compiling(definition)
    mould = compiling.part(definition.root, f"/{definition.root}", compiling.tree)
    sets = tuple(compiling.sets())
    outputs = dict(compiling.outputs())
    compiling.check_controls()
    if compiling.faults:
        raise Unfillable(compiling.faults)
    parts = list(_all(mould))
    return Plan(
        definition, mould, steps_of(definition.body), sets, outputs, {each.path: each for each in parts},
        {each.number: each for each in parts if each.question},
        {
            name: listed({"name": option.value, **option.columns} for option in known.options)
            for name, known in definition.lists.items()
            if not known.source
        },
    )  # fmt: skip


def _all(part: Part) -> Iterator[Part]:
    yield part
    for each in part.parts:
        yield from _all(each)


class _Compiling:
    def __init__(self, definition: Definition):
        self.definition = definition
        self.faults: list[Fault] = []
        self.groups = {each.path: each for each in _groups(definition.body) if each.path}
        self.numbers = {path: number for number, path in enumerate(definition.questions)}
        self.tree: dict = {}
        for path in definition.questions:
            here = self.tree
            for name in path.split("/")[2:]:
                here = here.setdefault(name, {})

    def part(self, name: str, path: str, inside: dict) -> Part:
        question = self.definition.questions.get(path) if not inside else None
        if question is not None:
            return Part(name, path, (), question, self.numbers[path], False, self.rules_of(question))
        parts = tuple(self.part(each, f"{path}/{each}", below) for each, below in inside.items())
        group = self.groups.get(path)
        rules = Rules() if group is None else Rules(
            relevant=self.tree_of(group.relevant, path, "relevant"),
            count=self.tree_of(group.count, path, "repeat_count"),
        )  # fmt: skip
        return Part(name, path, parts, repeat=path in self.definition.repeats, rules=rules)

    def rules_of(self, question: Question) -> Rules:
        path = question.path
        required = "" if question.required in _NEVER else question.required
        return Rules(
            self.tree_of(question.relevant, path, "relevant"),
            self.tree_of("true()" if required in _ALWAYS else required, path, "required"),
            self.tree_of(question.constraint, path, "constraint"),
            self.tree_of(question.calculate, path, "calculation"),
            self.tree_of(question.itemset.nodeset, path, "choice_filter") if question.itemset else None,
        )

    def tree_of(self, text: str, path: str, rule: str) -> Tree | None:
        """The compiled rule. A fault is noted, and the reading goes on: all faults are told at once."""
        if not text:
            return None
        try:
            return compile_expression(text)
        except BadExpression as fault:
            params = {"rule": rule, "about": fault.about, "column": fault.at + 1}
            name = path.rpartition("/")[2]
            self.faults.append(Fault(f"expression-{fault.code}", name, text, params))
            return None

    def sets(self) -> Iterator[Set]:
        for each in self.definition.set_values:
            tree = self.tree_of(each.value, each.path, "default") if each.value else ""
            yield Set(each.path, tuple(each.event.split()), tree if tree is not None else "", each.trigger)

    def outputs(self) -> Iterator[tuple[str, Tree]]:
        for path, words in self.sentences():
            for sentence in words.by_language.values():
                for part in sentence:
                    if isinstance(part, Output) and (tree := self.tree_of(part.value, path, "label")):
                        yield part.value, tree

    def sentences(self) -> Iterator[tuple[str, Words]]:
        for group in _groups(self.definition.body):
            yield group.path or f"/{self.definition.root}", group.label
        for question in self.definition.questions.values():
            for words in (
                question.label,
                question.hint,
                question.required_message,
                question.constraint_message,
            ):
                yield question.path, words
            for option in question.options:
                yield question.path, option.label

    def check_controls(self) -> None:
        for question in self.definition.asked:
            if question.type in NOT_ASKED:
                self.faults.append(Fault("not-asked", question.name, question.type))


def _groups(parts) -> Iterator[Group]:
    for each in parts:
        if isinstance(each, Group):
            yield each
            yield from _groups(each.parts)
