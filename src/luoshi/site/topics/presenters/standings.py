"""How far the tables behind a topic are told: who has not reported, and how far data reach."""

from dataclasses import dataclass
from datetime import date

from luoshi.area_queries.places import places_of
from luoshi.area_queries.reported import NAMED, Reported
from luoshi.area_queries.reporting import Records
from luoshi.pack.topics import Topic
from luoshi.site.ledgers.services.reporting import reporting_at
from luoshi.site.topics.context import TopicContext
from luoshi.text.dates import chinese_date
from luoshi.warehouse.schema import Table


@dataclass(frozen=True)
class Standing:
    """A table: of how many counties it is told in full, which are lacking, the day it reaches."""

    table: Table
    full: int
    counties: int
    lacking: tuple[str, ...]
    data_to: date | None

    @property
    def is_full(self) -> bool:
        """Whether nothing is lacking."""
        return self.full == self.counties

    @property
    def said(self) -> str:
        """In words: 20/22 个县报全，缺 A、B；数据截至 2025年6月30日."""
        named = "、".join(self.lacking[:NAMED]) + ("等" if len(self.lacking) > NAMED else "")
        lacking = f"，没有报全的：{named}" if self.lacking else ""
        reach = f"；截至{chinese_date(self.data_to)}" if self.data_to else ""
        return f"{self.table.title} {self.full}/{self.counties} 个县报全{lacking}{reach}"


def standings(asked: TopicContext, topic: Topic) -> list[Standing]:
    """How the topic's tables stand for the counties the user sees, for the period asked."""
    records = reporting_at(asked.stamp, None)
    return [_of(asked, asked.pack.tables[id_], records) for id_ in _tables(asked, topic)]


def _tables(asked: TopicContext, topic: Topic) -> list[str]:
    """The topic's ledgers, and department tables its watches ask, that can be reported."""
    named = dict.fromkeys((*topic.ledgers, *(watch.table for watch in topic.watches)))
    tables = asked.pack.tables
    return [id_ for id_ in named if tables[id_].due or tables[id_].home == "dataset"]


def _of(asked: TopicContext, table: Table, records: Records) -> Standing:
    form, places = asked.form, places_of(asked.pack)
    codes = [form.county.code[:6]] if form.county else places.counties
    shown = [code for code in codes if asked.shown is None or code in asked.shown]
    found: dict[str, Reported] = {
        code: records.of(table, code, form.period, form.chosen_day) for code in shown
    }
    lacking = tuple(places.names[code] for code, one in found.items() if not one.counts)
    reaches = [one.data_to for one in found.values() if one.data_to]
    full = len(found) - len(lacking)
    return Standing(table, full, len(found), lacking, min(reaches, default=None))
