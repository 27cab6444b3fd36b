"""Invented questions, reports and requests of the three committees."""

from __future__ import annotations

from datetime import date, timedelta

from sample.oversight.who import COUNTRIES, account, body, committee, ministry
from vigie.parliament import acts
from vigie.parliament.models import Seat
from vigie.sharing import acts as sharing

# kind, title, asked on, answered after so many days (None: not yet), answer
QUESTIONS = (
    ("written", "Effectif des postes de route", date(2025, 3, 4), 28, "L’effectif est celui de la loi de finances."),
    ("written", "Retard des primes de zone", date(2025, 9, 16), 75, "Les primes sont versées depuis novembre."),
    ("oral", "Fermetures de piste", date(2026, 2, 10), 7, "Les radios locales sont prévenues la veille."),
    ("written", "Dérogations aux marchés publics", date(2026, 5, 19), None, ""),
    ("written", "Suites de la visite du poste de route", date(2026, 10, 27), None, ""),
)  # fmt: skip
MEMBERS_MONTH = 9  # what was asked in September was asked by a member, the rest by the committee
LAST_PUBLISHED = date(2026, 6, 1)
REPORT = (
    ("Ce que la commission a entendu", "Six auditions, deux visites et les chiffres du registre, avec leur doute."),
    ("Ce qu’elle demande", "Quatre recommandations, chacune avec le fait qui dira qu’elle est accomplie."),
)  # fmt: skip


def write_papers() -> None:
    for country in COUNTRIES:
        _ask(country)
        _report(country)
    _inquire()


def _ask(country: str) -> None:
    clerk = account("clerk", country)
    for kind, title, on, after, words in QUESTIONS:
        by = account("member", country) if on.month == MEMBERS_MONTH else clerk
        question = acts.draft_question(
            by, committee(country), kind=kind, addressee=ministry(country), title=title, tlp="TLP:CLEAR",
            text=f"{title} : quel est l’état, et depuis quand ?", seat=_seat(country, on) if by != clerk else None,
        )  # fmt: skip
        acts.ask(by, question, on=on)
        if on < LAST_PUBLISHED:
            acts.publish_question(clerk, question)
        if after is not None:
            acts.answer(
                account("ministry", country),
                question,
                on=on + timedelta(after),
                text=words,
                by="Cabinet (fictif)",
            )


def _seat(country: str, on: date) -> Seat:
    """A member of the committee on that day, who holds no post in it."""
    return Seat.objects.of_bodies([committee(country)]).on(on).filter(post="member").order_by("pk").first()


def _report(country: str) -> None:
    clerk, chair = account("clerk", country), account("chair", country)
    for title, on in (
        ("Rapport d’activité 2025", date(2026, 1, 20)),
        ("Sécurité des marchés", date(2026, 6, 9)),
    ):
        report = acts.draft_report(
            clerk, committee(country), title=f"{title} (fictif)", tlp="TLP:CLEAR",
            summary="Ce qui a été vu, demandé et vérifié.",
            gender_note="Les femmes entendues sont comptées à part ; elles ont parlé d’abord du retour du marché.",
        )  # fmt: skip
        acts.rewrite_report(
            clerk, report, title=report.title, summary=report.summary, gender_note=report.gender_note,
            sections=list(REPORT),
        )  # fmt: skip
        acts.adopt(chair, report, on=on, votes_for=9, votes_against=0, abstained=2)
        if on < date(2026, 6, 1):
            acts.differ(clerk, report, by="Deux membres", text="Le délai demandé paraît trop court.", on=on)
            acts.table(clerk, report, on=on + timedelta(21))
            acts.publish(chair, report)
    acts.draft_report(
        clerk, committee(country), title="Budget de la sécurité 2027 (fictif)", tlp="TLP:AMBER",
        summary="Brouillon.",
    )  # fmt: skip


def _inquire() -> None:
    """Between committees, and from a committee to the study centre and to an observatory."""
    wanted = (
        ("BF", committee("ML"), "Texte du régime des postes de route", "answered", "Texte joint, de 2024."),
        ("NE", body("centre-etudes"), "Note sur les voies de plainte", "answered", "Note de huit pages remise."),
        ("ML", body("observatoire-b"), "Fermetures de piste relevées", "", ""),
        ("BF", committee("NE"), "Horaires des postes frontière", "", ""),
    )  # fmt: skip
    for country, asked, title, state, words in wanted:
        clerk = account("clerk", country)
        request = sharing.inquire(
            clerk, committee(country), asked=asked, title=title, question=f"{title} : pouvez-vous le transmettre ?",
            purpose="Rapport en préparation",
        )  # fmt: skip
        if state:
            answers = {"centre-etudes": "researcher"}.get(asked.slug)
            by = account("clerk", asked.country) if answers is None else _researcher()
            sharing.answer(by, request, state=state, answer=words)
            sharing.thank(clerk, request, thanks="Merci : la note est citée dans le rapport.")


def _researcher():
    from vigie.directory.models import Account

    return Account.objects.select_related("organisation").get(username="researcher")
