"""Planning a site visit, and saying that it was made."""

from __future__ import annotations

from collections import defaultdict

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vigie.core.checklists import SITE_TYPES, checklist
from vigie.parliament.forms.moments import WrittenDay
from vigie.parliament.models import DELEGATION_ROLES, MET_ROLES, Seat
from vigie.parliament.models.seat import SEXES
from vigie.parliament.models.site_visit import ANNOUNCED, FINEST_LEVEL, PHOTOS, SiteVisit
from vigie.parliament.wording import in_language
from vigie.places.models import Area

MOST_OF_A_KIND = 99
MOST_HEARD = 999


def site_types() -> list[tuple[str, str]]:
    """Types of site with their names in the reader's language."""
    return [(code, in_language(checklist(code))) for code in SITE_TYPES]


class AreaChoice(forms.ModelChoiceField):
    """A region, or a province, cercle or department under its region."""

    def offer(self, areas: QuerySet) -> None:
        """Offer these areas, region by region; what was chosen is looked up among the same."""
        self.queryset = areas.current().filter(level__gte=1, level__lte=FINEST_LEVEL).defer("outline")
        regions, below = [], defaultdict(list)
        for area in self.queryset.order_by("country", "name", "pk"):
            (regions if area.level == 1 else below[area.parent_id]).append(area)
        grouped = [
            (region.name, [(each.pk, each.name) for each in (region, *below[region.pk])])
            for region in regions
        ]
        self.choices = [("", _("Choose …")), *grouped]


class SeatChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, seat: Seat) -> str:
        return f"{seat.holder} ({seat.get_post_display()})"


class VisitForm(forms.Form):
    """What kind of site, where, when, who goes. `cleaned_data` is what `acts.plan_visit` takes."""

    site_type = forms.ChoiceField(
        label=_("What kind of site"), choices=site_types,
        help_text=_("It decides which checklist the delegation takes along."),
    )  # fmt: skip
    area = AreaChoice(
        queryset=Area.objects.none(), label=_("Region or province"),
        help_text=_("Nothing more exact is kept: the name of the site stays with the delegation."),
        error_messages={"required": _("Choose a region or a province."),
                        "invalid_choice": _("Choose an area of the list.")},
    )  # fmt: skip
    starts_on = WrittenDay(
        label=_("First day"), max_length=40, help_text=_("Like 18 March 2026 or 18/03/2026.")
    )
    ends_on = WrittenDay(
        label=_("Last day"), max_length=40, required=False, help_text=_("Empty for one day.")
    )
    announced = forms.ChoiceField(label=_("Is the visit announced?"), choices=ANNOUNCED, required=False)
    authorisation = forms.CharField(
        label=_("Authorisation"), max_length=200, required=False,
        help_text=_("Reference of the order or letter. No name."),
    )  # fmt: skip
    purpose = forms.CharField(label=_("Why this visit"), max_length=300, required=False)
    photos = forms.ChoiceField(label=_("Photographs"), choices=PHOTOS, required=False)
    risk_note = forms.CharField(
        label=_("Risk of reprisals"), required=False, max_length=4000, widget=forms.Textarea,
        help_text=_(
            "Who could suffer for having talked, and what the delegation does against it. It stays within the "
            "committee. No name."
        ),
    )  # fmt: skip
    seats = SeatChoices(
        queryset=None, label=_("Members who go"), required=False, to_field_name="uuid",
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *given, areas: QuerySet, seats: QuerySet, **more) -> None:
        super().__init__(*given, **more)
        self.fields["area"].offer(areas)
        self.fields["seats"].queryset = seats
        for role, name in DELEGATION_ROLES:
            for sex, _sexed in SEXES:
                self.fields[_counted(role, sex)] = forms.IntegerField(
                    label=name, required=False, min_value=0, max_value=MOST_OF_A_KIND
                )

    def clean(self) -> dict:
        """Numbers by role and sex become `others`."""
        said = super().clean()
        said["others"] = [
            (role, sex, number)
            for role, _name in DELEGATION_ROLES
            for sex, _sexed in SEXES
            if (number := said.pop(_counted(role, sex), None))
        ]
        return said

    @property
    def asked(self) -> list:
        """The fields that stand one under another; the numbers have a table of their own."""
        return [field for field in self if not field.name.startswith("n_")]

    @property
    def numbers(self) -> list[tuple[str, list]]:
        """Role → its fields, by sex."""
        return [
            (name, [self[_counted(role, sex)] for sex, _sexed in SEXES]) for role, name in DELEGATION_ROLES
        ]


class ChangeForm(VisitForm):
    """The same, for a visit that there is: its type of site and checklist stay."""

    def __init__(self, *given, **more) -> None:
        super().__init__(*given, **more)
        del self.fields["site_type"]


def as_typed(visit: SiteVisit) -> dict:
    """What a form would hold for this visit."""
    rows = list(visit.delegation.select_related("seat"))
    names = ("starts_on", "ends_on", "announced", "photos", "authorisation", "purpose", "risk_note")
    return {
        **{name: getattr(visit, name) for name in names},
        "area": visit.area_id,
        "seats": [row.seat.uuid for row in rows if row.seat_id],
        **{_counted(row.role, row.sex): row.number for row in rows if not row.seat_id},
    }


class MadeForm(forms.Form):
    """Who was heard, by role."""

    met = forms.MultipleChoiceField(
        label=_("Who was heard"), choices=MET_ROLES, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("By role. Whoever talked is never named, here or anywhere."),
    )  # fmt: skip
    met_alone = forms.MultipleChoiceField(
        label=_("Heard without their superiors"), choices=MET_ROLES, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *given, **more) -> None:
        super().__init__(*given, **more)
        for role, name in MET_ROLES:
            for sex, said in (("female", _("women")), ("male", _("men"))):
                self.fields[_counted(role, sex)] = forms.IntegerField(
                    label=f"{name}, {said}", required=False, min_value=0, max_value=MOST_HEARD
                )

    def clean(self) -> dict:
        """Numbers by role become `heard`."""
        said = super().clean()
        pairs = {
            role: tuple(said.pop(_counted(role, sex), None) or 0 for sex in ("female", "male"))
            for role, _name in MET_ROLES
        }
        said["heard"] = {role: pair for role, pair in pairs.items() if any(pair)}
        return said

    @property
    def asked(self) -> list:
        """The two lists of roles, for what is wrong with them."""
        return [self["met"], self["met_alone"]]

    @property
    def rows(self) -> list[dict]:
        """Role by role: heard, heard alone, women, men."""
        heard, alone = list(self["met"]), list(self["met_alone"])
        return [
            {"name": name, "heard": heard[at], "alone": alone[at],
             "numbers": [self[_counted(role, sex)] for sex in ("female", "male")]}
            for at, (role, name) in enumerate(MET_ROLES)
        ]  # fmt: skip


def as_heard(visit: SiteVisit) -> dict:
    """What `MadeForm` would hold for this visit."""
    met = list(visit.met.all())
    numbers = {
        _counted(each.role, sex): number
        for each in met
        for sex, number in (("female", each.women), ("male", each.men))
        if number is not None
    }
    return {
        "met": [each.role for each in met],
        "met_alone": [each.role for each in met if each.alone],
        **numbers,
    }


def _counted(role: str, sex: str) -> str:
    return f"n_{role}_{sex or 'unsaid'}"
