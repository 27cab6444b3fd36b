"""What the invented committees share with each other, under every mark."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from sample.oversight.who import COUNTRIES, account, committee
from vigie.sharing import acts
from vigie.sharing.models import Circle
from vigie.sharing.said import Said

# country, title, kind, theme, mark, days of embargo from now (0: none)
ITEMS = (
    ("BF", "Grille de contrôle des postes de route", "document", "forces", "TLP:GREEN", 0),
    ("ML", "Hausse des fermetures de piste", "alert", "borders", "TLP:AMBER", 0),
    ("NE", "Projet de loi sur les armes légères", "document", "legislation", "TLP:CLEAR", 20),
    ("BF", "Liste de questions sur les marchés", "question", "budget", "TLP:AMBER+STRICT", 0),
    ("ML", "Comptes rendus du forum", "note", "community", "TLP:GREEN", 0),
    ("NE", "Calendrier des visites communes", "note", "forces", "TLP:AMBER", 0),
)  # fmt: skip


def encircle() -> Circle:
    """The circle of the three committees."""
    return acts.make_circle(
        account("clerk", "BF"), committee("BF"), name="Les trois commissions (fictif)", kind="committees",
        bodies=[committee(country) for country in COUNTRIES], persons=[],
    )  # fmt: skip


def share(circle: Circle) -> None:
    """What each of the three gives to the others."""
    now = timezone.now()
    for country, title, kind, theme, tlp, embargo in ITEMS:
        until = now + timedelta(embargo) if embargo else None
        acts.share(account("clerk", country), committee(country), said=Said(
            title=f"{title} (fictif)", kind=kind, theme=theme, tlp=tlp, national="not_classified",
            legal_basis="Déclaration fictive du cadre de concertation", purpose="Préparer la réunion commune",
            text="Texte inventé.", country=country, circles=(circle,), embargo_until=until,
            published_at=until if tlp == "TLP:CLEAR" else None, review_on=date(now.year + 1, 6, 30),
            may_be_cited=tlp in ("TLP:CLEAR", "TLP:GREEN"),
        ))  # fmt: skip
