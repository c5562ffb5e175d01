"""What a topic's page is asked for: the year, up to which day, and which county."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from luoshi.area_queries.period import calendar_year
from luoshi.areas import Area
from luoshi.obligations import Period
from luoshi.pack.terms import Term
from luoshi.site.forms import Styled, day_input
from luoshi.topics.inputs import year_until


class TopicForm(Styled):
    """Picks year, day and county; what makes no sense means the usual.

    The usual year is the last of the term that has begun, or that of the day asked for; the
    usual day is today. A day after the year asks how the year ended.
    """

    year = forms.TypedChoiceField(label="年度", coerce=int, required=False)
    day = forms.DateField(label="截至", required=False, widget=day_input())
    area = forms.ChoiceField(label="县（市、区）", required=False)

    def __init__(
        self, data: Mapping[str, Any], term: Term, counties: tuple[Area, ...], today: date
    ) -> None:
        super().__init__({name: data.get(name) or "" for name in ("year", "day", "area")})
        self.today = today
        last = min(term.last.year, today.year)
        self.years = range(max(last, term.first.year), term.first.year - 1, -1)
        self._offer("year", [(str(year), f"{year} 年") for year in self.years])
        named = [(county.code[:6], county.name) for county in counties]
        self._offer("area", named if len(named) < 2 else [("", "全部县"), *named])
        self.is_valid()
        self.chosen_year = self._year()
        self.chosen_day = self._day()
        self.county = self._county(counties)
        self.initial = {
            "year": self.chosen_year,
            "day": self.chosen_day,
            "area": self.county and self.county.code[:6],
        }
        self.is_bound = False

    @property
    def period(self) -> Period:
        """The year, or the part of it that has passed."""
        return year_until(self.chosen_year, self.chosen_day) or calendar_year(self.chosen_year)

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _year(self) -> int:
        asked = self.cleaned_data.get("year")
        if asked:
            return int(asked)
        day = self.cleaned_data.get("day")
        return day.year if day and day.year in self.years else self.years[0]

    def _day(self) -> date:
        asked: date | None = self.cleaned_data.get("day")
        if asked and asked.year >= self.chosen_year:
            return min(asked, self.today)
        return self.today

    def _county(self, counties: tuple[Area, ...]) -> Area | None:
        """The county asked for; the only one there is to see."""
        if len(counties) == 1:
            return counties[0]
        asked = self.cleaned_data.get("area")
        return next((one for one in counties if asked and one.code.startswith(asked)), None)
