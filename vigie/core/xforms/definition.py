"""What a form asks: its questions in order, their rules and their words in each language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from vigie.core.xforms.instance import Answers, Instance


@dataclass(frozen=True)
class Output:
    """The place in a sentence where a value stands; `value` is an XPath expression."""

    value: str


Sentence = tuple[str | Output, ...]
UNTRANSLATED = "-"  # what pyxform writes where a language has no words for something


@dataclass(frozen=True)
class Words:
    """A text in each language ("" where a form has none). `media`: language → form ("image", "audio") → address."""

    by_language: dict[str, Sentence] = field(default_factory=dict)
    media: dict[str, dict[str, str]] = field(default_factory=dict)

    def said(self, language: str, default: str = "") -> Sentence:
        """The words in one language, else in the default one, else in any."""
        for each in (language, default, *self.by_language):
            found = self.by_language.get(each)
            if found and found != (UNTRANSLATED,):
                return found
        return ()

    def plain(self, language: str = "", default: str = "") -> str:
        """The words as text, with "…" where a value would stand."""
        parts = ("…" if isinstance(part, Output) else part for part in self.said(language, default))
        return " ".join("".join(parts).split())

    def __bool__(self) -> bool:
        return any(each != (UNTRANSLATED,) for each in self.by_language.values())


@dataclass(frozen=True)
class Option:
    """One answer to choose. `columns` are what choice filters look at."""

    value: str
    label: Words
    columns: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Itemset:
    """Where the answers to choose come from.

    `instance` names a list of `Definition.lists`, or is "" where `nodeset` runs over the answers themselves;
    `nodeset` is the whole XPath expression, filter and order included. `value` and `label` name columns.
    """

    nodeset: str
    instance: str = ""
    value: str = "name"
    label: str = "label"


@dataclass(frozen=True)
class ChoiceList:
    """A list that travels with the form: written in it, or, with `source` ("jr://file-csv/places.csv"), beside it."""

    name: str
    options: tuple[Option, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Question:
    """One place for an answer. `path` is that of its element ("/data/people/age").

    `type` is what the bind says ("string", "int", "date", "binary" …); `control` how it is asked ("input",
    "select1", "select", "rank", "range", "upload", "trigger", "secret"), "" where nobody asks: calculated
    values and metadata. Rules are XPath expressions, "" where there is none.
    """

    path: str
    type: str = "string"
    control: str = ""
    appearance: str = ""
    label: Words = Words()
    hint: Words = Words()
    required: str = ""
    required_message: Words = Words()
    relevant: str = ""
    constraint: str = ""
    constraint_message: Words = Words()
    calculate: str = ""
    readonly: str = ""
    default: str = ""
    preload: tuple[str, str] = ("", "")  # ("property", "deviceid"), ("timestamp", "start") …
    mediatype: str = ""
    options: tuple[Option, ...] = ()
    itemset: Itemset | None = None
    range: tuple[str, str, str] | None = None  # start, end, step
    repeats: tuple[str, ...] = ()  # paths of the repeats that it stands in, from the outside
    save_to: str = ""  # the property of an entity that it becomes

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def is_binary(self) -> bool:
        return self.type == "binary"

    @property
    def is_choice(self) -> bool:
        return self.control in ("select1", "select", "rank")


@dataclass(frozen=True)
class Group:
    """Questions under one heading; `repeat` says that they are asked several times over.

    `count` is an XPath expression of how many times, "" where the person decides. `path` may be "" for a
    heading that has no element of its own.
    """

    path: str
    parts: tuple[Question | Group, ...]
    label: Words = Words()
    appearance: str = ""
    relevant: str = ""
    repeat: bool = False
    count: str = ""


@dataclass(frozen=True)
class SetValue:
    """A value set when something happens: `event` "odk-instance-first-load", "xforms-value-changed" …

    `trigger` is the path of the question whose change it follows; "" for the form itself.
    """

    path: str
    event: str
    value: str
    trigger: str = ""


@dataclass(frozen=True)
class EntityDeclaration:
    """A thing that filling this form makes or changes. `path` is that of its `entity` element.

    `create` and `update` are "" (no), "1" (always) or an XPath expression; `saves` names the property of each
    path that is kept.
    """

    dataset: str
    path: str
    create: str = ""
    update: str = ""
    label: str = ""
    saves: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Definition:
    """One version of one form.

    `body` is what is asked, in order and nested; `questions` every place for an answer, by path, in the order
    of the record, calculated values and metadata among them. `languages` are as the form writes them
    ("Français (fr)"); (“”,) where it is in one language that it does not name. `attachments` are the files
    that the form itself needs. `actions` names what a phone would do unasked ("recordaudio", "setgeopoint").
    """

    form_id: str
    version: str
    title: str
    root: str
    languages: tuple[str, ...]
    default_language: str
    questions: dict[str, Question]
    body: tuple[Question | Group, ...]
    lists: dict[str, ChoiceList] = field(default_factory=dict)
    entities: tuple[EntityDeclaration, ...] = ()
    entities_version: str = ""
    public_key: str = ""
    submission: dict[str, str] = field(default_factory=dict)  # its other attributes: action, auto-send …
    set_values: tuple[SetValue, ...] = ()
    actions: tuple[tuple[str, str], ...] = ()  # (what, path)
    attachments: tuple[str, ...] = ()
    audit: dict[str, str] | None = None  # what the record of how it was filled holds; None: no such record
    repeats: frozenset[str] = frozenset()

    @property
    def asked(self) -> Iterator[Question]:
        """The questions that people see, in order."""
        return (each for each in self.questions.values() if each.control)

    @cached_property
    def by_name(self) -> dict[str, Question]:
        """Questions by the last part of their path; a name that stands twice is of the first."""
        found: dict[str, Question] = {}
        for question in self.questions.values():
            found.setdefault(question.name, question)
        return found

    @cached_property
    def _binaries(self) -> tuple[tuple[str, ...], ...]:
        paths = [each.path for each in self.questions.values() if each.is_binary]
        return tuple(tuple(path.split("/")[2:]) for path in paths)

    def arranged(self, instance: Instance) -> Answers:
        """The answers with every repeat as a list, also one that was filled once or not at all."""
        answers = instance.answers
        for path in sorted(self.repeats):
            _as_list(answers, path.split("/")[2:])
        return answers

    def options_of(self, question: Question) -> tuple[Option, ...]:
        """The answers to choose where the form itself lists them; filters are not applied."""
        if question.itemset is None:
            return question.options
        known = self.lists.get(question.itemset.instance)
        return known.options if known else ()

    def binary_names(self, instance: Instance) -> tuple[str, ...]:
        """The files that a filled form names, in order: all of them must come before it is whole."""
        if instance.encrypted:
            return instance.sealed_files
        names = [name for parts in self._binaries for name in _at(instance.answers, parts)]
        return tuple(dict.fromkeys(name for name in names if name))


def _as_list(answers: Answers, parts: list[str]) -> None:
    name, *rest = parts
    if not rest:
        found = answers.get(name)
        if not isinstance(found, list):
            # A repeat without turns may leave an empty element behind.
            answers[name] = [found] if isinstance(found, dict) else []
        return
    inner = answers.get(name)
    for each in inner if isinstance(inner, list) else [inner]:
        if isinstance(each, dict):
            _as_list(each, rest)


def _at(answers: Answers, parts: tuple[str, ...]) -> Iterator[str]:
    """Every answer at a path, through all turns of the repeats that it runs through."""
    here = [answers]
    for name in parts:
        inside = [each[name] for each in here if isinstance(each, dict) and name in each]
        here = [each for found in inside for each in (found if isinstance(found, list) else [found])]
    return (each for each in here if isinstance(each, str))
