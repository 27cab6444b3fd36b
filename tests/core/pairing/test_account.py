from datetime import date

import pytest

from vigie.core import dates
from vigie.core.pairing import account_of
from vigie.core.statement import Statement, Toll

KILLED = [
    ((), None),
    ((Toll("killed", status="unknown"),), None),
    ((Toll("killed", status="not_asked"),), None),
    ((Toll("killed", best=0),), (0, 0, 0)),
    ((Toll("killed", low=3),), (3, 3, 3)),
    ((Toll("killed", low=3, best=5, high=9),), (3, 5, 9)),
    ((Toll("killed", "civilian", best=4), Toll("killed", "state", best=2)), (6, 6, 6)),
    ((Toll("killed", best=7), Toll("killed", "civilian", best=4)), (7, 7, 7)),
    ((Toll("killed", "civilian", best=4), Toll("killed", "health_worker", best=1)), (4, 4, 4)),
    ((Toll("killed", "all", "female", best=4),), None),
    ((Toll("injured", best=4),), None),
]


@pytest.mark.parametrize(("tolls", "killed"), KILLED)
def test_the_dead_are_counted_once_and_zero_is_not_unknown(tolls, killed):
    statement = Statement("k", dates.day(date(2026, 3, 12)), "ambush", tolls=tolls)
    assert account_of(statement, id=1, source="a").killed == killed
