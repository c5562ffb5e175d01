"""From which day on a delivery tells, and to which day it reaches."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from luoshi.warehouse.asof import days_of
from luoshi.warehouse.batches import Manifest, ReachBy
from luoshi.warehouse.delivery import Delivery, in_china
from luoshi.warehouse.errors import WarehouseError
from luoshi.warehouse.placing import county_codes
from luoshi.warehouse.schema import Table

_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-._年]?(0[1-9]|1[0-2])[-._月]?([0-3]\d)(?!\d)")


def reach_of(
    delivery: Delivery, table: Table, rows: pa.Table, earlier: list[Manifest]
) -> tuple[date, ReachBy]:
    """The day, and how it is known.

    As given; else the latest day in the table's column ``reach``; else the day in the file's
    name, of several in one name the latest. Without any of these it is the day received, which is
    only provisional. Mended rows reach as far as the delivery they add to.

    Raises:
        WarehouseError: the day lies after the one on which they came, files name different days,
            or mended rows add to no one delivery.
    """
    today = in_china(delivery.moment).date()
    if delivery.reach:
        return _demand_past(delivery.reach, today, "报送时写的"), "given"
    added_to = _added_to(delivery, rows, earlier) if delivery.supplement else None
    if added_to:
        return added_to.reach, added_to.reach_by
    if table.reach and (latest := pc.max(rows[table.reach]).as_py()):
        return latest, "column"
    named = _named(delivery)
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


def _added_to(delivery: Delivery, rows: pa.Table, earlier: Sequence[Manifest]) -> Manifest | None:
    """The delivery mended rows add to: the one they went back from, else their counties' last.

    Never another county's: a row refused for lying elsewhere is sent by the county it lies in.
    """
    counties = frozenset(delivery.scope or county_codes(rows))
    named = [_origin(origin, earlier) for origin in delivery.origins]
    own = [one for one in named if not counties or not one.counties or counties & {*one.counties}]
    if len({one.reach for one in own}) > 1:
        told = "、".join(f"“{one.file_name}”{one.reach}" for one in own)
        raise WarehouseError(f"退回的行出自截至日子不同的几次报送：{told}；请分开送")
    like = (one for one in earlier if counties & {*one.counties} or counties == {*one.counties})
    return own[-1] if own else max(like, key=lambda one: one.reach, default=None)


def _origin(origin: str, earlier: Sequence[Manifest]) -> Manifest:
    """The last delivery with a file whose digest begins so."""
    for one in reversed(earlier):
        if any(digest.startswith(origin) for digest in one.digests):
            return one
    raise WarehouseError(
        "退回这些行的那次报送没有入库，不能补送；请先让它入库，或在原来的文件里改好再送"
    )


def _named(delivery: Delivery) -> date | None:
    """The day in the files' names; those that name one name the same."""
    found = [(part.file_name, in_name(part.file_name)) for part in delivery.parts]
    days = {day: name for name, day in reversed(found) if day}
    if len(days) > 1:
        told = "、".join(f"“{name}”是 {day}" for day, name in sorted(days.items()))
        raise WarehouseError(f"几个文件写的不是同一天：{told}；请分开送，或写明数据截至哪一天")
    return in_name(delivery.file_name)


def _demand_past(day: date, received: date, whose: str) -> date:
    """Stop where data claim to reach beyond the day they came: they would stand above all later."""
    if day > received:
        raise WarehouseError(
            f"{whose}数据截至日 {day} 晚于收到的日子 {received}；请改正，或写明数据截至哪一天"
        )
    return day


def in_name(file_name: str) -> date | None:
    """The latest day in a file's name (户情况_20250630.xlsx), or in several; None without one."""
    found = []
    for year, month, day in _IN_NAME.findall(file_name):
        with suppress(ValueError):
            found.append(date(int(year), int(month), int(day)))
    return max(found, default=None)
