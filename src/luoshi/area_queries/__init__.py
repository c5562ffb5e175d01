"""Asking counties: the figures that expressions give for each, or for the region as one."""

from luoshi.area_queries.answers import Answers, Found, Value
from luoshi.area_queries.period import Period, calendar_year
from luoshi.area_queries.places import Places, places_of
from luoshi.area_queries.questions import Question
from luoshi.area_queries.subjects import define_subjects

__all__ = [
    "Answers",
    "Found",
    "Period",
    "Places",
    "Question",
    "Value",
    "calendar_year",
    "define_subjects",
    "places_of",
]
