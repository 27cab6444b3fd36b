"""Every address of the oversight rooms, tried by everybody in every way."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from django.db import connection
from django.urls import reverse

from tests.oversight.drawn import gathered, parts
from tests.oversight.world import GROUPS, PUBLIC
from tests.visits import ENDINGS, patterns, text_of

pytestmark = pytest.mark.django_db
ROOMS = ("sharing", "followup", "exchange", "parliament", "alerts", "briefing")
PAGES, OPENS = gathered("PAGES"), gathered("OPENS")
ASKS_FOR_ALL = "clerk"
NAMED: dict[str, list] = {}
for _each in patterns():
    if _each.lookup_str.split(".")[1] in ROOMS:
        NAMED.setdefault(_each.name, []).append(_each)


def _set(name: str) -> set[str]:
    return {each for part in parts() for each in getattr(part, name, ())}


DOINGS, BOTH_WAYS, APART = _set("DOINGS"), _set("BOTH_WAYS"), _set("APART")


# On PostgreSQL, where every request takes longer, these go round; SQLite has seen everybody a moment before.
ON_POSTGRESQL = (PUBLIC, "clerk", "member", "ministry", "clerk_ml", "analyst")


@pytest.fixture(scope="module")
def visitors(visitors):
    some = connection.vendor == "postgresql"
    return {name: visitors[name] for name in ON_POSTGRESQL} if some else visitors


@pytest.fixture(scope="module")
def examples(world) -> dict[str, dict[str, dict]]:
    found: dict[str, dict[str, dict]] = {}
    for part in parts():
        for name, things in part.examples(world).items() if hasattr(part, "examples") else ():
            found.setdefault(name, {}).update(things)
    return found


def test_no_address_is_left_out(examples):
    known = set(PAGES) | DOINGS | APART
    assert set(NAMED) == known, set(NAMED) ^ known
    for name, found in NAMED.items():
        asks = {key for each in found for key in each.pattern.converters} - {"ending"}
        for thing, kwargs in examples.get(name, {"": {}}).items():
            assert name in APART or set(kwargs) == asks, f"“{name}” asks for {asks}: give {thing} an example"
    for name, drawn in OPENS.items():
        assert set(examples[name]) - {"absent"} == set(drawn), name


def addresses(examples, names, endings=ENDINGS):
    """(name, thing, ending, address) of every address in `names`."""
    for name in names:
        for thing, kwargs in examples.get(name, {"": {}}).items():
            yield name, thing, "", reverse(name, kwargs=kwargs)
            if any("ending" in each.pattern.converters for each in NAMED[name]):
                for ending in endings:
                    yield name, thing, ending, reverse(name, kwargs={**kwargs, "ending": ending})


def is_given(name: str, ending: str) -> bool:
    """Whether a page is given as this kind of file to anybody."""
    return not ending or ending in PAGES[name]["as"].split(",")


@pytest.fixture(scope="module")
def answers(examples, visitors):
    """Every GET of every visitor: (visitor, name, thing, ending) → (status, text, response, address)."""
    found = {}
    for visitor, browser in visitors.items():
        for name, thing, ending, address in addresses(examples, PAGES):
            # A kind of file that a page is never given as is refused before anybody asks who is there: one asks.
            if visitor != ASKS_FOR_ALL and not is_given(name, ending):
                continue
            response = browser.get(address)
            found[visitor, name, thing, ending] = (
                response.status_code, text_of(response, address), response, address,
            )  # fmt: skip
    return found


def opens(visitor: str, name: str, thing: str, ending: str) -> bool:
    if not is_given(name, ending) or thing == "absent":
        return False
    who = PAGES[name]["who"]
    return OPENS[name][thing].get(visitor, ".") == "x" if who == "drawn" else visitor in GROUPS[who]


def test_everybody_gets_what_is_drawn(answers):
    for (visitor, name, thing, ending), (status, _text, _response, address) in answers.items():
        if opens(visitor, name, thing, ending):
            assert status == 200, (visitor, address, status)
        else:
            assert status in ((302, 404) if visitor == PUBLIC else (404,)), (visitor, address, status)


def uncounted(text: str) -> str:
    """Without the counts beside the links above: what this visitor opened meanwhile waits for them no more."""
    return re.sub(r"<nav.*?</nav>", "", text, flags=re.DOTALL)


def test_what_is_hidden_answers_exactly_like_what_is_absent(answers):
    for (visitor, name, thing, ending), (status, text, response, address) in answers.items():
        if thing in ("", "absent") or opens(visitor, name, thing, ending):
            continue
        same_status, same_text, same, absent = answers[visitor, name, "absent", ending]
        assert (status, uncounted(text)) == (same_status, uncounted(same_text)), (visitor, address)
        if status == 302:
            assert unquote(response.url).replace(address, "") == unquote(same.url).replace(absent, "")


def test_nobody_meets_a_word_that_is_not_for_them(world, examples, visitors, answers):
    heard: dict[str, dict[str, str]] = {
        visitor: {} for visitor in visitors
    }  # text → one address that gave it
    for (visitor, *_which), (_status, text, _response, address) in answers.items():
        heard[visitor][text] = address
    for visitor, browser in visitors.items():
        for address in ("/", "/registre", "/annuaire"):
            heard[visitor][text_of(browser.get(address), address)] = address
    words = {
        word: who for part in parts() if hasattr(part, "words") for word, who in part.words(world).items()
    }
    for word, who in words.items():
        for visitor in visitors:
            met = [address for text, address in heard[visitor].items() if word in text]
            assert bool(met) == (visitor in who), f"{visitor}: {word} at {met}"


def test_doings_are_only_asked_by_post(examples, visitors):
    for visitor, browser in visitors.items():
        for name, _thing, _ending, address in addresses(examples, DOINGS):
            assert browser.get(address).status_code in (302, 404, 405), (visitor, name)


def test_pages_are_only_read(examples, visitors):
    """Which methods a page takes is said before it looks who asks, or for what: two ask for one thing of each."""
    for visitor in (PUBLIC, "clerk"):
        seen = set()
        for name, _thing, ending, address in addresses(examples, set(PAGES) - BOTH_WAYS, ("csv",)):
            if (name, ending) in seen:
                continue
            seen.add((name, ending))
            for method in ("post", "put", "delete", "patch"):
                answer = getattr(visitors[visitor], method)(address)
                assert answer.status_code in (302, 404, 405), (visitor, name, method)


def test_every_page_is_whole_and_calls_nobody(answers):
    for _key, (status, text, response, address) in answers.items():
        if status == 200 and response["Content-Type"].startswith("text/html"):
            assert text.count("<h1") == 1 and "</html>" in text, address
            assert 'src="http' not in text and 'href="http' not in text, address
            assert "Données fictives" in text, address


def test_titles_tell_pages_apart(answers):
    for (_visitor, name, _thing, ending), (status, text, response, address) in answers.items():
        if status == 200 and not ending and response["Content-Type"].startswith("text/html"):
            assert not text.partition("<title>")[2].startswith(" –"), (name, address)
