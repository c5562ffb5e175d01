"""What has come of each table the user sees."""

from datetime import date

from luoshi import pack
from luoshi.area_queries.deliveries import Arrivals, TableLine, batches_of, refused_of, worst_first
from luoshi.area_queries.reported import Standing
from luoshi.area_queries.reporting import Records
from luoshi.memory import remembered
from luoshi.site import sources
from luoshi.site.deliveries import policies
from luoshi.site.rights import ALL, Scope
from luoshi.warehouse.schema import Table


def lines(scope: Scope, day: date) -> list[TableLine]:
    """The tables of which the user sees what has come, as of a day; the worst ones first."""
    tables = policies.seen_tables(scope)
    batches = {table.id: sources.warehouse().batches(table.id) for table in tables}
    records = Records(pack.load(), day, deliveries=batches)
    rows = _in_force(sources.batches()) if scope.areas is ALL else {}
    return worst_first(_line(scope, one, records, rows.get(one.id), day) for one in tables)


def _line(scope: Scope, table: Table, records: Records, rows: int | None, day: date) -> TableLine:
    counties = {one.code[:6]: one.name for one in policies.places(scope)}
    own = None if scope.areas is ALL else counties
    batches = batches_of(own, records.deliveries[table.id])
    found = Arrivals.of(table, counties, records, day)
    return TableLine(
        table=table,
        batches=tuple(batches),
        reaches=tuple(found.reaches.values()),
        rows=rows,
        refused=refused_of(own, batches),
        late=found.names(found.late),
        absent=found.names(found.standing(Standing.ABSENT)),
        months=found.months,
        counties=len(counties),
        may_send=policies.may_send(scope, table),
        may_follow=policies.may_follow(scope, table),
    )


@remembered(1)
def _in_force(_batches: tuple[object, ...]) -> dict[str, int]:
    """How many rows of each table are in force, counted once for the batches there are."""
    warehouse = sources.warehouse()
    return {table.id: warehouse.in_force(table.id) for table in policies.datasets()}
