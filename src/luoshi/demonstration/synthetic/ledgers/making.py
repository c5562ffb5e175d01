"""Making the records of every ledger a pack has recipes for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from luoshi.demonstration.synthetic.ledgers.cells import fill
from luoshi.demonstration.synthetic.ledgers.filling import Filling
from luoshi.demonstration.synthetic.ledgers.loading import Recipes, load_recipes
from luoshi.demonstration.synthetic.ledgers.places import Ground
from luoshi.demonstration.synthetic.ledgers.planned_rows import WATCHED, RowPlanner
from luoshi.demonstration.synthetic.ledgers.recipe import AnyCell, Day, Family
from luoshi.demonstration.synthetic.ledgers.record import Record, typed
from luoshi.demonstration.synthetic.ledgers.watched import Row, Watched
from luoshi.demonstration.synthetic.ledgers.wording import tell
from luoshi.demonstration.synthetic.profile import Names, load_names
from luoshi.demonstration.synthetic.random_streams import Streams
from luoshi.pack import Pack
from luoshi.warehouse.outcome import Stored
from luoshi.warehouse.schema import Column, Table

NOBODY = Watched()


def make_ledgers(
    pack: Pack, seed: int, as_of: date, watched: Watched = NOBODY
) -> dict[str, list[Record]]:
    """Records of all ledgers as kept up to the end of a day, by ledger.

    ``watched`` are the monitored households of the province the records go with; without them
    no record speaks of households. The same arguments give the same records.
    """
    recipes = load_recipes(pack.folder)
    ground = Ground(pack, as_of, Streams(seed), watched, recipes.telling.usual)
    maker = Maker(pack, recipes, ground)
    return {id_: maker.records(id_) for id_ in recipes.recipes}


@dataclass(frozen=True)
class Maker:
    """Makes each ledger once, the ones it draws on first."""

    pack: Pack
    recipes: Recipes
    ground: Ground

    def records(self, ledger: str) -> list[Record]:
        """The records of a ledger, with what the stories made of them."""
        if ledger not in self._made:
            self._made[ledger] = self._make(self.pack.tables[ledger])
        return self._made[ledger]

    def _rows(self, ledger: str) -> Sequence[Row]:
        return self.ground.watched.rows if ledger == WATCHED else self.records(ledger)

    @cached_property
    def _made(self) -> dict[str, list[Record]]:
        return {}

    @cached_property
    def _taken(self) -> set[str]:
        return set()

    @cached_property
    def _names(self) -> Names:
        return load_names(self.pack.folder)

    @cached_property
    def _planner(self) -> RowPlanner:
        return RowPlanner(self.ground, self.recipes.telling.words, self._rows)

    def _make(self, table: Table) -> list[Record]:
        families = self.recipes.recipes[table.id].rows
        rows = [row for i, one in enumerate(families) for row in self._family(table, i, one)]
        for story, edit in self.recipes.edits.get(table.id, ()):
            rows = tell(rows, table, story, edit)
        ahead = {name for one in families for name, cell in one.cells.items() if _ahead(cell)}
        day = self.ground.as_of
        seen = ({k: v if k in ahead else _past(v, day) for k, v in row.items()} for row in rows)
        return [row for row in seen if _complete(row, table) and _begun(row, table, day)]

    def _family(self, table: Table, number: int, family: Family) -> list[Record]:
        planned_rows = self._planner.planned_rows(family.over)
        filling = Filling(table, number, planned_rows, self._planner, self._names, {}, self._taken)
        for column in _in_order(table, family):
            filling.filled[column.name] = _typed(filling, column, family)
        rows = zip(*(filling.filled[column.name] for column in table.columns), strict=True)
        names = [column.name for column in table.columns]
        made = (dict(zip(names, row, strict=True)) for row in rows)
        return [row for row in made if _complete(row, table)]


def _in_order(table: Table, family: Family) -> list[Column]:
    """What is known first, then cells in the recipe's order: one may draw on those above it."""
    unnamed = [column for column in table.columns if column.name not in family.cells]
    known = [column for column in unnamed if column.derive is None]
    derived = [column for column in unnamed if column.derive]
    return [*known, *(table.by_name[name] for name in family.cells), *derived]


def _typed(filling: Filling, column: Column, family: Family) -> list[Stored]:
    cell = family.cells.get(column.name)
    values = [typed(value, column) for value in fill(cell, filling, column)]
    day = filling.planner.ground.as_of
    return values if _ahead(cell) else [_past(value, day) for value in values]


def _ahead(cell: AnyCell | None) -> bool:
    return isinstance(cell, Day) and cell.ahead


def _past(value: Stored, day: date) -> Stored:
    """Nothing for a day that is still to come."""
    return None if isinstance(value, date) and value > day else value


def _begun(row: Record, table: Table, day: date) -> bool:
    year = row[table.period] if table.period else None
    return not isinstance(year, int) or year <= day.year


def _complete(row: Record, table: Table) -> bool:
    """Whether all there must be is there: what is dated ahead has not happened yet."""
    return all(row[column.name] is not None for column in table.columns if column.required)
