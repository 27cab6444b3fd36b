"""How much was reported and by how many days of work, so that silence is not read as calm, nor a partner as a wave."""

from vigie.monitoring.effort.messages import Effort, effort, silences
from vigie.monitoring.effort.reading import Reading, beside_effort, effort_of, read_effort
from vigie.monitoring.effort.worked import EVERYWHERE, Scope, Worked, worked

__all__ = (
    "EVERYWHERE", "Effort", "Reading", "Scope", "Worked", "beside_effort", "effort", "effort_of", "read_effort",
    "silences", "worked",
)  # fmt: skip
