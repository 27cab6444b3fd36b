"""A small invented world in which every hidden thing carries a word found nowhere else.

It is made by the acts that people do. Written by hand are the partners of one AMBER report among several, and
pairs and questions at the standing that a test needs (what the matching finds and a month's sample holds, their
own tests say).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import patch

import shapely

from vigie.access import NodeActor
from vigie.core.dates import day
from vigie.core.statement import Actor, Origin, Spot, Statement, Toll
from vigie.core.xforms.sheets import to_workbook
from vigie.counting import acts as counting
from vigie.counting.acts import answer, estimate_unreported, read
from vigie.counting.models import Certainty, Estimate, Inquiry, MatchRun, Pair, Proposal, Question, Sample
from vigie.counting.overlaps import limits
from vigie.directory import acts as directory
from vigie.directory.audiences import audience
from vigie.directory.models import Account, Organisation, Unit
from vigie.fieldwork.filing import Told, Writing
from vigie.fieldwork.models import Visit
from vigie.intake import acts as intake
from vigie.intake.acts import bring
from vigie.intake.models import (
    CheckIn,
    Entity,
    EntityList,
    Form,
    FormVersion,
    Gateway,
    ImportRun,
    Phone,
    SavedMapping,
    Submission,
    SubmissionVersion,
)
from vigie.intake.sms.taking import take
from vigie.ledger.models import Node
from vigie.monitoring import acts
from vigie.monitoring.filing import Filing
from vigie.monitoring.models import Hold, Incident, MonitorDays, Outage, Participation, Report
from vigie.places.acts import load_generation
from vigie.places.models import Area

NODE = NodeActor()
PASSWORD = "quatre mots sans suite"
SOURCES = [{"text": "Bulletin inventé n° 1"}]

# slug, kind, country, member, default mark
ORGANISATIONS = (
    ("aube", "observatory", "BF", True, "TLP:GREEN"),
    ("brise", "observatory", "ML", True, "TLP:GREEN"),
    ("commission", "committee", "BF", False, "TLP:AMBER+STRICT"),
    ("ministere", "ministry", "BF", False, "TLP:AMBER+STRICT"),
    ("institut", "study-centre", "BF", False, "TLP:AMBER+STRICT"),
)
# visitor: the name by which the tables of the tests know them; role, organisation
VISITORS = {
    "monitor": ("monitor", "aube"), "analyst": ("analyst", "aube"), "other": ("analyst", "brise"),
    "coordinator": ("coordinator", "aube"), "clerk": ("clerk", "commission"),
    "member": ("member", "commission"), "ministry": ("ministry", "ministere"),
    "researcher": ("researcher", "institut"), "programme": ("programme", "institut"),
    "operator": ("operator", "institut"),
}  # fmt: skip
SQUARES = {"BF": ("Sahel", 0, 13), "ML": ("Gao", 0, 16)}

MAPPING = {
    "name": "suivi", "key": "numero", "date": {"from": "date", "order": "iso"},
    "place": {"name": "lieu", "country": "pays", "lat": "lat", "lon": "lon", "precision": "precision"},
    "event_type": "type", "text": "recit", "tlp": "mark",
}  # fmt: skip
SHEETS = {
    "survey": [{"type": "text", "name": "a", "label::Français (fr)": "A"}],
    "settings": [{"form_id": "essai", "version": "1"}],
}
HEADER = "numero;date;lieu;pays;lat;lon;precision;type;recit;mark"


@dataclass(frozen=True)
class Row:
    """An area, as a reader of boundaries gives it."""

    level: int
    pcode: str
    name: str
    parent_pcode: str
    country: str
    geometry: object
    names: dict = field(default_factory=dict, hash=False)


def canary(name: str, part: str) -> str:
    """The word that stands in one part ("place", "actor", "text", "key" …) of one thing, and nowhere else."""
    return f"Zq{name}{part}"


@dataclass
class World:
    """`reports`, `incidents`, `pairs`, `runs` and `estimates` by the names that the tables of the tests use."""

    folder: Path
    node: Node = None
    organisations: dict[str, Organisation] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    incidents: dict[str, Incident] = field(default_factory=dict)
    pairs: dict[str, Pair] = field(default_factory=dict)
    readings: dict[str, Question] = field(default_factory=dict)
    proposals: dict[str, Proposal] = field(default_factory=dict)
    runs: dict[str, ImportRun] = field(default_factory=dict)
    estimates: dict[str, Estimate] = field(default_factory=dict)
    desk: dict = field(default_factory=dict)
    questions: dict[str, Inquiry] = field(default_factory=dict)
    forms: dict[str, FormVersion] = field(default_factory=dict)
    visits: dict[str, Visit] = field(default_factory=dict)
    messages: dict[str, object] = field(default_factory=dict)
    day: int = 0

    @classmethod
    def made(cls, folder: Path) -> World:
        world = cls(folder)
        world._bodies()
        world._land()
        world._forces()
        world._by_mark()
        world._by_state()
        world._merged()
        world._compared()
        world._read_blind()
        world._brought()
        world._proposed()
        world._estimated()
        world._asked()
        world._wrote()
        world._from_the_field()
        world._at_the_desk()
        for incident in world.incidents.values():
            incident.refresh_from_db()
        return world

    def actor(self, visitor: str):
        """The account of a visitor; the installation itself for "node"."""
        return NODE if visitor == "node" else self.accounts[visitor]

    def _bodies(self) -> None:
        self.node = Node.objects.create(pk=1, name="Essai")
        for slug, kind, country, is_member, mark in ORGANISATIONS:
            # The first organisation has nobody to vouch for it: it is entered as a directory is loaded.
            self.organisations[slug] = Organisation.objects.create(
                slug=slug, name=slug.title(), classification=kind, country=country, is_member=is_member,
                default_tlp=mark,
            )  # fmt: skip
        for visitor, (role, slug) in VISITORS.items():
            self.accounts[visitor] = directory.open_account(
                NODE, self.organisations[slug], username=f"{visitor}-1", role=role, password=PASSWORD
            )

    def _land(self) -> None:
        for country, (name, west, south) in SQUARES.items():
            wide, left = (shapely.box(west + dx, south, west + 2, south + 2) for dx in (0, 1))
            rows = [
                Row(0, country, country, "", country, wide),
                Row(1, f"{country}01", name, country, country, wide),
                Row(2, f"{country}0101", f"{name} Est", f"{country}01", country, left),
                Row(3, f"{country}010101", canary(country, "commune"), f"{country}0101", country, left),
            ]
            load_generation(
                NODE, self.node, country=country, name="2020", valid_from=date(2010, 1, 1), source="inventé",
                schematic=True, areas=rows,
            )  # fmt: skip

    def _forces(self) -> None:
        analyst, voucher = self.accounts["analyst"], self.organisations["aube"]
        person = directory.add_person(
            analyst, voucher, sources=SOURCES, slug="chef", name=canary("chief", "name")
        )
        unit = directory.add_unit(
            analyst, voucher, sources=SOURCES, slug="u-1", name=canary("unit", "name"), country="BF",
            kind="army",
        )  # fmt: skip
        above = directory.add_unit(
            analyst, voucher, sources=SOURCES, slug="u-0", name=canary("unit", "above"), country="BF",
            kind="army",
        )  # fmt: skip
        post = directory.add_post_of_command(
            analyst, unit, sources=SOURCES, slug="p-1", label=canary("post", "name")
        )
        directory.add_link(analyst, unit, sources=SOURCES, superior=above, certainty="documented")
        directory.add_command(
            analyst, unit, sources=SOURCES, person=person, post=post, first_cited="2026-01",
            certainty="documented",
        )  # fmt: skip
        directory.add_positioning(
            analyst, unit, sources=SOURCES, kind="base", area=Area.objects.get(pcode="BF0101"),
            place=canary("unit", "place"),
        )  # fmt: skip
        seat = directory.add_post(
            analyst, self.organisations["commission"], sources=SOURCES, slug="siege",
            label=canary("seat", "name"),
        )  # fmt: skip
        directory.add_membership(
            analyst, person, sources=SOURCES, organisation=self.organisations["commission"], post=seat,
            role=canary("membership", "role"), start_date="2024",
        )  # fmt: skip
        directory.add_standing(
            NODE, self.organisations["commission"], sources=SOURCES, kind="transition",
            legal_basis="Charte inventée, article 7", powers=["question", "visit"], start_date="2024",
        )  # fmt: skip
        directory.end_body(
            NODE, self.organisations["ministere"], sources=SOURCES, how="dissolved", date="2026-10",
            legal_act="Décret inventé n° 3",
        )  # fmt: skip

    def told(self, name: str, origin: str = "", **said) -> Statement:
        """One statement, each part with its own word, on a day of its own so that the engine pairs none."""
        self.day += 1
        country = said.pop("country", "BF")
        _region, west, south = SQUARES[country]
        usual = {
            "when": day(date(2026, 1 + self.day // 9, 1 + 3 * (self.day % 9))),
            "event_type": "attack-civilians",
            "spots": (Spot(canary(name, "place"), (country,), south + 1.0, west + 1.5, "near"),),
            "actors": (Actor("initiator", "army", canary(name, "actor")),),
            "tolls": (Toll("killed", low=2, best=3, high=4),),
            "origins": (Origin("radio", canary(name, origin or "origin")),),
            "text": f"Récit inventé {canary(name, 'text')}",
            "original": {"cellule": canary(name, "original")},
        }
        return Statement(key=canary(name, "key"), **{**usual, **said})

    def file(self, name: str, tlp: str, by: str = "analyst", statement: Statement | None = None) -> Report:
        account = self.accounts[by]
        filed = acts.file_report(
            account, account.organisation, statement=statement or self.told(name), dataset="essai", tlp=tlp
        )
        self.reports[name] = filed.report
        return filed.report

    def _incident(self, name: str, *reports: Report, by: str = "analyst", submitted: bool = True) -> Incident:
        account = self.accounts[by]
        incident = acts.found(account, reports[0], others=reports[1:], because=canary(name, "found"))
        if submitted:
            acts.submit(account, incident, because=canary(name, "submit"))
        self.incidents[name] = incident
        return incident

    def _by_mark(self) -> None:
        self._incident("clear", self.file("clear", "TLP:CLEAR"))
        # Sent by a monitor, and told by another organisation from another origin: corroborated.
        green = self.file("green", "TLP:GREEN", by="monitor")
        twin = self.file("greentwin", "TLP:GREEN", by="other")
        self._incident("green", green, twin)
        self._incident("amber", self._amber("amber", partners=["brise"]))
        self._incident("amberown", self.file("amberown", "TLP:AMBER"))
        strict = self._incident("strict", self.file("strict", "TLP:AMBER+STRICT"))
        self._incident("red", self.file("red", "TLP:RED", by="monitor"), by="coordinator")
        # A monitor's own report, in an incident that is for named readers.
        masked = self.file("masked", "TLP:GREEN", by="monitor")
        masking = self.file("masking", "TLP:RED", by="coordinator")
        self._incident("masked", masked, masking, by="coordinator")
        self._incident("theirs", self.file("theirs", "TLP:AMBER+STRICT", by="other"), by="other")
        analyst = self.accounts["analyst"]
        acts.choose(
            analyst, strict, field="initiators", value=(("army", canary("strict", "chosen")),),
            because=canary("strict", "choice"),
        )  # fmt: skip
        acts.name_unit(
            analyst, strict, unit=Unit.objects.get(slug="u-1"), part="alleged", certainty="possible",
            sources=[canary("strict", "unitsource")], because=canary("strict", "unit"),
        )  # fmt: skip

    def _amber(self, name: str, partners: list[str]) -> Report:
        account = self.accounts["analyst"]
        filing = Filing(account.organisation, "essai", account, "TLP:AMBER")
        named = [self.organisations[slug] for slug in partners]
        filing.audiences["TLP:AMBER"] = audience("TLP:AMBER", [account.organisation], named)
        (filed,) = filing.file([self.told(name)])
        self.reports[name] = filed.report
        return filed.report

    def _by_state(self) -> None:
        analyst, other = self.accounts["analyst"], self.accounts["other"]
        contested = self._incident(
            "contested", self.file("contested", "TLP:GREEN"), self.file("contestedtwin", "TLP:GREEN", "other")
        )
        acts.contest(other, contested, about="place", because=canary("contested", "contest"))
        refuted = self._incident("refuted", self.file("refuted", "TLP:GREEN"))
        acts.refute(analyst, refuted, because=canary("refuted", "because"))
        withdrawn = self._incident("withdrawn", self.file("withdrawn", "TLP:GREEN"))
        acts.withdraw(analyst, withdrawn, reason="error", because=canary("withdrawn", "because"))
        self._incident("draft", self.file("draft", "TLP:AMBER+STRICT"), submitted=False)

    def _merged(self) -> None:
        """A tombstone whose survivor has since been opened, and one whose survivor is for fewer readers."""
        analyst = self.accounts["analyst"]
        closed = self._incident("closed", self.file("closed", "TLP:AMBER+STRICT"))
        opened = self._incident("opened", self.file("opened", "TLP:GREEN"))
        acts.merge(analyst, closed, into=opened, because=canary("closed", "merge"))
        self.incidents["parted"] = acts.part(
            analyst, opened, report=self.reports["closed"], because=canary("closed", "part")
        )
        yielding = self._incident("yielding", self.file("yielding", "TLP:GREEN"))
        keeping = self._incident("keeping", self.file("keeping", "TLP:AMBER+STRICT"))
        acts.merge(analyst, yielding, into=keeping, because=canary("yielding", "merge"))

    def _compared(self) -> None:
        """Pairs: one that both organisations see, one of ours alone, one whose incident the other may not
        see though it may read both reports.
        """
        near = self.file("near", "TLP:GREEN", by="other")
        self._incident("near", near, by="other")
        self._pair("shared", self.reports["clear"], near)
        self._pair("ours", self.reports["strict"], self.reports["amberown"])
        self._pair("ofhidden", self.reports["yielding"], near)
        self._pair("answered", self.reports["strict"], self.reports["red"])
        answer(
            self.accounts["coordinator"], self.pairs["answered"], answer="unsure",
            because=canary("answered", "because"),
        )  # fmt: skip

    def _wrote(self) -> None:
        """A gateway, a monitor's number, a word, and what a stranger wrote: the coordinator's alone to see."""
        account = self.accounts["coordinator"]
        house = account.organisation
        intake.open_gateway(account, house, name="passerelle", kind="http")
        gateway = Gateway.objects.get(name="passerelle")
        sender = intake.register_number(
            account,
            house,
            account=self.accounts["monitor"],
            number="+22670000001",
            code=canary("sender", "code")[:12],
        )
        word = intake.confirm_word(
            account, house, language="hausa", word=canary("local", "word"), event_type="looting"
        )
        message = take(gateway, number="+22670000099", text=canary("stranger", "text"))
        self.messages = {"gateway": gateway, "sender": sender, "word": word, "message": message}

    def _asked(self) -> None:
        """Two incidents that both observatories keep to themselves: about one both asked and were told, about
        the other both agreed. A coordinator of the second is made for it and is nobody's visitor.
        """
        for name, country in (("asked", "BF"), ("shown", "ML")):
            told = self.told(name, country=country)
            twin = f"{name}twin"
            original = {"cellule": canary(twin, "original")}
            self._incident(name, self.file(name, "TLP:AMBER+STRICT", statement=told))
            again = replace(told, key=canary(twin, "key"), text=canary(twin, "text"), original=original)
            report = self.file(twin, "TLP:AMBER+STRICT", by="other", statement=again)
            self._incident(twin, report, by="other")
        day = limits.today() + timedelta(limits.REPORT_DAYS)
        with patch.object(limits, "today", lambda: day):
            for name, by in (
                ("asked", "analyst"),
                ("shown", "analyst"),
                ("askedtwin", "other"),
                ("showntwin", "other"),
            ):
                self.questions[name] = counting.ask(self.accounts[by], self.reports[name])
        day = limits.next_round(day, day)
        with patch.object(limits, "today", lambda: day):
            counting.hold_round(NODE, self.node)
            counting.agree(self.accounts["coordinator"], self.questions["shown"])
            second = Account.objects.create(
                username="second", role="coordinator", organisation=self.organisations["brise"]
            )
            counting.agree(second, self.questions["showntwin"])
        second.delete()
        self.pairs["shown"] = Pair.objects.get(left=self.reports["shown"], right=self.reports["showntwin"])

    def _from_the_field(self) -> None:
        """A form of the first observatory with one record of its monitor, and a list that phones carry."""
        ours, monitor = self.organisations["aube"], self.accounts["monitor"]
        form = Form.objects.create(form_id="essai", title=canary("form", "title"), organisation=ours)
        form.fillers.add(ours)
        version = FormVersion.objects.create(
            form=form, version="1", title=canary("form", "version"), xml=b"<x/>", md5="0" * 32,
            sheet=to_workbook(SHEETS), sheet_name="essai.xlsx",
        )  # fmt: skip
        submission = Submission.objects.create(
            form=form, root=canary("record", "root"), organisation=ours, filed_by=monitor, channel="phone",
            state="sealed",
        )  # fmt: skip
        SubmissionVersion.objects.create(
            submission=submission, form=form, form_version=version, instance_id=canary("record", "root"),
            xml=canary("record", "xml").encode(), sha256="0" * 64,
        )  # fmt: skip
        listed = EntityList.objects.create(organisation=ours, name=canary("list", "name"))
        Entity.objects.create(list=listed, label=canary("entity", "label"))

        self.forms["drawn"] = version
        self._visited()

    def _visited(self) -> None:
        """Two visits, one of them for the whole community, and a survey that six people answered."""
        monitor = self.accounts["monitor"]
        writing = Writing(monitor.organisation, "form:visite", monitor)
        spots = (Spot(canary("visit", "place"), ("BF",), areas=((2, "BF0101"),)),)
        writing.visits([
            Told(canary("visit", "key"), day(date(2026, 3, 4)), spots, {"access": "yes"}, kind="checkpoint",
                 text=canary("visit", "text"), tlp="TLP:GREEN"),
        ])  # fmt: skip
        Writing(monitor.organisation, "form:visite").visits([
            Told("stricte", day(date(2026, 3, 5)), (Spot(canary("strictvisit", "place"), ("BF",)),), {},
                 kind="other", text=canary("strictvisit", "text"), tlp="TLP:AMBER+STRICT"),
        ])  # fmt: skip
        writing.answers([
            Told(f"{number}", day(date(2026, 3, 4)), spots, {"safe": "yes"}, survey="perception", tlp="TLP:GREEN")
            for number in range(6)
        ])  # fmt: skip
        self.visits = {("visit" if each.filed_by_id else "strictvisit"): each for each in Visit.objects.all()}

    def _at_the_desk(self) -> None:
        """What the first observatory's coordinator keeps: a telephone, a mapping, and the effort of its monitors."""
        ours, monitor = self.organisations["aube"], self.accounts["monitor"]
        area, month = Area.objects.get(pcode="BF0101"), date(2026, 1, 1)
        self.desk["phone"] = Phone.objects.create(
            account=monitor, label=canary("phone", "label"), token_hash="0" * 64, area=area
        )
        CheckIn.objects.create(account=monitor, on=month, area=area, channel="web")
        self.desk["mapping"] = SavedMapping.objects.create(
            organisation=ours,
            name=canary("mapping", "name"),
            text=canary("mapping", "text"),
            signature="0" * 64,
        )
        MonitorDays.objects.create(organisation=ours, area=area, month=month, days=31, stated=31)
        self.desk["outage"] = Outage.objects.create(
            organisation=ours, area=area, kind="network", first=month, source="Avis inventé"
        )
        Participation.objects.create(organisation=ours, area=area, since=month)
        Hold.objects.create(report=self.reports["clear"], reason="seized", outcome="released")

    def _pair(self, name: str, one: Report, other: Report) -> None:
        left, right = sorted((one, other), key=lambda each: each.pk)
        self.pairs[name] = Pair.objects.create(
            left=left, right=right, bits=1.0, probability=0.6, standing="to_review",
            evidence=[{"reason": "words_rare", "params": [["words", canary(name, "evidence")]], "bits": 1.0}],
        )  # fmt: skip

    def _read_blind(self) -> None:
        """Questions of a month's sample: one that both organisations may read, one of ours alone, one on which
        two readers differ.
        """
        sample = Sample.objects.create(month=date(2026, 2, 1), seed=1)
        for name, one, other in (
            ("common", "clear", "near"), ("private", "strict", "amberown"), ("differing", "green", "greentwin"),
        ):  # fmt: skip
            left, right = sorted((self.reports[one], self.reports[other]), key=lambda each: each.pk)
            self.readings[name] = Question.objects.create(
                sample=sample, left=left, right=right, stratum="waiting", together=False, probability=0.6,
                wanted=2,
            )  # fmt: skip
        differing = self.readings["differing"]
        read(self.accounts["analyst"], differing, answer="same", because=canary("differing", "because"))
        read(self.accounts["other"], differing, answer="different", because=canary("differing", "why"))

    def _proposed(self) -> None:
        """What a run would join: two incidents that both organisations read, and two of ours."""
        run = MatchRun.objects.order_by("pk").first()
        for name, pair, one, other in (
            ("joining", "shared", "clear", "near"), ("own", "ours", "strict", "amberown"),
        ):  # fmt: skip
            self.proposals[name] = Proposal.objects.create(
                run=run, kind="join", incident=self.incidents[one], other=self.incidents[other],
                pair=self.pairs[pair], bits=3.0,
            )  # fmt: skip
            Certainty.objects.create(incident=self.incidents[one], run=run, probability=0.9)

    def _brought(self) -> None:
        self._bring("run", "monitor", [
            self._line("rungreen", "2026-10-01"),
            self._line("runred", "2026-10-11", mark="TLP:RED", place=canary("runred", "unknownplace"), at=";;"),
            self._line("runfault", canary("runfault", "date")),
        ])  # fmt: skip
        self._bring("theirrun", "other", [self._line("theirrun", "2026-11-01", mark="TLP:AMBER+STRICT")])

    def _line(self, name: str, day: str, *, mark: str = "TLP:GREEN", place: str = "", at: str = "") -> str:
        where = at or "14.0;1.5;exact"
        return (
            f"{canary(name, 'key')};{day};{place or canary(name, 'place')};BF;{where};attack-civilians;"
            f"{canary(name, 'text')};{mark}"
        )

    def _bring(self, name: str, by: str, lines: list[str]) -> None:
        path = self.folder / f"{canary(name, 'file')}.csv"
        path.write_text("\n".join([HEADER, *lines]), encoding="utf-8")
        account = self.accounts[by]
        run = bring(account, account.organisation, path=path, source="mapping", mapping=MAPPING)
        self.runs[name] = run
        for row in run.rows.exclude(report=None).select_related("report__link__incident"):
            told = row.key.removeprefix("Zq").removesuffix("key")
            self.reports[told], self.incidents[told] = row.report, row.report.link.incident

    def _estimated(self) -> None:
        run = estimate_unreported(NODE, self.node, clusterings=2)
        self.estimates["whole"] = run.estimates.get(kind="whole")
        self.estimates["cell"] = run.estimates.filter(kind="cell").order_by("pk").first()
