"""Pictures: small, whole-numbered, well-formed, with a sentence, and true to their figures."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
import shapely
from django.utils import translation

from vigie.core.outlines import fit
from vigie.web.pictures import (
    choropleth,
    drawing,
    estimated,
    interval,
    locator,
    origins,
    reliability,
    trend,
    upset,
)
from vigie.web.pictures.bits import bit_bar
from vigie.web.pictures.labels import Labels


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def region(count: int = 40):
    """A made-up region: cells around random points, in three countries from west to east."""
    chance = random.Random(7)
    points = [(chance.uniform(-4, 4), chance.uniform(11, 16)) for _ in range(count)]
    ground = shapely.box(-4.5, 10.5, 4.5, 16.5)
    drawn = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=ground))
    shapes, cells = {}, []
    for key, shape in enumerate(drawn):
        shapes[key] = shapely.intersection(shape, ground)
        centre = shapes[key].centroid
        country = "BF" if centre.x < -1.5 else "ML" if centre.x < 1.5 else "NE"
        count, partly = chance.choice([(0, 0), (0, 2), (3, 0), (9, 1), (25, 0), (60, 0)])
        cells.append(choropleth.Cell(key, f"Cellule {key}", country, centre.x, centre.y, count, partly))
    return fit(shapes, width=340), cells


COUNTRIES = {"BF": "Burkina Faso", "ML": "Mali", "NE": "Niger"}


def a_map():
    fitted, cells = region()
    return choropleth.choropleth(fitted, cells, COUNTRIES, "A made-up map & more.")


def weeks(count: int, most: int = 40):
    chance = random.Random(3)
    return [(date(2025, 1, 6) + timedelta(7 * week), chance.randrange(most)) for week in range(count)]


LISTS = ["Observatoire A", "Observatoire B", "<C> & D"]
COMBINED = [upset.Combination((0,), 40), upset.Combination((0, 2), 20), upset.Combination((), 7)]
STEPS = [
    estimated.Told("2025", 100, "interval", 110, 120, 150, effort=1.0),
    estimated.Told("2025", 80, "at_least", 90, effort=0.5),
    estimated.Told("2026", 12, "refused"),
    estimated.Told("2026", None, "withheld", inner=True),
]

CLASSES = [
    SimpleNamespace(stated=0.05, low=0.0, best=0.1, found=0.1, high=0.3),
    SimpleNamespace(stated=0.97, low=0.9, best=0.95, found=0.95, high=1.0),
]
PICTURES = {
    "map": a_map,
    "locator": lambda: locator.locator(
        *region(), COUNTRIES, "Here.", area=3, spot=(0.5, 13.0, 15.0), label="Tondiguel, 15 km"
    ),
    "trend": lambda: trend.bars(weeks(30), "Weeks.", incomplete=True, effort=[True] * 20 + [False] * 10),
    "long trend": lambda: trend.bars(weeks(300), "Weeks."),
    "no trend": lambda: trend.bars([], "Nothing."),
    "reliability": lambda: reliability.reliability(CLASSES, ("<stated>", "found"), "Stated & found."),
    "shares": lambda: reliability.shares(
        [(date(2026, 1, 1), None), *((date(2026, 2 + n, 1), each) for n, each in enumerate(CLASSES))],
        "Months.",
    ),
    "no shares": lambda: reliability.shares([], "None."),
    "small": lambda: trend.small_bars([3, 0, 5, 9, 0], 9, "Few."),
    "interval": lambda: interval.interval(6, 7, 9, "Seven, between six and nine."),
    "half an interval": lambda: interval.interval(11, None, None, "At least eleven."),
    "upset": lambda: upset.upset(LISTS, COMBINED, "Who holds what."),
    "upset of eight": lambda: upset.upset(
        [f"Organisation {n} <of> eight" for n in range(8)], [upset.Combination((0, 7), 3)], "Few."
    ),
    "estimates over time": lambda: estimated.over_time(STEPS, "By quarter."),
    "estimates by row": lambda: estimated.by_row(STEPS, "By area."),
    "no estimates": lambda: estimated.over_time([], "None."),
    "origins": lambda: origins.origins(
        [origins.Message("Observatoire A", (0,)), origins.Message("<B> & C", (1,))],
        ["Radio", "Witnesses"],
        "Two.",
    ),
    "many origins": lambda: origins.origins(
        [origins.Message(f"Observatory {n}", (n % 10,)) for n in range(12)],
        [f"Radio {n}" for n in range(10)],
        "Ten.",
    ),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_well_formed_and_says_what_it_shows(name):
    picture = PICTURES[name]()
    inline, alone = ElementTree.fromstring(picture.svg), ElementTree.fromstring(picture.file)
    assert inline.get("role") == alone.get("role") == "img"
    assert inline.get("aria-label") == picture.sentence
    assert "style=" not in picture.svg and "<style" not in picture.svg


@pytest.mark.parametrize("name", PICTURES)
def test_coordinates_are_whole_numbers_inside_the_frame(name):
    picture = PICTURES[name]()
    for path in re.findall(r' d="([^"]*)"', picture.body):
        assert not re.search(r"\d\.(?!5h)\d", path), path  # a base line lies on the half pixel, to be sharp
    for x in re.findall(r'<text[^>]* x="([^"]*)"', picture.body):
        assert 0 <= int(x) <= picture.width


def test_a_map_of_forty_areas_weighs_at_most_four_kilobytes():
    assert len(a_map().svg.encode()) <= 4096


def test_a_map_says_each_class_in_words():
    picture = a_map()
    said = [entry.words for entry in picture.key]
    assert said[0] == "none received" and said[-1].startswith("known too roughly")
    for entry in picture.key[1:-1]:
        assert f'class="c {entry.shape}"' in picture.body


@pytest.mark.parametrize(
    ("counts", "steps"),
    [
        ([], []),
        ([1], [1]),
        ([1, 1, 1, 1], [1]),
        ([1, 2, 3, 4, 5], [1, 2, 3, 4, 5]),
        ([2, 5, 9, 18, 27, 44], [1, 5, 8, 15, 25]),
        ([1, 1, 1, 1, 90_000], [1, 75_000]),
    ],
)
def test_classes_begin_at_round_numbers(counts, steps):
    assert choropleth.breaks(counts) == steps


@pytest.mark.parametrize("seed", range(20))
def test_every_count_falls_in_one_class_and_more_is_never_lighter(seed):
    chance = random.Random(seed)
    counts = [chance.randrange(1, 10 ** chance.randrange(1, 6)) for _ in range(chance.randrange(1, 60))]
    steps = choropleth.breaks(counts)
    assert steps[0] == 1 and len(steps) <= 5 and steps == sorted(set(steps))


def test_names_do_not_cover_one_another():
    labels = Labels(340, 200)
    assert labels.town(50, 50, "Djibo")
    assert not labels.town(52, 52, "Dori")
    assert labels.town(335, 120, "Ansongo")  # at the left of its dot, as the picture ends
    assert labels.country([(50, 50), (200, 150)], "Mali")
    assert len(labels.taken) == 3


def test_bars_keep_their_proportions_and_mark_what_is_not_over():
    picture = trend.bars(
        [(date(2026, 1, 5), 10), (date(2026, 1, 12), 20), (date(2026, 1, 19), 5)], "", incomplete=True
    )
    assert "v-54h" in picture.body and "v-108h" in picture.body
    assert re.search(r'class="q2" d="M208 108v-27h102v27z"', picture.body)
    assert "incomplete" in picture.body


def test_one_case_among_thousands_is_still_drawn():
    picture = trend.bars([(date(2026, 1, 5), 100_000), (date(2026, 1, 12), 1)], "")
    assert "v-1h" in picture.body


def test_silence_is_dashed_under_its_bar():
    picture = trend.bars(weeks(4), "", effort=[True, True, False, True])
    assert re.search(
        r'd="M156 137h78" stroke="var\(--warn\)" stroke-width="2" stroke-dasharray', picture.body
    )


def test_the_interval_begins_at_zero():
    picture = interval.interval(6, 7, 9, "")
    assert 'd="M10 20h300' in picture.body and ">0<" in picture.body


def test_words_are_escaped():
    assert "&lt;B&gt; &amp; C" in PICTURES["origins"]().body
    assert "A made-up map &amp; more." in a_map().svg


def test_what_is_not_drawn_is_counted():
    assert "and 4 more" in PICTURES["many origins"]().body


def test_weights_lean_left_or_right():
    assert "M56 5h27v10" in bit_bar(2.0, 4.0) and "var(--ink)" in bit_bar(2.0, 4.0)
    assert "M2 5h54v10" in bit_bar(-4.0, 4.0) and "var(--warn)" in bit_bar(-4.0, 4.0)


@pytest.mark.parametrize(("most", "step"), [(1, 1), (3, 1), (4, 2), (6, 2), (33, 20), (90, 50), (1000, 500)])
def test_axes_step_by_round_numbers(most, step):
    assert drawing.tick_step(most) == step


def test_a_combination_is_dots_joined_and_a_bar_in_proportion():
    body = PICTURES["upset"]().body
    assert 'M11 101H55" stroke' in body, "the first and the third list are joined"
    long = {shape: int(wide) for shape, wide in re.findall(r'class="(q\d)" d="M75 \d+h(\d+)v16', body)}
    assert abs(long["q4"] / long["q2"] - 0.5) < 0.01 and abs(long["q1"] / long["q2"] - 7 / 40) < 0.01
    assert ">others<" in body and "&lt;C&gt; &amp; D" in body


def test_the_key_of_combinations_has_only_what_is_drawn():
    assert [entry.shape for entry in PICTURES["upset"]().key] == ["q2", "q4", "q1"]
    assert "q1" not in [entry.shape for entry in PICTURES["upset of eight"]().key]


def test_three_verdicts_look_different():
    """An interval has two ends and a hollow middle, a lower bound one end and an arrow, a refusal is hatched."""

    def drawn(step) -> str:
        return estimated.over_time([step], "").body.split('stroke="var(--ink)"/>')[0]

    interval_, at_least, refused, withheld = map(drawn, STEPS)
    assert interval_.count("<circle") == 1 and 'fill="url(#h)"' not in interval_
    assert "<circle" not in at_least and re.search(r"m-4 6l4 -6l4 6", at_least)
    assert 'fill="url(#h)"' in refused and 'class="e"' not in refused
    assert "stroke-dasharray" in withheld and 'class="q4"' not in withheld


@pytest.mark.parametrize("draw", [estimated.over_time, estimated.by_row])
def test_no_upper_end_is_drawn_or_said_of_a_lower_bound(draw):
    picture = draw([estimated.Told("Mali", 80, "at_least", 90, 500, 900)], "")
    assert "900" not in picture.body and "500" not in picture.body


def test_rows_say_their_figures():
    body = PICTURES["estimates by row"]().body
    for said in ("100 → 110–150", "80 → at least 90", "12 → no estimate", "withheld"):
        assert said in body, said


def test_effort_is_drawn_in_proportion():
    tall = re.search(r'<path d="([^"]*)" fill="var\(--edge\)"/>', PICTURES["estimates over time"]().body)[1]
    assert re.findall(r"v-(\d+)h", tall) == ["16", "8"]


@pytest.mark.parametrize("name", ["upset", "upset of eight", "estimates over time", "estimates by row"])
def test_pictures_of_estimates_are_light(name):
    assert len(PICTURES[name]().svg.encode()) <= 4096


def test_a_dot_lies_where_stated_and_found_meet():
    """Half stated and half found is the middle of the square; on the dashed line they are equal."""
    point = SimpleNamespace(stated=0.5, found=0.5, low=0.5, high=0.5)
    drawn = reliability.reliability([point], ("x", "y"), "One.").svg
    middle = reliability.LEFT + reliability.SIDE // 2, reliability.TOP + reliability.SIDE // 2
    assert f'cx="{middle[0]}" cy="{middle[1]}"' in drawn
