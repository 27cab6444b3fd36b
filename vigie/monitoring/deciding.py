"""What people may decide on an incident's page: one plain form for each act, its reason always asked."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vigie import access
from vigie.core.claims import Fact
from vigie.core.corroboration import moves_from
from vigie.directory.models import CERTAINTIES
from vigie.monitoring import acts, said
from vigie.monitoring.acts.standing import HAPPENING
from vigie.monitoring.faces.incident import standing_choices
from vigie.monitoring.models import PARTS, WITHDRAWN_FOR, Incident
from vigie.monitoring.settling import counted, weigh
from vigie.monitoring.unfit import Unfit

NOTHING = "-"


class Deciding(forms.Form):
    """One act. `name` is the last part of its address, `title` the verb and its thing."""

    name = title = hint = ""
    verb = "amend"
    because = forms.CharField(
        label=gettext_lazy("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("One sentence. It stays in the record of this incident."),
    )  # fmt: skip

    def __init__(self, actor, incident: Incident, data=None) -> None:
        super().__init__(data, auto_id=f"{self.name}-%s")
        self.actor, self.incident = actor, incident
        self.prepare()
        self.order_fields([*(name for name in self.fields if name != "because"), "because"])

    def prepare(self) -> None:
        """Fill lists from the incident."""

    @classmethod
    def offered(cls, incident: Incident) -> bool:
        return cls.name in {move.act for move in moves_from(incident.state, by="person")}

    def do(self) -> None:
        given = dict(self.cleaned_data)
        getattr(acts, self.name)(self.actor, self.incident, **self.arguments(given))

    def arguments(self, given: dict) -> dict:
        return given


class Choose(Deciding):
    """Hold what one report says, or that it is not known."""

    name, title = "choose", gettext_lazy("Hold another value")
    hint = gettext_lazy("It stays whatever reports come in, until somebody chooses again.")
    claim = forms.ChoiceField(label=gettext_lazy("Value"))

    def prepare(self) -> None:
        links = list(self.incident.links.all())
        names = {link.report_id: (link.report.organisation.name, str(link.report.uuid)) for link in links}
        facts = weigh(counted([link.report for link in links]), standing_choices(self.incident)).facts
        self.reports = {str(link.report.uuid): link.report for link in links}
        self.fields["claim"].choices = [("", _("Choose …")), *_claims(facts, names)]

    @classmethod
    def offered(cls, incident: Incident) -> bool:
        return incident.state not in ("merged", "withdrawn")

    def arguments(self, given: dict) -> dict:
        field, _bar, report = given.pop("claim").partition("|")
        return {**given, "field": field, "report": self.reports.get(report), "value": None}


def _claims(facts: Iterable[Fact], names: dict) -> list:
    """Groups of what is said in each field, by whom."""
    groups = []
    for fact in facts:
        said_by: dict[str, tuple[str, list[str]]] = {}
        for cell in fact.cells:
            if cell.value is not None:
                organisation, uuid = names[cell.report]
                _key, organisations = said_by.setdefault(said.value(fact.field, cell.value), (uuid, []))
                organisations.append(organisation)
        options = [
            (f"{fact.field}|{uuid}", f"{text} ({', '.join(dict.fromkeys(organisations))})")
            for text, (uuid, organisations) in said_by.items()
        ]
        if fact.field != "date" and options:
            options.append((f"{fact.field}|{NOTHING}", words_for_nothing()))
        if options:
            groups.append((said.label(fact.field), options))
    return groups


def words_for_nothing() -> str:
    return said.missing("unknown")


class WithdrawChoice(Deciding):
    name, title = "withdraw_choice", gettext_lazy("Take a chosen value back")
    choice = forms.ChoiceField(label=gettext_lazy("Chosen value"))

    def prepare(self) -> None:
        self.standing = {str(each.pk): each for each in standing_choices(self.incident)}
        self.fields["choice"].choices = [
            (key, f"{said.label(each.field)} ({each.because})" if each.because else said.label(each.field))
            for key, each in self.standing.items()
        ]

    @classmethod
    def offered(cls, incident: Incident) -> bool:
        return incident.state != "merged" and bool(standing_choices(incident))

    def arguments(self, given: dict) -> dict:
        return {**given, "choice": self.standing[given["choice"]]}


class Contest(Deciding):
    name, title, verb = "contest", gettext_lazy("Contest it"), "contest"
    hint = gettext_lazy("The incident stays in the register, marked as contested, until it is settled.")
    about = forms.ChoiceField(label=gettext_lazy("What you contest"))

    def prepare(self) -> None:
        fields = ("date", "place", "type", "initiators", "targets", "toll:killed:all:all:all")
        self.fields["about"].choices = [
            ("", _("Choose …")),
            (HAPPENING, _("that it happened")),
            *((field, said.label(field)) for field in fields),
        ]

    @classmethod
    def offered(cls, incident: Incident) -> bool:
        return incident.state in ("candidate", "corroborated", "contested")


class SettleContest(Deciding):
    name, title = "settle_contest", gettext_lazy("Settle an objection")
    contest = forms.ChoiceField(label=gettext_lazy("Objection"))

    def prepare(self) -> None:
        self.open = {str(each.pk): each for each in open_contests(self.incident)}
        self.fields["contest"].choices = [(key, objection(each)) for key, each in self.open.items()]

    @classmethod
    def offered(cls, incident: Incident) -> bool:
        return bool(open_contests(incident))

    def arguments(self, given: dict) -> dict:
        return {**given, "contest": self.open[given["contest"]]}


def open_contests(incident: Incident) -> list:
    return [each for each in incident.contests.all() if each.settled_at is None]


def objection(contest) -> str:
    about = _("that it happened") if contest.about == HAPPENING else said.label(contest.about)
    return f"{about}{_(': ')}{contest.because}"


class Submit(Deciding):
    name, title = "submit", gettext_lazy("Submit the draft")


class Refute(Deciding):
    name, title = "refute", gettext_lazy("Refute it")
    hint = gettext_lazy("You found that it did not happen as told. The reports stay.")


class Reopen(Deciding):
    name, title = "reopen", gettext_lazy("Take the refutation back")


class Withdraw(Deciding):
    name, title = "withdraw", gettext_lazy("Withdraw it")
    hint = gettext_lazy("It leaves the register and the counts. Its reference stays and says so.")
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"), choices=[("", gettext_lazy("Choose …")), *WITHDRAWN_FOR]
    )


class Restore(Deciding):
    name, title = "restore", gettext_lazy("Take the withdrawal back")


class Merge(Deciding):
    name, title = "merge", gettext_lazy("Merge it into another")
    hint = gettext_lazy("Its reference will lead on to the other. This can be undone.")
    into = forms.CharField(label=gettext_lazy("Reference of the other"), max_length=24)

    def clean_into(self) -> Incident:
        wanted = self.cleaned_data["into"].strip().upper()
        found = access.rows(self.actor, "amend", "monitoring.Incident").filter(ref=wanted).first()
        if found is None:
            sentence = _(
                "There is no incident “%(ref)s” that you may change. Write a reference like %(own)s."
            )
            raise forms.ValidationError(sentence % {"ref": wanted, "own": self.incident.ref})
        return found


class Unmerge(Deciding):
    name, title = "unmerge", gettext_lazy("Undo a merger")
    merger = forms.ChoiceField(label=gettext_lazy("Merger"))

    def prepare(self) -> None:
        self.standing = {str(each.pk): each for each in standing_mergers(self.incident)}
        self.fields["merger"].choices = [
            (key, f"{each.incident.ref} → {each.into.ref}") for key, each in self.standing.items()
        ]

    @classmethod
    def offered(cls, incident: Incident) -> bool:
        return bool(standing_mergers(incident))

    def arguments(self, given: dict) -> dict:
        return {**given, "merger": self.standing[given["merger"]]}


def standing_mergers(incident: Incident) -> list:
    return [each for each in (*incident.mergers.all(), *incident.absorbed.all()) if not each.undone_at]


class Part(Deciding):
    name, title = "part", gettext_lazy("Take a message out")
    hint = gettext_lazy("It tells of something else, and gets an incident of its own.")
    report = forms.ChoiceField(label=gettext_lazy("Message"))

    def prepare(self) -> None:
        links = list(self.incident.links.all())
        self.reports = {str(link.report.uuid): link.report for link in links}
        self.fields["report"].choices = [("", _("Choose …"))] + [
            (uuid, f"{report.organisation.name}{_(': ')}{report.key}")
            for uuid, report in self.reports.items()
        ]

    @classmethod
    def offered(cls, incident: Incident) -> bool:
        return (
            incident.state in ("draft", "candidate", "corroborated", "contested")
            and incident.reports_count > 1
        )

    def arguments(self, given: dict) -> dict:
        return {**given, "report": self.reports[given["report"]]}


class NameUnit(Deciding):
    name, title = "name_unit", gettext_lazy("Name a unit")
    hint = gettext_lazy("Alleged or present, always with its source. To be named accuses nobody.")
    unit = forms.ChoiceField(label=gettext_lazy("Unit"))
    part = forms.ChoiceField(label=gettext_lazy("Its part"), choices=[("", gettext_lazy("Choose …")), *PARTS])
    certainty = forms.ChoiceField(
        label=gettext_lazy("Certainty"), choices=[("", gettext_lazy("Choose …")), *CERTAINTIES]
    )
    source = forms.CharField(label=gettext_lazy("Source"), max_length=300)

    def prepare(self) -> None:
        seen = access.rows(self.actor, "see", "directory.Unit")
        near = seen.filter(country__in=["", *self.incident.countries.split()]).order_by("name")
        self.units = {unit.slug: unit for unit in near[:200]}
        self.fields["unit"].choices = [("", _("Choose …"))] + [
            (slug, unit.name) for slug, unit in self.units.items()
        ]

    @classmethod
    def offered(cls, incident: Incident) -> bool:
        return incident.state not in ("merged", "withdrawn")

    def arguments(self, given: dict) -> dict:
        source = given.pop("source")
        return {**given, "unit": self.units[given["unit"]], "sources": [source]}


EVERY = (Choose, WithdrawChoice, Contest, SettleContest, Submit, Refute, Reopen, Withdraw, Restore, Merge,
         Unmerge, Part, NameUnit)  # fmt: skip
BY_NAME = {each.name: each for each in EVERY}


def offered(actor, incident: Incident) -> list[Deciding]:
    """The forms that this actor may fill in now."""
    allowed = {verb: access.may(actor, verb, incident) for verb in ("amend", "contest")}
    return [form(actor, incident) for form in EVERY if allowed[form.verb] and form.offered(incident)]


def done(form: Deciding) -> bool:
    """Do what a form says. False, with a sentence on the form, where it makes no sense here."""
    if not form.is_valid():
        return False
    try:
        form.do()
    except Unfit as error:
        form.add_error(None, error.args[0])
        return False
    return True
