"""The real pack with a few rows of its own tables, and an engine that holds them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlglot import exp

from luoshi.area_queries import define_subjects
from luoshi.area_queries.reporting import Records
from luoshi.pack import Pack
from luoshi.pack.topics import Topic, Watch
from luoshi.topics import Alert, Measured, Watcher, measure
from luoshi.topics.inputs import year_until
from luoshi.warehouse.engine import DuckEngine
from luoshi.warehouse.schema import Table
from luoshi.warehouse.storage import RECORD

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]

YUANZHOU, XIJI, LONGDE, YANCHI, REGION = "640402", "640422", "640423", "640323", "640000"
END = date(2024, 12, 31)
CENTRAL, REGIONAL = "中央财政衔接推进乡村振兴补助资金", "自治区财政衔接推进乡村振兴补助资金"


def of(county: str) -> str:
    """The twelve-digit code of a county."""
    return county.ljust(12, "0")


def engine_of(pack: Pack, rows: Rows) -> DuckEngine:
    """An engine in which the tables hold these rows, numbered; cells not given are null."""
    engine = DuckEngine(threads=1)
    define_subjects(pack, engine)
    for table in pack.tables.values():
        if table.home != "reference":
            engine.define(table.id, _relation(table, rows.get(table.id, ())))
    return engine


def _relation(table: Table, rows: Sequence[Row]) -> str:
    selects = [_row(table, row, i) for i, row in enumerate(rows, 1)]
    selects = selects or [_row(table, {}, 0).where("false")]
    return " UNION ALL ".join(select.sql("duckdb") for select in selects)


def _row(table: Table, row: Row, number: int) -> exp.Select:
    strange = row.keys() - table.by_name.keys()
    assert not strange, (table.id, strange)
    cells = [
        exp.cast(exp.convert(row.get(one.name)), one.storage).as_(one.name, quoted=True)
        for one in table.columns
    ]
    return exp.select(*cells, exp.convert(number).as_(RECORD, quoted=True))


def measured(pack: Pack, topic: Topic, rows: Rows, year: int, day: date = END) -> Measured:
    """The topic's figures for a year, of the rows."""
    period = year_until(year, day)
    assert period
    return measure(pack, engine_of(pack, rows), topic, period, day, Records(pack, day))


def found(
    pack: Pack, watch: Watch, rows: Rows, year: int = 2024, day: date = END
) -> tuple[Alert, ...]:
    """What a watch finds among the rows."""
    period = year_until(year, day)
    assert period
    return Watcher(pack, engine_of(pack, rows), period, day).alerts(watch)
