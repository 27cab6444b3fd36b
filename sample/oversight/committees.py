"""Who sits in the invented committees, and two years of their sittings."""

from __future__ import annotations

from datetime import date, timedelta

from sample.draws import Draws
from sample.oversight.who import COUNTRIES, account, at, committee
from vigie.parliament import acts
from vigie.parliament.acts.attendance import Mark
from vigie.parliament.models import Seat, Sitting

SEED = 31
SINCE, RENEWED = date(2023, 7, 1), date(2025, 7, 1)
FIRST, LAST = date(2024, 9, 1), date(2026, 12, 20)
TODAY = date(2026, 11, 1)  # what lies before it was held
SEATS = 11
POSTS = {0: "chair", 1: "vice_chair", 2: "rapporteur"}
# Of eleven: women before and after the renewal, by country.
WOMEN = {"BF": (2, 4), "ML": (3, 3), "NE": (2, 5)}
MATTERS = (
    "Suites données aux recommandations", "Exécution du budget de la sécurité", "Situation aux postes de contrôle",
    "Loi fictive sur les armes légères", "Formation des agents", "Femmes dans les forces", "Réponses en retard",
    "Préparation d’une visite de site", "Échanges avec les commissions voisines",
)  # fmt: skip
HEARD = (
    ("minister", "Sécurité (fictif)", "Ministre", "female"), ("official", "Secrétariat général", "Directeur", "male"),
    ("force", "Commandement d’une région", "Officier", "male"), ("expert", "Centre d’études", "Chercheuse", "female"),
    ("civil_society", "Association de commerçantes", "Porte-parole", "female"), ("citizen", "", "Transporteur", "male"),
    ("authority", "", "Chef de canton", "male"), ("force", "Poste de route", "Agente d’accueil", "female"),
)  # fmt: skip
OUTCOMES = (
    "Point examiné ; la commission y revient à la séance suivante.", "Une question écrite sera posée au ministère.",
    "La commission prend acte.", "Une visite de site est décidée.", "Le secrétariat prépare une note.",
)  # fmt: skip
FORUM = "Forum des trois commissions : marchés, pistes et voies de plainte"
SAID = (
    ("civil_society", "Les commerçantes demandent que la patrouille couvre aussi le retour du marché."),
    ("authority", "Un cahier de plaintes ne sert que si quelqu’un le lit chaque semaine."),
    ("expert", "Comparer les trois pays demande de compter les mêmes choses de la même façon."),
    ("citizen", "Les horaires du poste frontière doivent être connus avant le départ des troupeaux."),
)  # fmt: skip


def sit() -> None:
    """Seats, then sittings month by month, then the joint ones and the forum."""
    draws = Draws(SEED)
    for country in COUNTRIES:
        _seat(country, draws)
        acts.set_quorum(
            account("clerk", country), committee(country), rule="majority", since=SINCE,
            source="Règlement intérieur fictif, article 12",
        )  # fmt: skip
    months = [date(FIRST.year + n // 12, n % 12 + 1, 1) for n in range(8, 8 + 28)]
    for number, month in enumerate(months):
        for place, country in enumerate(COUNTRIES):
            _month(country, month + timedelta(6 + 2 * place + number % 5), number, draws)
    _forum(draws)


def _seat(country: str, draws: Draws) -> None:
    clerk, seated = account("clerk", country), committee(country)
    for term, (since, until) in enumerate(((SINCE, RENEWED - timedelta(1)), (RENEWED, None))):
        for number in range(SEATS):
            unrecorded = term == 0 and number == SEATS - 1
            acts.add_seat(
                clerk, seated, holder=f"Membre {country}-{term + 1}-{number + 1}", since=since, until=until,
                post=POSTS.get(number, "member"), sex="" if unrecorded else _sex(number, WOMEN[country][term]),
                age_band=draws.pick(("under_35", "35_49", "35_49", "50_64", "65_over", "")),
            )  # fmt: skip


def _sex(number: int, women: int) -> str:
    """Women spread evenly over the seats, so that posts of the bureau are among theirs."""
    return "female" if (number + 1) * women // SEATS != number * women // SEATS else "male"


def _month(country: str, day: date, number: int, draws: Draws) -> None:
    """One sitting of the month: ordinary, a hearing, in camera, or joint with the neighbours."""
    kind = ("ordinary", "hearing", "ordinary", "in_camera", "ordinary", "joint")[number % 6]
    if kind == "joint" and country != COUNTRIES[number // 6 % 3]:
        return  # another committee is the host
    day += timedelta({5: 2, 6: 1}.get(day.weekday(), 0))
    others = [committee(each) for each in COUNTRIES if each != country] if kind == "joint" else []
    matters = [MATTERS[(number + step) % len(MATTERS)] for step in range(2 + number % 3)]
    title = f"{matters[0]} ({day:%m/%Y})"
    sitting = acts.schedule(
        account("clerk", country), committee(country), kind=kind, title=title, starts_at=at(day, 9),
        ends_at=at(day, 12, 30), place="Salle des commissions", joint_bodies=others, agenda=matters,
    )  # fmt: skip
    if kind != "in_camera" and number % 5 != 4:
        acts.publish_agenda(account("clerk", country), sitting)
    if number == 7 and country == "NE":
        acts.cancel(account("clerk", country), sitting, because="Quorum impossible ce jour.")
    elif day < TODAY:
        _hold(country, sitting, number, draws)


def _hold(country: str, sitting: Sitting, number: int, draws: Draws) -> None:
    clerk, chair = account("clerk", country), account("chair", country)
    acts.open_sitting(chair, sitting, at=sitting.starts_at + timedelta(minutes=draws.pick((0, 5, 20))))
    _attend(clerk, sitting, number, draws)
    if sitting.kind == "hearing":
        for role, institution, function, sex in HEARD[number % 2 :]:
            acts.hear(
                clerk, sitting, role=role, function=function, institution=institution, country=country,
                sex="" if number == 13 and role == "citizen" else sex, age_band=draws.pick(("", "35_49", "50_64")),
            )  # fmt: skip
    acts.close_sitting(chair, sitting, at=sitting.ends_at)
    if number % 4 == 3:
        return  # nobody has written minutes yet
    said = {each.position: ("", draws.pick(OUTCOMES)) for each in sitting.agenda.all()}
    acts.note_matters(clerk, sitting, said=said)
    came = "\n\n".join(f"{each.position}. {each.title}. {each.outcome}" for each in sitting.agenda.all())
    acts.draft_minutes(clerk, sitting, text=f"Compte rendu fictif.\n\n{came}")
    acts.adopt_minutes(chair, sitting, on=sitting.starts_at.date() + timedelta(14))
    if sitting.agenda_published_at:
        acts.publish_minutes(chair, sitting)


def _attend(clerk, sitting: Sitting, number: int, draws: Draws) -> None:
    if number == 4:
        acts.record_attendance(clerk, sitting, recorded="not_recorded", marks={})
        return
    reasons = ("present",) * 8 + ("late", "apologies", "absent", "left_early", "replaced")
    bodies = [sitting.body, *sitting.joint_bodies.all()]
    seats = Seat.objects.of_bodies(bodies).on(sitting.starts_at.date())
    marks = {seat.uuid: _mark(draws.pick(reasons), draws) for seat in seats.order_by("pk")}
    acts.record_attendance(clerk, sitting, recorded="recorded", marks=marks)


def _mark(reason: str, draws: Draws) -> Mark:
    if reason != "replaced":
        return Mark(reason)
    return Mark(reason, "Suppléance fictive", draws.pick(("female", "male")))


def _forum(draws: Draws) -> None:
    """The three committees with observatories, study centres and others, for a day."""
    clerk, chair = account("clerk", "ML"), account("chair", "ML")
    day = date(2025, 11, 27)
    forum = acts.schedule(
        clerk, committee("ML"), kind="forum", title=FORUM, starts_at=at(day, 8, 30), ends_at=at(day, 17),
        place="Maison des associations", joint_bodies=[committee("BF"), committee("NE")],
        agenda=("Ouverture", "Marchés et pistes", "Voies de plainte", "Déclaration et feuille de route"),
    )  # fmt: skip
    acts.publish_agenda(clerk, forum)
    acts.open_sitting(chair, forum, at=forum.starts_at)
    for country in COUNTRIES:
        for role, number, sex in (("delegate", 4, "male"), ("delegate", 3, "female"),
                                  ("civil_society", 5, "female"), ("civil_society", 4, "male"),
                                  ("authority", 3, "male"), ("citizen", 2, "")):  # fmt: skip
            acts.count_people(clerk, forum, role=role, number=number, country=country, sex=sex)
    for place, (role, text) in enumerate(SAID):
        session = forum.agenda.get(position=2 + place % 2)
        acts.contribute(clerk, forum, role=role, text=text, session=session, country=COUNTRIES[place % 3])
    _attend(clerk, forum, 0, draws)
    acts.close_sitting(chair, forum, at=forum.ends_at)
