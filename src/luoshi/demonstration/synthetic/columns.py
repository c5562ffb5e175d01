"""Groups of arrays of one length, cut together."""

from dataclasses import dataclass, fields, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Days = NDArray[np.datetime64]
Texts = NDArray[np.str_]


@dataclass(frozen=True)
class Columns:
    """Base of dataclasses all of whose fields are arrays with one element a row."""

    def cut(self, rows: slice | Ints) -> Self:
        """The same columns of some rows."""
        return replace(
            self, **{field.name: getattr(self, field.name)[rows] for field in fields(self)}
        )

    def __len__(self) -> int:
        return len(getattr(self, fields(self)[0].name))
