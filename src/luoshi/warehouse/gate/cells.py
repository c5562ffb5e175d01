"""Columns of cells as a sheet holds them, each different cell made once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from luoshi.warehouse.outcome import Cell

Places = npt.NDArray[np.int32]
"""For each row, which of the different cells stands in it."""


class Column(Protocol):
    """The cells of one column, row by row."""

    def __len__(self) -> int:
        """How many rows it has."""

    def slice(self, start: int, count: int) -> "Column":
        """Some of its rows."""

    def take(self, rows: npt.NDArray[np.intp]) -> "Column":
        """Rows by their places, in that order."""

    def different(self) -> tuple[Sequence[Cell], Places]:
        """The different cells, and for each row which of them it holds.

        Cells of different types are different, though 1 equals 1.0.
        """

    def cells(self) -> list[Cell]:
        """The cell of each row."""


@dataclass(frozen=True)
class Texts:
    """Cells that are all texts; an empty text, or null, where there is none."""

    array: pa.Array

    def __len__(self) -> int:
        return len(self.array)

    def slice(self, start: int, count: int) -> "Texts":
        """Some of its rows."""
        return Texts(self.array.slice(start, count))

    def take(self, rows: npt.NDArray[np.intp]) -> "Texts":
        """Rows by their places, in that order."""
        return Texts(self.array.take(pa.array(rows)))

    def different(self) -> tuple[Sequence[Cell], Places]:
        """The different texts, and for each row which of them it holds."""
        encoded = self.array.dictionary_encode(null_encoding="encode")
        return encoded.dictionary.to_pylist(), encoded.indices.to_numpy()

    def cells(self) -> list[Cell]:
        """The text of each row."""
        texts: list[Cell] = self.array.to_pylist()
        return texts


@dataclass(frozen=True)
class Mixed:
    """Cells of any type: the different ones, and which of them stands in each row."""

    values: Sequence[Cell]
    at: Places

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> "Mixed":
        """A column of these cells, row by row."""
        found: dict[tuple[type, Cell], int] = {}
        at = [found.setdefault((type(cell), cell), len(found)) for cell in cells]
        return cls([cell for _, cell in found], np.array(at, np.int32))

    def __len__(self) -> int:
        return len(self.at)

    def slice(self, start: int, count: int) -> "Mixed":
        """Some of its rows."""
        return Mixed(self.values, self.at[start : start + count])

    def take(self, rows: npt.NDArray[np.intp]) -> "Mixed":
        """Rows by their places, in that order."""
        return Mixed(self.values, self.at[rows])

    def different(self) -> tuple[Sequence[Cell], Places]:
        """The different cells of these rows, and for each row which of them it holds."""
        used, at = np.unique(self.at, return_inverse=True)
        return [self.values[place] for place in used.tolist()], at.astype(np.int32)

    def cells(self) -> list[Cell]:
        """The cell of each row."""
        return [self.values[place] for place in self.at.tolist()]


def column_of(cells: Sequence[Cell]) -> Column:
    """A column of cells, as texts where all are texts or nothing."""
    try:
        array = pa.array(cells, pa.string())
    except (pa.ArrowException, UnicodeEncodeError):
        return Mixed.of(cells)
    return Texts(array)
