"""What several outputs of a SELECT ask alike is worked out once.

The engine works out each output on its own, so hundreds of conditions on one table would read
an ID number or compare a cell hundreds of times. Here every part that stands in more than one
place becomes a column of a SELECT within, in as many layers as parts stand within parts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlglot import exp

_ASKED = (exp.Predicate, exp.Connector, exp.Unary, exp.Binary, exp.Func, exp.Cast)
_NO_VALUE = (exp.If, exp.Paren, exp.Distinct, exp.Dot)


def once(select: exp.Select, table: str) -> exp.Select:
    """The SELECT over rows of ``table`` with what its outputs share worked out once."""
    parts = _Parts(table)
    outputs = {output.alias: parts.of(output.this) for output in select.selects}
    for part in outputs.values():
        part.uses += 1
    if not parts.shared:
        return select
    layers = parts.layers()
    select.set("expressions", [_whole(table), *map(_named, layers[0])])
    for layer in layers[1:]:
        select = _over(select, table, [_whole(table), *map(_named, layer)])
    columns = [exp.alias_(part.written(), name, quoted=True) for name, part in outputs.items()]
    return _over(select, table, columns)


@dataclass(eq=False)
class _Part:
    """An expression, or what equal ones have in common; ``inner`` are the parts within it.

    It may stand ``elsewhere``: be a column of another table. It is ``asked`` when working it out
    takes something, and what it ``reads`` differs from row to row.
    """

    sql: exp.Expr
    table: str
    name: str
    inner: "dict[str, _Part | list[_Part]]"
    uses: int = 0
    elsewhere: bool = field(init=False)
    reads: bool = field(init=False)
    asked: bool = field(init=False)

    def __post_init__(self) -> None:
        column = isinstance(self.sql, exp.Column)
        self.elsewhere = column and self.sql.text("table") != self.table
        self.reads = column or any(part.reads for part in self.parts())
        asked = isinstance(self.sql, _ASKED) and not isinstance(self.sql, _NO_VALUE)
        self.asked = asked and self.reads and not column

    def parts(self) -> "Iterator[_Part]":
        for inner in self.inner.values():
            yield from inner if isinstance(inner, list) else [inner]

    @property
    def within(self) -> bool:
        """Whether it is a column of a SELECT within: it is shared, or another table's."""
        return self.elsewhere or (self.asked and self.uses > 1)

    def written(self) -> exp.Expr:
        """What a SELECT above says: the name of a column, or the parts."""
        if self.within:
            return exp.column(self.name, table=self.table, quoted=True)
        return self.worked_out()

    def worked_out(self) -> exp.Expr:
        """The expression, with what is worked out within it by name."""
        if not self.inner:
            return self.sql.copy()
        inner = {
            key: [one.written() for one in part] if isinstance(part, list) else part.written()
            for key, part in self.inner.items()
        }
        return type(self.sql)(**(self.sql.args | inner))


class _Parts:
    """The different parts of some expressions, those within others first."""

    def __init__(self, table: str) -> None:
        self.table = table
        self.known: dict[object, _Part] = {}

    def of(self, sql: exp.Expr) -> _Part:
        """The part an expression is."""
        inner = {
            key: [self.of(one) for one in value] if isinstance(value, list) else self.of(value)
            for key, value in _inner(sql)
        }
        key = (type(sql), *_rest(sql), *((key, _ids(part)) for key, part in inner.items()))
        if key not in self.known:
            self.known[key] = _Part(sql, self.table, f"~{len(self.known)}", inner)
            for part in self.known[key].parts():
                part.uses += 1
        return self.known[key]

    @property
    def shared(self) -> bool:
        """Whether any part is worked out for several."""
        return any(part.within and not part.elsewhere for part in self.known.values())

    def layers(self) -> list[list[_Part]]:
        """The columns within, each above those it rests on."""
        heights: dict[_Part, int] = {}
        layers: list[list[_Part]] = []
        for part in self.known.values():
            below = max((heights[one] for one in part.parts()), default=0)
            heights[part] = below + part.within
            if part.within:
                layers += [[]] * (heights[part] - len(layers))
                layers[below] = [*layers[below], part]
        return layers


def _over(select: exp.Select, table: str, columns: list[exp.Expr]) -> exp.Select:
    """A SELECT of columns from the rows of another, which go by the table's name."""
    rows = select.subquery(exp.to_identifier(table, quoted=True), copy=False)
    return exp.select(*columns, copy=False).from_(rows, copy=False)


def _whole(table: str) -> exp.Expr:
    return exp.Column(this=exp.Star(), table=exp.to_identifier(table, quoted=True))


def _named(part: _Part) -> exp.Expr:
    return exp.alias_(part.worked_out(), part.name, quoted=True)


def _inner(sql: exp.Expr) -> Iterator[tuple[str, exp.Expr | list[exp.Expr]]]:
    """What an expression is made of, by key; columns and other queries are whole."""
    if isinstance(sql, exp.Column | exp.Query):
        return
    for key, value in sql.args.items():
        if isinstance(value, exp.Expr) or (value and isinstance(value, list)):
            yield key, value


def _rest(sql: exp.Expr) -> Iterator[object]:
    """What an expression is besides its parts."""
    if isinstance(sql, exp.Column):
        yield from (part.name for part in sql.parts)
        return
    if isinstance(sql, exp.Query):
        yield sql.sql()
        return
    for key, value in sql.args.items():
        if value and not isinstance(value, exp.Expr | list):
            yield key, value


def _ids(part: "_Part | list[_Part]") -> object:
    return tuple(map(id, part)) if isinstance(part, list) else id(part)
