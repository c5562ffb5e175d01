"""Obligations, cases and figures made up for the tests."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter

from luoshi.area_queries.due_periods import periods
from luoshi.area_queries.reported import Reported, Standing
from luoshi.area_queries.reporting import Declaration, Records
from luoshi.ids import NOTICE
from luoshi.obligations.period import current
from luoshi.obligations.verdict import JudgedObligation
from luoshi.pack import Pack
from luoshi.pack.obligations import Obligation
from luoshi.warehouse.batches import Manifest
from luoshi.warehouse.schema import Due, Table

TOLERANCE = Decimal("0.2")

_OBLIGATIONS: TypeAdapter[Any] = TypeAdapter(Obligation)

COMMON: dict[str, Any] = {
    "id": "made-up",
    "clause": "2.3",
    "title": "编出来的承诺",
    "where": "key",
    "from": date(2021, 1, 1),
    "to": date(2025, 12, 31),
    "leads": ("自然资源厅",),
    "records": ("land",),
    "unit": "亩",
}

KINDS: dict[str, dict[str, Any]] = {
    "quota": {"measure": "sum(land.面积)", "at_least": "600"},
    "range": {"measure": "sum(land.面积)", "at_least": "10", "at_most": "15", "unit": "个"},
    "coverage": {"part": "count(land.编号)", "whole": "行政村数", "target": "1", "unit": "个村"},
    "milestone": {"done": "count(land.编号)", "target": "1", "due": date(2023, 12, 31)},
    "stable": {"measure": "sum(land.面积)", "unit": "人"},
    "mechanism": {
        "parts": [
            {"title": "联席推进", "holds": "any(land.面积 > 1)"},
            {"title": "结对帮扶", "holds": "any(land.面积 > 2)"},
            {"title": "产业带动", "holds": "any(land.面积 > 3)"},
        ]
    },
    "activity": {"evidence": "count(land.编号)", "unit": "次"},
    "tilt": {
        "measure": "sum(land.面积)",
        "others": "others",
        "per": [
            {"title": "县均"},
            {"title": "农村人口人均", "measure": "农村人口"},
            {"title": "行政村均", "measure": "行政村数"},
        ],
        "unit": "万元",
    },
    "floor": {"measure": "sum(land.面积)", "others": "others", "by": "land.类别", "unit": "万元"},
    "outpace": {
        "part": "sum(land.面积)",
        "whole": "sum(land.面积)",
        "by": "land.类别",
        "unit": "万元",
    },
    "prohibition": {"table": "land", "when": "面积 < 0", "unit": "处"},
}


def obligation(kind: str, **rest: Any) -> Any:
    """An obligation of a kind; ``rest`` replaces its keys as YAML would give them."""
    return _OBLIGATIONS.validate_python(
        {**COMMON, "kind": kind, **KINDS[kind], **rest}, context={NOTICE: "2021-26"}
    )


def case(
    kind: str, day: date, records: int = 1, standing: Standing = Standing.UNOWED, **rest: Any
) -> JudgedObligation[Any]:
    """西吉县 asked for the period current on ``day``; nobody says whether its rows are all."""
    made = obligation(kind, **rest)
    return JudgedObligation(
        made, "西吉县", current(made, day), day, records, TOLERANCE, Reported(standing)
    )


DUE = Due(every="half", days=20)
"""When the made-up ledgers are to be filled, where anybody owes them."""


def delivered(table: Table, reach: date, *counties: str, **rest: Any) -> Manifest:
    """A department's delivery that reaches to a day."""
    made = {"id": f"000001-{reach:%Y%m%d}", "file_name": "送来.xlsx", "sha256": str(reach)}
    received = datetime.combine(reach, time(9), UTC)
    kept = {"table": table.id, "schema_hash": "", "columns": {}, "accepted": 1}
    return Manifest.model_validate(
        made | kept | {"reach": reach, "counties": counties, "received_at": received, **rest}
    )


def reporting(
    pack: Pack, known_on: date, *declarations: Declaration, until: date = date(2026, 12, 31)
) -> Records:
    """What is known on a day where every department delivered, some years ago and on a last day."""
    return Records(
        pack, known_on, declarations, {one.id: _whole(pack, one, until) for one in _sent(pack)}
    )


def _sent(pack: Pack) -> Iterator[Table]:
    return (table for table in pack.tables.values() if table.home == "dataset")


def _whole(pack: Pack, table: Table, until: date) -> list[Manifest]:
    counties = [area.code[:6] for area in pack.areas.counties()]
    year_ends = [date(year, 12, 31) for year in range(2019, until.year)]
    return [delivered(table, reach, *counties) for reach in (*year_ends, until)]


def declarations(
    table: str, holders: Iterable[str], due: Due = DUE, *, complete: bool = True
) -> Iterator[Declaration]:
    """The word of some holders on all periods of a ledger."""
    for holder in holders:
        for one in periods(due, date(2021, 9, 3), date(2026, 12, 31)):
            yield Declaration(table, holder, one.start, "", complete)


def owed(pack: Pack, *tables: str) -> Mapping[str, Table]:
    """The tables of a pack, of which counties owe some by half-year."""
    changed = {"due": DUE, "fills": ("county",)}
    return pack.tables | {id_: pack.tables[id_].model_copy(update=changed) for id_ in tables}


def _table(id_: str, *columns: dict[str, Any], **rest: Any) -> Table:
    made = {"home": "ledger", "about": "record", "key": ["编号"], **rest}
    number = {"name": "编号", "type": "text", "required": True}
    return Table.model_validate({"id": id_, "title": id_, "columns": [number, *columns], **made})


_COUNTY = {"name": "县", "type": "area"}
_YEAR = {"name": "年度", "type": "year"}
_AMOUNT = {"name": "面积", "type": "decimal", "unit": "亩"}

TABLES: dict[str, Table] = {
    table.id: table
    for table in (
        _table("land", _COUNTY, _YEAR, {"name": "类别", "type": "text"}, _AMOUNT, period="年度"),
        _table(
            "visits",
            {"name": "所在地", "type": "area"},
            {"name": "日期", "type": "date"},
            period="日期",
            fills=["county"],
            key=["编号", "日期"],
        ),
        _table(
            "posts",
            _COUNTY,
            {"name": "到岗日期", "type": "date"},
            {"name": "离岗日期", "type": "date"},
            happened=["到岗日期"],
        ),
        _table(
            "pupils",
            {"name": "证件号码", "type": "person"},
            {"name": "发现日期", "type": "date"},
            {"name": "返校日期", "type": "date"},
            home="dataset",
            happened=["发现日期"],
            key=["证件号码", "发现日期"],
        ),
        _table(
            "spills",
            _COUNTY,
            {"name": "发生日期", "type": "date"},
            {"name": "处置日期", "type": "date"},
            home="dataset",
            happened=["发生日期"],
        ),
    )
}
"""Made-up tables: dated by year, dated by day and filled by counties, states, persons, events."""


def lands(*rows: tuple[str, int, float], category: str = "甲") -> dict[str, list[dict[str, Any]]]:
    """Rows of ``land``: county, year, amount."""
    return {
        "land": [
            {"编号": str(i), "县": f"{county}000000", "年度": year, "面积": area, "类别": category}
            for i, (county, year, area) in enumerate(rows)
        ]
    }
