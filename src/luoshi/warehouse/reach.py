"""From which day on a delivery tells, and to which day it reaches."""

import re
from contextlib import suppress
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from luoshi.warehouse.asof import days_of
from luoshi.warehouse.batches import Manifest, ReachBy
from luoshi.warehouse.delivery import Delivery, in_china
from luoshi.warehouse.errors import WarehouseError
from luoshi.warehouse.schema import Table

_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-._年]?(0[1-9]|1[0-2])[-._月]?([0-3]\d)(?!\d)")


def reach_of(
    delivery: Delivery, table: Table, rows: pa.Table, earlier: list[Manifest]
) -> tuple[date, ReachBy]:
    """The day, and how it is known.

    As given; else the latest day in the table's column ``reach``; else the day in the file's
    name, of several the latest. Without any of these it is the day received, which is only
    provisional. Mended rows reach as far as the delivery they add to.

    Raises:
        WarehouseError: the day lies after the one on which they came.
    """
    today = in_china(delivery.moment).date()
    if delivery.reach:
        return _demand_past(delivery.reach, today, "报送时写的"), "given"
    if delivery.supplement and earlier:
        last = max(earlier, key=lambda one: one.reach)
        return last.reach, last.reach_by
    if table.reach and (latest := pc.max(rows[table.reach]).as_py()):
        return latest, "column"
    named = in_name(delivery.file_name)
    return (_demand_past(named, today, "文件名里的"), "file") if named else (today, "received")


def since_of(delivery: Delivery, table: Table, rows: pa.Table) -> date | None:
    """The day from which on all events are told: as given, else that of the first row.

    What happened before may be unknown to whoever sent them. A state tells of its one day.
    """
    if table.is_state:
        return None
    if delivery.since:
        return delivery.since
    firsts = (pc.min(rows[column]).as_py() for column in days_of(table))
    return min((day for day in firsts if day), default=None)


def _demand_past(day: date, received: date, whose: str) -> date:
    """Stop where data claim to reach beyond the day they came: they would stand above all later."""
    if day > received:
        raise WarehouseError(
            f"{whose}数据截至日 {day} 晚于收到的日子 {received}；请改正，或用 --reach 写明"
        )
    return day


def in_name(file_name: str) -> date | None:
    """The latest day in a file's name (户情况_20250630.xlsx), or in several; None without one."""
    found = []
    for year, month, day in _IN_NAME.findall(file_name):
        with suppress(ValueError):
            found.append(date(int(year), int(month), int(day)))
    return max(found, default=None)
