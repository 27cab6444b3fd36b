"""The framework of the committees: set up, presided in turn, and what its chairs sign or do not."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.parliament.consulting import COUNTRIES, bodies, declared, founded, today
from tests.parliament.site import text
from vigie.parliament import acts
from vigie.parliament.models import Declaration, Framework, Mandate, SignOff

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return bodies()


@pytest.fixture
def framework(of) -> Framework:
    return founded(of)


def do(client, who, paper, doing: str, **said):
    """What is done on the page of a framework or of a declaration."""
    client.force_login(who)
    if isinstance(paper, Framework):
        where = reverse("framework-do", kwargs={"slug": paper.body.slug, "doing": doing})
    else:
        where = reverse("declaration-do", kwargs={"uuid": paper.uuid, "doing": doing})
    return client.post(where, said)


def page(client, who, declaration: Declaration) -> str:
    client.force_login(who)
    return text(client.get(reverse("declaration", kwargs={"uuid": declaration.uuid})))


def test_a_clerk_sets_a_framework_up_on_a_body_of_the_directory(client, of):
    client.force_login(of["clerk BF"])
    assert "Créer un cadre" in text(client.get(reverse("frameworks")))
    members = [of[each].slug for each in COUNTRIES]
    said = {
        "body": "cadre",
        "members": members,
        "since": "1er janvier 2025",
        "circle": str(of["circle"].uuid),
    }
    alone = client.post(reverse("framework-new"), {**said, "members": members[:1]})
    assert alone.status_code == 422 and "au moins deux membres" in text(alone)
    sent = client.post(reverse("framework-new"), said)
    assert (
        sent.url == reverse("framework", kwargs={"slug": "cadre"})
        and Framework.objects.get().members.count() == 3
    )
    assert "est déjà un cadre" in text(client.get(reverse("framework-new")))
    client.force_login(of["chair BF"])
    assert client.get(reverse("framework-new")).status_code == 404


def test_the_presidency_goes_round_by_the_rule_and_a_vacancy_is_told(client, of, framework):
    clerk = of["clerk BF"]
    post = acts.add_post(clerk, framework, title="Présidence", presides=True)
    said = {"order": "BF ML NE", "term_months": "12", "rule_source": "Règlement, article 4"}
    assert do(client, clerk, framework, "regle", **said).status_code == 302
    for country, since, until in (("BF", "2025-01-01", "2025-06-30"), ("ML", "2025-09-01", "")):
        held = {"post": post.pk, "body": f"commission-{country.lower()}", "since": since, "until": until}
        assert do(client, clerk, framework, "mandat", **held).status_code == 302
    client.logout()
    seen = text(client.get(reverse("framework", kwargs={"slug": "cadre"})))
    assert "Nom commission-ml préside depuis le" in seen and "Selon la règle, Nom commission-ne suit" in seen
    assert "Vacante" in seen and "31 août 2025" in seen
    twice = do(client, clerk, framework, "mandat", post=post.pk, body="commission-ne", since="2025-10-01")
    assert twice.status_code == 422 and "tient cette fonction depuis" in text(twice)
    held = Mandate.objects.get(body=of["ML"])
    assert do(client, clerk, framework, "fin", held=held.pk, until=today(-1).isoformat()).status_code == 302
    client.logout()
    assert "La présidence est vacante depuis" in text(
        client.get(reverse("framework", kwargs={"slug": "cadre"}))
    )


def test_the_rule_and_the_members_are_checked(of, framework):
    clerk = of["clerk BF"]
    for order in (["BF", "CI"], ["BF", "BF"]):
        with pytest.raises(ValidationError):
            acts.set_rule(clerk, framework, order=order, term_months=6, rule_source="Règlement")
    with pytest.raises(ValidationError):
        acts.join(clerk, framework, body=of["ML"], since=date(2026, 1, 1))
    acts.leave(clerk, framework, member=framework.members.get(body=of["ML"]), until=date(2025, 12, 31))
    acts.join(clerk, framework, body=of["ML"], since=date(2026, 1, 1))


def test_three_chairs_sign_one_of_them_with_a_reservation_one_not(client, of, framework):
    paper = declared(of, framework)
    assert "déclaration à signer, ou non" in _home(client, of["chair ML"])
    assert do(client, of["chair BF"], paper, "signer", position="signed").status_code == 302
    bare = do(client, of["chair ML"], paper, "signer", position="reservation")
    assert bare.status_code == 422 and "Écrivez la réserve ou le désaccord" in text(bare)
    why = "Sur le point 2, notre bureau n’a pas délibéré."
    assert do(client, of["chair ML"], paper, "signer", position="reservation", text=why).status_code == 302
    early = do(client, of["chair BF"], paper, "publier")
    assert early.status_code == 422 and "Nom commission-ne" in text(early)
    no = "Nous ne nous y associons pas."
    assert do(client, of["chair NE"], paper, "signer", position="dissent", text=no).status_code == 302
    assert "à signer" not in _home(client, of["chair ML"])
    assert do(client, of["chair BF"], paper, "publier").status_code == 302
    client.logout()
    seen = text(client.get(reverse("declaration", kwargs={"uuid": paper.uuid})))
    for told in (
        why,
        no,
        "3 commissions sur 3 se sont prononcées",
        "Signée avec réserve",
        "Non signée : désaccord",
    ):
        assert told in seen
    listed = text(client.get(reverse("framework", kwargs={"slug": "cadre"})))
    assert "signée par 2 sur 3" in listed and "1 réserve" in listed and "1 désaccord" in listed


def _home(client, who) -> str:
    client.force_login(who)
    return text(client.get(reverse("home")))


def test_a_committee_speaks_once_and_only_its_chair(client, of, framework):
    paper = declared(of, framework)
    for who in ("clerk BF", "member BF", "ministry BF"):
        assert do(client, of[who], paper, "signer", position="signed").status_code == 404
    for status in (302, 422):
        assert do(client, of["chair BF"], paper, "signer", position="signed").status_code == status
    assert "Signer, ou non" not in page(client, of["chair BF"], paper)
    assert SignOff.objects.count() == 1


def test_words_open_for_signature_do_not_change_and_a_signature_lies_between(client, of, framework):
    paper = acts.draft_declaration(
        of["clerk BF"], framework, title="Du forum", text="Nous…", tlp="TLP:AMBER", circles=[of["circle"]]
    )
    assert do(client, of["clerk BF"], paper, "ouvrir", on=today(1).isoformat()).status_code == 422
    assert do(client, of["clerk BF"], paper, "ouvrir", on=today(-9).isoformat()).status_code == 302
    changed = do(client, of["clerk BF"], paper, "corriger", title="Autre", text="Autre")
    assert changed.status_code == 422 and "son texte ne change plus" in text(changed)
    for days in (-10, 1):
        said = {"position": "signed", "on": today(days).isoformat()}
        assert do(client, of["chair BF"], paper, "signer", **said).status_code == 422
    assert (
        do(client, of["chair BF"], paper, "signer", position="signed", on=today(-9).isoformat()).status_code
        == 302
    )


def test_it_is_not_opened_to_chairs_who_could_not_read_it(client, of, framework):
    paper = acts.draft_declaration(
        of["clerk BF"], framework, title="Chez nous", text="Nous…", tlp="TLP:AMBER"
    )
    blind = do(client, of["clerk BF"], paper, "ouvrir")
    assert blind.status_code == 422 and "Nom commission-ml" in text(blind)


def test_who_leaves_without_a_word_is_not_waited_for(of, framework):
    paper = declared(of, framework)
    for country in ("BF", "ML"):
        acts.sign(of[f"chair {country}"], paper, position="signed")
    with pytest.raises(ValidationError):
        acts.publish_declaration(of["chair BF"], paper)
    acts.leave(of["clerk NE"], framework, member=framework.members.get(body=of["NE"]), until=today(-1))
    acts.publish_declaration(of["chair BF"], paper)


def test_a_translation_falls_with_the_words_it_translates(client, of, framework):
    paper = acts.draft_declaration(
        of["clerk BF"], framework, title="Du forum", text="Nous…", tlp="TLP:AMBER", circles=[of["circle"]]
    )
    assert do(client, of["clerk BF"], paper, "traduire", language="bm", text="An b’a fɔ").status_code == 302
    again = do(client, of["clerk BF"], paper, "traduire", language="bm", text="An b’a fɔ")
    assert again.status_code == 422 and "existe déjà dans cette langue" in text(again)
    assert 'lang="bm"' in page(client, of["clerk BF"], paper)
    assert (
        do(client, of["clerk BF"], paper, "corriger", title="Du forum", text="Autrement").status_code == 302
    )
    assert list(paper.texts.values_list("language", flat=True)) == ["fr"]


def test_a_draft_is_seen_at_home_only(client, of, framework):
    client.force_login(of["clerk BF"])
    said = {
        "title": "Projet",
        "text": "Nous…",
        "language": "fr",
        "tlp": "TLP:AMBER",
        "circles": [of["circle"].uuid],
    }
    sent = client.post(reverse("declaration-new", kwargs={"slug": "cadre"}), said)
    assert sent.status_code == 302
    for country, status in zip(COUNTRIES, (200, 404, 404), strict=True):
        client.force_login(of[f"clerk {country}"])
        assert client.get(sent.url).status_code == status
