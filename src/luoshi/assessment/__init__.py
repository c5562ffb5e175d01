"""A year's assessment of counties and units by the scorecards of a notice.

``docs/reference/scorecards.md`` gives, for those who write cards, the rule of each shape.
"""

from luoshi.assessment.assessing import NotAssessedError, assess, cards_of, units_of
from luoshi.assessment.results import Assessment, PlaceScore, document
from luoshi.assessment.sources import Judgement, Sources

__all__ = [
    "Assessment",
    "Judgement",
    "NotAssessedError",
    "PlaceScore",
    "Sources",
    "assess",
    "cards_of",
    "document",
    "units_of",
]
