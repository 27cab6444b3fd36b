"""A row of an export turned back into the filled form that it was, as a phone would have sent it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from vigie.core.dates import NotADate, parse
from vigie.core.standards import plain
from vigie.core.xforms.definition import Definition, Question
from vigie.intake.readers.exports.columns import Columns, Target
from vigie.intake.readers.exports.entry import Entry, Export
from vigie.intake.readers.outcome import Fault

_YES, _NO = ("1", "true", "yes", "1.0"), ("0", "false", "no", "0.0", "")
VERSIONS = ("__version__", "_version_", "FormVersion")


@dataclass(frozen=True)
class FilledForm:
    """One filled form: who it says it is and its answers as XML; or what is wrong with its row."""

    number: int
    root: str
    body: str = ""
    faults: tuple[Fault, ...] = ()
    remarks: tuple[Fault, ...] = ()

    def xml(self, definition: Definition, version: str, *, instance: str = "", deprecates: str = "") -> bytes:
        """The record as XML. `instance`: its own identifier, where it is another one than the first."""
        deprecated = f"<deprecatedID>{escape(deprecates)}</deprecatedID>" if deprecates else ""
        said = f"<meta><instanceID>{escape(instance or self.root)}</instanceID>{deprecated}</meta>"
        root = definition.root
        return (
            f"<?xml version='1.0'?><{root} id={quoteattr(definition.form_id)} version={quoteattr(version)}>"
            f"{self.body}{said}</{root}>"
        ).encode()


@dataclass
class _Turn:
    """Answers of one form or of one turn of a repeat, while they are gathered: path below the root → value."""

    values: dict[tuple[str, ...], str] = field(default_factory=dict)
    repeats: dict[tuple[str, ...], list[_Turn]] = field(default_factory=dict)


class FilledForms:
    """The filled forms of an export, read by the form that was filled."""

    def __init__(self, definition: Definition, export: Export) -> None:
        self.definition, self.export = definition, export
        self.columns = Columns(definition)
        self._targets = {"": self._of(export.columns), **{s: self._of(c) for s, c in export.repeats.items()}}
        self._repeat_of = {sheet: self._repeat(sheet) for sheet in export.repeats}

    def __iter__(self) -> Iterator[FilledForm]:
        notes = (*self.export.remarks, *self._unread())
        for entry in self.export.entries:
            yield self._filled(entry, notes)
            notes = ()
        for sheet, turn in self.export.strays:
            yield FilledForm(turn.number, "", faults=(Fault("export-stray", params={"sheet": sheet}),))

    def versions(self) -> dict[int, str]:
        """Row → the version that the other program says it was filled with."""
        return {
            each.number: next((each[column] for column in VERSIONS if each[column]), "")
            for each in self.export.entries
        }

    def _of(self, columns: tuple[str, ...]) -> dict[str, Target]:
        return {each: target for each in columns if (target := self.columns.target(each))}

    def _repeat(self, sheet: str) -> tuple[str, ...] | None:
        """The repeat that a sheet holds: the innermost that all its questions stand in, else the one of its name."""
        inside = [
            target.question.repeats for target in self._targets[sheet].values() if target.question.repeats
        ]
        if inside:
            shortest = min(inside, key=len)
            return tuple(shortest[-1].split("/")[2:])
        stem = sheet.rpartition("/")[2].removesuffix(".csv")
        for path in self.definition.repeats:
            if stem.endswith(path.rpartition("/")[2]):
                return tuple(path.split("/")[2:])
        return None

    def _unread(self) -> Iterator[Fault]:
        for sheet, columns in {"": self.export.columns, **self.export.repeats}.items():
            names = self.columns.unread(columns)
            if names:
                yield Fault("export-columns-unread", params={"sheet": sheet, "names": ", ".join(names[:20])})
        for sheet, path in self._repeat_of.items():
            if path is None:
                yield Fault("export-sheet-unread", params={"sheet": sheet})

    def _filled(self, entry: Entry, notes: tuple[Fault, ...]) -> FilledForm:
        root = self.export.instance_id(entry)
        faults, remarks = list(entry.all_faults()), [*notes, *entry.remarks]
        if not root:
            faults.append(Fault("export-without-id", self.export.instance[0]))
        turn = self._turn(entry, "", faults, remarks)
        if faults:
            return FilledForm(entry.number, root, faults=tuple(faults), remarks=tuple(remarks))
        return FilledForm(entry.number, root, _written(turn, ()), remarks=tuple(remarks))

    def _turn(self, entry: Entry, sheet: str, faults: list[Fault], remarks: list[Fault]) -> _Turn:
        turn = _Turn()
        for column, target in self._targets[sheet].items():
            try:
                value = self._value(entry[column], target)
            except _Wrong as wrong:
                said = {"sheet": sheet, "sheet_row": entry.number} if sheet else {}
                faults.append(Fault(wrong.code, column, entry[column], {**wrong.params, **said}))
                continue
            if value and target.question.is_binary:
                remarks.append(Fault("export-without-file", column, value))
            elif value:
                _put(turn.values, target, value)
        _complete_points(turn.values, self.definition)
        for inner, turns in entry.repeats.items():
            path = self._repeat_of.get(inner)
            if path is not None:
                turn.repeats.setdefault(path, []).extend(
                    self._turn(each, inner, faults, remarks) for each in turns
                )
        return turn

    def _value(self, text: str, target: Target) -> str:
        question = target.question
        if target.choice:
            said = text.lower()
            if said not in (*_YES, *_NO):
                raise _Wrong("export-not-yes-or-no")
            return target.choice if said in _YES else ""
        if not text or target.part is not None:
            return text.replace(",", ".")
        if question.is_choice:
            return self._chosen(text, question)
        if question.type == "date":
            return _day(text)
        if question.type in ("int", "decimal"):
            return text.replace(",", ".").removesuffix(".0")
        return text

    def _chosen(self, text: str, question: Question) -> str:
        """The value for what the cell says: values or labels, one or several."""
        options = self.definition.options_of(question)
        if not options:  # chosen from a list that is not in the form
            return text
        words = {each.value: each.value for each in options}
        for each in options:
            for language in each.label.by_language:
                words.setdefault(plain(each.label.plain(language)), each.value)
        if question.control == "select1":
            found = words.get(text) or words.get(plain(text))
            if found is None:
                raise _Wrong("export-choice-unknown", known=", ".join(each.value for each in options))
            return found
        return " ".join(_several(text, words, [each.value for each in options]))


class _Wrong(ValueError):
    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def _several(text: str, words: dict[str, str], known: list[str]) -> list[str]:
    """Several answers, written one after another with spaces between: values, or labels of several words."""
    said, found = text.split(), []
    while said:
        for length in range(len(said), 0, -1):
            piece = " ".join(said[:length])
            value = words.get(piece) or words.get(plain(piece))
            if value:
                found.append(value)
                del said[:length]
                break
        else:
            raise _Wrong("export-choice-unknown", known=", ".join(known))
    return found


def _day(text: str) -> str:
    try:
        return parse(text[:10] if text[:4].isdigit() else text).first.isoformat()
    except (NotADate, ValueError) as error:
        raise _Wrong("date-unreadable") from error


def _put(values: dict, target: Target, value: str) -> None:
    path = tuple(target.question.path.split("/")[2:])
    if target.part is not None:
        values.setdefault((*path, "#point"), {})[target.part] = value
    elif target.choice:
        # Split columns and the summary column say the same: one of each answer.
        values[path] = " ".join(dict.fromkeys([*values.get(path, "").split(), value]))
    else:
        values[path] = " ".join(dict.fromkeys([*value.split(), *values.get(path, "").split()])) if (
            target.question.control == "select"
        ) else value  # fmt: skip


def _complete_points(values: dict, definition: Definition) -> None:
    """A point from its parts, where the whole does not stand in a column of its own."""
    for path in [path for path in values if path[-1] == "#point"]:
        parts = values.pop(path)
        if 0 in parts and 1 in parts and path[:-1] not in values:
            values[path[:-1]] = " ".join(parts.get(number) or "0" for number in range(4))


def _written(turn: _Turn, above: tuple[str, ...]) -> str:
    """The answers as nested elements, in the order of their paths' first appearance."""
    names = dict.fromkeys(
        path[len(above)]
        for path in (*turn.values, *turn.repeats)
        if path[: len(above)] == above and len(path) > len(above)
    )
    return "".join(_element(turn, (*above, name)) for name in names)


def _element(turn: _Turn, path: tuple[str, ...]) -> str:
    name = path[-1]
    if path in turn.repeats:
        return "".join(f"<{name}>{_written(each, path)}</{name}>" for each in turn.repeats[path])
    if path in turn.values:
        return f"<{name}>{escape(turn.values[path])}</{name}>"
    return f"<{name}>{_written(turn, path)}</{name}>"
