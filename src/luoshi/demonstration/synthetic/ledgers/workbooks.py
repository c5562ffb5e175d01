"""Records as workbooks that a person can send to a ledger by hand."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from luoshi.areas import Areas
from luoshi.demonstration.synthetic.files import write_xlsx
from luoshi.demonstration.synthetic.ledgers.record import Record
from luoshi.demonstration.synthetic.sheets import Cell, SheetColumn, SyntheticSheet
from luoshi.pack import Pack
from luoshi.warehouse.schema import Column, FieldType


def write_ledgers(
    out: Path, pack: Pack, records: Mapping[str, Sequence[Record]]
) -> dict[str, Path]:
    """Write one workbook a ledger into ``out``: a title, the column names, the rows.

    Divisions are written by their names from the county down, persons by ID number. Gives the
    files by ledger.
    """
    out.mkdir(parents=True, exist_ok=True)
    return {id_: _write(out, pack, id_, rows) for id_, rows in records.items()}


def _write(out: Path, pack: Pack, ledger: str, rows: Sequence[Record]) -> Path:
    table = pack.tables[ledger]
    parts = [SheetColumn(c.name, c, _cells(rows, c, pack.areas)) for c in table.columns]
    path = out / f"{table.title}.xlsx"
    write_xlsx(SyntheticSheet(table, parts, above=(f"{table.title}（合成数据）",)), path)
    return path


def _cells(rows: Sequence[Record], column: Column, areas: Areas) -> list[Cell]:
    cells = [row[column.name] for row in rows]
    if column.type is not FieldType.AREA:
        return [*cells]
    names = {code: _name(str(code), areas) for code in set(cells) if code is not None}
    return [None if code is None else names[code] for code in cells]


def _name(code: str, areas: Areas) -> str:
    path = areas.path(code).split("/")
    return "/".join(path[1:] or path)
