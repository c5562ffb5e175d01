"""What an assessment is worked out from, and the tables it is given besides the records.

A reference table of the pack whose columns have an element ``verdict.…`` holds how each
obligation stands at the end of the year: a row for each obligation and county, and for each lead
unit besides where it has a column for it (``verdict.unit``).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pyarrow as pa

from luoshi.area_queries.reported import Reporting
from luoshi.obligations import Result
from luoshi.pack import Pack
from luoshi.pack.obligations import KIND_TITLES
from luoshi.warehouse.engine import DuckEngine
from luoshi.warehouse.schema import Table

PREFIX = "verdict."
UNIT = f"{PREFIX}unit"


@dataclass(frozen=True)
class Judgement:
    """The points that people settled on for an item of a place (county code or unit)."""

    item: str
    place: str
    points: Decimal
    reason: str
    evidence: str = ""


@dataclass(frozen=True)
class Sources:
    """The records, and how every obligation stands by them on the day ``as_of``.

    The engine is the assessment's own: what is handed to it besides the records is put there.
    ``settled`` are the judgements; what was not judged is open. ``left_out`` says why counties
    (six digits) are not assessed.
    """

    pack: Pack
    engine: DuckEngine
    results: tuple[Result, ...]
    reporting: Reporting
    as_of: date
    settled: tuple[Judgement, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)


def verdict_tables(pack: Pack) -> list[Table]:
    """The tables that hold how obligations stand."""
    every = pack.tables.values()
    return [one for one in every if any(_is_verdict(column.element) for column in one.columns)]


def hold_verdicts(sources: Sources) -> None:
    """Give the engine the tables that hold how obligations stand."""
    for table in verdict_tables(sources.pack):
        rows = list(_rows(table, sources.pack, sources.results))
        cells = {
            one.name: pa.array([row.get(one.element or "") for row in rows], pa.string())
            for one in table.columns
        }
        sources.engine.hold(table, pa.table(cells))


def _is_verdict(element: str | None) -> bool:
    return element is not None and element.startswith(PREFIX)


def _rows(table: Table, pack: Pack, results: Iterable[Result]) -> Iterator[dict[str, str | None]]:
    units = any(column.element == UNIT for column in table.columns)
    for result in results:
        for unit in pack.obligations[result.id].leads if units else (None,):
            yield _row(result, pack) | {UNIT: unit}


def _row(result: Result, pack: Pack) -> dict[str, str | None]:
    return {
        f"{PREFIX}county": f"{result.county}000000",
        f"{PREFIX}clause": result.clause,
        f"{PREFIX}obligation": result.id,
        f"{PREFIX}kind": KIND_TITLES[pack.obligations[result.id].kind],
        f"{PREFIX}status": result.status.label,
        f"{PREFIX}term_status": result.term_status.label,
    }
