"""Which columns a form's records have over all its versions, and how one version's cells come to stand in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import itemgetter

from vigie.core.xforms.cells import RECORD, Column, Layout, merged
from vigie.intake.models import Form, FormVersion
from vigie.intake.xlsforms.versions import layout_of

Place = Callable[[list[str]], list[str]]


@dataclass(frozen=True)
class Columns:
    """The columns of all versions. `split` adds, to a question with several answers, a column for each of them."""

    tables: dict[str, list[Column]]
    layouts: dict[int, Layout]  # by version
    split: bool = False

    @classmethod
    def of(cls, form: Form, split: bool) -> Columns:
        """Of every version that phones may have filled, the newest first: its order rules."""
        versions = FormVersion.objects.light().filter(form=form).exclude(state="draft").order_by("-pk")
        layouts = {each.pk: layout_of(each) for each in versions}
        return cls(merged(layouts.values()), layouts, split)

    @property
    def repeats(self) -> list[str]:
        return [each for each in self.tables if each != RECORD]

    def names(self, table: str = RECORD) -> list[str]:
        columns = self.tables[table]
        return [name for each in columns for name in (each.path, *self._split_names(each))]

    def numbers(self, table: str = RECORD) -> list[int]:
        """Where numbers stand, counted from the first answer."""
        whole = [
            part for each in self.tables[table] for part in (each.is_number, *[False] * self._more(each))
        ]
        return [at for at, is_number in enumerate(whole) if is_number]

    def place(self, version: int, table: str = RECORD) -> Place:
        """What brings a row of this version to these columns."""
        own = {each.path: at for at, each in enumerate(self.layouts[version].tables.get(table, ()))}
        columns = self.tables[table]
        order = [own.get(each.path, -1) for each in columns]
        several = self.split and any(each.options for each in columns)
        if not several:
            return _reordered(order, len(own))
        plan = [(at, each.options) for at, each in zip(order, columns, strict=True)]
        return lambda cells: _split_cells(cells, plan)

    def _split_names(self, column: Column) -> Iterable[str]:
        return (f"{column.path}/{option}" for option in column.options) if self.split else ()

    def _more(self, column: Column) -> int:
        return len(column.options) if self.split else 0


def _reordered(order: list[int], width: int) -> Place:
    if order == list(range(width)):
        return lambda cells: cells
    if len(order) < 2:  # `itemgetter` of one gives no row
        return lambda cells: [cells[at] if at >= 0 else "" for at in order]
    picked = itemgetter(*order)
    return lambda cells: list(picked([*cells, ""]))  # what this version does not ask stands last, empty


def _split_cells(cells: list[str], plan: list[tuple[int, tuple[str, ...]]]) -> list[str]:
    found = []
    for at, options in plan:
        answer = cells[at] if at >= 0 else ""
        found.append(answer)
        chosen = set(answer.split())
        # Nothing chosen and not asked look alike in a record: both stay empty.
        found += ["" if not answer else "1" if each in chosen else "0" for each in options]
    return found
