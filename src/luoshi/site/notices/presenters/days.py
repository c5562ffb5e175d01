"""The days a page offers at one tap."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from luoshi.site.notices.forms import MomentForm


@dataclass(frozen=True)
class Day:
    """A day to look at: its name, and the address that asks for it."""

    title: str
    day: date
    query: str
    chosen: bool


def days(form: MomentForm, reach: date | None, asked: Mapping[str, str]) -> list[Day]:
    """Today, the term's last day, and the day the data ``reach`` to; what else is asked stays."""
    named = [("今天", form.today), ("期末", form.term.last), ("数据截至日", reach)]
    return [_day(title, day, form, asked) for title, day in named if day and day <= form.last]


def _day(title: str, day: date, form: MomentForm, asked: Mapping[str, str]) -> Day:
    kept = {name: value for name, value in asked.items() if name != "day" and value}
    query = f"?{urlencode({**kept, 'day': day.isoformat()})}"
    return Day(title, day, query, form.moment.day == day)
