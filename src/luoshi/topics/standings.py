"""How far the tables behind a topic are told: who has not reported, and how far data reach."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from luoshi.area_queries.period import Period
from luoshi.area_queries.places import places_of
from luoshi.area_queries.reported import NAMED, Reported
from luoshi.area_queries.reporting import Records
from luoshi.pack import Pack
from luoshi.pack.topics import Topic
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


def standings(
    pack: Pack, topic: Topic, counties: Collection[str], records: Records, period: Period, day: date
) -> list[Standing]:
    """How the topic's tables stand for some counties (six digits), for a period as of a day."""
    return [
        _of(pack, table, {code: records.of(table, code, period, day) for code in counties})
        for table in _tables(pack, topic)
    ]


def _tables(pack: Pack, topic: Topic) -> list[Table]:
    """The topic's ledgers, and department tables its watches ask, that can be reported."""
    named = dict.fromkeys((*topic.ledgers, *(watch.table for watch in topic.watches)))
    tables = (pack.tables[id_] for id_ in named)
    return [table for table in tables if table.due or table.home == "dataset"]


def _of(pack: Pack, table: Table, found: Mapping[str, Reported]) -> Standing:
    names = places_of(pack).names
    lacking = tuple(names[code] for code, one in found.items() if not one.counts)
    reaches = [one.data_to for one in found.values() if one.data_to]
    return Standing(
        table, len(found) - len(lacking), len(found), lacking, min(reaches, default=None)
    )
