"""All expressions on one subject as one query.

Every other table is gone through once for each entity it is gathered by: a common table
expression works out all aggregates on it. Members are asked in one more. Tables are
addressed by their ids.
"""

from collections.abc import Mapping, Sequence

from sqlglot import exp

from luoshi.expressions import signature, sql
from luoshi.expressions.birthdays import by_birthday
from luoshi.expressions.common_subexpressions import once
from luoshi.expressions.dated import DATED_SQL
from luoshi.expressions.errors import ExpressionError
from luoshi.expressions.expression import Expression
from luoshi.expressions.frame import Frame
from luoshi.expressions.gathering import BY, Gathering
from luoshi.expressions.joins import Entity, household_column
from luoshi.expressions.lengths import LONGEST_CELL, cells_in
from luoshi.expressions.limits import exceeding
from luoshi.expressions.period import dated_by, within
from luoshi.expressions.pushdown import certain
from luoshi.expressions.spreading import spread
from luoshi.expressions.tree import (
    Aggregate,
    Call,
    ColumnCell,
    Dated,
    Listed,
    Literal,
    Members,
    Node,
    Parameter,
)
from luoshi.expressions.values import constant, literal, value_of
from luoshi.expressions.vocabulary import Kind, Vocabulary
from luoshi.expressions.word import Word
from luoshi.expressions.words import WORDS


def compile_query(
    subject: str,
    outputs: Mapping[str, Expression],
    where: Expression | Sequence[Expression] | None,
    vocabulary: Vocabulary,
    values: Mapping[str, object],
    dialect: str = "duckdb",
    by: Expression | None = None,
    dated: bool = False,
) -> str:
    """One SELECT over the rows of ``subject``: each output under its name.

    Rows are kept for which any of ``where`` is true. ``values`` hold the parameters'
    values; one that is a cell of the subject has each row asked by its own. Conditions come
    out as plain true or false. With ``by``, a column of another table, aggregates of that
    table are worked out for each of its values, which come out as `BY`: one row for each
    subject and value found. With ``dated`` only the subject's rows of the period are asked,
    where its table dates them. Raises `ExpressionError` where a value is missing or of the
    wrong kind.
    """
    wanted = [] if where is None else [where] if isinstance(where, Expression) else where
    query = _Query(vocabulary, values, subject, wanted, by.node if by else None)
    frame = Frame(vocabulary.table(subject), vocabulary)
    columns = [query.output(name, one, frame) for name, one in outputs.items()]
    conditions = [
        query.least_exceeded(wanted, frame),
        None if where is None else query.condition(wanted, frame),
        query.in_period(frame) if dated else None,
    ]
    if by:
        value = query.grouped_by(frame)
        columns.append(exp.alias_(value, BY, quoted=True, copy=False))
        conditions.append(sql.known(value))
    select = sql.where(frame.select(*columns), *conditions)
    if where is None:
        select = once(select, subject)
    return query.with_gathered(select).sql(dialect=dialect, copy=False)


class _Query:
    def __init__(
        self,
        vocabulary: Vocabulary,
        values: Mapping[str, object],
        subject: str,
        wanted: Sequence[Expression],
        by: Node | None,
    ) -> None:
        self.vocabulary = vocabulary
        self.values = values
        self.subject = subject
        self.certain = certain([one.node for one in wanted], subject, vocabulary)
        self.by = by if isinstance(by, ColumnCell) else None
        self.related: dict[str, Gathering] = {}
        self.members: dict[str, Gathering] = {}
        self.asked: exp.Select | None = None
        self.asked_name = f"{vocabulary.residents}__asked"

    def output(self, name: str, expression: Expression, frame: Frame) -> exp.Expr:
        value = self.sql(expression.node, frame)
        if expression.type.kind is Kind.BOOLEAN:
            value = sql.certain(value)
        return exp.alias_(value, name, quoted=True, copy=False)

    def condition(self, wanted: Sequence[Expression], frame: Frame) -> exp.Expr:
        return sql.any_of([self.sql(one.require(Kind.BOOLEAN).node, frame) for one in wanted])

    def least_exceeded(self, wanted: Sequence[Expression], frame: Frame) -> exp.Expr | None:
        """What must hold by the least their limits can be: the engine may leave rows out early."""
        least = exceeding([one.node for one in wanted], self.values)
        return self.sql(least, frame) if least else None

    def in_period(self, frame: Frame) -> exp.Expr | None:
        """Whether the frame's rows are of the period; nothing where they are not dated."""
        name = dated_by(frame.table)
        if name is None:
            return None
        return within(frame.cell(frame.table.id, name), frame.table.by_name[name], self.values)

    def grouped_by(self, frame: Frame) -> exp.Expr:
        """The value by which aggregates of ``by``'s table were grouped."""
        found = next((one for one in self.related.values() if one.by), None)
        if found is None:
            raise ExpressionError("没有一项汇总用到分组列所在的表")
        return frame.gathered(found.name, found.keys_of(frame), BY)

    def sql(self, node: Node, frame: Frame) -> exp.Expr:
        match node:
            case Literal() | Parameter():
                return self.given(node, frame)
            case ColumnCell():
                return frame.cell(node.table, node.column)
            case Call():
                return self.call(node, frame)
            case Aggregate():
                return self.aggregate(node, frame)
            case Members():
                return self.asked_of_members(node, frame)
            case Listed():
                return self.listed(node, frame)
            case Dated():
                history = self.vocabulary.histories[node.parameter]
                return DATED_SQL[node.word](history, self.sql(node.day, frame))

    def given(self, node: Literal | Parameter, frame: Frame) -> exp.Expr:
        if isinstance(node, Literal):
            return literal(node.value)
        value = self.values.get(node.name)
        if isinstance(value, ColumnCell):
            return frame.cell(value.table, value.column)
        return literal(value_of(node, self.values))

    def listed(self, node: Listed, frame: Frame) -> exp.Expr:
        rows = Frame(self.vocabulary.table(node.table), self.vocabulary)
        cell = rows.cell(node.table, node.column)
        kept = self.sql(node.filter, rows) if node.filter else None
        values = sql.where(rows.select(cell), sql.known(cell), kept)
        value = sql.atom(self.sql(node.value, frame))
        return sql.certain(exp.In(this=value, query=values.subquery()))

    def call(self, node: Call, frame: Frame) -> exp.Expr:
        if node.word == "next":
            return self.following(node, frame)
        node = by_birthday(spread(node), self.values)
        word = WORDS[node.word]
        arguments = [
            self.argument(one, word, word.constant(index), frame)
            for index, one in enumerate(node.arguments)
        ]
        value = sql.WORDS_SQL[node.word](*arguments)
        return self.of_short_cells(node, value, frame) if word.grows else value

    def of_short_cells(self, node: Call, value: exp.Expr, frame: Frame) -> exp.Expr:
        """A text, unknown where it is built of a cell longer than cells are taken to be."""
        cells = (frame.cell(one.table, one.column) for one in dict.fromkeys(cells_in(node)))
        return sql.of_short(value, LONGEST_CELL, *cells)

    def following(self, node: Call, frame: Frame) -> exp.Expr:
        (cell,) = node.arguments
        assert isinstance(cell, ColumnCell)
        return frame.next(cell.column)

    def argument(self, node: Node, word: Word, most: int | None, frame: Frame) -> exp.Expr:
        return self.sql(node, frame) if most is None else self.constant(node, word, most)

    def constant(self, node: Node, word: Word, most: int) -> exp.Expr:
        assert isinstance(node, Literal | Parameter)
        return literal(signature.constant(constant(node, self.values), word, most))

    def aggregate(self, node: Aggregate, frame: Frame) -> exp.Expr:
        name = "__".join((node.table, f"by_{node.entity}", *(of.column for _, of in node.keys)))
        if name not in self.related:
            rows = self.rows_of(node)
            by = self.by if self.by and self.by.table == node.table else None
            kept = self.in_period(rows) if node.period else None
            self.related[name] = Gathering(name, node.entity, rows, self.sql, by, kept, node.keys)
        return self.found(node, self.related[name], frame)

    def asked_of_members(self, node: Members, frame: Frame) -> exp.Expr:
        name = f"{self.vocabulary.residents}__members"
        if name not in self.members:
            residents = self.vocabulary.table(self.vocabulary.residents)
            rows = Frame(residents, self.vocabulary, among=self.among())
            self.members[name] = Gathering(name, Entity.HOUSEHOLD, rows, self.sql)
        return self.found(node, self.members[name], frame)

    def rows_of(self, node: Aggregate) -> Frame:
        """The rows an aggregate is of: where the residents lead to households, of those asked."""
        table = self.vocabulary.table(node.table)
        led = table.id == self.vocabulary.residents or household_column(table) is None
        narrowed = self.certain and led and node.entity is Entity.HOUSEHOLD
        among = self.among() if narrowed else None
        return Frame(table, self.vocabulary, node.entity, among)

    def among(self) -> str | None:
        """The relation of the residents whose households are looked at; all where ``None``."""
        if self.subject in self.vocabulary.registers and not self.certain:
            return None
        self.asked = self.asked or self.residents_asked()
        return self.asked_name

    def residents_asked(self) -> exp.Select:
        """The residents in whose household is a row that may come out."""
        rows = Frame(self.vocabulary.table(self.subject), self.vocabulary)
        key = rows.key(Entity.HOUSEHOLD)
        kept = self.sql(self.certain, rows) if self.certain else None
        households = sql.where(rows.select(key), kept)
        residents = rows.residents
        looked_at = exp.In(this=residents.key(Entity.HOUSEHOLD), query=households.subquery())
        return sql.where(residents.select(exp.Star()), looked_at)

    def found(self, node: Aggregate | Members, gathering: Gathering, frame: Frame) -> exp.Expr:
        measure = gathering.measure(node)
        column = frame.gathered(gathering.name, gathering.keys_of(frame), measure)
        read = sql.FOUND_SQL.get(node.word)
        return read(column) if read else column

    def with_gathered(self, select: exp.Select) -> exp.Select:
        if self.asked:
            # Kept as it is: the engine might join all residents before it leaves most out.
            select = select.with_(
                exp.to_identifier(self.asked_name, quoted=True),
                self.asked,
                materialized=True,
                copy=False,
            )
        # Members' conditions may rest on aggregates, never the other way round.
        for gathering in (*self.related.values(), *self.members.values()):
            select = select.with_(
                exp.to_identifier(gathering.name, quoted=True), gathering.select(), copy=False
            )
        return select
