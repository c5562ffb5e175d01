"""Text inside JSON columns, told to the database: to filter, order and add up by it."""

from django.db import connection
from django.db.models import F, Func, TextField, Value
from django.db.models.fields.json import KeyTextTransform


def text_in(field: str, name: str) -> "Func | KeyTextTransform":
    """The text under a name in a JSON column."""
    if connection.vendor != "sqlite":
        return KeyTextTransform(name, field)
    # Django escapes Chinese names in the path, which SQLite before 3.45 does not understand.
    place = Value(f'$."{name}"')
    return Func(F(field), place, function="JSON_EXTRACT", output_field=TextField())
