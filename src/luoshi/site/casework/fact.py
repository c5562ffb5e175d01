"""A fact of cases, asked of the database."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, TextField
from django.db.models.sql.compiler import SQLCompiler

Compiled = tuple[str, tuple[str | int, ...]]


class Fact(Func):
    """The newest value of a field of a case as text, empty where nobody has told it.

    Not the lookup JSON fields have: that looks for a Chinese name as ``\\u…``, which is not how
    SQLite has it.
    """

    output_field = TextField()

    def __init__(self, name: str) -> None:
        super().__init__("facts")
        self.name = name

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any
    ) -> Compiled:
        """As SQLite writes it."""
        return self._over(compiler, "COALESCE(JSON_EXTRACT({}, %s), '')", f'$."{self.name}"')

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any
    ) -> Compiled:
        """As PostgreSQL writes it."""
        return self._over(compiler, "COALESCE({} ->> %s, '')", self.name)

    def _over(self, compiler: SQLCompiler, template: str, name: str) -> Compiled:
        sql, parameters = compiler.compile(self.source_expressions[0])
        return template.format(sql), (*parameters, name)
