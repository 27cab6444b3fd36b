import pytest

from vigie.core import standards
from vigie.core.standards import plain

PLAIN = [
    ("Tillabéri", "tillaberi"),
    ("  N’Djaména ", "n djamena"),
    ("Sœurs", "soeurs"),
    ("ŒUF", "oeuf"),
    ("Gao-Nord (ville)", "gao nord ville"),
    ("ⴰⵎⴰⵏ", "ⴰⵎⴰⵏ"),
    ("—", ""),
]


@pytest.mark.parametrize(("written", "expected"), PLAIN)
def test_plain_leaves_what_can_be_compared(written, expected):
    assert plain(written) == expected
    assert plain(plain(written)) == expected


def test_every_type_stands_under_types_of_lower_levels():
    types = standards.event_types()
    for code, kind in types.items():
        assert kind.path[-1] == code
        assert kind.fr and kind.en
        levels = [types[step].level for step in kind.path]
        assert levels == sorted(set(levels))


def test_a_broad_type_finds_the_fine_ones():
    under = standards.event_types_under("attack")
    assert {"attack", "attack-civilians", "summary-killing"} <= set(under)
    assert "abduction" not in under


def test_every_kind_of_actor_has_a_class_and_both_names():
    for kind in standards.actor_kinds().values():
        assert standards.class_of(kind.code) in standards.actor_classes()
        assert kind.fr and kind.en


@pytest.mark.parametrize(
    ("name", "kind"),
    [("FAMA", "army"), ("Armée", "army"), ("Koglweogo", "self-defence-group"), ("xyz", None)],
)
def test_an_alias_leads_to_its_kind(name, kind):
    assert standards.actor_kind_named(name) == kind
