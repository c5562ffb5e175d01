"""The days a page offers at one tap, and how far what is told reaches."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from luoshi.pack import Pack
from luoshi.site.ledgers.engine import stamp
from luoshi.site.ledgers.reporting import reporting_at
from luoshi.site.policy.moment import MomentForm


@dataclass(frozen=True)
class Day:
    """A day to look at: its name, and the address that asks for it."""

    title: str
    day: date
    query: str
    chosen: bool


def data_to(pack: Pack, day: date) -> date | None:
    """The day up to which all departments' data that have come reach, as of a day."""
    deliveries = reporting_at(stamp(), None).deliveries
    reaches = [
        max(one.reach for one in batches)
        for id_, batches in deliveries.items()
        if batches and pack.tables[id_].is_state
    ]
    return min(min(reaches), day) if reaches else None


def days(pack: Pack, form: MomentForm, asked: Mapping[str, str]) -> list[Day]:
    """Today, the term's last day, and the day the data reach to; what else is asked stays."""
    reach = data_to(pack, form.today)
    named = [("今天", form.today), ("期末", form.term[1]), ("数据截至日", reach)]
    return [_day(title, day, form, asked) for title, day in named if day and day <= form.last]


def _day(title: str, day: date, form: MomentForm, asked: Mapping[str, str]) -> Day:
    kept = {name: value for name, value in asked.items() if name != "day" and value}
    query = f"?{urlencode({**kept, 'day': day.isoformat()})}"
    return Day(title, day, query, form.moment.day == day)
