"""Lists that travel with a form and are made when they are asked for: entities, and parts of the register."""

from vigie.intake.lists.declaring import declare_lists
from vigie.intake.lists.entities import deleted
from vigie.intake.lists.listed import Listed, is_made, listed

__all__ = ["Listed", "declare_lists", "deleted", "is_made", "listed"]
