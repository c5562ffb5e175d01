"""The day a delivery's rows reach to."""

import re
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from luoshi.warehouse.batches import Manifest, ReachBy
from luoshi.warehouse.delivery import Delivery, in_china
from luoshi.warehouse.schema import Table

_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-._年]?(0[1-9]|1[0-2])[-._月]?([0-3]\d)(?!\d)")


def reach_of(
    delivery: Delivery, table: Table, rows: pa.Table, earlier: list[Manifest]
) -> tuple[date, ReachBy]:
    """The day, and how it is known.

    As given; else the latest day in the table's column ``reach``; else the day in the file's
    name. Without any of these it is the day received, which is only provisional. Mended rows
    reach as far as the delivery they add to.
    """
    if delivery.reach:
        return delivery.reach, "given"
    if delivery.supplement and earlier:
        last = max(earlier, key=lambda one: one.reach)
        return last.reach, last.reach_by
    if table.reach and (latest := pc.max(rows[table.reach]).as_py()):
        return latest, "column"
    named = in_name(delivery.file_name)
    return (named, "file") if named else (in_china(delivery.moment).date(), "received")


def in_name(file_name: str) -> date | None:
    """The day in a file's name: 户情况_20250630.xlsx; None where there is none."""
    for year, month, day in _IN_NAME.findall(file_name):
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None
