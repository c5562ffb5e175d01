"""What is asked of a subject's rows, as one thing."""

from collections.abc import Mapping
from dataclasses import dataclass

from luoshi.expressions.compile import compile_query
from luoshi.expressions.expression import Expression
from luoshi.expressions.vocabulary import Vocabulary


@dataclass(frozen=True)
class Query:
    """Outputs by name, of the rows for which any of ``where`` is true; of all rows for none."""

    subject: str
    outputs: Mapping[str, Expression]
    where: tuple[Expression, ...]
    vocabulary: Vocabulary

    def sql(self, values: Mapping[str, object]) -> str:
        """It as SQL, with the values of its parameters."""
        where = self.where or None
        return compile_query(self.subject, self.outputs, where, self.vocabulary, values)
