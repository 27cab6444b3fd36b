"""Reading what people ask of the register: one GET form, whose address is its state."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.dates import MONTHS
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from vigie import access
from vigie.core.dates import NoSuchDay, NotADate, When, parse
from vigie.core.standards import actor_classes, event_types, plain
from vigie.directory.models import Organisation
from vigie.monitoring.models import LIVE, STATES
from vigie.places.models import Area, Generation

COUNTRIES = [
    ("BF", gettext_lazy("Burkina Faso")),
    ("ML", gettext_lazy("Mali")),
    ("NE", gettext_lazy("Niger")),
]


@dataclass(frozen=True)
class ActiveFilter:
    """A filter that is set: its field, its label, its value in words, and the query without it."""

    name: str
    label: str
    value: str
    without: str


@dataclass(frozen=True)
class WithoutFilter:
    """How many incidents there would be without one of the filters."""

    active: ActiveFilter
    count: int


class WrittenDate(forms.CharField):
    """A date as people write it: "18 mars 2026", "03/2026", "2026". Gives a `When`."""

    def clean(self, value: str) -> When | None:
        value = super().clean(value)
        if not value:
            return None
        try:
            return parse(value)
        except NoSuchDay as error:
            wrong = _("%(day)s %(month)s does not exist.") % {"day": error.day, "month": MONTHS[error.month]}
        except NotADate:
            wrong = _("“%(written)s” is not a date that can be read.") % {"written": value}
        raise forms.ValidationError(f"{wrong} " + _("Write a date like 18 March 2026."))


def _choices(pairs, any_label: str) -> list:
    return [("", any_label), *pairs]


class Chosen(forms.ChoiceField):
    """One of a list, or nothing. What is not in the list is refused with a sentence."""

    default_error_messages = {
        "invalid_choice": gettext_lazy("“%(value)s” is not in the list. Choose one of its values, or none.")
    }


class RegisterFilter(forms.Form):
    """What to narrow the register by.

    `actor` decides which fields there are: who may not read reports cannot ask which organisation sent them.
    `generation` filters nothing by itself: it says on which map of a country `area` is meant.
    """

    country = Chosen(label=gettext_lazy("Country"), required=False)
    area = forms.CharField(label=gettext_lazy("Area"), required=False, max_length=120)
    generation = Chosen(label=gettext_lazy("Map of"), required=False)
    first = WrittenDate(label=gettext_lazy("From"), required=False)
    last = WrittenDate(label=gettext_lazy("To"), required=False)
    type = Chosen(label=gettext_lazy("Type"), required=False)
    state = Chosen(label=gettext_lazy("State"), required=False)
    actor = Chosen(label=gettext_lazy("Alleged author"), required=False)
    organisation = Chosen(label=gettext_lazy("Organisation"), required=False)
    text = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=200)

    def __init__(self, data: QueryDict, *, actor) -> None:
        super().__init__(data)
        self.actor = actor
        self.reads_reports = access.reads_reports(actor)
        if not self.reads_reports:
            del self.fields["organisation"]
        self._list_choices()

    def _list_choices(self) -> None:
        french = (get_language() or "fr").startswith("fr")
        named = [(kind.code, kind.fr if french else kind.en) for kind in event_types().values()]
        classes = [(each.code, each.fr if french else each.en) for each in actor_classes().values()]
        states = [(code, label) for code, label in STATES if code in LIVE]
        self.fields["country"].choices = _choices(COUNTRIES, _("All"))
        self.fields["type"].choices = _choices(named, _("All"))
        maps = [(str(each.pk), str(each)) for each in Generation.objects.order_by("country", "valid_from")]
        self.fields["generation"].choices = _choices(maps, _("The newest"))
        self.fields["actor"].choices = _choices(classes, _("All"))
        self.fields["state"].choices = _choices(states, _("All"))
        if "organisation" in self.fields:
            members = Organisation.objects.filter(is_member=True).order_by("name")
            self.fields["organisation"].choices = _choices(members.values_list("slug", "name"), _("All"))

    def clean(self) -> dict:
        given = super().clean()
        first, last = given.get("first"), given.get("last")
        if first and last and last.last < first.first:
            self.add_error("last", _("The end lies before the beginning. Write a later date here."))
        given["area"] = self._area(given.get("area"), given.pop("generation", None))
        return given

    def _area(self, written: str | None, generation: str | None) -> Area | None:
        """The area with this P-code or name. A name that several have means the broadest of them: who wants
        the commune writes its P-code.
        """
        if not written:
            return None
        areas = Area.objects.defer("outline").order_by("level", "-generation__valid_from")
        if generation:
            areas = areas.filter(generation=generation)
        asked = (Q(pcode__iexact=written), Q(names__plain=plain(written)), Q(name__iexact=written))
        found = next((area for where in asked if (area := areas.filter(where).first())), None)
        if found is None:
            sentence = _(
                "No area is called “%(written)s”. Write the name or the P-code of a region, province, cercle,"
                " department or commune."
            )
            self.add_error("area", sentence % {"written": written})
        return found

    def narrow(self, found: QuerySet) -> QuerySet:
        """`found` (incidents the actor may see) with every filter; none where one could not be understood."""
        return self._narrowed(found, self.cleaned_data) if self.is_valid() else found.none()

    def _narrowed(self, found: QuerySet, given: dict) -> QuerySet:
        for name, value in given.items():
            if value:
                found = getattr(self, f"_by_{name}")(found, value)
        return found

    def _by_country(self, found, country):
        return found.of_country(country)

    def _by_area(self, found, area: Area):
        return found.within_area(area)

    def _by_first(self, found, when: When):
        return found.in_period(first=when.first)

    def _by_last(self, found, when: When):
        return found.in_period(last=when.last)

    def _by_type(self, found, code):
        return found.of_type(code)

    def _by_state(self, found, state):
        return found.in_state(state)

    def _by_actor(self, found, code):
        return found.of_actor_class(code)

    def _by_organisation(self, found, slug):
        return found.known_to(Organisation.objects.get(slug=slug))

    def _by_text(self, found, text):
        # Narratives are in reports: searching them would tell what they say.
        return found.mentioning_in_reports(text) if self.reads_reports else found.mentioning(text)

    def active(self) -> list[ActiveFilter]:
        """The filters that are set and understood, each with the query that leaves it out."""
        self.is_valid()
        given = self.cleaned_data
        return [
            ActiveFilter(
                name, str(self.fields[name].label), self._in_words(name, given[name]), self._without(name)
            )
            for name in self.fields
            if given.get(name)
        ]

    def _in_words(self, name: str, value) -> str:
        field = self.fields[name]
        if isinstance(field, Chosen):
            return str(dict(field.choices)[value])
        if isinstance(value, Area):
            return value.name
        return self.data.get(name, "").strip()

    def _without(self, name: str) -> str:
        kept = self.data.copy()
        kept.pop(name, None)
        kept.pop("after", None)
        if name == "area":
            kept.pop("generation", None)
        for key in [key for key, value in kept.items() if not value]:
            del kept[key]
        return "?" + kept.urlencode()

    def when_nothing_found(self, found: QuerySet) -> list[WithoutFilter]:
        """For each active filter, how many of `found` there are without it; the most helpful first.

        Call it only for an empty page: it counts once for each filter.
        """
        without = [
            WithoutFilter(each, self._narrowed(found, {**self.cleaned_data, each.name: None}).count_known())
            for each in self.active()
        ]
        return sorted((each for each in without if each.count), key=lambda each: -each.count)
