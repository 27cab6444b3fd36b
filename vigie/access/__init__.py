"""The one law of who sees what, and the only door to guarded rows.

A rule is a function of the actor that gives a `Q`. It speaks only of the row's own columns, of
single-valued keys, or of `pk__in` a subquery, so that filtering by it never multiplies what is counted. A
model without a rule is seen by nobody. `one` is `rows` or absence: a refusal looks like a missing page.

`law/` is what to read, a page for each room: every kind of row, every verb, and the rule in words.
`rules/` says what the words mean.
"""

from vigie.access.actors import ANALYSTS, OVERSEERS, ROLES, NodeActor, role_of
from vigie.access.door import NOBODY, may, one, rows
from vigie.access.law import HIDDEN, LAW
from vigie.access.rules.audiences import OPEN_TLP, readable_audiences
from vigie.access.rules.counting import of_the_platform
from vigie.access.rules.monitoring import reads_reports
from vigie.access.rules.sharing import BODIES, KEEPERS, SHARERS, readable_terms

__all__ = [
    "ANALYSTS", "BODIES", "HIDDEN", "KEEPERS", "LAW", "NOBODY", "OPEN_TLP", "OVERSEERS", "ROLES", "SHARERS",
    "NodeActor", "may", "of_the_platform", "one", "readable_audiences", "readable_terms", "reads_reports", "role_of",
    "rows",
]  # fmt: skip
