"""Tables in Parquet files, as programs send them."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from luoshi.warehouse.errors import FileError
from luoshi.warehouse.gate.cells import column_of
from luoshi.warehouse.gate.sheet import BLOCK, ONLY_SHEET, Block, File, Sheet, block_of
from luoshi.warehouse.outcome import Cell

_BROKEN = (pa.ArrowException, OSError, ValueError, OverflowError)


def read_parquet(path: Path) -> File:
    """Read a Parquet file.

    Raises:
        FileError: it is broken; or, while its rows are read, holds what cannot be read.
    """
    try:
        total = pq.read_metadata(path).num_rows + 1
    except _BROKEN as error:
        raise _broken(error) from None
    return File("parquet", (Sheet(ONLY_SHEET, partial(_blocks, path), total),))


def _blocks(path: Path) -> Iterator[Block]:
    try:
        with pq.ParquetFile(path) as file:
            yield block_of(1, [list(file.schema_arrow.names)])
            first = 2
            for batch in file.iter_batches(BLOCK):
                numbers = np.arange(first, first + len(batch), dtype=np.int64)
                yield Block(numbers, [column_of(_cells(column)) for column in batch.columns])
                first += len(batch)
    except _BROKEN as error:
        raise _broken(error) from None


def _broken(error: Exception) -> FileError:
    return FileError(f"Parquet 文件已损坏（{error}）；请重新导出")


def _cells(column: Any) -> list[Cell]:
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.timestamp("us", tz=column.type.tz), safe=False)
    if pa.types.is_nested(column.type) or pa.types.is_binary(column.type):
        return [None if value is None else str(value) for value in column.to_pylist()]
    cells: list[Cell] = column.to_pylist()
    return cells
