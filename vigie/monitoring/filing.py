"""Writing statements down as reports: a new one, a new version of one, or the one we have."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vigie.core.statement import Spot, Statement
from vigie.core.written import digest_of, to_data
from vigie.directory.audiences import audience, joined
from vigie.directory.models import Account, Audience, Organisation
from vigie.monitoring.gathering import found, part, settle
from vigie.monitoring.models import Link, Report
from vigie.places.extents import extents_for

BATCH = 500
KEY_LENGTH = 120
NAME_LENGTH = 200


@dataclass(frozen=True)
class Filed:
    """What became of one statement: "created", "updated", "unchanged", or "refused" and why."""

    outcome: str
    statement: Statement
    report: Report | None = None
    why: str = ""


class Filing:
    """One organisation's series of reports, into which statements are filed.

    `senders` says by a statement's key who sent it, where it is not `filed_by` for all. It holds the organisation's
    row locked, so that two runs cannot both take a report for new. Use it inside one transaction.
    """

    def __init__(
        self,
        organisation: Organisation,
        dataset: str,
        filed_by: Account | None = None,
        tlp: str | None = None,
        senders: Mapping[str, Account] | None = None,
    ) -> None:
        self.organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
        self.dataset, self.filed_by, self.tlp = dataset, filed_by, tlp
        self.senders = senders or {}
        self.audiences: dict[str | tuple, Audience] = {}

    def file(self, statements: Iterable[Statement]) -> Iterator[Filed]:
        """File in batches, answering in the order given. A key that comes again supersedes its first."""
        batch: dict[str, Statement] = {}
        for statement in statements:
            if len(batch) == BATCH or statement.key in batch:
                yield from self._write(list(batch.values()))
                batch = {}
            batch[statement.key] = statement
        yield from self._write(list(batch.values()))

    def _write(self, statements: list[Statement]) -> list[Filed]:
        series = Report.objects.filter(organisation=self.organisation, dataset=self.dataset, is_current=True)
        held = series.filter(key__in=[each.key for each in statements]).only("key", "digest", "version")
        known = {report.key: report for report in held}
        filed = [self._compare(statement, known.get(statement.key)) for statement in statements]
        new = [each for each in filed if each.report and each.report.pk is None]
        self._locate(new)
        superseded = [each.report.supersedes_id for each in new if each.outcome == "updated"]
        Report.objects.filter(pk__in=superseded).update(is_current=False)
        Report.objects.bulk_create(each.report for each in new)
        if superseded:
            self._follow([each.report for each in new if each.outcome == "updated"])
        return filed

    def _compare(self, statement: Statement, known: Report | None) -> Filed:
        data = to_data(statement)
        if why := _unstorable(statement, data):
            return Filed("refused", statement, None, why)
        fingerprint = digest_of(data)
        if known and known.digest == fingerprint:
            return Filed("unchanged", statement, known)
        report = self._report(statement, data)
        report.digest, report.supersedes, report.version = (
            fingerprint,
            known,
            known.version + 1 if known else 1,
        )
        return Filed("updated" if known else "created", statement, report)

    def _report(self, statement: Statement, data: dict) -> Report:
        spot = statement.spots[0] if statement.spots else Spot()
        return Report(
            organisation=self.organisation, dataset=self.dataset, key=statement.key,
            filed_by=self._sender(statement),
            audience=self._audience(statement), statement=data, text=statement.text,
            language=statement.language, date_first=statement.when.first, date_last=statement.when.last,
            date_precision=statement.when.precision, event_type=statement.event_type,
            place_name=spot.name[:NAME_LENGTH], lat=spot.lat, lon=spot.lon, geo_precision=spot.precision,
        )  # fmt: skip

    def _locate(self, filed: list[Filed]) -> None:
        asked = [(each.statement.spots, each.statement.when.first) for each in filed]
        for each, placed in zip(filed, extents_for(asked), strict=True):
            each.report.extent = placed.extent

    def _sender(self, statement: Statement) -> Account | None:
        return self.senders.get(statement.key, self.filed_by)

    def _audience(self, statement: Statement) -> Audience:
        tlp = self.tlp or statement.tlp or self.organisation.default_tlp
        # RED is for persons named. Without names: who filed it, and those who answer for the organisation.
        sender = self._sender(statement) if tlp == "TLP:RED" else None
        key = (tlp, sender.pk) if sender else tlp
        if key not in self.audiences:
            self.audiences[key] = audience(
                tlp,
                owners=[self.organisation],
                partners=self.organisation.partners.all(),
                readers=self._readers(sender) if tlp == "TLP:RED" else [],
            )
        return self.audiences[key]

    def _readers(self, sender: Account | None) -> list[Account]:
        coordinators = Account.objects.filter(
            organisation=self.organisation, role="coordinator", is_active=True
        )
        return [*coordinators, *([sender] if sender else [])]

    def _follow(self, updated: list[Report]) -> None:
        """Let each new version take the place of the old one in its incident.

        One whose readers no longer fit the incident's other reports leaves it for an incident of its own:
        nobody may read more because a source has become more careful.
        """
        newer = {report.supersedes_id: report for report in updated}
        links = list(Link.objects.filter(report__in=newer).select_related("incident"))
        for link in links:
            link.report = newer[link.report_id]
            link.save(update_fields=["report"])
        leaving = [link.report for link in links if self._no_longer_fits(link)]
        part(leaving)
        found([report] for report in leaving)
        settle(link.incident_id for link in links if link.incident.state != "merged")

    def _no_longer_fits(self, link: Link) -> bool:
        others = Audience.objects.filter(pk__in=link.incident.links.values("report__audience"))
        return len(others) > 1 and joined(others) is None


def _unstorable(statement: Statement, data: dict) -> str:
    """Why the database cannot keep this, in a sentence; empty where it can."""
    if not statement.key or len(statement.key) > KEY_LENGTH:
        return _("The identifier must have between 1 and %(most)s characters.") % {"most": KEY_LENGTH}
    if "\\u0000" in json.dumps(data):
        return _("The row holds a null character, which is no text. Remove it and send the row again.")
    return ""
