"""Keyset paging: the next page begins after the last row seen, however many rows came before."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

ROWS = 50


@dataclass(frozen=True)
class Page:
    """Some faces, and the key of the last one when there are more."""

    items: list = field(default_factory=list)
    after: str = ""
    is_first: bool = True


def page_of(found: QuerySet, after: str | None, face, rows: int = ROWS) -> Page:
    """The `rows` faces after the key `after`, in the order of `found`.

    The order must be of columns that are never null and end in a unique one. A key that cannot be read
    begins again at the first row.
    """
    order = list(found.query.order_by) or ["-pk"]
    key = _opened(after, found, order)
    if key:
        found = found.filter(_beyond(order, key))
    # First the keys, which an index alone can give in order, then the rows: a database that must sort a
    # hundred thousand rows to show fifty reads only their keys.
    keys = list(found.order_by(*order).values_list("pk", flat=True)[: rows + 1])
    more = len(keys) > rows
    taken = _with_keys(found, keys[:rows])
    last = _sealed([getattr(taken[-1], name.lstrip("-")) for name in order]) if more else ""
    return Page([face.of(row) for row in taken], last, is_first=not key)


def _with_keys(found: QuerySet, keys: list) -> list:
    """The rows of `found` with these keys, in their order. That they are of `found` is known already."""
    chosen = found.order_by()
    chosen.query.clear_where()
    by_key = chosen.in_bulk(keys)
    return [by_key[key] for key in keys if key in by_key]


def _beyond(order: list[str], key: list) -> Q:
    # (a, b) after (x, y) in falling order: a <= x and (a < x or b < y). The first, looser bound is what
    # lets the index jump to the place.
    first, value = order[0], key[0]
    bound = Q(**{f"{first.lstrip('-')}__{'lt' if first.startswith('-') else 'gt'}": value})
    if len(order) == 1:
        return bound
    edge = Q(**{f"{first.lstrip('-')}__{'lte' if first.startswith('-') else 'gte'}": value})
    return edge & (bound | _beyond(order[1:], key[1:]))


def _sealed(key: list) -> str:
    return base64.urlsafe_b64encode(json.dumps(key, default=str).encode()).decode().rstrip("=")


def _column(found: QuerySet, name: str):
    """What one part of the order is: a column of the rows, or something reckoned beside them."""
    if name in found.query.annotations:
        return found.query.annotations[name].output_field
    return found.model._meta.pk if name == "pk" else found.model._meta.get_field(name)


def _opened(after: str | None, found: QuerySet, order: list[str]) -> list | None:
    """The key that an address carries, each value of its column's type."""
    if not after:
        return None
    try:
        key = json.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
        columns = [_column(found, name.lstrip("-")) for name in order]
        read = [column.to_python(value) for column, value in zip(columns, key, strict=True)]
    except (binascii.Error, ValueError, TypeError, OverflowError, ValidationError):
        return None
    return None if None in read else read
