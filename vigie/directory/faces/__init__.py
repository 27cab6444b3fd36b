"""What each audience is shown of the directory."""

from vigie.directory.faces.organisation import (
    ListedOrganisation,
    ListedPost,
    OrganisationPage,
    Source,
)
from vigie.directory.faces.person import ListedPerson, PersonPage
from vigie.directory.faces.unit import ListedUnit, UnitPage

__all__ = [
    "ListedOrganisation", "ListedPerson", "ListedPost", "ListedUnit", "OrganisationPage", "PersonPage",
    "Source", "UnitPage",
]  # fmt: skip
