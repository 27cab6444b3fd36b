"""The rule for each field of an incident, as data that is checked when it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from vigie.core import standards

# Which rules make sense for which field; the first is what holds where nothing is said. Nobody is named as an
# alleged initiator because a name is longer, or because one organisation says so against others.
ALLOWED = {
    "date": ("most_origins", "most_reports", "most_precise", "organisation_first", "average"),
    "place": ("most_origins", "most_reports", "most_precise", "organisation_first", "average"),
    "type": ("most_origins", "most_reports", "most_precise", "organisation_first"),
    "initiators": ("most_origins", "most_reports"),
    "targets": ("most_origins", "most_reports", "most_precise", "organisation_first"),
    "toll": ("middle", "average", "lowest", "highest", "organisation_first"),
}


class WrongRules(ValueError):
    """The rules cannot be read. `args` are a code in `SENTENCES` and its blanks."""

    def __init__(self, code: str, **blanks: str) -> None:
        super().__init__(code, blanks)
        self.code, self.blanks = code, blanks

    def __str__(self) -> str:
        return SENTENCES[self.code] % self.blanks


@dataclass(frozen=True)
class FieldRule:
    """A rule, and for "organisation_first" the organisations in their order, as slugs."""

    name: str
    organisations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rules:
    """The rules by field; all tolls share one."""

    by_field: Mapping[str, FieldRule]

    def of(self, field: str) -> FieldRule:
        name = field.partition(":")[0]
        return self.by_field.get(name) or FieldRule(ALLOWED[name][0])


def rules_of(data) -> Rules:
    """Read rules from plain data, as in standards/settling_rules.yaml. Raises `WrongRules`."""
    listed = data.get("rules") if isinstance(data, Mapping) else None
    if not isinstance(listed, Mapping):
        raise WrongRules("no_rules")
    return Rules({name: _rule(name, said) for name, said in listed.items()})


@cache
def standing_rules() -> Rules:
    return rules_of(standards.read("settling_rules"))


def _rule(field: str, said) -> FieldRule:
    if field not in ALLOWED:
        raise WrongRules("field", said=str(field), known=", ".join(ALLOWED))
    if isinstance(said, str):
        said = {"rule": said}
    if not isinstance(said, Mapping):
        raise WrongRules("shape", field=field)
    if unknown := set(said) - {"rule", "organisations"}:
        raise WrongRules("key", field=field, said=", ".join(sorted(map(str, unknown))))
    name, organisations = said.get("rule"), said.get("organisations") or []
    if name not in ALLOWED[field]:
        raise WrongRules("rule", field=field, said=str(name), known=", ".join(ALLOWED[field]))
    if not isinstance(organisations, list) or not all(isinstance(each, str) for each in organisations):
        raise WrongRules("shape", field=field)
    if bool(organisations) != (name == "organisation_first"):
        raise WrongRules("organisations", field=field)
    return FieldRule(name, tuple(organisations))


def _(text: str) -> str:
    """Mark a sentence for translation. It is translated where it is shown."""
    return text


SENTENCES = {
    "no_rules": _("The file has no “rules”: write one line for each field, like “date: most_precise”."),
    "field": _("“%(said)s” is no field. Fields are: %(known)s."),
    "shape": _("“%(field)s”: write the name of a rule, or “rule” with a list of “organisations”."),
    "key": _("“%(field)s”: “%(said)s” means nothing here. Write “rule” and “organisations”."),
    "rule": _("“%(field)s” has no rule “%(said)s”. For this field there are: %(known)s."),
    "organisations": _(
        "“%(field)s”: “organisation_first” needs a list of organisations, and no other rule takes one."
    ),
    "organisation": _(
        "No organisation here is called “%(said)s”. Write the names that stand in its address."
    ),
}
