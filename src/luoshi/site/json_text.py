"""Text inside JSON columns, told to the database: to filter, order and add up by it."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, TextField, Value
from django.db.models.functions import Coalesce
from django.db.models.sql.compiler import SQLCompiler

Compiled = tuple[str, tuple[str | int, ...]]


class TextIn(Func):
    """The text under a name in a JSON column; null where there is none.

    Not the lookup JSON fields have: that looks for a Chinese name as ``\\u…``, which is not how
    SQLite has it.
    """

    output_field = TextField()

    def __init__(self, field: str, name: str) -> None:
        super().__init__(field)
        self.name = name

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any
    ) -> Compiled:
        """As SQLite writes it."""
        return self._over(compiler, "JSON_EXTRACT({}, %s)", f'$."{self.name}"')

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any
    ) -> Compiled:
        """As PostgreSQL writes it."""
        return self._over(compiler, "({} ->> %s)", self.name)

    def _over(self, compiler: SQLCompiler, template: str, name: str) -> Compiled:
        sql, parameters = compiler.compile(self.source_expressions[0])
        return template.format(sql), (*parameters, name)


def told_in(field: str, name: str) -> Coalesce:
    """The text under a name in a JSON column; empty where there is none."""
    return Coalesce(TextIn(field, name), Value("", TextField()))
