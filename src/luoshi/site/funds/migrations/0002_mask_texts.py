"""What was signed keeps its content, which its digest proves; names and notes stand beside it."""

from django.db import migrations

from luoshi.allocation.changes import OFFICER, REASON
from luoshi.site.remasking import Row, masked_texts, masking_texts, mending


def waivers(row: Row) -> Row:
    words = {n: text for n, text in row["changes"].items() if n.startswith((OFFICER, REASON))}
    return {"changes": {**row["changes"], **masked_texts(words)}}


class Migration(migrations.Migration):
    dependencies = [("funds", "0001_initial")]

    operations = [
        *masking_texts("funds"),
        mending("funds", "Scenario", ["changes"], waivers),
    ]
