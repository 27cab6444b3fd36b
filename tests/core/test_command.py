"""Who commanded on a date: drawn cases, then what must hold for any claims."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vigie.core import dates
from vigie.core.command import (
    CERTAINTIES,
    Claim,
    Standing,
    commanding,
    superiors,
)
from vigie.core.partial_dates import span, within

# A busy machine is no failure.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

# One line a claim: holder, first cited, last cited ("[" true start, "]" true end), certainty.
# Then the date asked, and the answers: holder, certainty, reason; set aside after "/".
CASES = """
one holder on both sides
  A 2025-01-10 2026-01-10 documented
  ? 2025-06-01 : A documented cited_before_and_after
the ceiling is what those who wrote it down hold
  A 2025-01-10 2026-01-10 presumed
  ? 2025-06-01 : A presumed cited_before_and_after
a term with its true ends
  A [2025-01-10 2026-01-10] documented
  ? 2025-06-01 : A documented in_term
cited that very day
  A 2025-06-01 2025-06-01 documented
  ? 2025-06-01 : A documented cited_that_day
only before
  A 2025-01-10 2025-02-10 documented
  ? 2025-06-01 : A possible cited_before
only after
  A 2025-07-10 2025-08-10 documented
  ? 2025-06-01 : A possible cited_after
between two holders both are possible
  A 2024-01-10 2025-02-10 documented
  B 2025-09-01 2026-02-10 documented
  ? 2025-06-01 : A possible cited_before, B possible cited_after
a successor who was there already sets the first aside
  A 2023-01-10 2024-02-10 documented
  B 2024-09-01 2026-02-10 documented
  ? 2025-06-01 : B documented cited_before_and_after / A succeeded
a weak claim sets nobody aside
  A 2023-01-10 2024-02-10 documented
  B 2024-09-01 2026-02-10 possible
  ? 2025-06-01 : A possible cited_before, B possible cited_before_and_after
one who comes later stays out
  A 2024-01-10 2025-08-10 documented
  B 2025-09-01 2026-02-10 documented
  ? 2025-06-01 : A documented cited_before_and_after / B preceded
after a true end nobody is named
  A [2024-01-10 2025-02-10] documented
  ? 2025-06-01 :  unknown nothing_known / A ended_before
before a true beginning nobody is named
  A [2025-07-10 2026-02-10] documented
  ? 2025-06-01 :  unknown nothing_known / A began_after
two claims for one time are both shown and neither is documented
  A 2024-01-10 2026-02-10 documented
  B 2025-01-10 2026-02-10 documented
  ? 2025-06-01 : A presumed cited_before_and_after !, B presumed cited_before_and_after !
the same holder on both sides in two claims
  A 2024-01-10 2024-02-10 documented
  A 2025-07-10 2026-02-10 documented
  ? 2025-06-01 : A presumed same_holder_both_sides
the same holder on both sides, but another may have come between
  A 2024-01-10 2024-02-10 documented
  B 2025-05-01 2025-05-10 possible
  A 2025-07-10 2026-02-10 documented
  ? 2025-06-01 : A possible cited_before, B possible cited_before
dates too rough to tell
  A [2025-06 2026] documented
  ? 2025-06-15 : A possible dates_too_rough
a month in which command changed hands
  A [2024-01-01 2025-06-15] documented
  B [2025-06-16 2026-01-01] documented
  ? 2025-06 : A possible dates_too_rough, B possible dates_too_rough
cited once
  A 2025-06 - documented
  ? 2025-09-15 : A possible cited_before
without any date
  A - - documented
  ? 2025-09-15 : A possible undated
nothing known
  ? 2025-09-15 :  unknown nothing_known
"""


def read_cases() -> list[tuple[str, list[Claim], str, str]]:
    found, name, claims = [], "", []
    for line in CASES.strip().splitlines():
        if not line.startswith(" "):
            name, claims = line, []
        elif line.strip().startswith("?"):
            asked, _, expected = line.strip()[1:].partition(":")
            found.append((name, claims, asked.strip(), expected.strip()))
        else:
            claims = [*claims, read_claim(line.split())]
    return found


def read_claim(words: list[str]) -> Claim:
    holder, first, last, certainty = words
    return Claim(
        holder, first.strip("[-") if first == "-" else first.strip("["),
        "" if last == "-" else last.strip("]"), "[" in first, "]" in last, certainty,
    )  # fmt: skip


def drawn(answer) -> str:
    named = ", ".join(
        f"{each.holder} {each.certainty} {each.reason.code}{' !' if each.contested else ''}"
        for each in answer.answers
    )
    aside = ", ".join(f"{each.holder} {each.reason.code}" for each in answer.set_aside)
    return (f"{named} / {aside}" if aside else named).strip()


@pytest.mark.parametrize(
    ("name", "claims", "asked", "expected"), read_cases(), ids=lambda each: str(each)[:40]
)
def test_drawn_cases(name, claims, asked, expected):
    assert drawn(commanding(claims, span(asked))) == expected


DAYS = st.dates(date(2021, 1, 1), date(2024, 12, 31))


@st.composite
def some_claim(draw) -> Claim:
    one, other = sorted((draw(DAYS), draw(DAYS)))
    lengths = st.sampled_from((0, 4, 7, 10))
    return Claim(
        draw(st.sampled_from("ABC")), one.isoformat()[: draw(lengths)], other.isoformat()[: draw(lengths)],
        draw(st.booleans()), draw(st.booleans()), draw(st.sampled_from(CERTAINTIES)), 1,
    )  # fmt: skip


CLAIMS = st.lists(some_claim(), max_size=6)


@given(CLAIMS, DAYS)
@settings(PATIENT, max_examples=300)
def test_every_claim_is_answered_for_once(claims, day):
    """Nothing is chosen silently: each claim is in one answer or set aside with a reason."""
    found = commanding(claims, dates.day(day))
    told = [number for each in (*found.answers, *found.set_aside) for number in each.claims]
    assert sorted(told) == list(range(len(claims)))
    assert all(each.reason.code in ("succeeded", "preceded", "ended_before", "began_after")
               for each in found.set_aside)  # fmt: skip


@given(CLAIMS, DAYS)
@settings(PATIENT, max_examples=300)
def test_no_answer_is_surer_than_its_claims(claims, day):
    for each in commanding(claims, dates.day(day)).answers:
        ceilings = [claims[number].certainty for number in each.claims] or ["unknown"]
        assert CERTAINTIES.index(each.certainty) >= min(map(CERTAINTIES.index, ceilings))


@given(CLAIMS, DAYS)
@settings(PATIENT, max_examples=300)
def test_documented_needs_a_claim_that_covers_the_day_and_no_rival(claims, day):
    asked = dates.day(day)
    answers = commanding(claims, asked).answers
    for each in answers:
        if each.certainty == "documented":
            own = [claims[number] for number in each.claims]
            assert any(
                c.certainty == "documented"
                and within(asked, c.first_cited or c.last_cited, c.last_cited or c.first_cited) == "certainly"
                for c in own
            )
            assert sum(other.certainty in ("documented", "presumed") for other in answers) == 1


@given(CLAIMS, DAYS, st.randoms())
@settings(PATIENT)
def test_the_order_of_claims_changes_nothing(claims, day, random):
    shuffled = random.sample(claims, len(claims))
    one, other = commanding(claims, dates.day(day)), commanding(shuffled, dates.day(day))

    def told(found):
        return {(each.holder, each.certainty, each.contested) for each in found.answers}

    assert told(one) == told(other)


def up(unit, links, countries, day="2025-06-01"):
    return [(each.unit, each.certainty) for each in superiors(unit, links, countries, span(day))]


HOME = dict.fromkeys("abcde", "ML")


def test_superiors_are_as_sure_as_the_weakest_link():
    links = [
        Standing("a", "b", certainty="documented"),
        Standing("b", "c", "2025-06", certainty="documented"),
    ]
    assert up("a", links, HOME) == [("b", "documented"), ("c", "possible")]
    assert up("a", links, HOME, "2025-05-01") == [("b", "documented")]


def test_circles_end():
    links = [
        Standing("a", "b"),
        Standing("b", "a"),
        Standing("b", "b"),
        Standing("b", "c"),
        Standing("c", "b"),
    ]
    assert up("a", links, HOME) == [("b", "possible"), ("c", "possible")]


def test_a_superior_of_another_country_is_never_inferred():
    links = [Standing("a", "b"), Standing("b", "c"), Standing("a", "joint"), Standing("joint", "hq"),
             Standing("joint", "c")]  # fmt: skip
    countries = {"a": "ML", "b": "NE", "c": "ML", "joint": "", "hq": ""}
    assert up("a", links, countries) == [("joint", "possible"), ("hq", "possible")]


NAMES = "abcdef"
LINKS = st.lists(
    st.builds(
        Standing, st.sampled_from(NAMES), st.sampled_from(NAMES), certainty=st.sampled_from(CERTAINTIES)
    ),
    max_size=15,
)


@given(LINKS, st.lists(st.sampled_from(("ML", "NE", "")), min_size=6, max_size=6))
@settings(PATIENT, max_examples=300)
def test_superiors_of_any_graph(links, given_countries):
    countries = dict(zip(NAMES, given_countries, strict=True))
    found = superiors("a", links, countries, span("2025"))
    names = [each.unit for each in found]
    assert len(names) == len(set(names)) and "a" not in names
    assert all(countries[name] in ("", countries["a"]) for name in names)
    for each in found:
        step = [link for link in links if link.superior == each.unit and link.unit == each.through]
        assert step, "each superior stands directly above the one it is reached through"
