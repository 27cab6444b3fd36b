"""Words that two narratives share, and how rare they are among all narratives seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log2

from vigie.core.standards import plain

# Words that carry no fact, French and English, as `plain` leaves them. Months and weekdays are here
# because the date is compared on its own, and numbers are dropped because the toll is.
STOP = frozenset(
    """
    a afin ai ainsi alors apres au aucun aucune aussi autour autre autres aux avant avec avoir ayant beaucoup
    bien car ce ceci cela celle celles celui cependant ces cet cette ceux chaque chez comme contre dans de
    debut depuis dernier derniere des deux dix donc dont du durant elle elles en encore entre environ est et
    etaient etait etant ete etre eu eux fait faire fois font huit ici il ils jour jours jusqu jusque l la le
    les leur leurs lors lorsque lui mais meme memes moins moment neuf ni nom non nos notre nous on ont or ou
    par parmi pas pendant peu plus plusieurs pour pres puis qu quand quatre que quelques qui rapporte
    rapportee sa sans se selon sept ses si six soit son sont sous suite sur tous tout toute toutes tres trois
    un une vers vos votre vous y d n s c j m t
    source sources information informations date heure heures matin soir nuit midi journee
    incident incidents evenement village localite zone commune province region cercle departement secteur
    individus personnes personne hommes homme femmes armes armee arme groupe mort morts tue tues tuee tuees
    blesse blesses attaque attaques
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
    lundi mardi mercredi jeudi vendredi samedi dimanche
    about after all also an and are around as at be been before but by during for from had has have he her
    his in into is it its near no not of on one or other others over people reported reportedly she some
    that the their them there they this to two was were when where which who with attack attacked killed men
    """.split()  # noqa: SIM905 — a list of words reads as words
)

# Fewer narratives than this cannot say which word is rare.
LEAST_NARRATIVES = 50

# A word found in more than this share of narratives (3.3 bits of surprise) tells no incident from another.
RARE_SHARE = 0.10


def words_of(text: str) -> frozenset[str]:
    """The words of a narrative that can carry a fact, plain and without the plural's s."""
    found = (word[:-1] if len(word) > 4 and word[-1] in "sx" else word for word in plain(text).split())
    return frozenset(word for word in found if len(word) > 2 and word not in STOP and word.isalpha())


class Narratives:
    """The words of all narratives seen so far. What counts as rare changes as more come in."""

    def __init__(self) -> None:
        self.total = 0
        self._seen: Counter[str] = Counter()

    def add(self, words: Iterable[str]) -> None:
        words = set(words)
        if words:
            self.total += 1
            self._seen.update(words)

    @property
    def enough(self) -> bool:
        """Whether enough was read to say which words are rare."""
        return self.total >= LEAST_NARRATIVES

    def seen(self, word: str) -> int:
        """In how many narratives the word was met."""
        return self._seen[word]

    def rarity(self, word: str) -> float:
        """Bits of surprise at finding the word; 0 where it is common or too little was read."""
        if not self.enough:
            return 0.0
        seen = max(self._seen[word], 1)
        return log2(self.total / seen) if seen <= max(3, RARE_SHARE * self.total) else 0.0

    def rare_in_common(self, some: frozenset[str], others: frozenset[str]) -> list[tuple[str, float]]:
        """Shared rare words with their bits of surprise, rarest first."""
        found = [(word, self.rarity(word)) for word in some & others]
        return sorted(((w, bits) for w, bits in found if bits > 0), key=lambda pair: (-pair[1], pair[0]))
