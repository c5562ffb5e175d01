"""What stories make of a ledger's rows."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import ceil

from luoshi.demonstration.synthetic.ledgers.planned_rows import matches
from luoshi.demonstration.synthetic.ledgers.record import Record, county_of, typed, year_of
from luoshi.demonstration.synthetic.ledgers.story import Edit, Story
from luoshi.warehouse.schema import Table


def tell(rows: Sequence[Record], table: Table, story: Story, edit: Edit) -> list[Record]:
    """The rows with one edit made: others are left as they are, a new one comes last."""
    if edit.add is not None:
        return [*rows, _new(edit.add, table)]
    chosen = touched(rows, table, story, edit)
    if edit.drop:
        return [row for i, row in enumerate(rows) if i not in chosen]
    return [_edited(row, table, edit) if i in chosen else row for i, row in enumerate(rows)]


def touched(rows: Sequence[Record], table: Table, story: Story, edit: Edit) -> set[int]:
    """Which rows an edit is about, by their place in the list."""
    found: dict[str, list[int]] = {}
    for i, row in enumerate(rows):
        if _about(row, table, story, edit):
            found.setdefault(county_of(row, table), []).append(i)
    return {i for of_county in found.values() for i in of_county[: _most(edit, len(of_county))]}


def _about(row: Record, table: Table, story: Story, edit: Edit) -> bool:
    counties = story.counties if edit.counties is None else edit.counties
    if counties and county_of(row, table) not in counties:
        return False
    year = None if edit.every_year else edit.year or story.year
    if year and year_of(row, table) != year:
        return False
    return matches(row, edit.match)


def _most(edit: Edit, count: int) -> int:
    if edit.share is not None:
        return ceil(edit.share * count)
    return count if edit.first is None else edit.first


def _edited(row: Record, table: Table, edit: Edit) -> Record:
    changed = {name: typed(value, table.by_name[name]) for name, value in edit.set.items()}
    for name, factor in edit.times.items():
        value = row[name]
        assert isinstance(value, int | Decimal), name
        changed[name] = typed(float(value) * factor, table.by_name[name])
    return {**row, **changed}


def _new(cells: Mapping[str, object], table: Table) -> Record:
    return {column.name: typed(cells.get(column.name), column) for column in table.columns}
