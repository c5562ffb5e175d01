"""Checking what people type, by the same converters as files that are imported."""

from collections.abc import Mapping

from django.utils.timezone import localdate

from luoshi.ledgers import checking
from luoshi.ledgers.checking import Read
from luoshi.site import sources
from luoshi.site.ledgers.cells.references import referred
from luoshi.warehouse.converters import Context
from luoshi.warehouse.schema import Table


def context() -> Context:
    """What converters need beside the cell, from the pack in use."""
    return sources.warehouse().context(localdate())


def read_cells(table: Table, cells: Mapping[str, str]) -> Read:
    """Check typed cells by column name; columns that are not given are left as they are."""
    return checking.read_cells(table, cells, context(), referred)


__all__ = ["Read", "context", "read_cells"]
