"""Asking counties: the figures that expressions give for each, or for the region as one."""

from luoshi.counties.answers import Answers, Found, Value
from luoshi.counties.period import Period, calendar_year, in_days
from luoshi.counties.places import Places, places_of
from luoshi.counties.questions import Question
from luoshi.counties.subjects import define_subjects

__all__ = [
    "Answers",
    "Found",
    "Period",
    "Places",
    "Question",
    "Value",
    "calendar_year",
    "define_subjects",
    "in_days",
    "places_of",
]
