"""What is stored of reports compares as the reports themselves do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.core.world import World as Told
from vigie.core.pairing import encode, match, standing_weights
from vigie.core.statement import Actor, Origin, Spot
from vigie.counting import terms
from vigie.counting.fingerprints import kept, reports_of

pytestmark = pytest.mark.django_db
