"""The rows of a guard's worked example as a case: what its fields, steps and measures tell."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luoshi.casework.case_file import CaseFile, Cells, Given, Reply, Taken
from luoshi.casework.relations import COMPARISONS, INCOME, MEASURES, NUMBER, STEPS, TODAY, words
from luoshi.pack import Pack, Problem
from luoshi.pack.example_rows import Columns, Shown, context
from luoshi.pack.guards import Guard
from luoshi.pack.worked_examples import GuardExample
from luoshi.warehouse.made_rows import made_rows

GuardShown = Shown[Guard, GuardExample]

_TOLD: dict[str, Collection[str]] = {MEASURES: ("措施组", "已落实", "不予受理")}
"""The columns that are written, where the pack tells the others."""


def columns(pack: Pack, process: str) -> Columns:
    """What examples of a process's guards may write."""
    return {
        id_: {name: one for name, one in table.by_name.items() if _is_written(id_, name)}
        for id_, table in words(pack, process).tables.items()
    }


def _is_written(relation: str, column: str) -> bool:
    return column not in (NUMBER, TODAY) and column in _TOLD.get(relation, (column,))


def case_of(pack: Pack, process: str, one: GuardShown) -> tuple[CaseFile, list[Problem]]:
    """The case an example tells of, and what is wrong with its cells."""
    reader = _Reader(pack, process, one, [])
    rows = {id_: reader.rows(id_) for id_ in one.example.rows}
    sheet = next(iter(rows.pop(INCOME, ())), {})
    file = CaseFile(
        process,
        "",
        one.example.as_of,
        next(iter(rows.pop(process, ())), {}),
        taken=tuple(Taken(row["步骤"], "", "", _day(row["日期"])) for row in rows.pop(STEPS, ())),
        given=tuple(_given(row) for row in rows.pop(MEASURES, ())),
        replies=tuple(_reply(row) for row in rows.pop(COMPARISONS, ())),
        income=float(Decimal(sheet["人均纯收入"])) if sheet else None,
        income_on=_day(sheet["填表日期"]) if sheet else None,
        rows=rows,
    )
    return file, reader.problems


@dataclass(frozen=True)
class _Reader:
    """Reads the cells of an example as those of a form are."""

    pack: Pack
    process: str
    one: GuardShown
    problems: list[Problem]

    def rows(self, relation: str) -> Sequence[Cells]:
        """The rows of a relation as canonical text, without their empty cells."""
        vocabulary = words(self.pack, self.process)
        reading = context(self.pack, vocabulary.codes)
        given = self.one.example.rows[relation]
        found, misread = made_rows(vocabulary.tables[relation], given, reading)
        for bad in misread:
            key = ("rows", relation, bad.row, bad.column)
            message = f"“{bad.column}”{bad.fault.reason}"
            self.problems.append(self.one.problem(key, message, bad.fault.mend))
        return [dict(_texts(row)) for row in found.to_pylist()]


def _texts(row: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in row.items():
        if value is not None:
            yield name, value.isoformat() if isinstance(value, date) else str(value)


def _given(row: Cells) -> Given:
    done, refused = (row.get(name) == "是" for name in ("已落实", "不予受理"))
    return Given(row.get("措施组", ""), "", done, refused)


def _reply(row: Cells) -> Reply:
    answered = row.get("答复日期")
    return Reply(row.get("比对", ""), _day(answered) if answered else None, _day(row["最晚答复"]))


def _day(text: str) -> date:
    return date.fromisoformat(text)
