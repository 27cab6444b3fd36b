"""Circles and what is shared in them."""

from __future__ import annotations

from tests.drawn import table
from vigie.sharing.models import Circle

# A visitor without a column sees nothing.
SEEN = table("""
what      clerk member second chair clerk_ml chair_ml clerk_ne node
Circle    2     2      1      1     1        1        0        2
""")
MAY = table("""
what           clerk chair node
Circle:amend   1     1     2
""")


def build(world) -> None:
    committees = Circle.objects.create(
        name="Zqcercle", kind="committees", keeper=world.bodies["commission-bf"]
    )
    committees.bodies.set([world.bodies["commission-bf"], world.bodies["commission-ml"]])
    persons = Circle.objects.create(name="Zqpersonnes", kind="persons", keeper=world.bodies["cadre"])
    persons.persons.set([world.accounts["clerk"], world.accounts["member"]])
    world.things.update(committees=committees, persons=persons)
