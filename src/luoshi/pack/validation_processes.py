"""Proving processes: clocks, code lists, units and ledgers they name are there."""

from collections.abc import Iterable, Iterator

from luoshi.frozen import KeyPath
from luoshi.pack.caseledgers import Write
from luoshi.pack.loading import Pack
from luoshi.pack.names import unknown
from luoshi.pack.problems import Problem
from luoshi.pack.processes import Process
from luoshi.warehouse.schema import Table

SYSTEM = frozenset({"case.stage", "case.since", "case.unit", "evidence.files"})
"""Elements of columns that are filled from where a case stands, not from its fields."""

Named = tuple[KeyPath, str, str, Iterable[str]]
"""A key, what it names, the name, and the names there are."""


def processes(pack: Pack) -> Iterator[Problem]:
    """Everything that does not hold of the processes."""
    for process in pack.processes.values():
        place = pack.place(process)
        for key, kind, name, known in _names(process, pack):
            if name not in known:
                yield place.problem(*unknown(key, kind, name, known))
        for key, write in _writes(process):
            table = pack.tables.get(write.ledger)
            problem = _unfilled(process, table, write) if table else None
            if problem:
                yield place.problem(key, problem, "改正 sets，或给办理事项加上这个字段")


def _writes(process: Process) -> Iterator[tuple[KeyPath, Write]]:
    if process.ledgers is not None:
        yield ("ledgers", "main"), Write(ledger=process.ledgers.main)
    for i, move in enumerate(process.moves):
        for j, write in enumerate(move.writes):
            yield ("moves", i, "writes", j), write


def _names(process: Process, pack: Pack) -> Iterator[Named]:
    yield ("clause",), "条款", process.clause, pack.clauses
    for i, column in enumerate(process.fields):
        if column.codes:
            yield ("fields", i, "codes"), "码表", column.codes, pack.codes
    for i, move in enumerate(process.moves):
        if move.reasons:
            yield ("moves", i, "reasons"), "码表", move.reasons, pack.codes
        for j, write in enumerate(move.writes):
            yield ("moves", i, "writes", j, "ledger"), "台账", write.ledger, pack.tables
    yield from _of_clocks(process, pack)
    yield from _of_units(process, pack)
    yield from _of_ledgers(process, pack)


def _of_clocks(process: Process, pack: Pack) -> Iterator[Named]:
    for i, stage in enumerate(process.stages):
        if stage.clock:
            yield ("stages", i, "clock"), "参数", stage.clock, pack.parameters
    for i, span in enumerate(process.spans):
        yield ("spans", i, "clock"), "参数", span.clock, pack.parameters


def _of_units(process: Process, pack: Pack) -> Iterator[Named]:
    units = process.unit_by.units if process.unit_by else {}
    for value, unit in units.items():
        yield ("unit_by", "units", value), "单位", unit, pack.units
    if process.unit:
        yield ("unit",), "单位", process.unit, pack.units


def _of_ledgers(process: Process, pack: Pack) -> Iterator[Named]:
    if process.ledgers is None:
        return
    numbered = [
        table.id
        for table in pack.tables.values()
        if any(column.element == process.ledgers.number for column in table.columns)
    ]
    yield ("ledgers", "main"), "有编号列的台账", process.ledgers.main, numbered
    for i, name in enumerate(process.ledgers.rows):
        yield ("ledgers", "rows", i), "有编号列的台账", name, numbered


def _unfilled(process: Process, table: Table, write: Write) -> str | None:
    """What is wrong with a row a move writes: cells nobody fills, columns nobody has."""
    strange = set(write.sets) - set(table.by_name)
    if strange:
        return f"“{table.title}”没有这些列：{'、'.join(sorted(strange))}"
    elements = {field.element for field in process.fields if field.element}
    own = SYSTEM | ({process.ledgers.number} if process.ledgers else set())
    bare = [
        column.name
        for column in table.columns
        if column.required
        and column.name not in {*write.sets, *process.field}
        and column.element not in elements | own
        and column is not table.area
    ]
    return f"“{table.title}”的必填列没有着落：{'、'.join(bare)}" if bare else None
