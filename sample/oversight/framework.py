"""The invented framework of the three committees: who presides in turn, what it declared, and what became of it."""

from __future__ import annotations

from datetime import date, timedelta

from sample.oversight.committees import FORUM
from sample.oversight.who import COUNTRIES, account, body, committee, ministry
from vigie import access
from vigie.access import NodeActor
from vigie.followup import acts as followup
from vigie.parliament import acts
from vigie.parliament.models import Declaration, Framework, Roadmap, RoadmapItem
from vigie.sharing.models import Circle

SINCE = date(2024, 9, 2)
ORDER = ("ML", "BF", "NE")
MONTHS = 6
FORUM_DAY = date(2025, 11, 27)
RULE = "Règlement intérieur fictif du cadre, article 7"
# post, whether it presides, who holds it after so many turns of the presidency
BUREAU = (("Présidence", True, 0), ("Vice-présidence", False, 1), ("Rapport et suivi", False, 2))
DECLARATION = """Nous, présidences des trois commissions de défense et de sécurité (fictives), réunies avec les associations, les centres d’études et les observatoires :

1. demandons que chaque poste de contrôle tienne un cahier de plaintes, lu chaque semaine par quelqu’un d’extérieur au poste ;

2. demandons que les patrouilles couvrent l’aller et le retour des marchés ;

3. convenons d’échanger chaque trimestre la liste des réponses en retard de nos ministères ;

4. convenons de compter à part les femmes et les hommes que nous entendons, et de le dire dans nos rapports."""  # noqa: E501
IN_ENGLISH = """We, the chairs of the three (fictional) committees on defence and security, meeting with associations, study centres and observatories:

1. ask that every checkpoint keep a book of complaints, read each week by somebody from outside the post;

2. ask that patrols cover the way to market and the way back;

3. agree to exchange, each quarter, the list of overdue answers of our ministries;

4. agree to count the women and men whom we hear apart, and to say so in our reports."""  # noqa: E501
RESERVED = "Sur le point 3 : la liste ne sera échangée qu’après avis de notre bureau, réponse par réponse."
# title, in full, done when, who leads, by when, what it is about
POINTS = (
    ("Un cahier de plaintes dans chaque poste de contrôle",
     "Mettre en place un cahier de plaintes à chaque poste de contrôle, et le faire lire chaque semaine.",
     "Le cahier est vu, ouvert et signé, dans neuf postes visités sur dix.", "BF", date(2026, 6, 30), "operation"),
    ("Des patrouilles qui couvrent le retour du marché",
     "Faire couvrir par les patrouilles le retour des marchés hebdomadaires, et non l’aller seul.",
     "Les horaires de patrouille de chaque marché suivi dépassent sa fermeture.", "ML", date(2026, 9, 30), "operation"),
    ("Des voies de plainte ouvertes aux femmes",
     "Désigner dans chaque province une personne formée qui reçoit les plaintes des femmes, hors du poste.",
     "Une personne est nommée et joignable dans chaque province.", "NE", date(2026, 12, 15), "gender"),
    ("Échanger chaque trimestre les réponses en retard",
     "Publier chaque trimestre la liste des réponses en retard, et la transmettre aux deux autres commissions.",
     "Quatre listes publiées en un an.", "ML", date(2026, 11, 27), "law"),
    ("Les mêmes horaires aux postes frontière des deux côtés",
     "Fixer et afficher les mêmes horaires d’ouverture des deux côtés de chaque poste frontière.",
     "Les horaires affichés des deux côtés sont les mêmes.", "BF", date(2027, 3, 31), "operation"),
)  # fmt: skip
APART = ("NE", 4, "Le point 4 reste soumis à l’avis de notre bureau : nous ne nous y engageons pas.")
# point, country, answer, claimed and verified status with their days. Left out: not taken up.
CARRIED = (
    (1, "BF", "accepted", ("completed", date(2026, 5, 20)), ("completed", date(2026, 7, 6))),
    (1, "ML", "accepted", ("completed", date(2026, 6, 12)), ("started", date(2026, 8, 18))),
    (1, "NE", "partly", ("started", date(2026, 6, 2)), None),
    (2, "BF", "accepted", ("started", date(2026, 7, 15)), ("started", date(2026, 9, 22))),
    (2, "ML", "accepted", ("substantial", date(2026, 8, 4)), ("substantial", date(2026, 10, 6))),
    (2, "NE", "noted", None, None),
    (3, "BF", "accepted", ("planned", date(2026, 4, 21)), None),
    (3, "NE", "accepted", ("completed", date(2026, 9, 9)), ("completed", date(2026, 10, 13))),
    (4, "ML", "accepted", ("completed", date(2026, 8, 31)), ("secret", date(2026, 10, 20))),
    (5, "ML", "", None, None),
)  # fmt: skip
SAID = {
    "accepted": "Nous acceptons ce point et en rendrons compte chaque trimestre.",
    "partly": "Nous l’acceptons pour les postes des axes principaux.", "noted": "Nous en prenons note.",
}  # fmt: skip


def consult(circle: Circle) -> Framework:
    """Set the framework up, let it preside in turn, declare, undertake, and carry its points in each country."""
    framework = acts.found_framework(
        NodeActor(), body("cadre-concertation"), members=[committee(each) for each in COUNTRIES], since=SINCE,
        circle=circle,
    )  # fmt: skip
    _preside(framework)
    declaration = _declare(framework, circle)
    roadmap = _undertake(framework, circle, declaration)
    for point, country, answer, claimed, verified in CARRIED:
        _carry(roadmap.items.get(position=point), country, answer, claimed, verified)
    _draft_next(framework, circle)
    return framework


def _preside(framework: Framework) -> None:
    """Four turns of six months, with three weeks in which nobody presided, and the fifth that goes on."""
    clerk = account("clerk", "ML")
    acts.set_rule(clerk, framework, order=list(ORDER), term_months=MONTHS, rule_source=RULE)
    turns = (
        (SINCE, date(2025, 3, 1)), (date(2025, 3, 2), date(2025, 9, 1)), (date(2025, 9, 23), date(2026, 3, 22)),
        (date(2026, 3, 23), date(2026, 9, 22)), (date(2026, 9, 23), None),
    )  # fmt: skip
    for title, presides, shift in BUREAU:
        post = acts.add_post(clerk, framework, title=title, presides=presides)
        for number, (since, until) in enumerate(turns):
            country = ORDER[(number + shift) % len(ORDER)]
            acts.mandate(
                clerk, framework, post=post, body=committee(country), since=since, until=until,
                holder=f"Titulaire {country} (fictif)",
            )  # fmt: skip


def _declare(framework: Framework, circle: Circle) -> Declaration:
    """Written in Bamako's committee, signed at the forum by the three chairs, one of them with a reservation."""
    clerk = account("clerk", "ML")
    forum = access.rows(clerk, "see", "parliament.Sitting").get(title=FORUM)
    made = acts.draft_declaration(
        clerk, framework, title="Déclaration du forum sur les marchés et les voies de plainte (fictive)",
        text=DECLARATION, tlp="TLP:AMBER", circles=[circle], sitting=forum,
    )  # fmt: skip
    acts.open_for_signature(clerk, made, on=FORUM_DAY)
    acts.translate(account("clerk", "BF"), made, language="en", text=IN_ENGLISH)
    for country in COUNTRIES:
        said = {"position": "reservation", "text": RESERVED} if country == "NE" else {"position": "signed"}
        acts.sign(account("chair", country), made, on=FORUM_DAY, **said)
    return acts.publish_declaration(account("chair", "ML"), made)


def _undertake(framework: Framework, circle: Circle, declaration: Declaration) -> Roadmap:
    clerk = account("clerk", "ML")
    made = acts.draft_roadmap(
        clerk, framework, title="Feuille de route 2026-2027 (fictive)", since=date(2025, 12, 1),
        until=date(2027, 11, 30), tlp="TLP:AMBER", circles=[circle], declaration=declaration,
    )  # fmt: skip
    for title, text, done_when, lead, due_on, _kind in POINTS:
        acts.add_point(
            clerk, made, title=title, text=text, done_when=done_when, lead=committee(lead), due_on=due_on
        )
    acts.open_for_signature(clerk, made, on=FORUM_DAY)
    apart, number, why = APART
    for country in COUNTRIES:
        said = {"position": "signed"}
        if country == apart:
            said = {"position": "reservation", "text": why, "points": [made.items.get(position=number)]}
        acts.sign(account("chair", country), made, on=FORUM_DAY + timedelta(1), **said)
    acts.adopt_roadmap(account("chair", "ML"), made, on=FORUM_DAY + timedelta(12))
    return acts.publish_roadmap(account("chair", "ML"), made)


def _carry(item: RoadmapItem, country: str, answer: str, claimed, verified) -> None:
    """One point in one country: recommended, then what its ministry says and what was found."""
    clerk, chair, asked = account("clerk", country), account("chair", country), account("ministry", country)
    made = acts.carry(clerk, item, addressee=ministry(country), kind=POINTS[item.position - 1][-1])
    followup.issue(chair, made, on=date(2026, 1, 12))
    followup.publish(chair, made)
    if answer:
        followup.respond(asked, made, position=answer, text=SAID[answer], on=date(2026, 2, 24))
    if claimed:
        status, day = claimed
        followup.report_progress(
            asked, made, claimed_status=status, text="Point de situation (fictif).", on=day
        )
    if verified:
        status, day = verified
        followup.verify(
            clerk, made, verified_status=status, method="visit", text="Vu sur place (fictif).", on=day
        )


def _draft_next(framework: Framework, circle: Circle) -> None:
    """What waits for its signatures today: a declaration that two of the three have still to say yes or no to."""
    clerk, chair = account("clerk", "BF"), account("chair", "BF")
    made = acts.draft_declaration(
        clerk, framework, title="Déclaration sur les routes de transhumance (fictive, en signature)",
        text="Nous convenons d’annoncer ensemble, avant chaque saison, les itinéraires et les horaires des postes.",
        tlp="TLP:AMBER", circles=[circle],
    )  # fmt: skip
    acts.open_for_signature(clerk, made, on=date(2026, 11, 3))
    acts.sign(chair, made, position="signed", on=date(2026, 11, 4))
