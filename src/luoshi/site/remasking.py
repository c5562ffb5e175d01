"""Masking the ID numbers in texts that were stored before they were found everywhere.

Steps of a migration, for each app with free text. A migration sees the tables as they are and
not the models' own ways, so it changes what is otherwise only ever added to (steps, decisions,
revisions, the audit log): on purpose, for what must not have been kept is no part of history.
Nothing else of a row changes: who, when and in which order stay as they were written. Run
again it changes nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.apps import apps as installed
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from luoshi.site.fields import Masked
from luoshi.text.masking import without_id_numbers
from luoshi.warehouse.schema import Column, FieldType

Row = Mapping[str, Any]

BATCH = 2000
"""Rows held at once."""


def mending(
    label: str, model: str, columns: Iterable[str], mend: Callable[[Row], Row]
) -> migrations.RunPython:
    """The step that mends a model's rows: ``mend`` gives what some columns must hold instead."""
    names = ["pk", *columns]

    def forwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        rows = apps.get_model(label, model)._default_manager.using(editor.connection.alias)
        for row in rows.values(*names).iterator(chunk_size=BATCH):
            changed = {name: value for name, value in mend(row).items() if value != row[name]}
            if changed:
                rows.filter(pk=row["pk"]).update(**changed)

    return migrations.RunPython(forwards, migrations.RunPython.noop)


def masking_texts(label: str) -> list[migrations.RunPython]:
    """The steps that mask every column of free text of an app."""
    free = {model: _free(model) for model in installed.get_app_config(label).get_models()}
    return [mending(label, m.__name__, names, masked_texts) for m, names in free.items() if names]


def masked_texts(row: Row) -> Row:
    """A row whose texts are all free, masked."""
    return {name: without_id_numbers(text) for name, text in row.items() if isinstance(text, str)}


def masked_cells(cells: Row | None, columns: Mapping[str, Column]) -> Row | None:
    """Cells by their columns' names, those of free text masked, and those of no known column."""
    if cells is None:
        return None
    kept = {name for name, column in columns.items() if column.type is not FieldType.TEXT}
    return {**cells, **masked_texts({n: cell for n, cell in cells.items() if n not in kept})}


def _free(model: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.fields if isinstance(field, Masked)]
