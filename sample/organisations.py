"""The four fictional organisations: what each watches, how it errs, and its own words and columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import yaml

from sample.draws import Draws
from sample.world import TOLL_KEYS, Party
from vigie.core import standards

MAPPINGS = Path(__file__).parent / "mappings"
NAMED = re.compile(r"\b([A-Z])-?(\d+)\b")


@dataclass(frozen=True)
class Organisation:
    """One observatory. Its mapping file is the only place where its columns and words are written."""

    letter: str
    country: str
    file: str
    hears: float  # chance to hear of an incident in its own country, before salience
    strong_in: tuple[str, ...]  # regions it hears twice as well as the rest; empty: alike everywhere
    error_km: float  # mean error of a coordinate called "near"
    centroids: float  # share given as the centre of an area
    months: float  # share known to the month only
    areas_as: str  # "name" or "code"
    columns: tuple[str, ...]
    own_columns: tuple[str, ...] = ()  # kept by the organisation, read by no mapping
    headers: tuple[str, ...] = ()  # words above the HXL tags
    title: tuple[str, ...] = ()  # rows above the header
    asked_since: tuple[tuple[str, date], ...] = ()  # tolls that were not asked for before
    silent: tuple[date, date] | None = None

    @property
    def slug(self) -> str:
        return f"observatoire-{self.letter}"

    @property
    def name(self) -> str:
        return f"Observatoire {self.letter.upper()}"

    @cached_property
    def mapping(self) -> dict:
        return yaml.safe_load((MAPPINGS / f"{self.letter}.yaml").read_text(encoding="utf-8"))

    @cached_property
    def tolls(self) -> tuple[tuple[str, dict], ...]:
        """Names of the tolls it asks for, each with its columns."""
        names = {key: name for name, key in TOLL_KEYS.items()}

        def key(entry: dict) -> tuple[str, str, str, str]:
            return entry["harm"], entry.get("group", "all"), entry.get("sex", "all"), entry.get("age", "all")

        return tuple((names[key(entry)], entry) for entry in self.mapping["tolls"])

    @cached_property
    def _words(self) -> dict[str, dict[str, list[str]]]:
        """List → Vigie code → the organisation's words for it, general ones only."""
        turned: dict[str, dict[str, list[str]]] = {}
        for kind, words in self.mapping["codes"].items():
            for word, code in words.items():
                if kind != "actor" or not NAMED.search(word):
                    turned.setdefault(kind, {}).setdefault(code, []).append(word)
        return turned

    @cached_property
    def _named(self) -> dict[str, str]:
        """Tag of an invented group or unit → how the organisation writes it."""
        found = ((NAMED.search(word), word) for word in self.mapping["codes"]["actor"])
        return {f"{tag[1]}-{tag[2]}": word for tag, word in found if tag}

    def word(self, kind: str, code: str, draws: Draws) -> str:
        """Its word for a code, or "" where it has none."""
        words = self._words[kind].get(code)
        return draws.pick(words) if words else ""

    def type_word(self, code: str, draws: Draws) -> str:
        """Its finest category that holds a type."""
        kinds = self._words["event_type"]
        for step in reversed(standards.event_types()[code].path):
            if step in kinds:
                return draws.pick(kinds[step])
        return draws.pick(kinds["other-incident"])

    def actor_word(self, party: Party, draws: Draws) -> str:
        """How it writes a party: by name if it knows it, by kind, by a kind of the same class, or unknown."""
        if party.tag in self._named:
            return self._named[party.tag]
        kinds = self._words["actor"]
        if party.kind in kinds:
            return draws.pick(kinds[party.kind])
        wanted = standards.class_of(party.kind)
        for kind, words in kinds.items():
            if standards.class_of(kind) == wanted:
                return draws.pick(words)
        return draws.pick(kinds["unknown"])


ORGANISATIONS = (
    Organisation(
        "a", "BF", "observatoire_a.csv", 0.86, (), 5, 0.10, 0.03, "name",
        columns=(
            "numero", "date_saisie", "date_debut", "date_fin", "precision_date", "pays", "region", "province",
            "commune", "localite", "autres_lieux", "latitude", "longitude", "precision_lieu", "type_fait",
            "auteur_presume", "cible", "civils_tues", "civils_tues_min", "civils_tues_max", "femmes_tuees",
            "enfants_tues", "fds_tues", "combattants_tues", "blesses", "enleves", "arretes", "disparus",
            "deplaces", "type_source", "source", "recit", "diffusion",
        ),
        own_columns=("date_saisie",),
        asked_since=(("displaced", date(2024, 1, 1)), ("killed_children", date(2023, 10, 1))),
    ),
    Organisation(
        "b", "ML", "observatoire_b.xlsx", 0.84, ("Gao", "Ménaka", "Tombouctou"), 8, 0.10, 0.04, "code",
        columns=(
            "N° fiche", "Reçue le", "Début", "Fin", "Datation", "Pays", "Code région", "Code cercle", "Lieu",
            "Lieux liés", "Lat.", "Long.", "Position", "Catégorie", "Acteur 1", "Acteur 2", "Morts",
            "Morts (min.)", "Morts (max.)", "dont civils", "dont femmes", "Blessés", "Enlevés", "Déplacés",
            "Nature source", "Source", "Résumé", "TLP",
        ),
        own_columns=("Reçue le",),
        title=("Observatoire B (fictif) : alertes consolidées", ""),
        asked_since=(("killed_women", date(2024, 6, 1)),),
    ),
    Organisation(
        "c", "ML", "observatoire_c.csv", 0.80, ("Mopti",), 12, 0.16, 0.06, "name",
        columns=(
            "ref", "note_le", "date", "jusqu_au", "exactitude", "village", "cercle", "region", "pays", "lat",
            "long", "coord", "nature", "auteurs", "victimes", "nb_tues", "tues_au_moins", "tues_au_plus",
            "nb_enfants_tues", "nb_blesses", "nb_enleves", "nb_deplaces", "provenance", "type_provenance",
            "description", "partage",
        ),
        own_columns=("note_le",),
        asked_since=(("killed_children", date(2025, 1, 1)), ("displaced", date(2023, 12, 1))),
    ),
    Organisation(
        "d", "NE", "observatoire_d.csv", 0.86, (), 7, 0.08, 0.03, "code",
        columns=(
            "#event+id", "#date+reported", "#date+start", "#date+end", "#date+precision", "#country+code",
            "#adm1+code", "#adm2+code", "#adm3+code", "#loc+name", "#loc+other", "#geo+lat", "#geo+lon",
            "#geo+precision", "#event+type", "#actor+initiator", "#actor+target", "#affected+killed",
            "#affected+killed+min", "#affected+killed+max", "#affected+killed+civilian",
            "#affected+killed+civilian+f", "#affected+killed+civilian+children", "#affected+injured",
            "#affected+abducted", "#affected+abducted+f", "#affected+displaced", "#meta+source+type",
            "#meta+source", "#description", "#meta+sensitivity",
        ),
        own_columns=("#date+reported",),
        headers=(
            "Event ID", "Reported on", "Start", "End", "Date precision", "Country", "Admin 1", "Admin 2",
            "Admin 3", "Place", "Other places", "Latitude", "Longitude", "Geo precision", "Event type",
            "Initiator (alleged)", "Target", "Killed", "Killed, least", "Killed, most", "Civilians killed",
            "Women killed", "Children killed", "Injured", "Abducted", "Women abducted", "Displaced",
            "Source type", "Source", "Narrative (French)", "Sharing",
        ),
        asked_since=(("abducted_women", date(2024, 3, 1)),),
        silent=(date(2026, 5, 11), date(2026, 5, 31)),
    ),
)  # fmt: skip
