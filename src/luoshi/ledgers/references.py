"""Cells that hold the key of another ledger's row."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from luoshi import pack
from luoshi.warehouse.outcome import Fault
from luoshi.warehouse.schema import Column

There = Mapping[str, Mapping[str, str]]
"""For each column that refers to a ledger, the keys that are there with their areas."""

Referred = Callable[[Sequence[Column], Iterable[Mapping[str, str]]], There]
"""Of the values in columns that refer to a ledger, those that are keys of its live rows."""


def unknown_reference(column: Column, text: str, there: There) -> Fault | None:
    """A fault where a cell names a row that is not in the ledger it refers to."""
    if not (column.refers and text) or text in there[column.name]:
        return None
    title = pack.load().tables[column.refers].title
    return Fault(f"“{title}”里没有“{text}”", f"先在“{title}”里登记，或改填已有的编码")
