"""Fields of one meaning in several ledgers: typed once, known everywhere else."""

from collections.abc import Iterator

from luoshi.pack.loading import Pack
from luoshi.warehouse.schema import Column, FieldType, Table

OWN = frozenset({"year", "unit.name", "evidence.files"})
"""Elements each record has for itself: when, by whom, and the files attached."""


def asked_twice(pack: Pack) -> dict[str, tuple[Table, ...]]:
    """Elements typed in more than one ledger, each with the ledgers that ask for it.

    What identifies a row is picked, not typed. An optional field is known where another table
    must hold its element and that table's key can be told from the row.
    """
    ledgers = [table for table in pack.tables.values() if table.home == "ledger"]
    asked: dict[str, tuple[Table, ...]] = {}
    for table in ledgers:
        for column in _shared(table, pack):
            asked[str(column.element)] = (*asked.get(str(column.element), ()), table)
    return {element: tables for element, tables in asked.items() if len(tables) > 1}


def typed(table: Table, pack: Pack) -> list[Column]:
    """The columns somebody types in a row: all but place, time and what is known elsewhere.

    Nothing is typed in a ledger nobody fills: its rows are written by the steps of cases.
    """
    if not table.fills:
        return []
    aside = {table.period, table.area and table.area.name}
    return [
        column
        for column in table.columns
        if column.name not in aside
        and column.element not in OWN
        and column.derive is None
        and (column.required or not _known(table, column, pack))
    ]


def _shared(table: Table, pack: Pack) -> Iterator[Column]:
    """The typed columns whose meaning other tables may have too."""
    identifying = _identifying(pack)
    yield from (
        column
        for column in typed(table, pack)
        if column.element is not None and column.element not in identifying
    )


def _identifying(pack: Pack) -> frozenset[str]:
    keys = (table.by_name[name].element for table in pack.tables.values() for name in table.key)
    return frozenset(element for element in keys if element)


def _known(table: Table, column: Column, pack: Pack) -> bool:
    return any(
        _holds(source, column.element) and all(_told(source.by_name[k], table) for k in source.key)
        for source in pack.tables.values()
        if source.id != table.id
    )


def _holds(source: Table, element: str | None) -> bool:
    return any(one.required and one.element == element for one in source.columns)


def _told(part: Column, table: Table) -> bool:
    """Whether a part of another table's key stands in the table."""
    if part.type is FieldType.AREA:
        return table.area is not None
    return any(part.element and one.element == part.element for one in table.columns)
