"""An export kept beside its file as it was read, so that it is opened again at once."""

import json
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from luoshi.quality.reading import Export
from luoshi.warehouse.batches import write_parquet
from luoshi.warehouse.headings import find_head
from luoshi.warehouse.schema import Table

_HEAD = b"luoshi head"


def keep_export(export: Export, path: Path) -> None:
    """Write the cells of an export, its file's name and its headings to a Parquet file."""
    about = {"file": export.file.name, "row": export.head.row, "headings": export.headings}
    said = json.dumps(about, ensure_ascii=False).encode()
    write_parquet(export.cells.replace_schema_metadata({_HEAD: said}), path)


def kept_export(path: Path, table: Table) -> Export:
    """The export of ``table`` kept at ``path``.

    Raises:
        ValueError: the table's headings are no longer known by the pack.
    """
    cells: pa.Table = pq.read_table(path)
    about = json.loads(cells.schema.metadata[_HEAD])
    head = find_head([about["headings"]], table)
    if head is None:
        raise ValueError(f"{about['file']}：政策包改过，认不出“{table.title}”的表头，请重新上传")
    return Export(table, Path(about["file"]), replace(head, row=about["row"]), cells)
