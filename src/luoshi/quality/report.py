"""What a run of checks found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from luoshi.pack.checks import Check
from luoshi.quality.reading import Export
from luoshi.quality.rows import ROW, SHEET_STEP
from luoshi.warehouse.schema import Table

_NO_TEXTS = pa.array([], pa.string())


@dataclass(frozen=True)
class Finding:
    """A check that held for one row of an export.

    ``table`` is the table's title, ``row`` the row's number in the ``sheet``. ``household`` is its
    number and ``village`` its name as the export has them; empty where the table has none.
    """

    check: Check
    table: str
    sheet: str
    row: int
    household: str
    village: str


@dataclass(frozen=True)
class Result:
    """A check, and the places (from 0, ascending) of the rows of ``export`` for which it held.

    ``reads`` are the columns it reads, by table. It is ``wide`` when it looks at other rows than
    the one it is told of. ``skipped`` says why it could not be asked; then there is no export.
    """

    check: Check
    table: Table
    reads: Mapping[str, frozenset[str]]
    wide: bool
    export: Export | None = None
    at: pa.Array = field(default_factory=lambda: pa.array([], pa.int64()))
    skipped: str | None = None

    def __len__(self) -> int:
        return len(self.at)

    @property
    def households(self) -> pa.Array:
        """The household number of each row found."""
        return self.export.households.take(self.at) if self.export else _NO_TEXTS

    @property
    def townships(self) -> pa.Array:
        """The township of each row found."""
        return self.export.townships.take(self.at) if self.export else _NO_TEXTS

    def of_township(self, name: str) -> "Result":
        """The same check with the rows of one township."""
        return replace(self, at=self.at.filter(pc.equal(self.townships, name)))

    def __iter__(self) -> Iterator[Finding]:
        if self.export is None:
            return
        export = self.export
        told = (export.cells[ROW], export.households, export.villages)
        for row in zip(*(column.take(self.at).to_pylist() for column in told), strict=True):
            place, number = divmod(row[0], SHEET_STEP)
            sheet = export.account.sheets[place] if export.account.sheets else ""
            yield Finding(self.check, self.table.title, sheet, number, *row[1:])


@dataclass(frozen=True)
class Report:
    """All checks asked of some exports on a day; ``seconds`` is how long that took.

    ``exports`` are by table id, ``results`` in the pack's order.
    """

    as_of: date
    county: str
    exports: dict[str, Export]
    results: tuple[Result, ...]
    seconds: float

    @property
    def findings(self) -> int:
        """Findings of all checks."""
        return sum(map(len, self.results))

    @property
    def households(self) -> int:
        """Households with a finding."""
        numbers = (result.households for result in self.results)
        return len({one for each in numbers for one in pc.unique(each).to_pylist() if one})

    @property
    def reasons(self) -> dict[str, tuple[str, ...]]:
        """Why checks were skipped: each reason with the ids of its checks."""
        ids: dict[str, tuple[str, ...]] = {}
        for result in self.results:
            if result.skipped:
                ids[result.skipped] = (*ids.get(result.skipped, ()), result.check.id)
        return ids

    def places(self, table: str) -> pa.Array:
        """The places of the rows of a table that any check found, ascending, each once."""
        found = [one.at for one in self.results if one.check.table == table]
        places = pc.unique(pa.chunked_array(found, pa.int64()))
        return places.take(pc.sort_indices(places))

    def by_township(self) -> dict[str, "Report"]:
        """The findings of each township by its name; rows that name none under an empty text."""
        names = {name for one in self.results for name in pc.unique(one.townships).to_pylist()}
        return {
            name: replace(self, results=tuple(one.of_township(name) for one in self.results))
            for name in sorted(names)
        }

    def document(self) -> dict[str, object]:
        """What ``luoshi check --json`` prints."""
        return {
            "as_of": self.as_of.isoformat(),
            "county": self.county,
            "tables": [
                {
                    "table": one.table.title,
                    "file": one.file.name,
                    "rows": len(one),
                    "read": one.account.model_dump(mode="json"),
                    "spoiled": one.spoiled,
                }
                for one in self.exports.values()
            ],
            "rules": [_rule(result) for result in self.results],
            "findings": [_finding(finding) for result in self.results for finding in result],
        }


def _rule(result: Result) -> dict[str, object]:
    check = result.check
    return {
        "id": check.id,
        "title": check.title,
        "findings": len(result),
        "skipped": result.skipped,
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.check.id,
        "table": finding.table,
        "sheet": finding.sheet,
        "row": finding.row,
        "household": finding.household,
        "village": finding.village,
        "columns": list(finding.check.columns),
    }
