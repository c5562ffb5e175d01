"""Rows of one table before they become Arrow: a subject for each row, and columns by name."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from luoshi.demonstration.synthetic.columns import Ints

Values = NDArray[Any]
"""Text (empty is nothing), numbers (NaN is nothing), days (NaT is nothing) or yes/no."""


class Frame:
    """Rows about persons or households, each named by its index in the population.

    Columns that name the subject (ID number, name, household number) are left out: they
    follow from it when the frame becomes a table.
    """

    def __init__(self, subject: Ints, **columns: Values) -> None:
        self.subject = subject
        self.columns = {name: self._filled(values) for name, values in columns.items()}

    def __len__(self) -> int:
        return len(self.subject)

    def put(self, subjects: Ints, **values: Any) -> None:
        """Set columns of these subjects' rows; a subject without a row is given one.

        The frame's subjects must be distinct. Values are one for all or one each.
        """
        order = np.argsort(self.subject, kind="stable")
        at = np.searchsorted(self.subject, subjects, sorter=order)
        row = order[np.minimum(at, len(self) - 1)] if len(self) else np.zeros_like(at)
        known = self.subject[row] == subjects if len(self) else np.zeros(len(at), dtype=bool)
        spread = {name: np.broadcast_to(value, len(subjects)) for name, value in values.items()}
        for name, value in spread.items():
            self._assign(name, row[known], value[known])
        if not known.all():
            self.add(subjects[~known], **{name: value[~known] for name, value in spread.items()})

    def add(self, subjects: Ints, **values: Any) -> None:
        """Append one row for each subject; columns not given hold nothing."""
        new = {name: np.broadcast_to(value, len(subjects)) for name, value in values.items()}
        for name in [*self.columns, *(name for name in new if name not in self.columns)]:
            old = self.columns.get(name)
            above = _nothing(new[name], len(self)) if old is None else old
            below = new[name] if name in new else _nothing(above, len(subjects))
            self.columns[name] = np.concatenate([above, below])
        self.subject = np.concatenate([self.subject, subjects])

    def drop(self, subjects: Ints) -> None:
        """Remove the rows of these subjects."""
        keep = ~np.isin(self.subject, subjects)
        self.subject = self.subject[keep]
        self.columns = {name: values[keep] for name, values in self.columns.items()}

    def _assign(self, name: str, rows: Ints, values: Values) -> None:
        old = self.columns.get(name)
        column = _nothing(values, len(self)) if old is None else old
        # Without this numpy cuts text to the width of the longest so far.
        column = column.astype(np.result_type(column, values))
        column[rows] = values
        self.columns[name] = column

    def _filled(self, values: Values) -> Values:
        return np.broadcast_to(values, len(self)) if np.ndim(values) == 0 else values


def _nothing(like: Values, count: int) -> Values:
    kind = like.dtype.kind
    if kind in "fiu":
        return np.full(count, np.nan)
    if kind == "M":
        return np.full(count, np.datetime64("NaT"), dtype="datetime64[D]")
    return np.zeros(count, dtype="<U1" if kind == "b" else like.dtype)
