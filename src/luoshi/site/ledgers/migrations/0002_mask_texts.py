import shutil
from collections.abc import Mapping

from django.db import migrations

from luoshi import pack
from luoshi.home import home
from luoshi.ledgers.row_facts import SEPARATOR
from luoshi.site.remasking import Row, masked_cells, masking_texts, mending
from luoshi.text.masking import without_id_numbers
from luoshi.warehouse.schema import Column


def record(row: Row) -> Row:
    data = masked_cells(row["data"], columns(row["ledger"]))
    if data == row["data"]:
        return {}
    # Each line to be searched is one cell.
    words = {name: masked_lines(row[name]) for name in ("words", "personal")}
    return {"data": data, "key": masked_key(row), **words}


def masked_key(row: Row) -> str:
    """The key with its texts masked; two that are alike then are told apart by the record."""
    table = pack.load().tables.get(row["ledger"])
    names, parts = table.key if table else (), row["key"].split(SEPARATOR)
    if table is None or len(names) != len(parts):
        return str(row["key"])
    cells = masked_cells(dict(zip(names, parts, strict=True)), table.by_name) or {}
    told = [*cells.values()]
    return SEPARATOR.join(told if told == parts else [*told, str(row["pk"])])


def masked_lines(text: str) -> str:
    return "\n".join(map(without_id_numbers, text.split("\n")))


def revision(row: Row) -> Row:
    known = columns(row["ledger"])
    return {name: masked_cells(row[name], known) for name in ("before", "after")}


def columns(ledger: str) -> Mapping[str, Column]:
    found = pack.load().tables.get(ledger)
    return found.by_name if found else {}


def forget_files(*_: object) -> None:
    """Drop the rows written as files; they are written anew when they are asked for."""
    shutil.rmtree(home() / "ledgers", ignore_errors=True)


class Migration(migrations.Migration):
    dependencies = [("ledgers", "0001_initial")]

    operations = [
        *masking_texts("ledgers"),
        mending("ledgers", "Record", ["ledger", "key", "data", "words", "personal"], record),
        mending("ledgers", "Revision", ["ledger", "before", "after"], revision),
        migrations.RunPython(forget_files, migrations.RunPython.noop),
    ]
