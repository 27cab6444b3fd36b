"""A compiled form as data for `vigie/static/vigie/remplir/`, in one language: rules, steps, choices, sentences."""

from __future__ import annotations

from vigie.core.xforms.definition import Output, Sentence, Words
from vigie.core.xforms.filling import Filling, Plan
from vigie.core.xforms.filling.plan import Part
from vigie.core.xforms.filling.steps import Step
from vigie.intake.webform.lists import rows_of
from vigie.intake.webform.posted import is_told_question
from vigie.intake.webform.sentences import ANSWERS, why_wrong
from vigie.intake.webform.showing import MOST_BUTTONS, MOST_SHOWN

# A value within a sentence: its number between these, put in by the browser.
OPEN, CLOSE = "\u27e6", "\u27e7"
# A list with more than this is fetched by itself, after the page.
MOST_IN_PAGE = 150


class Packing:
    """One form for one browser. `filling` is an empty one: it brings the plan, the lists and the language."""

    def __init__(self, filling: Filling):
        self.filling, self.plan = filling, filling.plan
        self.places = {text: number for number, text in enumerate(self.plan.outputs)}

    def packed(self) -> dict:
        definition, setting = self.plan.definition, self.filling.setting
        return {
            "version": definition.version, "root": self.part(self.plan.mould),
            "steps": [self.step(each) for each in self.plan.steps],
            "sets": [[each.path, each.events, each.value, each.trigger] for each in self.plan.sets],
            "outputs": list(self.plan.outputs.values()),
            "lists": {name: rows for name, rows in self.lists().items() if len(rows) <= MOST_IN_PAGE},
            "far": [name for name, rows in self.lists().items() if len(rows) > MOST_IN_PAGE],
            "days": setting.days, "months": setting.months, "shown": [MOST_BUTTONS, MOST_SHOWN],
            "sentences": {code: why_wrong(code) for code in ANSWERS},
        }  # fmt: skip

    def lists(self) -> dict[str, list[dict[str, str]]]:
        """The choices, each with its label in this language."""
        found = {}
        for name, node in self.filling.setting.instances.items():
            labels = self.labels(name)
            found[name] = [
                {**row, "label": labels.get(row.get("name", ""), row.get("label", ""))}
                for row in rows_of(node)
            ]
        return found

    def labels(self, name: str) -> dict[str, str]:
        known = self.plan.definition.lists.get(name)
        return {each.value: self.said(each.label) for each in (known.options if known else ())}

    def part(self, part: Part) -> dict:
        """One element; what is empty is left out."""
        rules = part.rules
        found = {
            "n": part.name, "p": [self.part(each) for each in part.parts], "again": part.repeat,
            "relevant": rules.relevant, "count": rules.count, **self.question(part),
        }  # fmt: skip
        return {name: value for name, value in found.items() if value not in (None, "", [], {}, False)}

    def question(self, part: Part) -> dict:
        question, rules = part.question, part.rules
        if question is None:
            return {}
        itemset = question.itemset
        preload = {("timestamp", "start"): "start", ("timestamp", "end"): "end", ("date", "today"): "today"}
        return {
            "q": str(part.number), "type": question.type, "control": question.control, "looks": question.appearance,
            "default": question.default, "range": question.range, "told": is_told_question(question),
            "preload": preload.get(question.preload), "required": rules.required, "constraint": rules.constraint,
            "calculate": rules.calculate, "nodeset": rules.nodeset,
            "from": [itemset.instance, itemset.value, itemset.label] if itemset else None,
            "options": [{"name": each.value, "label": self.said(each.label)} for each in question.options],
            "missing": self.said(question.required_message), "against": self.said(question.constraint_message),
        }  # fmt: skip

    def step(self, step: Step) -> dict:
        return {
            "n": step.number, "heading": [self.said(each) for each in step.headings],
            "q": [str(self.plan.by_path[each.path].number) for each in step.questions],
            **({"again": step.repeat.path, "counted": bool(step.repeat.count)} if step.repeat else {}),
            "inner": [self.step(each) for each in step.inner],
        }  # fmt: skip

    def said(self, words: Words) -> str:
        return self.marked(words.said(self.filling.language, self.plan.definition.default_language))

    def marked(self, sentence: Sentence) -> str:
        """A sentence with the places of its values marked."""
        return "".join(
            f"{OPEN}{self.places[each.value]}{CLOSE}" if isinstance(each, Output) else each
            for each in sentence
        )


def packed(filling: Filling) -> dict:
    """What the browser needs to go through a form by itself."""
    return Packing(filling).packed()


def all_steps(plan: Plan) -> list[Step]:
    """Every step, those within repeats after them."""
    found: list[Step] = []

    def gather(steps) -> None:
        for each in steps:
            found.append(each)
            gather(each.inner)

    gather(plan.steps)
    return found
