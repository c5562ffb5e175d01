from collections.abc import Mapping

from django.db import migrations

from luoshi import pack
from luoshi.site.remasking import Row, masked_cells, masking_texts, mending
from luoshi.warehouse.schema import Column


def facts(row: Row) -> Row:
    return {"facts": masked_cells(row["facts"], fields(row["process"]))}


def data(row: Row) -> Row:
    return {"data": masked_cells(row["data"], fields(row["case__process"]))}


def fields(process: str) -> Mapping[str, Column]:
    found = pack.load().processes.get(process)
    return found.field if found else {}


class Migration(migrations.Migration):
    dependencies = [("processes", "0001_initial")]

    operations = [
        *masking_texts("processes"),
        mending("processes", "Case", ["process", "facts"], facts),
        mending("processes", "Event", ["case__process", "data"], data),
    ]
