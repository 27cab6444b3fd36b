"""Evidence in words: one sentence for each reason, in English here, whose French stands in vigie/locale."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from vigie.core import standards
from vigie.core.pairing.evidence import Evidence

if TYPE_CHECKING:
    from vigie.core.pairing.diagnosing import Diagnosis


def _(text: str) -> str:
    """Mark a sentence for translation. It is translated where it is said."""
    return text


# Reason → sentence. Blanks are the evidence's params; %(type)s, %(other_type)s and %(actor)s are codes that
# `say` turns into labels.
SENTENCES = {
    "prior": _("Start: few neighbouring pairs are one incident"),
    "date_same": _("Same date"),
    "episode": _("One of them lasted for days: whether the other is a part of it or the same, a person says"),
    "date_one_day": _("Dates one day apart"),
    "date_days": _("Dates %(days)s days apart"),
    "date_one_few_days": _("Dates: one is known to within some days, and they meet"),
    "date_one_week": _("Dates: one is known to the week, and holds the other"),
    "date_one_month": _("Dates: one is known to the month, and holds the other"),
    "date_one_longer": _("Dates: one is known to the quarter or year, and holds the other"),
    "date_both_few_days": _("Dates: both are known to within some days, and they meet"),
    "date_both_week": _("Dates: both are vague, to the week, and they meet"),
    "date_both_month": _("Dates: both are vague, to the month, and they meet"),
    "date_both_longer": _("Dates: both are vague, to the quarter or year, and they meet"),
    "date_loose_apart": _("Dates: vague, and still %(days)s days apart"),
    "place_apart_same": _("Place: same name, %(name)s, points %(km)s km apart"),
    "place_apart_alike": _("Place: names spelt differently, %(name)s, points %(km)s km apart"),
    "place_apart_other": _("Place: other names, points %(km)s km apart"),
    "place_apart_missing": _("Place: points %(km)s km apart"),
    "place_in_commune_same": _("Place: same name, %(name)s, one put at the centre of its commune"),
    "place_in_commune_alike": _("Place: names alike, %(name)s, one put at the centre of its commune"),
    "place_in_commune_other": _("Place: one names the village, the other its commune"),
    "place_in_commune_missing": _("Place: one gives a point, the other its commune"),
    "place_in_province_same": _("Place: same name, %(name)s, one put at the centre of its province"),
    "place_in_province_alike": _("Place: names alike, %(name)s, one put at the centre of its province"),
    "place_in_province_other": _("Place: one names the village, the other its province"),
    "place_in_province_missing": _("Place: one gives a point, the other its province"),
    "place_in_cercle_same": _("Place: same name, %(name)s, one put at the centre of its cercle"),
    "place_in_cercle_alike": _("Place: names alike, %(name)s, one put at the centre of its cercle"),
    "place_in_cercle_other": _("Place: one names the village, the other its cercle"),
    "place_in_cercle_missing": _("Place: one gives a point, the other its cercle"),
    "place_in_department_same": _("Place: same name, %(name)s, one put at the centre of its department"),
    "place_in_department_alike": _("Place: names alike, %(name)s, one put at the centre of its department"),
    "place_in_department_other": _("Place: one names the village, the other its department"),
    "place_in_department_missing": _("Place: one gives a point, the other its department"),
    "place_in_district_same": _("Place: same name, %(name)s, one put at the centre of its district"),
    "place_in_district_alike": _("Place: names alike, %(name)s, one put at the centre of its district"),
    "place_in_district_other": _("Place: one names the village, the other its district"),
    "place_in_district_missing": _("Place: one gives a point, the other its district"),
    "place_in_region_same": _("Place: same name, %(name)s, one put at the centre of its region"),
    "place_in_region_alike": _("Place: names alike, %(name)s, one put at the centre of its region"),
    "place_in_region_other": _("Place: one names the village, the other its region"),
    "place_in_region_missing": _("Place: one gives a point, the other its region"),
    "place_in_country_same": _("Place: same name, %(name)s, one placed in its country only"),
    "place_in_country_alike": _("Place: names alike, %(name)s, one placed in its country only"),
    "place_in_country_other": _("Place: one names the village, the other only the country"),
    "place_in_country_missing": _("Place: one gives a point, the other only the country"),
    "place_same_area_same": _("Place: same name, %(name)s, both put at the centre of an area"),
    "place_same_area_alike": _("Place: names alike, %(name)s, both put at the centre of an area"),
    "place_same_area_other": _("Place: both give the same area, under other names"),
    "place_same_area_missing": _("Place: both give the same area"),
    "place_near_area_same": _("Place: same name, %(name)s, but in areas that differ"),
    "place_near_area_alike": _("Place: names alike, %(name)s, but in areas that differ"),
    "place_near_area_other": _("Place: areas that lie near and differ"),
    "place_near_area_missing": _("Place: areas that lie near and differ"),
    "place_name_only_same": _("Place: same name, %(name)s, without a point"),
    "place_name_only_alike": _("Place: names alike, %(name)s, without a point"),
    "type_same": _("Same type: %(type)s"),
    "type_broader": _("Type: one says less exactly what the other says: %(type)s, %(other_type)s"),
    "type_family": _("Related types: %(type)s, %(other_type)s"),
    "type_broad": _("Types of one broad kind: %(type)s, %(other_type)s"),
    "type_other": _("Different types: %(type)s, %(other_type)s"),
    "initiators_name": _("Same alleged initiators, by name: %(actor)s"),
    "initiators_kind": _("Same alleged initiators: %(actor)s"),
    "initiators_class": _("Alleged initiators of the same class"),
    "initiators_may_be": _("Alleged initiators: one only says “armed group”"),
    "initiators_named_apart": _("Alleged initiators of the same class, under different names"),
    "initiators_different": _("Different alleged initiators"),
    "targets_kind": _("Same targets: %(actor)s"),
    "targets_class": _("Targets of the same class"),
    "targets_different": _("Different targets"),
    "killed_none": _("Both say that nobody was killed"),
    "killed_equal": _("Same number killed: %(count)s"),
    "killed_close": _("Numbers killed are close: %(few)s and %(many)s"),
    "killed_apart": _("Numbers killed differ: %(few)s and %(many)s"),
    "killed_far": _("Numbers killed lie far apart: %(few)s and %(many)s"),
    "killed_none_against_some": _("One says that nobody was killed, the other %(many)s"),
    "harmed_equal": _("Same number %(harm)s: %(count)s"),
    "harmed_close": _("Numbers %(harm)s are close: %(few)s and %(many)s"),
    "harmed_apart": _("Numbers %(harm)s differ: %(few)s and %(many)s"),
    "harmed_far": _("Numbers %(harm)s lie far apart: %(few)s and %(many)s"),
    "harmed_none_against_some": _("One says nobody was %(harm)s, the other %(many)s"),
    "words_copied": _("Almost the same text"),
    "words_rare": _("Rare words in common: %(words)s"),
    "words_few": _("Hardly a rare word in common"),
    "words_none": _("No word in common"),
    "origin_shared": _("Both rely on the same source: %(label)s (one origin, no corroboration)"),
    "origin_cites": _("One cites the other's organisation (one origin, no corroboration)"),
    "source_same": _("Same organisation: it seldom reports one incident twice"),
    "place_apart_partly": _("Place: names partly alike, %(name)s, points %(km)s km apart"),
    "place_in_commune_partly": _("Place: names partly alike, %(name)s, one put at the centre of its commune"),
    "place_in_province_partly": _(
        "Place: names partly alike, %(name)s, one put at the centre of its province"
    ),
    "place_in_cercle_partly": _("Place: names partly alike, %(name)s, one put at the centre of its cercle"),
    "place_in_department_partly": _(
        "Place: names partly alike, %(name)s, one put at the centre of its department"
    ),
    "place_in_district_partly": _(
        "Place: names partly alike, %(name)s, one put at the centre of its district"
    ),
    "place_in_region_partly": _("Place: names partly alike, %(name)s, one put at the centre of its region"),
    "place_in_country_partly": _("Place: names partly alike, %(name)s, one placed in its country only"),
    "place_same_area_partly": _("Place: names partly alike, %(name)s, both put at the centre of an area"),
    "place_near_area_partly": _("Place: names partly alike, %(name)s, but in areas that differ"),
    "area_same": _("Both points are said to lie in the same area"),
    "area_wider": _("The points are said to lie in two areas of one larger area"),
    "area_other": _("The points are said to lie in different areas"),
    "together": _("What these findings are worth together, beyond each by itself"),
    "total": _("Together"),
    "crowded": _("%(left_out)s more reports lie as near; only the likeliest %(at_most)s were compared"),
    "placeless": _("This report names no point, area or place; it cannot be compared. Add a place."),
}


# What a reader must know of a run of the matching (see `diagnosing`). %(field)s is a key of FIELD_WORDS.
DIAGNOSES = {
    "one_source": _(
        "All reports come from one source: there is nothing to learn the weights from. The standing weights were "
        "used, to look for reports told twice."
    ),
    "few_pairs": _(
        "Too few pairs to learn the weights from (%(near)s near, %(far)s for comparison, %(inside)s inside one "
        "source). The standing weights were used."
    ),
    "few_controls": _(
        "Only %(inside)s pairs inside one source show what chance does: the share of true pairs is uncertain."
    ),
    "small_excess": _(
        "Neighbours of two sources are hardly more than chance brings (%(percent)s %%): the weights may not be "
        "trusted."
    ),
    "shares_differ": _(
        "Two ways of estimating the share of true pairs disagree: %(one)s %% and %(other)s %%. Check a sample "
        "before relying on the result."
    ),
    "order_reversed": _(
        "Weights out of order: in “%(field)s”, what agrees less was found to be worth more. The sources may code "
        "this field differently."
    ),
    "odd_stretch": _(
        "Findings depend on one another more or less than usual: each counts for %(percent)s %% of its bits."
    ),
    "drift": _("The weights of “%(field)s” have moved by %(bits)s bits since the run before."),
    "some_placeless": _("%(reports)s reports name no point, area or place; they cannot be compared."),
    "crowd": _(
        "Too many reports at one place and time: %(left_out)s pairs were not compared; each report is compared with "
        "some %(at_most)s at each place."
    ),
}

FIELD_WORDS = {
    "where": _("place"),
    "when": _("date"),
    "type": _("type"),
    "initiators": _("alleged initiators"),
    "targets": _("targets"),
    "killed": _("killed"),
    "area": _("area"),
    "harmed": _("other harm"),
    "words": _("words"),
}


# Harms as they stand in the sentences above, translated with them.
HARM_WORDS = {
    "injured": _("injured"),
    "abducted": _("abducted"),
    "detained": _("detained"),
    "missing": _("missing"),
    "sexual_violence": _("subjected to sexual violence"),
    "displaced": _("displaced"),
}


def say(evidence: Evidence, language: str = "fr", translate: Callable[[str], str] | None = None) -> str:
    """One reason as a sentence. `translate` is gettext; without it the sentence is English.

    `language` picks the labels of code lists, "fr" or "en".
    """
    translate = translate or _
    blanks = {name: _label(name, value, language) for name, value in evidence.params}
    if "harm" in blanks:
        blanks["harm"] = translate(HARM_WORDS[blanks["harm"]])
    return translate(SENTENCES[evidence.reason]) % blanks


def say_diagnosis(diagnosis: Diagnosis, translate: Callable[[str], str] | None = None) -> str:
    """A diagnosis as a sentence. `translate` is gettext; without it the sentence is English."""
    translate = translate or _
    blanks = dict(diagnosis.params)
    if "field" in blanks:
        blanks["field"] = translate(FIELD_WORDS[blanks["field"]])
    return translate(DIAGNOSES[diagnosis.code]) % blanks


def _label(name: str, value: str | int, language: str) -> str | int:
    known = {
        "type": standards.event_types,
        "other_type": standards.event_types,
        "actor": standards.actor_kinds,
    }
    code = known[name]().get(value) if name in known else None
    if code is None:  # a number, or a researcher's own word
        return value
    label = getattr(code, language)
    # Labels stand inside a sentence here.
    return label[:1].lower() + label[1:]
