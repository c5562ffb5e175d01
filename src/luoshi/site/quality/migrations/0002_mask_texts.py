from django.db import migrations

from luoshi.site.remasking import Row, masked_texts, masking_texts, mending


def files(row: Row) -> Row:
    return {"files": [{**one, **masked_texts({"name": one["name"]})} for one in row["files"]]}


class Migration(migrations.Migration):
    dependencies = [("quality", "0001_initial")]

    operations = [*masking_texts("quality"), mending("quality", "Run", ["files"], files)]
