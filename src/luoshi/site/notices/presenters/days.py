"""The days a page offers at one tap, and how far what is told reaches."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from luoshi.pack import Pack
from luoshi.site import sources
from luoshi.site.memory import remembered
from luoshi.site.notices.forms import MomentForm


@dataclass(frozen=True)
class Day:
    """A day to look at: its name, and the address that asks for it."""

    title: str
    day: date
    query: str
    chosen: bool


def data_to(pack: Pack, day: date) -> date | None:
    """The day up to which all departments' data that have come reach, as of a day."""
    reach = _reach(pack, sources.batches())
    return min(reach, day) if reach else None


@remembered(4)
def _reach(pack: Pack, batches: tuple[Path, ...]) -> date | None:
    warehouse = sources.warehouse()
    states = [table.id for table in pack.tables.values() if table.is_state]
    reaches = [[one.reach for one in warehouse.batches(id_)] for id_ in states]
    return min((max(found) for found in reaches if found), default=None)


def days(pack: Pack, form: MomentForm, asked: Mapping[str, str]) -> list[Day]:
    """Today, the term's last day, and the day the data reach to; what else is asked stays."""
    reach = data_to(pack, form.today)
    named = [("今天", form.today), ("期末", form.term[1]), ("数据截至日", reach)]
    return [_day(title, day, form, asked) for title, day in named if day and day <= form.last]


def _day(title: str, day: date, form: MomentForm, asked: Mapping[str, str]) -> Day:
    kept = {name: value for name, value in asked.items() if name != "day" and value}
    query = f"?{urlencode({**kept, 'day': day.isoformat()})}"
    return Day(title, day, query, form.moment.day == day)
