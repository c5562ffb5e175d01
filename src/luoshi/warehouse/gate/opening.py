"""Opening a file: its content decides how it is read, not its name."""

from pathlib import Path

from luoshi.warehouse.gate.columnar import read_parquet
from luoshi.warehouse.gate.delimited import read_delimited
from luoshi.warehouse.gate.sheet import File
from luoshi.warehouse.gate.xls import read_old_workbook
from luoshi.warehouse.gate.xlsx import read_workbook

_READERS = {
    b"PK\x03\x04": read_workbook,
    b"\xd0\xcf\x11\xe0": read_old_workbook,
    b"PAR1": read_parquet,
}


def read_file(path: Path) -> File:
    """Read an .xlsx, .xls, .csv or .parquet file.

    Raises:
        FileError: it cannot be read; the message is Chinese and says how to mend it.
    """
    with path.open("rb") as file:
        start = file.read(4)
    return _READERS.get(start, read_delimited)(path)
