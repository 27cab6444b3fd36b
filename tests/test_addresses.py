"""Every address of the site, tried by everybody in every way, and every body read for what it should not say."""

from __future__ import annotations

import re
import uuid
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from tests.drawn import table
from tests.visits import ENDINGS, PUBLIC, browsers, patterns, text_of
from tests.world import VISITORS, World, canary
from vigie.monitoring.deciding import BY_NAME

pytestmark = pytest.mark.django_db

EVERYBODY = (PUBLIC, *VISITORS)
GROUPS = {
    "everybody": EVERYBODY,
    "signed-in": tuple(VISITORS),
    "working": ("analyst", "other", "coordinator", "clerk", "member", "researcher"),
    "readers": ("monitor", "analyst", "other", "coordinator", "clerk", "member", "researcher"),
    "bringers": ("monitor", "analyst", "other", "coordinator"),
    "analysts": ("analyst", "other", "coordinator"),
    "coordinators": ("coordinator",),
}

# Who opens an address ("drawn": as the tables below say), and which endings give it as data.
PAGES = table("""
name           who        as
home           everybody  -
sign-in        everybody  -
account        signed-in  -
method         everybody  -
about          everybody  -
popolo         everybody  -
directory      everybody  json,csv,xlsx
people         working    json,csv,xlsx
posts          working    json,csv,xlsx
units          working    json,csv,xlsx
organisation   everybody  json
standing-new   drawn      -
standing       drawn      -
body-end       drawn      -
succession     drawn      -
person         working    json
unit           working    json
places         everybody  json,csv,xlsx,geojson
place-search   everybody  json,csv,xlsx,geojson
area           everybody  json
register       readers    json,csv,xlsx,geojson
map            readers    json,csv,xlsx,geojson
map-picture    readers    -
trends         readers    json,csv,xlsx
trend-picture  readers    -
incident       drawn      json
report         drawn      json
review         analysts   json,csv,xlsx
questions      analysts   json,csv,xlsx
duplicates     analysts   json,csv,xlsx
match-runs     analysts   json,csv,xlsx
near           drawn      json,csv,xlsx
pair           drawn      json
proposals      analysts   json,csv,xlsx
proposal       drawn      json
queue          analysts   -
blind          analysts   -
disputes       coordinators  -
reliability    everybody  json,csv,xlsx
reliability-strata   analysts   json,csv,xlsx
reliability-classes  everybody  json,csv,xlsx
imports        bringers   json,csv,xlsx
import-new     bringers   -
import-run     drawn      json,csv,xlsx
messages       coordinators  json,csv,xlsx
field          analysts   -
phone-new      coordinators  -
phone          drawn      -
records        analysts   json,csv,xlsx
record         analysts   -
asides         coordinators  json,csv,xlsx
aside-bytes    coordinators  -
effort         analysts   json,csv,xlsx
mappings       coordinators  -
sms-card       bringers   -
estimates      working    json,csv,xlsx
combinations   working    json,csv,xlsx
estimate-models working   json,csv,xlsx
estimate       working    -
forms          bringers   json,csv,xlsx
form           drawn      json
form-records   drawn      -
form-new       coordinators  -
form-sheet     drawn      -
form-xml       drawn      -
form-prompts   drawn      -
visits         readers    json,csv,xlsx
visit          drawn      json
surveys        working    json,csv,xlsx
survey         drawn      json,csv,xlsx
sealed         coordinators  json,csv,xlsx
lists          analysts   json,csv,xlsx
""")

# Addresses at which something is done: they are asked by POST only.
DOINGS = {"switch-language", "sign-out", "keep-preferences", "change-password", "decide", "answer",
          "review-undo", "read", "blind-undo", "settle", "ask", "answer-question",
          "answer-proposal", "gateway-new", "gateway-close", "number-new", "number-retire", "message-settle",
          "word-confirm", "word-withdraw", "sealed-bundle", "sealed-return", "list-approval",
          "entity-settle", "form-take-up", "form-fillers", "form-do", "phone-do", "field-password", "record-do",
          "aside-look", "effort-do", "effort-reckon", "outage-withdraw", "check-in", "mapping-forget"}  # fmt: skip
# Asked by gateways, with a token of their own.
MACHINES = {"sms-kannel", "sms-http"}
BOTH_WAYS = {"sign-in", "import-new", "form-new", "phone-new", "mappings", "standing-new", "standing", "body-end",
             "succession"}  # fmt: skip

# Asked by telephones, with credentials of their own: signing in to the pages opens none of them.
OF_A_FORM = {"uuid": uuid.UUID(int=7), "md5": "0" * 32}
PHONES = {
    "odk-forms": {}, "odk-submission": {}, "odk-form": OF_A_FORM, "odk-manifest": OF_A_FORM,
    "odk-media": {**OF_A_FORM, "name": "a.png"}, "odk-integrity": {**OF_A_FORM, "name": "people.csv"},
}  # fmt: skip
PHONES |= {f"{name}-by-token": {**kwargs, "token": "t" * 64} for name, kwargs in PHONES.items()}

# The web form. Who fills what is drawn in tests/intake/webform; in this world there is no form, so that beside the
# list, and what a device keeps, there is nothing for anybody.
NO_FORM, NO_DRAFT = {"uuid": uuid.UUID(int=8)}, {"uuid": uuid.UUID(int=9)}
WEB_FORM = {
    "web-forms": {}, "web-form": NO_FORM, "web-offline": NO_FORM, "web-lists": NO_FORM, "web-end": NO_DRAFT,
    "web-step": {**NO_DRAFT, "key": "1"}, "web-receipt": NO_DRAFT, "web-throw-away": NO_DRAFT, "web-arrival": {},
    "web-worker": {}, "web-kept": {}, "web-door": {},
}  # fmt: skip
FOR_DEVICES = {"web-worker", "web-kept", "web-door"}

# x opens it, > is led on to the incident that stands for it, . finds nothing there.
INCIDENTS = table("""
incident   monitor analyst other coordinator clerk member researcher
clear      .       x       x     x           .     .      .
green      x       x       x     x           x     x      x
amber      .       x       x     x           .     .      .
amberown   .       x       .     x           .     .      .
strict     .       x       .     x           .     .      .
red        x       .       .     x           .     .      .
masked     .       .       .     x           .     .      .
theirs     .       .       x     .           .     .      .
contested  .       x       x     x           x     x      x
refuted    .       x       x     x           .     .      .
withdrawn  .       x       x     x           .     .      .
draft      .       x       .     x           .     .      .
closed     .       >       >     >           .     .      .
opened     .       x       x     x           .     .      .
parted     .       x       .     x           .     .      .
yielding   .       >       x     >           .     .      .
keeping    .       x       .     x           .     .      .
near       .       x       x     x           .     .      .
rungreen   x       x       x     x           .     .      .
runred     x       .       .     x           .     .      .
theirrun   .       .       x     .           .     .      .
asked      .       x       .     x           .     .      .
askedtwin  .       .       x     .           .     .      .
shown      .       x       x     x           .     .      .
showntwin  .       x       x     x           .     .      .
""")
FORMS = table("""
form   monitor analyst other coordinator
drawn  x       x       .     x
""")
# Its records, as each file that there is: for who sees the form, however few of them they may read.
RECORDS = dict.fromkeys(("csv", "xlsx", "zip"), FORMS["drawn"])
# A draft is opened by those alone who answer for the form.
DRAFTS = {name: {"coordinator": "x"} for name in FORMS}
VISITS = table("""
visit        monitor analyst other coordinator clerk member researcher
visit        x       x       x     x           x     x      x
strictvisit  .       x       .     x           .     .      .
""")
SURVEYS = table("""
survey      monitor analyst other coordinator clerk member researcher
perception  .       x       x     x           x     x      x
""")
REPORTS = table("""
report         monitor analyst other coordinator
clear          .       x       x     x
green          x       x       x     x
greentwin      .       x       x     x
amber          .       x       x     x
amberown       .       x       .     x
strict         .       x       .     x
red            x       .       .     x
masked         x       x       x     x
masking        .       .       .     x
theirs         .       .       x     .
contested      .       x       x     x
contestedtwin  .       x       x     x
refuted        .       x       x     x
withdrawn      .       x       x     x
draft          .       x       .     x
closed         .       x       .     x
opened         .       x       x     x
yielding       .       x       x     x
keeping        .       x       .     x
near           .       x       x     x
rungreen       x       x       x     x
runred         x       .       .     x
theirrun       .       .       x     .
asked          .       x       .     x
askedtwin      .       .       x     .
shown          .       x       x     x
showntwin      .       x       x     x
""")
PAIRS = table("""
pair      monitor analyst other coordinator
shared    .       x       x     x
ours      .       x       .     x
ofhidden  .       x       .     x
answered  .       .       .     x
shown     .       x       x     x
""")
PROPOSALS = table("""
proposal  monitor analyst other coordinator
joining   .       x       x     x
own       .       x       .     x
""")
# Who is asked to read it blind (?), or may end the dispute about it (x).
READ = table("""
question   monitor analyst other coordinator
common     .       ?       ?     ?
private    .       ?       .     ?
differing  .       .       .     x
""")
RUNS = table("""
run       monitor analyst other coordinator
run       x       x       .     x
theirrun  .       .       x     .
""")

# Words that stand in one place each. x meets it somewhere, ? may, . never. Who is not named: never.
WORDS = table("""
word                        monitor analyst other coordinator
clear:place,actor           .       x       x     x
clear:text,origin,original  .       x       x     x
clear:submit                .       x       x     x
green:place,actor           x       x       x     x
green:text,origin,original  x       x       x     x
green:submit                .       x       x     x
greentwin:place,actor       ?       x       x     x
greentwin:text,original     .       x       x     x
greentwin:origin            .       x       x     x
amber:place,actor,text      .       x       x     x
amberown:place,actor,text   .       x       .     x
strict:place,text,original  .       x       .     x
strict:chosen,choice,unit   .       x       .     x
strict:actor,unitsource     .       ?       .     ?
red:place,actor,text        x       .       .     x
red:origin,original         x       .       .     x
red:submit                  .       .       .     x
masked:text,original        x       x       x     x
masking:text,original       .       .       .     x
theirs:place,actor,text     .       .       x     .
contested:place,text        .       x       x     x
contested:contest           .       x       x     x
contestedtwin:text          .       x       x     x
refuted:place,because       .       x       x     x
withdrawn:place,because     .       x       x     x
stranger:text               .       .       .     x
draft:place,actor,text      .       x       .     x
closed:place,actor,text     .       x       .     x
opened:place,actor,text     .       x       x     x
yielding:text,original      .       x       x     x
keeping:place,actor,text    .       x       .     x
near:place,actor,text       .       x       x     x
run:file                    x       x       .     x
rungreen:place,text         x       x       x     x
rungreen:key                x       x       x     x
runred:text,key             x       .       .     x
runred:unknownplace         x       .       .     x
runfault:key,date           x       x       .     x
theirrun:file,key,text      .       .       x     .
asked:place,actor,text      .       x       ?     x
asked:original,submit       .       x       .     x
askedtwin:text,original     .       .       x     .
askedtwin:submit            .       .       x     .
shown:text,original,submit  .       x       x     x
showntwin:text,original     .       x       x     x
shared:evidence             .       x       x     x
ours:evidence               .       x       .     x
ofhidden:evidence           .       x       .     x
answered:evidence           .       .       .     x
answered:because            .       .       .     ?
differing:because,why       .       .       .     x
phone:label                 .       .       .     x
mapping:name                x       x       .     x
mapping:text                .       .       .     x
""")
# Of units and commands, and who may meet them: those who work with the directory.
DIRECTORY_WORDS = (("chief", "name"), ("unit", "name"), ("unit", "above"), ("unit", "place"),
                   ("post", "name"), ("seat", "name"), ("membership", "role"))  # fmt: skip


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """One world for all the tests of this file; everything is rolled back after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World.made(tmp_path_factory.mktemp("world"))
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def visitors(world):
    return browsers(world)


@pytest.fixture
def undone(world):
    """What a test does is undone after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def examples(world: World) -> dict[str, dict[str, dict]]:
    """For each address that names a thing: the things by name, and one that does not exist."""
    absent_uuid = uuid.UUID(int=7)
    return {
        "organisation": {"aube": {"slug": "aube"}, "absent": {"slug": "absente"}},
        **{
            name: {slug: {"slug": slug} for slug in BODIES} | {"absent": {"slug": "absente"}}
            for name in ("standing-new", "body-end")
        },
        "standing": {
            "commission": {"slug": "commission", "number": world.organisations["commission"].standings.get().pk},
            "absent": {"slug": "commission", "number": 999_999},
        },
        "succession": {
            "ministere": {"slug": "ministere", "number": world.organisations["ministere"].successors.get().pk},
            "absent": {"slug": "ministere", "number": 999_999},
        },
        "person": {"chef": {"slug": "chef"}, "absent": {"slug": "absente"}},
        "unit": {"u-1": {"slug": "u-1"}, "absent": {"slug": "absente"}},
        "area": {"BF01": {"pcode": "BF01"}, "absent": {"pcode": "XX99"}},
        "incident": {name: {"ref": each.ref} for name, each in world.incidents.items()}
        | {"absent": {"ref": "LG-2026-999999"}},
        "decide": {name: {"ref": each.ref, "name": "refute"} for name, each in world.incidents.items()}
        | {"absent": {"ref": "LG-2026-999999", "name": "refute"}},
        "report": {name: {"uuid": each.uuid} for name, each in world.reports.items()}
        | {"absent": {"uuid": absent_uuid}},
        "pair": {name: {"key": each.pk} for name, each in world.pairs.items()} | {"absent": {"key": 999_999}},
        "answer": {name: {"key": each.pk} for name, each in world.pairs.items()}
        | {"absent": {"key": 999_999}},
        "proposal": {name: {"key": each.pk} for name, each in world.proposals.items()}
        | {"absent": {"key": 999_999}},
        "answer-proposal": {name: {"key": each.pk} for name, each in world.proposals.items()}
        | {"absent": {"key": 999_999}},
        "read": {name: {"key": each.pk} for name, each in world.readings.items()}
        | {"absent": {"key": 999_999}},
        "settle": {name: {"key": each.pk} for name, each in world.readings.items()}
        | {"absent": {"key": 999_999}},
        "near": {name: {"uuid": world.reports[name].uuid} for name in NEAR}
        | {"absent": {"uuid": absent_uuid}},
        "ask": {name: {"uuid": each.uuid} for name, each in world.reports.items()}
        | {"absent": {"uuid": absent_uuid}},
        "answer-question": {
            name: {"uuid": each.uuid, "name": "withdraw"} for name, each in world.questions.items()
        }
        | {"absent": {"uuid": absent_uuid, "name": "withdraw"}},
        "import-run": {name: {"uuid": each.uuid} for name, each in world.runs.items()}
        | {"absent": {"uuid": absent_uuid}},
        "form": {name: {"uuid": each.form.uuid} for name, each in world.forms.items()}
        | {"absent": {"uuid": absent_uuid}},
        "form-records": {
            kind: {"uuid": world.forms["drawn"].form.uuid, "kind": kind} for kind in ("csv", "xlsx", "zip")
        }
        | {"absent": {"uuid": absent_uuid, "kind": "csv"}},
        "form-fillers": {name: {"uuid": each.form.uuid} for name, each in world.forms.items()},
        **{
            f"form-{part}": {name: {"uuid": v.form.uuid, "number": v.pk} for name, v in world.forms.items()}
            | {"absent": {"uuid": absent_uuid, "number": 999_999}}
            for part in ("sheet", "xml", "prompts")
        },
        "form-do": {
            name: {"uuid": v.form.uuid, "number": v.pk, "doing": "publier"} for name, v in world.forms.items()
        },
        "visit": {name: {"uuid": each.uuid} for name, each in world.visits.items()}
        | {"absent": {"uuid": absent_uuid}},
        "survey": {"perception": {"survey": "perception"}, "absent": {"survey": "absente"}},
        "phone": {"ours": {"uuid": world.desk["phone"].uuid}, "absent": {"uuid": absent_uuid}},
        "field-password": {"ours": {"uuid": world.desk["phone"].uuid}, "absent": {"uuid": absent_uuid}},
        "phone-do": {"ours": {"uuid": world.desk["phone"].uuid, "doing": "saisir"}},
        "record": {"absent": {"uuid": absent_uuid}},
        "record-do": {"absent": {"uuid": absent_uuid, "doing": "liberer"}},
        "aside-bytes": {"absent": {"uuid": absent_uuid}},
        "aside-look": {"absent": {"uuid": absent_uuid}},
        "effort-do": {"ours": {"doing": "journees"}, "absent": {"doing": "rien"}},
        "outage-withdraw": {"ours": {"pk": world.desk["outage"].pk}, "absent": {"pk": 999_999}},
        "mapping-forget": {"ours": {"uuid": world.desk["mapping"].uuid}, "absent": {"uuid": absent_uuid}},
        "gateway-close": {"ours": {"uuid": world.messages["gateway"].uuid}, "absent": {"uuid": absent_uuid}},
        "number-retire": {"ours": {"uuid": world.messages["sender"].uuid}, "absent": {"uuid": absent_uuid}},
        "message-settle": {"ours": {"number": world.messages["message"].pk}, "absent": {"number": 999_999}},
        "word-withdraw": {"ours": {"number": world.messages["word"].pk}, "absent": {"number": 999_999}},
        "sealed-bundle": {"absent": {"uuid": absent_uuid}},
        "list-approval": {"absent": {"number": 999_999}},
        "entity-settle": {"absent": {"number": 999_999}},
        "estimate": {name: {"key": each.pk} for name, each in world.estimates.items()}
        | {"absent": {"key": 999_999}},
    }  # fmt: skip


PHONES_SET_UP = {"ours": {"coordinator": "x"}}
# Around a report: for those who review, where they may read the report itself. Three of them are enough.
NEAR = {name: {**REPORTS[name], "monitor": "."} for name in ("green", "strict", "theirs")}
# A committee speaks for itself; of a body for which nobody signs in here, analysts write what is public.
SPOKEN, UNSPOKEN = {"clerk": "x"}, dict.fromkeys(("analyst", "other", "coordinator"), "x")
BODIES = {"commission": SPOKEN, "ministere": UNSPOKEN}
DRAWN = {
    "standing-new": BODIES, "body-end": BODIES, "standing": {"commission": SPOKEN},
    "succession": {"ministere": UNSPOKEN},
    "incident": INCIDENTS, "report": REPORTS, "pair": PAIRS, "import-run": RUNS, "proposal": PROPOSALS, "near": NEAR,
    "form": FORMS, "form-records": RECORDS, "form-sheet": DRAFTS, "form-xml": DRAFTS, "form-prompts": DRAFTS,
    "visit": VISITS, "survey": SURVEYS,
    "phone": PHONES_SET_UP,
}  # fmt: skip


def opens(name: str, thing: str, visitor: str) -> str:
    """ "x", ">" or ".": what the tables say that this visitor finds."""
    if thing == "absent":
        return "."
    if PAGES[name]["who"] == "drawn":
        return DRAWN[name][thing].get(visitor, ".")
    return "x" if visitor in GROUPS[PAGES[name]["who"]] else "."


def addresses(world: World, names=PAGES):
    """(name, thing, ending, address) of everything there is to ask for."""
    given = examples(world)
    for name in names:
        for thing, kwargs in given.get(name, {"": {}}).items():
            yield name, thing, "", reverse(name, kwargs=kwargs)
            if name in PAGES and any("ending" in each.pattern.converters for each in NAMED[name]):
                for ending in ENDINGS if thing in SOME or name not in DRAWN else ("json",):
                    yield name, thing, ending, reverse(name, kwargs={**kwargs, "ending": ending})


# Of things that the tables draw, those tried where each asks for many requests: one open to many, one to few.
SOME = ("", "absent", "aube", "chef", "u-1", "BF01", "green", "strict", "shared", "ours", "run", "whole")
ASKS_FOR_ALL = "analyst"
SOME_VISITORS = (PUBLIC, "monitor", "analyst", "clerk", "ministry")


def some_addresses(world: World, names=PAGES):
    return [each for each in addresses(world, names) if each[1] in SOME]


# Drawn in tests/oversight.
ELSEWHERE = ("sharing", "followup", "exchange", "parliament", "alerts", "briefing")
NAMED: dict[str, list] = {}
for _each in patterns():
    if _each.lookup_str.split(".")[1] not in ELSEWHERE:
        NAMED.setdefault(_each.name, []).append(_each)


def test_no_address_is_left_out(world):
    known = set(PAGES) | DOINGS | set(PHONES) | MACHINES | set(WEB_FORM)
    for name, found in NAMED.items():
        assert name in known, f"The address “{name}” is new: draw in PAGES or DOINGS who may open it."
        asks = {key for each in found for key in each.pattern.converters} - {"ending"}
        given = examples(world).get(name, {"": {**PHONES, **WEB_FORM}.get(name, {})})
        for kwargs in given.values():
            assert set(kwargs) == asks, f"The address “{name}” asks for {asks}: give it an example."
    assert known <= set(NAMED), f"no address is called {known - set(NAMED)}"
    for name, drawn in DRAWN.items():
        things = set(examples(world)[name]) - {"absent"}
        assert things == set(drawn), f"drawn for “{name}” and not made, or made and not drawn"


@pytest.mark.parametrize("name", sorted(WEB_FORM))
def test_without_a_form_there_is_nothing_to_fill(visitors, name):
    for who, browser in visitors.items():
        answer = browser.get(reverse(name, kwargs=WEB_FORM[name]))
        if name in FOR_DEVICES or (name == "web-forms" and who in GROUPS["bringers"]):
            assert answer.status_code == 200, f"{who}: {name}"
        elif name in ("web-throw-away", "web-arrival"):
            assert answer.status_code == 405, f"{who}: {name}"
        elif who == PUBLIC:
            assert answer["Location"].startswith("/connexion"), name
        else:
            assert answer.status_code == 404, f"{who}: {name}"


@pytest.mark.parametrize("name", PHONES)
def test_signing_in_opens_nothing_that_is_for_phones(visitors, name):
    wanted = 403 if name.endswith("by-token") else 401
    for visitor, browser in visitors.items():
        response = browser.get(reverse(name, kwargs=PHONES[name]))
        assert response.status_code == wanted, visitor


@pytest.mark.parametrize("name", sorted(MACHINES))
def test_signing_in_opens_nothing_that_is_for_gateways(visitors, name):
    for visitor, browser in visitors.items():
        fields = {"from": "+22670000001", "text": "INC", "token": f"{uuid.UUID(int=7).hex}.x"}
        asked = browser.get if name == "sms-kannel" else browser.post
        assert asked(reverse(name), fields).status_code == 404, visitor
        assert asked(reverse(name)).status_code == 404, visitor


@pytest.fixture(scope="module")
def answers(world, visitors):
    """Every GET of every visitor: (visitor, name, thing, ending) → (status, text, response)."""
    found = {}
    for visitor, browser in visitors.items():
        for name, thing, ending, address in addresses(world):
            # A kind of file that a page is never given as is refused before anybody asks who is there: one asks.
            if visitor != ASKS_FOR_ALL and ending and ending not in PAGES[name]["as"].split(","):
                continue
            response = browser.get(address)
            found[visitor, name, thing, ending] = (
                response.status_code, text_of(response, address), response, address,
            )  # fmt: skip
    return found


def test_everybody_gets_what_is_drawn(answers):
    for (visitor, name, thing, ending), (status, _text, response, address) in answers.items():
        found = opens(name, thing, visitor)
        if found != ">" and ending and ending not in PAGES[name]["as"].split(","):
            found = "."
        if name == "sign-in" and visitor != PUBLIC:
            found = ">"
        wanted = {"x": {200}, ">": {302}, ".": {302} if visitor == PUBLIC else {404}}[found]
        if found == "." and visitor == PUBLIC:
            # The public is asked to sign in, whatever it is, or finds nothing.
            wanted = {302, 404}
            assert status == 404 or response.url.startswith("/connexion?next="), (visitor, address)
        assert status in wanted, (visitor, address, status)


def test_what_is_hidden_answers_exactly_like_what_is_absent(answers):
    for (visitor, name, thing, ending), (status, text, response, address) in answers.items():
        if thing in ("", "absent") or opens(name, thing, visitor) != ".":
            continue
        same_status, same_text, same, absent = answers[visitor, name, "absent", ending]
        assert (status, text) == (same_status, same_text), (visitor, address)
        heads = [
            {k: v for k, v in each.headers.items() if k not in ("Location", "Content-Length")}
            for each in (response, same)
        ]
        assert heads[0] == heads[1], (visitor, address)
        if status == 302:
            assert unquote(response.url).replace(address, "") == unquote(same.url).replace(absent, "")


def words(world: World):
    """(word, visitor, mark) for each that a visitor must or must not meet."""
    for line, marks in WORDS.items():
        thing, _colon, parts = line.partition(":")
        for part in parts.split(","):
            for visitor in EVERYBODY:
                yield canary(thing, part), visitor, marks.get(visitor, ".")
    for thing, part in DIRECTORY_WORDS:
        for visitor in EVERYBODY:
            yield canary(thing, part), visitor, "x" if visitor in GROUPS["working"] else "."
    for drawn, things, attribute in (
        (INCIDENTS, world.incidents, "ref"), (REPORTS, world.reports, "uuid"), (RUNS, world.runs, "uuid"),
    ):  # fmt: skip
        for name, marks in drawn.items():
            for visitor in EVERYBODY:
                mark = {">": "?"}.get(marks.get(visitor, "."), marks.get(visitor, "."))
                # Of a tombstone only who asks by its reference hears; lists don't name it.
                gone = name in ("withdrawn", "closed", "yielding") and drawn is INCIDENTS
                yield str(getattr(things[name], attribute)), visitor, "?" if gone and mark == "x" else mark
    for owner in VISITORS:
        for visitor in EVERYBODY:
            answers_for = {
                "monitor": ("monitor", "analyst", "coordinator"),
                "analyst": ("analyst", "coordinator"),
            }.get(owner, (owner,))
            yield f"{owner}-1", visitor, "?" if visitor in answers_for else "."


def test_nobody_meets_a_word_that_is_not_for_them(world, visitors, answers):
    heard = {visitor: [] for visitor in EVERYBODY}
    for (visitor, *_which), (_status, text, response, address) in answers.items():
        heads = " ".join(f"{key}: {value}" for key, value in response.headers.items())
        heads = unquote(heads).replace(address, "")
        heard[visitor].append((address, f"{text}\n{heads}"))
    for visitor, browser in visitors.items():
        for _name, _thing, ending, address in addresses(world):
            if not ending:
                response = browser.get(address, headers={"HX-Request": "true"})
                heard[visitor].append((f"{address} (fragment)", text_of(response, address)))
    whole = {visitor: "\n".join(text for _address, text in told) for visitor, told in heard.items()}
    for word, visitor, mark in words(world):
        if mark == "." and word in whole[visitor]:
            where = [address for address, text in heard[visitor] if word in text]
            pytest.fail(f"{visitor} met {word} at {where}")
        if mark == "x":
            assert word in whole[visitor], f"{visitor} never met {word}: the net has a hole, or the law"


def test_committees_are_told_no_commune_day_or_name(world, answers):
    green = world.incidents["green"]
    told = [canary("BF", "commune"), f"{green.date_first:%Y-%m-%d}", canary("green", "place")]
    for (visitor, name, _thing, _ending), (status, text, _response, address) in answers.items():
        if visitor not in ("clerk", "member", "researcher") or status != 200:
            continue
        if name in ("register", "map", "trends", "map-picture", "trend-picture", "incident", "home",
                    "estimates", "combinations", "estimate-models", "estimate"):  # fmt: skip
            for word in told:
                assert word not in text, (visitor, address, word)


LIVE = ("draft", "candidate", "corroborated", "contested", "refuted")


def test_counts_count_only_what_is_shown(world, visitors, answers):
    for visitor in GROUPS["readers"]:
        live = sum(
            INCIDENTS[name].get(visitor) == "x" and each.state in LIVE
            for name, each in world.incidents.items()
        )
        for ending in ("csv", "xlsx", "geojson"):
            assert answers[visitor, "register", "", ending][2]["X-Vigie-Rows"] == str(live), (visitor, ending)
        assert len(visitors[visitor].get("/registre.json").json()["items"]) == live, visitor
        steps = visitors[visitor].get("/registre/tendances.json").json()["items"]
        assert sum(each["count"] for each in steps) == live, visitor
        areas = visitors[visitor].get("/registre/carte.json?level=1").json()["items"]
        placed = sum(
            INCIDENTS[name].get(visitor) == "x" and each.state in LIVE and each.geo_precision == "near"
            for name, each in world.incidents.items()
        )
        assert placed <= sum(each["inside"] for each in areas) <= live, visitor


def test_a_question_finds_nothing_that_is_hidden(world, visitors):
    """Searching, filtering and paging answer as if hidden rows were not there."""
    for name, drawn in INCIDENTS.items():
        for visitor in GROUPS["readers"]:
            if drawn[visitor] != "." or visitor in ("clerk", "member", "researcher"):
                continue  # the register of those who oversee takes no words, and leaves them aside
            told = canary("yielding" if name == "keeping" else name, "text")
            found = visitors[visitor].get("/registre.json", {"text": told}).json()["items"]
            assert found == [], (visitor, name)


QUESTIONS = (
    "/registre?state=merged", "/registre?state=withdrawn", "/registre?state=draft", "/registre?area=BF0101",
    "/registre?organisation=aube", "/registre?organisation=brise", "/registre?country=BF&type=air-strike",
    "/registre?state=refuted&area=ML01", "/registre?after=WyIyMDI2LTAxLTAxIiwxXQ",
    "/registre?first=2027-01-01", "/registre.csv?organisation=brise", "/registre/carte?level=2",
    "/registre/carte.svg?state=draft", "/registre/tendances?organisation=aube", "/revue.json?after=WzAsMV0",
    "/imports?after=WzFd", "/revue/file?after=WzAuNSwxXQ", "/fiabilite.json", "/fiabilite/classes.csv",
    "/annuaire/unites/u-1?date=2026-02-03", "/annuaire/personnes?q=zq",
    "/lieux/recherche?q=zq", "/imports.csv",
)  # fmt: skip


def test_questions_in_the_address_lead_to_no_word_either(world, visitors):
    for visitor, browser in visitors.items():
        never = [word for word, whose, mark in words(world) if whose == visitor and mark == "."]
        for address in QUESTIONS:
            for heads in ({}, {"HX-Request": "true"}):
                response = browser.get(address, headers=heads)
                assert response.status_code in (200, 302, 404), (visitor, address)
                text = text_of(response, address)
                met = [word for word in never if word in text]
                assert not met, (visitor, address, met)


def everything_held() -> dict:
    """How many rows each table holds, and what incidents are: what an act that is refused must not change."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("vigie.")]
    counts = {
        model._meta.label: model._default_manager.count()
        for model in ours
        if model._meta.label != "directory.WrongTries"
    }
    incidents = list(apps.get_model("monitoring.Incident").objects.order_by("pk").values())
    accounts = list(
        apps.get_model("directory.Account").objects.order_by("pk").values("password", "language", "is_active")
    )
    return {"counts": counts, "incidents": incidents, "accounts": accounts}


def test_pages_are_only_read(world, visitors, answers):
    before = everything_held()
    for visitor, browser in visitors.items():
        for name, thing, ending, address in some_addresses(world):
            if ending:
                continue
            methods = ["PUT", "DELETE", "OPTIONS", "PATCH"]
            if name not in BOTH_WAYS:
                methods.append("POST")
            for method in methods:
                status = browser.generic(method, address).status_code
                assert status in (405, 404, 302), (visitor, method, address, status)
            same = answers[visitor, name, thing, ending][0]
            assert browser.head(address).status_code == same, (visitor, address)
    assert everything_held() == before


def test_doings_are_only_asked_by_post(world, visitors):
    before = everything_held()
    for visitor, browser in visitors.items():
        for _name, _thing, _ending, address in some_addresses(world, sorted(DOINGS)):
            for method in ("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"):
                status = browser.generic(method, address).status_code
                assert status in (405, 404, 302), (visitor, method, address, status)
                if status == 302:
                    assert visitor == PUBLIC, (visitor, method, address)
    assert everything_held() == before


# Whose reports are in an incident: they may decide about it. "+": so may the other analysts contest it.
OWNERS = {"theirs": ("other",), "theirrun": ("other",), "near": ("other",), "red": ("coordinator",),
          "runred": ("coordinator",), "masked": ("coordinator",), "green": ("analyst", "other", "coordinator"),
          "contested": ("analyst", "other", "coordinator"), "askedtwin": ("other",),
          "showntwin": ("other",)}  # fmt: skip


def _filled(world: World, name: str) -> dict:
    """A form that would be taken from who may."""
    unit = {"unit": "u-1", "part": "present", "certainty": "possible", "source": "Bulletin"}
    more = {
        "contest": {"about": "place"}, "withdraw": {"reason": "error"}, "name_unit": unit,
        "merge": {"into": world.incidents["clear"].ref},
    }  # fmt: skip
    return {"because": "Un essai.", **more.get(name, {})}


def test_who_may_not_decide_changes_nothing(world, visitors):
    before = everything_held()
    for visitor, browser in visitors.items():
        for thing, incident in world.incidents.items():
            if visitor in OWNERS.get(thing, ("analyst", "coordinator")):
                continue
            seen = INCIDENTS[thing].get(visitor, ".") == "x"
            # Where nothing is seen the name of the doing is not even read: one is enough.
            for name in BY_NAME if seen else ("refute",):
                if name in ("contest", "merge") and seen and visitor in GROUPS["analysts"]:
                    continue  # open to who reads it; to merge, one of the two must be theirs
                address = reverse("decide", args=[incident.ref, name])
                response = browser.post(address, _filled(world, name))
                wanted = (400, 404) if seen else (302,) if visitor == PUBLIC else (404,)
                assert response.status_code in wanted, (visitor, thing, name, response.status_code)
                if not seen:
                    absent = browser.post(reverse("decide", args=["LG-2026-999999", name]), {})
                    assert absent.status_code == response.status_code
    assert everything_held() == before


def test_who_may_decide_does(world, visitors, undone):
    address = reverse("decide", args=[world.incidents["strict"].ref, "refute"])
    assert visitors["analyst"].post(address, {"because": "Un essai."}).status_code == 302
    world.incidents["strict"].refresh_from_db()
    assert world.incidents["strict"].state == "refuted"


OF_MESSAGES = {
    "gateway-new": {"name": "autre", "kind": "http"}, "number-new": {"number": "+22670000002"},
    "word-confirm": {"language": "hausa", "word": "mot", "event_type": "looting"},
    "gateway-close": {}, "number-retire": {}, "message-settle": {}, "word-withdraw": {},
}  # fmt: skip


def test_only_the_coordinator_answers_for_messages(world, visitors, undone):
    before = everything_held()
    for visitor, browser in visitors.items():
        for name, fields in OF_MESSAGES.items():
            if visitor == "coordinator":
                continue
            for _name, thing, _ending, address in addresses(world, [name]):
                status = browser.post(address, fields).status_code
                assert status in ((302, 404) if visitor == PUBLIC else (404,)), (visitor, thing, address)
    assert everything_held() == before
    for name in ("gateway-close", "number-retire", "message-settle", "word-withdraw"):
        address = reverse(name, kwargs=examples(world)[name]["ours"])
        assert visitors["coordinator"].post(address).status_code == 302, name


def test_who_may_not_answer_changes_nothing(world, visitors):
    before = everything_held()
    for visitor, browser in visitors.items():
        for thing, pair in world.pairs.items():
            if PAIRS[thing].get(visitor) == "x":
                continue
            for said in ("same", "different", "unsure"):
                response = browser.post(reverse("answer", args=[pair.pk]), {"answer": said})
                absent = browser.post(reverse("answer", args=[999_999]), {"answer": said})
                assert response.status_code == absent.status_code, (visitor, thing)
                assert response.status_code == (302 if visitor == PUBLIC else 404), (visitor, thing)
        if visitor not in GROUPS["analysts"]:
            assert browser.post(reverse("review-undo")).status_code in (302, 404)
    assert everything_held() == before


def test_who_may_not_read_or_settle_changes_nothing(world, visitors):
    before = everything_held()
    for visitor, browser in visitors.items():
        for thing, question in world.readings.items():
            mark = READ[thing].get(visitor, ".")
            for name, allowed in (("read", "?"), ("settle", "x")):
                seen = thing == "differing" and visitor in GROUPS["analysts"] and name == "read"
                if mark == allowed or seen:
                    continue  # who may read the reports is told that enough have answered
                answered = browser.post(reverse(name, args=[question.pk]), {"answer": "same"})
                absent = browser.post(reverse(name, args=[999_999]), {"answer": "same"})
                assert answered.status_code == absent.status_code, (visitor, thing, name)
                assert answered.status_code == (302 if visitor == PUBLIC else 404), (visitor, thing, name)
    assert everything_held() == before


def test_who_may_read_and_settle_does(world, visitors, undone):
    for visitor, name, thing in (
        ("analyst", "read", "private"), ("other", "read", "common"), ("coordinator", "settle", "differing"),
    ):  # fmt: skip
        address = reverse(name, args=[world.readings[thing].pk])
        assert visitors[visitor].post(address, {"answer": "unsure"}).status_code == 302, thing
    assert visitors["analyst"].post("/revue/a-l-aveugle/annuler").status_code == 302


def test_a_blind_reader_learns_nothing_but_the_two_accounts(world, visitors, answers):
    for visitor in GROUPS["analysts"]:
        _status, text, _response, _address = answers[visitor, "blind", "", ""]
        main = text[text.index("<main") : text.index("</main")]
        assert main.count('name="answer"') == 3
        for held in (*world.incidents.values(), *world.reports.values()):
            name = str(getattr(held, "ref", "") or held.uuid)
            assert name not in main, "no way leads from here to where the reports stand"
        assert "bits" not in main and "/signalements/" not in main


def test_who_may_answer_does(world, visitors, undone):
    for thing in ("shared", "ours"):
        address = reverse("answer", args=[world.pairs[thing].pk])
        assert visitors["analyst"].post(address, {"answer": "unsure"}).url == "/revue", thing


def test_who_may_not_answer_a_proposal_changes_nothing(world, visitors):
    before = everything_held()
    for visitor, browser in visitors.items():
        for thing, proposal in world.proposals.items():
            if PROPOSALS[thing].get(visitor) == "x":
                continue
            for word in ("accept", "decline"):
                response = browser.post(reverse("answer-proposal", args=[proposal.pk]), {"word": word})
                absent = browser.post(reverse("answer-proposal", args=[999_999]), {"word": word})
                assert response.status_code == absent.status_code, (visitor, thing)
                assert response.status_code == (302 if visitor == PUBLIC else 404), (visitor, thing)
    assert everything_held() == before


def test_who_may_answer_a_proposal_does(world, visitors, undone):
    address = reverse("answer-proposal", args=[world.proposals["joining"].pk])
    assert visitors["other"].post(address, {"word": "decline"}).url == reverse("proposals")
    assert visitors["other"].get(reverse("proposal", args=[world.proposals["joining"].pk])).status_code == 200


# Whose question it is.
ASKERS = {"asked": ("analyst", "coordinator"), "shown": ("analyst", "coordinator"), "askedtwin": ("other",),
          "showntwin": ("other",)}  # fmt: skip
# Whose own report it is, and not for persons named: the rest is absent, whatever is asked.
OWN_TO_ASK = {"other": ("greentwin", "theirs", "contestedtwin", "near", "theirrun", "askedtwin", "showntwin")}


def test_who_may_not_ask_changes_nothing(world, visitors):
    before = everything_held()
    red = ("red", "masking", "runred")
    for visitor, browser in visitors.items():
        absent = browser.post(reverse("ask", args=[uuid.UUID(int=7)])).status_code
        for thing, report in world.reports.items():
            theirs = thing in OWN_TO_ASK["other"]
            own = theirs if visitor == "other" else visitor in ("analyst", "coordinator") and not theirs
            if own and thing not in red:
                continue
            response = browser.post(reverse("ask", args=[report.uuid]))
            assert response.status_code == absent == (302 if visitor == PUBLIC else 404), (visitor, thing)
    assert everything_held() == before


def test_who_may_not_answer_a_question_changes_nothing(world, visitors):
    before = everything_held()
    for visitor, browser in visitors.items():
        for doing in ("withdraw", "agree", "close", "nothing-such"):
            absent = browser.post(reverse("answer-question", args=[uuid.UUID(int=7), doing])).status_code
            for thing, question in world.questions.items():
                allowed = (
                    ("withdraw", "close", "agree") if visitor == "coordinator" else ("withdraw", "close")
                )
                if visitor in ASKERS[thing] and doing in allowed:
                    continue
                response = browser.post(reverse("answer-question", args=[question.uuid, doing]))
                assert response.status_code == absent == (302 if visitor == PUBLIC else 404), (visitor, thing)
    assert everything_held() == before


def test_who_asked_may_end_it(world, visitors, undone):
    address = reverse("answer-question", args=[world.questions["asked"].uuid, "withdraw"])
    assert visitors["analyst"].post(address).url == reverse("report", args=[world.reports["asked"].uuid])
    world.questions["asked"].refresh_from_db()
    assert world.questions["asked"].withdrawn_on


def test_who_may_not_bring_changes_nothing(world, visitors):
    before = everything_held()
    for visitor in set(EVERYBODY) - set(GROUPS["bringers"]):
        file = SimpleUploadedFile("a.csv", b"#event+id,#date\n1,2026-01-01\n")
        status = visitors[visitor].post("/imports/nouveau", {"file": file, "source": "hxl"}).status_code
        assert status in (302, 404), visitor
    assert everything_held() == before


def test_the_public_keeps_no_preferences_and_no_password(world, visitors):
    before = everything_held()
    for name in ("keep-preferences", "change-password"):
        response = visitors[PUBLIC].post(reverse(name), {"language": "en"})
        assert response.status_code == 302 and response.url.startswith("/connexion?next=")
    assert visitors[PUBLIC].post("/connexion", {"username": "analyst-1", "password": "x"}).status_code == 403
    assert everything_held() == before


# Names of XML languages are no addresses that anybody asks for; sources of the directory are links.
NAMESPACES = re.compile(
    r"http://(www\.w3\.org|schemas\.openxmlformats\.org|purl\.org/dc|schemas\.microsoft\.com)/"
)


def test_nothing_comes_from_elsewhere(answers):
    for (visitor, _name, _thing, _ending), (status, text, _response, address) in answers.items():
        if status == 200:
            assert not re.search("https?:", NAMESPACES.sub("", text)), (visitor, address)


def _pages(answers):
    for key, (status, text, response, address) in answers.items():
        if "text/html" in response.get("Content-Type", "") and status != 302:
            yield key, text, address


def test_every_page_is_whole_and_runs_nothing(answers):
    for (visitor, _name, _thing, _ending), text, address in _pages(answers):
        where = (visitor, address)
        assert '<html lang="fr">' in text, where
        assert len(re.findall(r"<h1[ >]", text)) == 1, where
        assert text.count("<main") == 1, where
        title = re.search(r"<title>(.*?)</title>", text).group(1)
        assert re.fullmatch(r"(?!Vigie\b).{3,} – Vigie", title), (where, title)
        assert not re.search(r"<[^>]+\sstyle\s*=", text), where
        assert not re.search(r"<style|<script(?![^>]+\bsrc=)|<[^>]+\son\w+\s*=|javascript:", text), where


def test_titles_tell_pages_apart(answers):
    titles = {}
    for (visitor, name, _thing, ending), text, _address in _pages(answers):
        if visitor == "analyst" and not ending and "<p>404</p>" not in text:
            title = re.search(r"<title>(.*?)</title>", text).group(1)
            titles.setdefault(title, set()).add(name)
    # The review shows the pair that is next.
    alike = [names for names in titles.values() if len(names) > 1 and names != {"pair", "review"}]
    assert not alike


def test_every_page_speaks_english_too(world, visitors):
    for visitor in SOME_VISITORS:
        browser = visitors[visitor]
        browser.cookies["langue"] = "en"
        try:
            for name, thing, ending, address in some_addresses(world):
                if ending or (opens(name, thing, visitor) != "x" and thing != "absent"):
                    continue
                response = browser.get(address)
                if "text/html" in response.get("Content-Type", "") and response.status_code != 302:
                    assert '<html lang="en">' in text_of(response), (visitor, address)
        finally:
            del browser.cookies["langue"]


def test_the_switch_keeps_the_page_and_leads_nowhere_else(world, visitors, client):
    response = client.post("/langue", {"language": "en", "next": "/methode?a=1"})
    assert response.url == "/methode?a=1" and response.cookies["langue"].value == "en"
    for elsewhere in ("https://example.org/", "//example.org", "javascript:alert(1)"):
        assert client.post("/langue", {"language": "xx", "next": elsewhere}).url == "/"
    assert client.get("/methode").content.decode().count('lang="en"')


def test_a_fictional_node_says_so_everywhere(world, visitors, undone):
    type(world.node).objects.update(fictional=True)
    for visitor in SOME_VISITORS:
        for name, thing, ending, address in some_addresses(world):
            response = visitors[visitor].get(address)
            if response.status_code == 302 or "svg" in response.get("Content-Type", ""):
                continue
            text = text_of(response, address).replace("\u00a0", " ")
            if response.has_header("Content-Disposition"):
                assert "FICTIF" in response["Content-Disposition"], address
            if ending == "csv" and text.count("\n") <= 2:
                continue  # a table without rows has nowhere to say it but in its name
            assert "Données fictives" in text, (visitor, name, thing, ending)
