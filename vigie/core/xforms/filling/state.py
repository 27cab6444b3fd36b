"""The answers of one filling, and what follows from them: what is asked, what is reckoned, what may be chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vigie.core.xforms.definition import Output, Sentence
from vigie.core.xforms.expressions import Node, Setting, as_boolean, as_number, as_string, evaluate
from vigie.core.xforms.expressions.parsing import Tree
from vigie.core.xforms.filling.plan import CHANGED, FIRST_LOAD, NEW_TURN, Part, Plan

# A rule may rest on a value that another rule reckons; forms that never come to rest are cut off here.
MOST_ROUNDS = 12
MOST_TURNS = 200  # of one repeat


@dataclass(eq=False, slots=True)
class Answer(Node):
    """One element of the record being filled."""

    part: Part = None

    @property
    def turns(self) -> tuple[int, ...]:
        """Which turn of each repeat around it this is, from the outside in."""
        return tuple(each.place for each in self.ancestors if each.turn)[::-1]


@dataclass(frozen=True)
class Choice:
    value: str
    label: Sentence | str


class Filling:
    """One form being filled. `answers` are nested by name, the turns of a repeat as a list.

    A question that is not asked any more keeps what was typed, aside: it comes back when it is asked again,
    and does not go into the record.
    """

    def __init__(self, plan: Plan, answers: dict | None, setting: Setting, language: str = ""):
        self.plan, self.setting, self.language = plan, setting, language
        self.labels: dict[str, dict[str, Sentence]] = {}
        setting.choice_name = self._choice_name
        self.root = Answer(plan.mould.name, part=plan.mould)
        self._grow(self.root, answers or {})
        if answers is None:
            self._set(FIRST_LOAD, "", self.root)
            self._preload()
        self.settle()

    # what is asked

    def settle(self) -> None:
        """Work out what is relevant and what is reckoned, until nothing changes any more."""
        for _round in range(MOST_ROUNDS):
            if not self._pass(self.root):
                return

    def _pass(self, node: Answer) -> bool:
        changed = self._count(node)
        for child in node.children:
            rules = child.part.rules
            off = node.off or self._beyond(child) or not self._true(rules.relevant, child, True)
            changed |= off != child.off
            child.off = off
            if rules.calculate is not None and not off:
                text = _kept(evaluate(rules.calculate, child, self.setting))
                changed |= text != child.text
                child.text = text
            changed |= self._pass(child)
        return changed

    def _count(self, node: Answer) -> bool:
        """Give repeats whose number the form reckons as many turns as it says."""
        grown = False
        for part in node.part.parts:
            if part.repeat and part.rules.count is not None:
                have = sum(child.name == part.name for child in node.children)
                for _turn in range(have, min(self._wanted(part, node), MOST_TURNS)):
                    self._turn(node, part)
                    grown = True
        return grown

    def _wanted(self, part: Part, holder: Node) -> int:
        number = as_number(evaluate(part.rules.count, holder, self.setting))
        return int(number) if 0 < number < 1e6 else 0

    def _beyond(self, node: Answer) -> bool:
        part = node.part
        return part.repeat and part.rules.count is not None and node.place > self._wanted(part, node.parent)

    def _true(self, tree: Tree | None, node: Node, otherwise: bool) -> bool:
        return otherwise if tree is None else as_boolean(evaluate(tree, node, self.setting))

    def is_required(self, node: Answer) -> bool:
        return self._true(node.part.rules.required, node, False)

    def holds(self, node: Answer) -> bool:
        """Whether the answer keeps the form's own rule."""
        return self._true(node.part.rules.constraint, node, True)

    # repeats

    def opens(self, part: Part, holder: Node) -> bool:
        """Whether a repeat is asked here. It may have no turn yet whose rule could be reckoned."""
        return self._true(part.rules.relevant, Answer(part.name, parent=holder, part=part), True)

    def add_turn(self, holder: Answer, part: Part) -> Answer:
        """One turn more. Raises `ValueError` above `MOST_TURNS`."""
        if sum(child.name == part.name for child in holder.children) >= MOST_TURNS:
            raise ValueError(MOST_TURNS)
        turn = self._turn(holder, part)
        self.settle()
        return turn

    def _turn(self, holder: Answer, part: Part) -> Answer:
        turn = Answer(part.name, turn=True, part=part)
        self._grow(turn, {})
        last = max((i for i, each in enumerate(holder.children) if each.name == part.name), default=None)
        at = self._place_of(holder, part) if last is None else last + 1
        turn.parent = holder
        holder.children = [*holder.children[:at], turn, *holder.children[at:]]
        self._set(NEW_TURN, "", turn)
        return turn

    def _place_of(self, holder: Answer, part: Part) -> int:
        before = {each.name for each in holder.part.parts[: holder.part.parts.index(part)]}
        return sum(each.name in before for each in holder.children)

    def remove_turn(self, turn: Answer) -> None:
        turn.parent.children = [each for each in turn.parent.children if each is not turn]
        self.settle()

    # answers

    def changed(self, node: Answer) -> None:
        """Do what the form does when this answer changes."""
        self._set(CHANGED, node.part.path, node)

    def options(self, node: Answer) -> list[Choice]:
        """What may be chosen here, now."""
        question = node.part.question
        if node.part.rules.nodeset is None:
            return [
                Choice(each.value, each.label.said(self.language, self._default)) for each in question.options
            ]
        found = evaluate(node.part.rules.nodeset, node, self.setting)
        labels = self._labels(question.itemset.instance)
        chosen = []
        for item in found if isinstance(found, list) else []:
            columns = {each.name: each.string for each in item.children}
            value = columns.get(question.itemset.value, "")
            chosen.append(Choice(value, labels.get(value) or columns.get(question.itemset.label, value)))
        return [each for each in chosen if each.value]

    def _labels(self, name: str) -> dict[str, Sentence]:
        if name not in self.labels:
            known = self.plan.definition.lists.get(name)
            self.labels[name] = {
                each.value: each.label.said(self.language, self._default)
                for each in (known.options if known else ())
            }
        return self.labels[name]

    def _choice_name(self, value: str, path: str) -> str:
        node = next(self.at(path), None)
        if node is None or node.part.question is None:
            return ""
        label = next((each.label for each in self.options(node) if each.value == value), "")
        return label if isinstance(label, str) else self.said(label, node)

    def said(self, sentence: Sentence | str, node: Node) -> str:
        """A sentence with the values that stand in it."""
        if isinstance(sentence, str):
            return sentence
        return "".join(
            _kept(evaluate(self.plan.outputs[each.value], node, self.setting))
            if isinstance(each, Output)
            else each
            for each in sentence
        )

    def at(self, path: str, within: Node | None = None) -> Iterator[Answer]:
        """Every answer at a path below `within`."""
        here = [within or self.root]
        for name in path.split("/")[here[0].part.path.count("/") + 1 :]:
            here = [child for each in here for child in each.children if child.name == name]
        yield from here

    def answers(self) -> dict:
        """All that was typed, as it is stored between two steps."""
        return _nested(self.root)

    @property
    def _default(self) -> str:
        return self.plan.definition.default_language

    # growing

    def _grow(self, node: Answer, given: dict) -> None:
        for part in node.part.parts:
            here = given.get(part.name)
            if part.repeat:
                for each in here if isinstance(here, list) else []:
                    self._grow(node.add(Answer(part.name, turn=True, part=part)), each)
            elif part.question is None:
                self._grow(node.add(Answer(part.name, part=part)), here if isinstance(here, dict) else {})
            else:
                text = here if isinstance(here, str) else part.question.default
                node.add(Answer(part.name, text, part=part))

    def _set(self, event: str, trigger: str, within: Answer) -> None:
        for each in self.plan.sets:
            if event not in each.events or each.trigger != trigger:
                continue
            start = next((one for one in within.ancestors if each.path.startswith(f"{one.part.path}/")), None)
            for node in self.at(each.path, start) if start else ():
                node.text = _kept(evaluate(each.value, node, self.setting))

    def _preload(self) -> None:
        """Values that a phone puts in by itself: the time, never who or what holds the phone."""
        for part in self.plan.by_path.values():
            if part.question is not None and part.question.preload in (
                ("timestamp", "start"),
                ("date", "today"),
            ):
                clock = self.setting.clock
                for node in self.at(part.path):
                    node.text = clock if part.question.preload[1] == "start" else clock[:10]


def _kept(value) -> str:
    """A reckoned value as it is stored: what is not a number is no answer."""
    text = as_string(value)
    return "" if text == "NaN" and isinstance(value, float) else text


def _nested(node: Answer) -> dict:
    found: dict = {}
    for child in node.children:
        if child.turn:
            found.setdefault(child.name, []).append(_nested(child))
        elif child.part.question is None:
            found[child.name] = _nested(child)
        elif child.text or child.part.question.default:
            found[child.name] = child.text
    return found
