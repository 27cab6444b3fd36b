"""A hearing that the three invented committees hold together, and the one that they plan next."""

from __future__ import annotations

from datetime import date

from sample.oversight.who import account, at, committee
from vigie.parliament import acts
from vigie.parliament.acts.attendance import Mark
from vigie.parliament.models import Seat

MATTERS = (
    "Fermetures de piste les jours de marché",
    "Voies de plainte aux postes de route",
    "Suites à donner",
)
NOTE = "Trois minutes pour chaque personne entendue ; les questions après la dernière."
OUTCOMES = (
    "Les trois commissions demandent les mêmes chiffres, comptés de la même façon.",
    "Une recommandation commune est préparée.",
    "Le point sera repris à la prochaine audition.",
)
HEARD = (
    ("official", "Direction des routes (fictive)", "Directrice", "BF", "female"),
    ("expert", "Centre d’études (fictif)", "Chercheur", "ML", "male"),
    ("civil_society", "Union de transporteurs (fictive)", "Porte-parole", "NE", "male"),
    ("civil_society", "Association de commerçantes (fictive)", "Porte-parole", "BF", "female"),
    ("force", "Poste de route", "Cheffe de poste", "NE", "female"),
)  # fmt: skip
SUBMISSION = "Contribution fictive : ce que coûte une piste fermée un jour de marché.\n"


def hear_together() -> None:
    """One that was held in Niamey in May 2026, and one planned in Ouagadougou for December."""
    clerk, chair, host = account("clerk", "NE"), account("chair", "NE"), committee("NE")
    others = [committee("BF"), committee("ML")]
    day = date(2026, 5, 26)
    hearing = acts.schedule(
        clerk, host, kind="hearing", title="Audition commune sur les pistes et les marchés", starts_at=at(day, 8),
        ends_at=at(day, 12), place="Niamey, salle des commissions", joint_bodies=others, agenda=MATTERS,
    )  # fmt: skip
    acts.note_matters(clerk, hearing, said={1: (NOTE, "")})
    acts.publish_agenda(clerk, hearing)
    acts.add_document(
        clerk, hearing, title="Contribution d’une union de transporteurs (fictive)", filename="contribution.txt",
        media_type="text/plain", pieces=[SUBMISSION.encode()], tlp="TLP:CLEAR", kind="submission",
        item=hearing.agenda.get(position=1),
    )  # fmt: skip
    acts.open_sitting(chair, hearing, at=hearing.starts_at)
    seats = Seat.objects.of_bodies([host, *others]).on(day).order_by("pk")
    marks = {
        seat.uuid: Mark("apologies" if place % 6 == 5 else "present") for place, seat in enumerate(seats)
    }
    acts.record_attendance(clerk, hearing, recorded="recorded", marks=marks)
    for role, institution, function, country, sex in HEARD:
        acts.hear(
            clerk, hearing, role=role, institution=institution, function=function, country=country, sex=sex
        )
    acts.close_sitting(chair, hearing, at=hearing.ends_at)
    said = {place: (NOTE if place == 1 else "", words) for place, words in enumerate(OUTCOMES, 1)}
    acts.note_matters(clerk, hearing, said=said)
    acts.draft_minutes(clerk, hearing, text="Compte rendu fictif.\n\n" + "\n\n".join(OUTCOMES))
    acts.adopt_minutes(chair, hearing, on=date(2026, 6, 16))
    acts.publish_minutes(chair, hearing)
    _next()


def _next() -> None:
    clerk, day = account("clerk", "BF"), date(2026, 12, 15)
    hearing = acts.schedule(
        clerk, committee("BF"), kind="hearing", title="Audition commune sur les suites données", starts_at=at(day, 9),
        ends_at=at(day, 13), place="Ouagadougou, salle des commissions", agenda=MATTERS,
        joint_bodies=[committee("ML"), committee("NE")],
    )  # fmt: skip
    acts.publish_agenda(clerk, hearing)
