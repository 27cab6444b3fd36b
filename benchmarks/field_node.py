"""What a benchmark of the field does inside the node: make it, and count what stands in it."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time

PLACES = 200


def make(phones: int) -> list[str]:
    """An organisation, its monitors with a phone each, the project's incident form, and an invented gazetteer;
    gives the tokens of the phones.
    """
    from vigie.command.setup import prepare
    from vigie.counting.running import warm
    from vigie.directory.models import Account, Organisation
    from vigie.intake.models import Phone
    from vigie.intake.openrosa.credentials import new_token, token_hash

    node = prepare(name="Banc d'essai", fictional=True)
    if not os.environ.get("VIGIE_BENCH_COLD"):
        warm()  # as `vigie init` does
    organisation = Organisation.objects.create(
        slug="banc",
        name="Observatoire du banc d'essai",
        classification="observatory",
        country="BF",
        is_member=True,
    )
    _publish(organisation)
    _load_places(node)
    tokens = [new_token() for _each in range(phones)]
    for number, token in enumerate(tokens):
        account = Account.objects.create(username=f"banc-{number}", role="monitor", organisation=organisation)
        Phone.objects.create(account=account, label=f"Banc {number}", token_hash=token_hash(token))
    return tokens


def _publish(organisation) -> None:
    from django.utils import timezone

    from vigie.core.xforms.compiling import compile_sheets
    from vigie.core.xforms.mapping.reading import parsed
    from vigie.core.xforms.sources import mapping_text, sheets_of
    from vigie.intake.models import Form, FormVersion

    xml = compile_sheets(sheets_of("incident")).xml
    xml = xml.encode() if isinstance(xml, str) else xml
    form = Form.objects.create(form_id="vigie-incident", title="Incident", organisation=organisation)
    form.fillers.add(organisation)
    FormVersion.objects.create(
        form=form, version="2026112301", title="Incident", state="published", xml=xml,
        md5=hashlib.md5(xml).hexdigest(), mapping=parsed(mapping_text("incident")), published_at=timezone.now(),
    )  # fmt: skip


def _load_places(node) -> None:
    """Settlements on a grid of some 50 km, so that a report has neighbours, and not too many."""
    from vigie.access import NodeActor
    from vigie.intake.readers.places import Settlement
    from vigie.places.acts import load_settlements

    rows = [
        Settlement(1 + at, f"Lieu {at}", f"Lieu {at}", (), 11 + at // 20 * 0.45, -3 + at % 20 * 0.45,
                   "P", "PPL", "BF", 900)
        for at in range(PLACES)
    ]  # fmt: skip
    load_settlements(NodeActor(), node, source="banc", settlements=rows)


def filed() -> dict[str, int]:
    """How many records are in which state."""
    from collections import Counter

    from vigie.intake.models import Submission

    return Counter(Submission.objects.values_list("state", flat=True))


def look_over(acknowledged: list[str]) -> dict[str, int]:
    """Of the records that were acknowledged: how many are lost, doubled, changed, or miss a file's bytes."""
    from collections import Counter

    from vigie.intake.models import Attachment, SubmissionVersion
    from vigie.intake.receiving import stored
    from vigie.monitoring.models import Report

    rows = SubmissionVersion.objects.values_list("instance_id", "sha256", "xml")
    times, changed = Counter(), 0
    for instance, sha256, xml in rows.iterator():
        times[instance] += 1
        changed += hashlib.sha256(bytes(xml)).hexdigest() != sha256
    files = Attachment.objects.exclude(sha256="").values_list("sha256", flat=True)
    unread = sum(not _is_whole(stored.path_of(each), each) for each in set(files))
    reports = Counter(Report.objects.values_list("key", flat=True))
    return {
        "acknowledged": len(set(acknowledged)),
        "lost": sum(not times[each] for each in set(acknowledged)),
        "doubled": sum(count > 1 for count in times.values()),
        "changed": changed,
        "files": len(set(files)),
        "files broken": unread,
        "reports": len(reports),
        "reports doubled": sum(count > 1 for count in reports.values()),
    }


def _is_whole(path, sha256: str) -> bool:
    return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def drained() -> None:
    """Wait until nothing waits to be filed."""
    from vigie.intake.models import Submission

    while Submission.objects.filter(state="waiting").exists():
        time.sleep(0.1)


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "vigie.settings"
    import django

    django.setup()
    what, *more = sys.argv[1:]
    if what == "make":
        print(json.dumps(make(int(more[0]))))
    elif what == "look-over":
        print(json.dumps(look_over(json.load(sys.stdin))))
    elif what == "drained":
        drained()
    elif what == "states":
        print(json.dumps(filed()))


if __name__ == "__main__":
    main()
