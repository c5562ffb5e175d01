"""Words over several rows: aggregates of another table, conditions on members, lookups."""

from collections.abc import Iterator, Sequence

from sqlglot import exp

from luoshi.expressions import signature
from luoshi.expressions.admission import Admission
from luoshi.expressions.errors import ExpressionError
from luoshi.expressions.joins import Entity, can_look_up, entities, place_columns, shared
from luoshi.expressions.period import dated_by
from luoshi.expressions.scope import Place, Scope
from luoshi.expressions.tree import Aggregate, ColumnCell, Listed, Members, Node
from luoshi.expressions.vocabulary import type_of
from luoshi.expressions.words import LISTED, WORDS
from luoshi.warehouse.schema import Table


def aggregate(
    admission: Admission,
    name: str,
    arguments: Sequence[exp.Expr],
    condition: exp.Expr | None,
    scope: Scope,
) -> Aggregate:
    """Admit an aggregate; the columns it names decide the table it ranges over."""
    if scope.place is Place.RELATED:
        raise ExpressionError("汇总里面不能再汇总")
    argument, distinct = _argument(name, arguments)
    trees = [argument] if condition is None else [argument, condition]
    table = _table(admission, trees, scope)
    entity = _entity(scope, table)
    rows = Scope(table, Place.RELATED, scope.vocabulary, entity)
    value = admission.admit(argument, rows)
    _check_argument(name, value)
    kept = None if condition is None else _condition(admission, condition, rows)
    type_ = signature.result(WORDS[name], value)
    period = dated_by(table) if entity in (Entity.COUNTY, Entity.REGION) else None
    keys = _keys(scope, table) if entity is Entity.PLACE else ()
    return Aggregate(type_, name, table.id, entity, value, kept, distinct, period, keys)


def household(
    admission: Admission, name: str, arguments: Sequence[exp.Expr], scope: Scope
) -> Members:
    """Admit a condition on the members of the row's household."""
    word = WORDS[name]
    if scope.place is not Place.SUBJECT:
        raise ExpressionError(f"“{word.form}”不能写在汇总或另一个成员条件里面")
    if Entity.HOUSEHOLD not in entities(scope.table):
        raise ExpressionError(f"“{scope.table.title}”的行不对应户，不能用“{word.form}”")
    if len(arguments) != 1:
        raise ExpressionError(f"“{name}”的写法是 {word.form}")
    residents = scope.vocabulary.table(scope.vocabulary.residents)
    member = Scope(residents, Place.MEMBER, scope.vocabulary)
    condition = admission.admit(arguments[0], member)
    signature.check(condition, word.takes[0], word)
    return Members(signature.result(word, condition), name, condition)


def listed(admission: Admission, arguments: Sequence[exp.Expr], scope: Scope) -> Listed:
    """Admit the question whether a value stands in a column of another table."""
    if len(arguments) != 2 or not _names_a_table(arguments[1]):
        raise ExpressionError(f"“{LISTED.name}”的写法是 {LISTED.form}，后一项要写明表名")
    value, there = admission.admit(arguments[0], scope), arguments[1]
    table = scope.vocabulary.table(there.text("table"))
    column = type_of(scope.vocabulary.column(table, there.name))
    signature.check(value, LISTED.takes[0], LISTED)
    if column.kind is not value.type.kind:
        raise ExpressionError(
            f"“{table.id}.{there.name}”是{column.kind.label}，要找的却是{value.type.kind.label}"
        )
    return Listed(signature.result(LISTED, value), value, table.id, there.name)


def _names_a_table(tree: exp.Expr) -> bool:
    return isinstance(tree, exp.Column) and bool(tree.text("table"))


def _argument(name: str, arguments: Sequence[exp.Expr]) -> tuple[exp.Expr, bool]:
    if len(arguments) != 1:
        raise ExpressionError(f"“{name}”的写法是 {WORDS[name].form}")
    only = arguments[0]
    if not (name == "count" and isinstance(only, exp.Distinct)):
        return only, False
    if len(only.expressions) != 1 or only.args.get("on"):
        raise ExpressionError("count(distinct …) 里只能写一项")
    return only.expressions[0], True


def _check_argument(name: str, value: Node) -> None:
    word = WORDS[name]
    if name == "count" and value.type.kind not in word.takes[0]:
        raise ExpressionError(
            "count 数有值的行；要数合条件的行，请写 count(表.列) filter (where 条件)"
        )
    signature.check(value, word.takes[0], word)


def _condition(admission: Admission, tree: exp.Expr, rows: Scope) -> Node:
    condition = admission.admit(tree, rows)
    signature.check(condition, WORDS["any"].takes[0], WORDS["any"])
    return condition


def _table(admission: Admission, trees: Sequence[exp.Expr], scope: Scope) -> Table:
    """The table among those named from whose rows all the others are looked up."""
    vocabulary = scope.vocabulary
    written_out: set[str] = set()
    ids = dict.fromkeys(id_ for tree in trees for id_ in _named(admission, tree, written_out))
    tables = [vocabulary.table(id_) for id_ in ids]
    for table in tables:
        if all(table is other or can_look_up(table, other, vocabulary) for other in tables):
            return table
    if tables:
        titles = "、".join(table.title for table in tables)
        raise ExpressionError(f"一个汇总只能在一张表的行上做，这里混用了：{titles}")
    raise ExpressionError("汇总里要写明是哪张表的列，例如 sum(表.列)；汇总里不能用本行的列")


def _named(admission: Admission, tree: exp.Expr, written_out: set[str]) -> Iterator[str]:
    """The tables a tree names, also in shorthands, each of which is gone through once.

    Where values are looked for is no table of the rows.
    """
    calls = (call for call in tree.find_all(exp.Anonymous) if call.name.lower() == LISTED.name)
    elsewhere = {id(call.expressions[-1]) for call in calls if call.expressions}
    for column in tree.find_all(exp.Column, bfs=False):
        name = column.name
        if id(column) in elsewhere:
            continue
        if column.text("table"):
            yield column.text("table")
        elif name in admission.names and name not in written_out:
            written_out.add(name)
            yield from _named(admission, admission.shorthand(name), written_out)


def _entity(scope: Scope, table: Table) -> Entity:
    entity = shared(scope.table, table, scope.vocabulary)
    if entity is None:
        ways = "区划、人或户" if scope.table.id == scope.vocabulary.counties else "人或户"
        raise ExpressionError(
            f"“{scope.table.title}”的行与“{table.title}”的行不通过{ways}相连，不能汇总"
        )
    return Entity.HOUSEHOLD if scope.entity is Entity.HOUSEHOLD else entity


def _keys(scope: Scope, table: Table) -> tuple[tuple[ColumnCell, ColumnCell], ...]:
    """The columns that name the village: the subject's own, and the table's."""
    rows = Scope(table, Place.RELATED, scope.vocabulary)
    pairs = place_columns(scope.table, table)
    return tuple((scope.bare(own), rows.qualified(table.id, other)) for own, other in pairs)
