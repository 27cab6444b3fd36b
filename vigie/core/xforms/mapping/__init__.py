"""How the answers of a form become a report, a visit or survey answers: data beside the form, not code."""

from vigie.core.xforms.mapping.plan import BECOMES, BadMapping, Mapping
from vigie.core.xforms.mapping.reading import mapping_from_text, read_mapping
from vigie.core.xforms.mapping.saying import DoesNotFit, Said, say

__all__ = [
    "BECOMES",
    "BadMapping",
    "DoesNotFit",
    "Mapping",
    "Said",
    "mapping_from_text",
    "read_mapping",
    "say",
]
