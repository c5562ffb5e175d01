"""A year's assessment of counties and units by the scorecards of a notice.

``docs/reference/scorecards.md`` gives, for those who write cards, the rule of each shape.
"""

from luoshi.assessment.assessing import NotAssessedError, assess, cards_of, freeze
from luoshi.assessment.basis import units_of
from luoshi.assessment.freezing import Frozen, thawed
from luoshi.assessment.results import Assessment, PlaceScore, document
from luoshi.assessment.sources import Judgement, Sources

__all__ = [
    "Assessment",
    "Frozen",
    "Judgement",
    "NotAssessedError",
    "PlaceScore",
    "Sources",
    "assess",
    "cards_of",
    "document",
    "freeze",
    "thawed",
    "units_of",
]
