"""A roadmap: signed point by point, adopted, taken up in each country, claimed beside verified."""

from __future__ import annotations

import csv

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.parliament.consulting import bodies, founded, planned, signed, today
from tests.parliament.site import text
from vigie.followup import acts as followup
from vigie.parliament import acts
from vigie.parliament.carrying import carried
from vigie.parliament.models import Roadmap

pytestmark = pytest.mark.django_db
APART = {"position": "reservation", "text": "Pas le deuxième."}


@pytest.fixture
def of():
    return bodies()


@pytest.fixture
def draft(of) -> Roadmap:
    return planned(of, founded(of))


@pytest.fixture
def adopted(of, draft) -> Roadmap:
    """Signed by the three, NE without the second point."""
    signed(of, draft, NE={**APART, "points": [draft.items.get(position=2)]})
    return acts.adopt_roadmap(of["chair BF"], draft, on=today())


def do(client, who, roadmap: Roadmap, doing: str, **said):
    client.force_login(who)
    return client.post(reverse("roadmap-do", kwargs={"uuid": roadmap.uuid, "doing": doing}), said)


def test_it_is_signed_by_the_three_chairs_before_it_is_adopted(client, of, draft):
    early = do(client, of["chair BF"], draft, "adopter", on=today().isoformat())
    assert early.status_code == 422 and "ne se sont pas encore prononcés" in text(early)
    client.force_login(of["clerk ML"])
    where = reverse("roadmap", kwargs={"uuid": draft.uuid})
    assert client.get(where).status_code == 404
    assert do(client, of["clerk BF"], draft, "ouvrir").status_code == 302
    late = do(client, of["clerk BF"], draft, "point", title="De plus", text="…", lead="commission-bf",
              due_on=today(9).isoformat())  # fmt: skip
    assert late.status_code == 422 and draft.items.count() == 2
    second = str(draft.items.get(position=2).uuid)
    wrong = do(client, of["chair NE"], draft, "signer", position="signed", points=[second])
    assert wrong.status_code == 422 and "Seul qui signe avec réserve" in text(wrong)
    assert do(client, of["chair NE"], draft, "signer", **APART, points=[second]).status_code == 302
    for country in ("BF", "ML"):
        assert do(client, of[f"chair {country}"], draft, "signer", position="signed").status_code == 302
    before = do(client, of["chair BF"], draft, "adopter", on=today(-1).isoformat())
    assert before.status_code == 422 and "La dernière signature est du" in text(before)
    assert do(client, of["chair BF"], draft, "adopter", on=today().isoformat()).status_code == 302
    client.force_login(of["clerk ML"])
    seen = text(client.get(where))
    assert "Non partagé : 2. Des horaires" in seen and "Pas le deuxième." in seen
    assert "Verified" not in seen and "0 sur 5" in seen


def test_a_roadmap_that_nobody_but_one_signs_is_not_adopted(of, draft):
    no = {"position": "dissent", "text": "Non."}
    signed(of, draft, ML=no, NE=no)
    with pytest.raises(ValidationError, match="Moins de deux"):
        acts.adopt_roadmap(of["chair BF"], draft, on=today())


def test_each_country_stands_with_what_is_claimed_beside_what_is_verified(client, of, adopted):
    first = adopted.items.get(position=1)
    client.force_login(of["clerk BF"])
    where = reverse("roadmap-point", kwargs={"uuid": first.uuid})
    assert client.post(where, {"addressee": "ministere-bf", "kind": "operation"}).status_code == 302
    twice = client.post(where, {"addressee": "ministere-bf", "kind": "operation"})
    assert twice.status_code == 422 and "déjà été confié" in text(twice)
    made = first.carriers.get().recommendation
    assert made.terms.tlp == adopted.terms.tlp
    followup.issue(of["chair BF"], made)
    followup.report_progress(of["ministry BF"], made, claimed_status="completed", text="Fait.", on=today())
    followup.verify(of["clerk BF"], made, verified_status="started", method="visit", text="Vu.", on=today())
    lines = {(each.point, each.country): each for each in carried(of["clerk ML"], adopted)}
    assert [lines[1, each].shape for each in ("BF", "ML", "NE")] == ["half", "draft", "draft"]
    assert [lines[2, each].shape for each in ("BF", "ML", "NE")] == ["draft", "draft", "apart"]
    assert lines[1, "BF"].days_late == 30 and lines[2, "NE"].days_late == 0
    assert lines[1, "BF"].claimed != lines[1, "BF"].verified
    # Who is not in its circle sees the point as not taken up, and cannot tell the difference.
    client.logout()
    assert client.get(reverse("roadmap", kwargs={"uuid": adopted.uuid})).status_code == 404
    acts.publish_roadmap(of["chair BF"], adopted)
    seen = text(client.get(reverse("roadmap", kwargs={"uuid": adopted.uuid})))
    assert made.ref not in seen and "pas encore repris, ou non ouvert à vous" in seen


def test_the_picture_stands_before_any_table_and_counts_what_is_shared(client, of, adopted):
    client.force_login(of["clerk ML"])
    seen = text(client.get(reverse("roadmap", kwargs={"uuid": adopted.uuid})))
    assert 0 < seen.index("<figure") < seen.index("<table")
    assert "Niger : 0 sur 1 vérifiés" in seen and "Mali : 0 sur 2 vérifiés" in seen
    drawn = seen[seen.index("<figure") : seen.index("</figure>")]
    assert drawn.count("stroke-dasharray") == 5 and drawn.count("<path d=") == 1  # five dashed, one bar


def test_its_lines_leave_as_a_table_and_its_state_on_paper(client, of, adopted):
    client.force_login(of["clerk ML"])
    kwargs = {"uuid": adopted.uuid}
    told = b"".join(client.get(reverse("roadmap", kwargs={**kwargs, "ending": "csv"})).streaming_content)
    rows = list(csv.reader(told.decode("utf-8-sig").splitlines()))
    assert sum("Un cahier" in row for row in rows) == 3 and sum("Des horaires" in row for row in rows) == 3
    paper = client.get(reverse("roadmap-sheet", kwargs=kwargs))
    assert (
        paper["Content-Type"] == "application/pdf"
        and paper.content.startswith(b"%PDF")
        and len(paper.content) < 300_000
    )
    client.logout()
    assert client.get(reverse("roadmap-sheet", kwargs=kwargs)).status_code in (302, 404)


def test_a_point_before_the_roadmap_begins_or_led_from_outside_is_refused(client, of, draft):
    said = {"title": "Tard", "text": "…", "lead": "commission-bf", "due_on": "2020-01-01"}
    early = do(client, of["clerk BF"], draft, "point", **said)
    assert early.status_code == 422 and "antérieur au début de la feuille de route" in text(early)
    outside = do(
        client,
        of["clerk BF"],
        draft,
        "point",
        **{**said, "lead": "ministere-bf", "due_on": today(9).isoformat()},
    )
    assert outside.status_code == 422
