import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.core import dates
from vigie.core.origins import SENTENCES, Telling, origins_of, shared
from vigie.core.statement import ORIGIN_KINDS, Origin

OWN = Origin("own_monitor")
WITNESS = Origin("witness", "trois témoins")
MARCH = dates.day(date(2026, 3, 12))
MAY = dates.day(date(2026, 5, 12))


def radio(label):
    return Origin("radio", label)


def told(report, organisation, *origins, when=MARCH, cites=()):
    return Telling(report, organisation, origins, when, cites)


COUNTS = [
    ("nobody", [], 0),
    ("one monitor", [told(1, "a", OWN)], 1),
    ("two messages of one organisation's monitors", [told(1, "a", OWN), told(2, "a", OWN)], 1),
    ("monitors and witnesses of one organisation", [told(1, "a", OWN), told(2, "a", WITNESS)], 1),
    ("monitors of two organisations", [told(1, "a", OWN), told(2, "b", OWN)], 2),
    ("nothing said is the organisation itself", [told(1, "a"), told(2, "b")], 2),
    ("one radio cited twice", [told(1, "a", radio("Radio R-5")), told(2, "b", radio("Radio R-5"))], 1),
    ("spelt otherwise",
     [told(1, "a", radio("Radio Soleil FM")), told(2, "b", radio("radio Soleïl F.M"))], 1),
    ("two radios", [told(1, "a", radio("Radio Soleil")), told(2, "b", radio("Radio Étoile"))], 2),
    ("a radio and a paper of one name",
     [told(1, "a", radio("Le Pays")), told(2, "b", Origin("press", "Le Pays"))], 2),
    ("two bulletins", [told(1, "a", radio("R-5")), told(2, "b", radio("R-5"), when=MAY)], 2),
    ("no date known", [told(1, "a", radio("R-5")), told(2, "b", radio("R-5"), when=None)], 1),
    ("one report, two origins", [told(1, "a", WITNESS, radio("R-5"))], 2),
    ("a cites b", [told(1, "a", Origin("organisation", "b")), told(2, "b", OWN)], 1),
    ("a cites b by slug", [told(1, "a", cites=("b",)), told(2, "b", OWN)], 1),
    ("a cites b, who cites a radio that c heard too",
     [told(1, "a", Origin("organisation", "B")), told(2, "b", radio("R-5")), told(3, "c", radio("R-5"))], 1),
    ("a cites b, who cites c",
     [told(1, "a", cites=("b",)), told(2, "b", cites=("c",)), told(3, "c", OWN)], 1),
    ("a circle", [told(1, "a", cites=("b",)), told(2, "b", cites=("a",))], 1),
    ("a circle and a witness",
     [told(1, "a", cites=("b",)), told(2, "b", cites=("a",)), told(3, "c", WITNESS)], 2),
    ("somebody who is not here", [told(1, "a", cites=("z",)), told(2, "b", cites=("z",))], 1),
    ("somebody who is not here and a witness",
     [told(1, "a", cites=("z",)), told(2, "b", WITNESS)], 2),
    ("citing and having seen it", [told(1, "a", OWN, Origin("organisation", "b")), told(2, "b", OWN)], 2),
    ("an unnamed radio is the known one", [told(1, "a", radio("R-5")), told(2, "b", radio(""))], 1),
    ("two unnamed radios", [told(1, "a", radio("")), told(2, "b", radio(""))], 1),
    ("unknown adds nothing", [told(1, "a", OWN), told(2, "b", Origin("unknown"))], 1),
    ("unknown alone is one", [told(1, "a", Origin("unknown")), told(2, "b", Origin("unknown"))], 1),
    ("an organisation without its name", [told(1, "a", OWN), told(2, "b", Origin("organisation"))], 1),
    ("four messages, two origins",
     [told(1, "a", WITNESS), told(2, "b", radio("Radio R-5")), told(3, "d", radio("radio r 5")),
      told(4, "letter", Origin("organisation", "b"))], 2),
]  # fmt: skip


@pytest.mark.parametrize(("case", "tellings", "count"), COUNTS, ids=[case for case, *_ in COUNTS])
def test_origins_are_counted_not_messages(case, tellings, count):
    assert origins_of(tellings).count == count


def test_lines_lead_from_messages_to_origins():
    found = origins_of(COUNTS[-1][1])
    assert [(group.kind, group.members) for group in found.groups] == [("radio", (2, 3, 4)), ("own", (1,))]
    assert found.lines() == ((1, 1), (2, 0), (3, 0), (4, 0))
    assert shared(COUNTS[-1][1]) == {1: {1}, 2: {0}, 3: {0}, 4: {0}}


tellings = st.lists(
    st.builds(
        told,
        st.integers(0, 99),
        st.sampled_from("abcd"),
        st.builds(
            Origin, st.sampled_from(ORIGIN_KINDS), st.sampled_from(("", "R-5", "r 5", "b", "c", "Écho"))
        ),
        when=st.sampled_from((MARCH, MAY, None)),
        cites=st.sampled_from(((), (), ("a",), ("b",), ("z",))),
    ),
    max_size=8,
    unique_by=lambda telling: telling.report,
)


@given(tellings, st.randoms())
def test_order_changes_nothing_and_nobody_is_lost(some, chance):
    found = origins_of(some)
    assert found == origins_of(chance.sample(some, len(some)))
    assert {report for report, _ in found.lines()} == {telling.report for telling in some}
    assert all(group.why in SENTENCES for group in found.groups)


@given(tellings)
def test_citing_somebody_here_never_adds_an_origin(some):
    before = origins_of(some).count
    for organisation in {telling.organisation for telling in some}:
        # Of an organisation that nobody cites yet: whom it cites may have cited nothing but it.
        assert origins_of([*some, told(100, "newcomer", cites=(organisation,))]).count <= max(before, 1)


def test_a_spelling_between_two_others_makes_them_one():
    labels = ["la voix du sahel", "la vois du sahl", "la vois d sahl"]
    for seed in range(5):
        mixed = random.Random(seed).sample(labels, 3)
        (group,) = origins_of([told(n, f"o{n}", radio(label)) for n, label in enumerate(mixed)]).groups
        assert group.members == (0, 1, 2)
