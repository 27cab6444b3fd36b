"""What tells where a site is or how many serve there is found; what does not passes."""

from __future__ import annotations

import pytest

from vigie.core.disclosure import coordinates_in, strengths_in


@pytest.mark.parametrize("text", [
    "Le poste est à 13.4512, -2.0931.", "13,45127 ; 2,09311", "13° 27' 04\" N", "13.45° N", "lat 13.5", "GPS : 13",
    "30PXT 12345 67890", "7F3X+9Q", "geo:13.45,-2.09", "https://www.openstreetmap.org/#map=15/13/2",
])  # fmt: skip
def test_a_position_is_found(text):
    assert coordinates_in(text)


@pytest.mark.parametrize("text", [
    "214 soldats étaient là", "1 204 hommes", "une vingtaine de gendarmes", "trois femmes militaires",
    "cent vingt agents", "Effectif théorique : 90", "l’effectif est de 45", "40 troops", "about a dozen guards",
    "strength of 120", "deux sous-officiers",
])  # fmt: skip
def test_a_number_of_personnel_is_found(text):
    assert strengths_in(text)


@pytest.mark.parametrize("text", [
    "La solde de mars 2026 n’est pas payée.", "Les hommes dorment dans 2 salles.", "l’effectif réel n’est pas connu",
    "Moins de la moitié des agents était là.", "45 % des agents", "le 12 mars 2026, hommes et femmes",
    "12 lits pour les malades", "article 5. Personnel", "Il manque 3 véhicules sur 10.", "40 degrés à l’ombre",
    "à 2,5 km du centre", "85,50 francs", "Le registre du 4/03/2026 est à jour.",
])  # fmt: skip
def test_what_tells_neither_passes(text):
    assert not coordinates_in(text) and not strengths_in(text)
