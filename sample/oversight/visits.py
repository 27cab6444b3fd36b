"""Invented site visits: planned, recorded on the spot, reported, and one that became a recommendation."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import date, timedelta

from PIL import Image, ImageDraw

from sample.oversight.who import COUNTRIES, account, committee, ministry
from vigie import access
from vigie.access import NodeActor
from vigie.followup import acts as followup
from vigie.intake import acts as intake
from vigie.intake.models import Form
from vigie.intake.webform.opening import language_for, opened
from vigie.intake.webform.sending import send
from vigie.intake.xlsforms.versions import definition_of
from vigie.parliament import acts
from vigie.parliament.acts import Found
from vigie.parliament.models import Finding, Seat, SiteVisit
from vigie.parliament.recommending import said_of
from vigie.places.models import Area

FORM_ID = "vigie-visite-commission"
NEXT = date(2026, 12, 9)  # the visit that each committee has planned


@dataclass(frozen=True)
class Made:
    """One visit that was made. `answers` were given on the spot, by questions of the visit form."""

    site_type: str
    day: date
    purpose: str
    answers: dict[str, str]
    words: tuple[Found, ...]  # what the clerk wrote afterwards
    heard: dict[str, tuple[int, int]]  # role → women, men
    title: str
    summary: str
    gender_note: str
    adopted: int = 0  # days after the visit; 0: still a draft
    tabled: int = 0


MADE = {
    "BF": Made(
        "post", date(2026, 3, 18), "Voies de plainte et accueil des femmes",
        {"arms_locked": "yes", "arms_register": "partly", "presence_share": "half", "presence_roll": "yes",
         "pay_on_time": "no", "pay_allowances": "partly", "living_decent": "partly", "living_water": "no",
         "women_facilities": "no", "women_harassment": "no", "detention_register": "yes", "detention_apart": "yes",
         "complaints_way": "no", "complaints_known": "no", "population_contact": "yes", "budget_received": "half",
         "inspection_last": "two_years"},
        (Found("complaints.way", "no", words="Toute plainte passe par la personne qui commande le poste."),
         Found("women.facilities", "no", words="Une seule douche, sans verrou."),
         Found("pay.on_time", "no", words="Deux mois de retard, d’après les personnes entendues.", in_report=False)),
        {"ranks": (6, 14), "womens_groups": (9, 0), "inhabitants": (7, 8), "command": (0, 1)},
        "Visite d’un poste de route (fictive)",
        "Le registre est tenu et les personnes retenues sont séparées. Il n’existe pas de voie de plainte qui évite "
        "le chef direct, et personne n’en connaît une autre.\n\nLa commission demande que chaque poste affiche une "
        "voie de plainte qui ne passe pas par lui.",
        "Aucun local séparé ne ferme. Les femmes entendues se lavent avant le jour, chez des voisines.",
        adopted=20, tabled=40,
    ),
    "ML": Made(
        "armoury", date(2026, 5, 12), "Registre unique et munitions périmées",
        {"arms_locked": "yes", "arms_apart": "yes", "arms_register": "yes", "arms_drawn": "partly",
         "equipment_found": "most", "presence_roll": "yes", "budget_received": "less", "inspection_last": "year",
         "storing_distance": "no", "storing_fire": "partly", "storing_expired": "no", "storing_marked": "yes"},
        (Found("storing.expired", "no", words="Des caisses périmées attendent depuis plus d’un an."),),
        {"accounts": (5, 6)},
        "Visite d’un magasin d’armes (fictive)",
        "Le registre unique est en usage. Les munitions périmées ne sont pas détruites.",
        "Cinq femmes tiennent les livres ; aucune ne siège à la commission de réforme.",
        adopted=40,
    ),
    "NE": Made(
        "hospital", date(2026, 10, 6), "Soins aux blessés, civils compris",
        {"pay_on_time": "yes", "living_water": "yes", "living_care": "yes", "women_facilities": "partly",
         "complaints_way": "yes", "treating_medicines": "partly", "treating_blood": "no", "treating_civilians": "yes",
         "treating_secrecy": "not_asked", "inspection_last": "never"},
        (Found("treating.blood", "no", words="Pas d’oxygène la nuit."),),
        {"health": (8, 7)},
        "Visite d’un hôpital militaire (fictive)",
        "Les civils sont soignés comme les autres. L’oxygène manque la nuit.",
        "",
    ),
}  # fmt: skip


def visit() -> None:
    """One visit made in each country, and one planned."""
    _let_committees_fill()
    made = {country: _make(country, told) for country, told in MADE.items()}
    _raise_recommendation(made["BF"])
    for country in COUNTRIES:
        acts.plan_visit(
            account("clerk", country), committee(country), site_type="training_school", area=_area(country),
            starts_on=NEXT, announced="announced", purpose="Enseignement du code de déontologie",
        )  # fmt: skip


def _let_committees_fill() -> None:
    form = Form.objects.filter(form_id=FORM_ID).first()
    if form is not None:
        named = {*form.fillers.all(), *(committee(each) for each in COUNTRIES)}
        intake.name_fillers(NodeActor(), form, organisations=named)


def _make(country: str, told: Made) -> SiteVisit:
    clerk, body = account("clerk", country), committee(country)
    seats = Seat.objects.filter(body=body).on(told.day).in_order()[:4]
    planned = acts.plan_visit(
        clerk, body, site_type=told.site_type, area=_area(country), starts_on=told.day, announced="unannounced",
        photos="allowed", authorisation="Lettre fictive n° 7", purpose=told.purpose, seats=seats,
        risk_note="Qui parle peut être muté. Entretiens loin du poste, en groupe, sans notes nominatives.",
        others=[("staff", "female", 1), ("expert", "male", 1)],
    )  # fmt: skip
    acts.make_visit(clerk, planned, met=list(told.heard), met_alone=["ranks"] if "ranks" in told.heard else [],
                    heard=told.heard)  # fmt: skip
    _record(clerk, planned, told)
    acts.keep_findings(clerk, planned, found=told.words)
    photo = acts.add_photo(clerk, planned, content=_drawn(), shows="Un registre de contrôle (dessin fictif)")
    acts.choose_photo(clerk, photo, in_report=True)
    _report(country, planned, told)
    return planned


def _record(clerk, planned: SiteVisit, told: Made) -> None:
    """Fill the visit form as the delegation does on the spot, send it, and take its answers over."""
    form = access.rows(clerk, "fill", "intake.Form").filter(form_id=FORM_ID).first()
    if form is None:
        return
    version = form.versions.filter(state="published").order_by("-pk").first()
    definition = definition_of(version)
    draft = intake.begin(clerk, form, version=version, language=language_for(definition))
    filling = opened(draft)
    said = {
        "visit_number": str(planned.number), "visited": told.site_type, "date_day": told.day.isoformat(),
        "country": planned.committee.country, "members": "some", "announced": "no", "access": "yes",
        "documents": "some", "note": "Fiche fictive, remplie sans réseau.", "sharing": "usual", **told.answers,
    }  # fmt: skip
    for name, text in said.items():
        node = next(filling.at(definition.by_name[name].path))
        node.text = text
        filling.changed(node)
    filling.settle()
    intake.keep_answers(clerk, draft, answers=filling.answers(), step="", language=draft.language)
    intake.file_submissions(NodeActor(), [send(clerk, draft).submission])
    records = access.rows(clerk, "see", "fieldwork.Visit").current()
    acts.take_over(clerk, planned, record=records.get(findings__visit_number=str(planned.number)))


def _report(country: str, planned: SiteVisit, told: Made) -> None:
    clerk, chair = account("clerk", country), account("chair", country)
    report = acts.draft_visit_report(
        clerk, planned, title=told.title, summary=told.summary, gender_note=told.gender_note
    )
    if told.adopted:
        acts.adopt_visit_report(chair, report, adopted_on=told.day + timedelta(told.adopted), tlp="TLP:CLEAR")
    if told.tabled:
        acts.table_visit_report(chair, report, tabled_on=told.day + timedelta(told.tabled))


def _raise_recommendation(made: SiteVisit) -> None:
    """The committee recommends from what it found, and issues it after the report was tabled."""
    country = made.committee.country
    finding = Finding.objects.get(visit=made, question="complaints.way")
    ministries = access.rows(account("clerk", country), "see", "directory.Organisation").by_kind()
    said = replace(
        said_of(finding, ministries.filter(pk=ministry(country).pk)), done_target=3, done_out_of=3, done_unit="visites",
        title="Afficher à chaque poste une voie de plainte qui ne passe pas par lui",
        done_when="trois visites inopinées de suite trouvent la voie de plainte affichée et connue", tlp="TLP:CLEAR",
        gender_note="Les femmes doivent pouvoir se plaindre auprès d’une femme.",
    )  # fmt: skip
    raised = followup.recommend(account("clerk", country), made.committee, said=said)
    followup.issue(account("chair", country), raised, on=made.starts_on + timedelta(45), adoption="unanimité")
    followup.publish(account("chair", country), raised)


def _area(country: str) -> Area:
    return Area.objects.current().filter(country=country, level=2).order_by("pcode").first()


def _drawn() -> bytes:
    """A page of a register, drawn."""
    page = Image.new("RGB", (900, 600), (236, 230, 214))
    pen = ImageDraw.Draw(page)
    for row in range(60, 600, 45):
        pen.line((40, row, 860, row), fill=(120, 110, 90), width=2)
        pen.line((70, row - 16, 70 + (row * 7) % 500 + 120, row - 16), fill=(40, 50, 90), width=5)
    for across in (40, 330, 620, 860):
        pen.line((across, 40, across, 580), fill=(120, 110, 90), width=3)
    written = io.BytesIO()
    page.save(written, "PNG")
    return written.getvalue()
