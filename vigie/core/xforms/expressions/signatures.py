"""Every function of the XPath of XForms that is reckoned, and how many arguments it takes.

Source: ODK XForms specification, "XPath functions" (getodk/xforms-spec 9fe248c). Not had, since a browser
without scripts or a phone without a connection could not do it alike: `area`, `distance`, `geofence` and
`intersects` (no map), `digest`, `base64-decode`, `base64-encode`, `extract-signed`, `randomize`, `search`,
`pulldata` of anything but a list beside the form, `property`, `checklist`, `weighted-checklist`, `jr:itext`
outside labels, `id`, `lang`, `name`, `local-name`, `namespace-uri`.
"""

from __future__ import annotations

_ANY = 1_000

ARGUMENTS: dict[str, tuple[int, int]] = {
    # nodes
    "current": (0, 0), "instance": (1, 1), "position": (0, 1), "last": (0, 0), "count": (1, 1),
    "count-non-empty": (1, 1), "sum": (1, 1), "min": (1, _ANY), "max": (1, _ANY), "indexed-repeat": (3, 7),
    "pulldata": (4, 4), "once": (1, 1), "jr:choice-name": (2, 2),
    # choices
    "if": (3, 3), "coalesce": (2, 2), "selected": (2, 2), "selected-at": (2, 2), "count-selected": (1, 1),
    # texts
    "string": (0, 1), "concat": (1, _ANY), "join": (2, _ANY), "substr": (2, 3), "substring": (2, 3),
    "substring-before": (2, 2), "substring-after": (2, 2), "translate": (3, 3), "string-length": (0, 1),
    "normalize-space": (0, 1), "contains": (2, 2), "starts-with": (2, 2), "ends-with": (2, 2), "regex": (2, 2),
    "uuid": (0, 1),
    # numbers
    "number": (0, 1), "int": (1, 1), "round": (1, 2), "floor": (1, 1), "ceiling": (1, 1), "abs": (1, 1),
    "pow": (2, 2), "sqrt": (1, 1), "exp": (1, 1), "exp10": (1, 1), "log": (1, 1), "log10": (1, 1), "pi": (0, 0),
    "sin": (1, 1), "cos": (1, 1), "tan": (1, 1), "asin": (1, 1), "acos": (1, 1), "atan": (1, 1),
    "atan2": (2, 2), "random": (0, 0),
    # truths
    "boolean": (1, 1), "boolean-from-string": (1, 1), "not": (1, 1), "true": (0, 0), "false": (0, 0),
    # dates
    "today": (0, 0), "now": (0, 0), "date": (1, 1), "date-time": (1, 1), "decimal-date-time": (1, 1),
    "decimal-time": (1, 1), "format-date": (2, 2), "format-date-time": (2, 2),
}  # fmt: skip
