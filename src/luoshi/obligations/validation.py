"""Proving the obligations of a pack: names resolve, expressions type, no clause is forgotten."""

from collections.abc import Iterator
from datetime import date

from luoshi.area_queries.places import unknown_places
from luoshi.area_queries.questions import grouping, parsed, words_of
from luoshi.expressions import ExpressionError
from luoshi.obligations.inputs import Ask
from luoshi.obligations.inquiry import ObligationInquiry
from luoshi.obligations.kinds import asks_of
from luoshi.obligations.period import periods
from luoshi.obligations.violations import condition
from luoshi.pack import Pack, Problem
from luoshi.pack.names import Found, unknown, unknown_among
from luoshi.pack.obligations import REGION, Obligation, Prohibition, Where
from luoshi.pack.reading import KeyPath


def check(pack: Pack) -> list[Problem]:
    """Everything that does not hold of the obligations; empty where all do."""
    if not pack.obligations:
        return []
    found = [
        pack.place(obligation).problem(*problem)
        for obligation in pack.obligations.values()
        for problem in _of_obligation(obligation, pack)
    ]
    return [*found, *_forgotten(pack), *_idle(pack)]


def _of_obligation(obligation: Obligation, pack: Pack) -> list[Found]:
    """Expressions are only asked about once the names hold."""
    return list(_names(obligation, pack)) or [
        *_expressions(obligation, pack),
        *_unproved(obligation, pack),
        *_undated(obligation, pack),
    ]


def _forgotten(pack: Pack) -> Iterator[Problem]:
    kept = {obligation.clause for obligation in pack.obligations.values()}
    for clause in pack.clauses.values():
        if clause.id not in kept:
            message = f"条款 {clause.id}（{clause.title}）没有一条承诺"
            yield pack.place(clause).problem(("id",), message, "在 obligations/ 里补上")


def _idle(pack: Pack) -> Iterator[Problem]:
    """Units that lead a clause and hold none of its obligations, once all names of units hold."""
    held: dict[str, set[str]] = {}
    for obligation in pack.obligations.values():
        held.setdefault(obligation.clause, set()).update(obligation.leads)
    if not set().union(*held.values()) <= pack.units.keys():
        return
    for clause in pack.clauses.values():
        for i, unit in enumerate(clause.leads):
            if unit not in held.get(clause.id, clause.leads):
                message = f"条款 {clause.id}（{clause.title}）的牵头单位“{unit}”没有负责的承诺"
                yield pack.place(clause).problem(("leads", i), message, "写进它负责的承诺的 leads")


def _names(obligation: Obligation, pack: Pack) -> Iterator[Found]:
    if obligation.clause not in pack.clauses:
        yield unknown(("clause",), "条款", obligation.clause, pack.clauses)
    yield from unknown_among(("leads",), "单位", obligation.leads, pack.units)
    yield from unknown_among(("records",), "表", obligation.records, pack.tables)
    yield from _places(obligation, pack)
    if isinstance(obligation, Prohibition) and obligation.table not in obligation.records:
        yield ("table",), f"表“{obligation.table}”没有列在 records 里", "把它加进 records"


def _places(obligation: Obligation, pack: Pack) -> Iterator[Found]:
    for key in ("where", "others"):
        where: Where | None = getattr(obligation, key, None)
        if where is not None:
            yield from unknown_places((key,), where, pack)
    if obligation.where == REGION and obligation.kind in ("tilt", "floor", "outpace"):
        yield ("where",), f"这一类承诺比较的是县，不能问{pack.words.whole}", "写县组或县代码"
    outside = getattr(obligation, "outside", None)
    if outside is not None and outside not in pack.groups:
        yield unknown(("outside",), "县组", outside, pack.groups)


def _expressions(obligation: Obligation, pack: Pack) -> Iterator[Found]:
    for ask in asks_of(obligation).values():
        try:
            figure = parsed(ask.text, pack, ask.of_region or obligation.where == REGION, ask.kinds)
            if ask.by:
                grouping(ask.by, words_of(pack))
        except ExpressionError as error:
            yield _key_of(obligation, ask), str(error), ""
        else:
            yield from _yardsticks(obligation, ask, figure.parameters, pack)
    if isinstance(obligation, Prohibition):
        yield from _condition(obligation, pack)


def _condition(obligation: Prohibition, pack: Pack) -> Iterator[Found]:
    try:
        condition(obligation, words_of(pack))
    except ExpressionError as error:
        yield ("when",), str(error), ""


def _yardsticks(
    obligation: Obligation, ask: Ask, names: frozenset[str], pack: Pack
) -> Iterator[Found]:
    """Parameters that are not in force on some day the obligation may be asked about."""
    for name in sorted(names & pack.parameters.keys()):
        parameter = pack.parameters[name]
        missing = [day for day in _edges(obligation) if parameter.on(day) is None]
        if missing:
            message = f"参数“{parameter.title}”（{name}）在 {missing[0]} 没有生效的值"
            yield _key_of(obligation, ask), message, "给参数补上这一段时间的值"


def _edges(obligation: Obligation) -> list[date]:
    return [day for period in periods(obligation) for day in (period.start, period.end)]


def _unproved(obligation: Obligation, pack: Pack) -> Iterator[Found]:
    """Tables that decide whether there is data, but are not told as evidence."""
    try:
        proof = ObligationInquiry(obligation, periods(obligation)[0], obligation.since, pack).proof
    except ExpressionError:
        return
    for table in proof:
        if table not in obligation.records:
            yield ("records",), f"算数用到的表“{table}”没有列在 records 里", "把它加进 records"


def _undated(obligation: Obligation, pack: Pack) -> Iterator[Found]:
    """Tables that do not say what their rows are in time: nobody can ask them as of a day."""
    try:
        asked = ObligationInquiry(obligation, periods(obligation)[0], obligation.since, pack)
        rests_on = dict.fromkeys((*obligation.records, *(table for table, _ in asked.tables)))
    except ExpressionError:
        return
    for id_ in rests_on:
        table = pack.tables[id_]
        if table.home != "reference" and not table.is_dated:
            place = obligation.records.index(id_) if id_ in obligation.records else None
            message = f"表“{table.title}”（{id_}）没有写明它的行在时间上是什么，不能按某天问"
            hint = "在表里写 happened（发生的日期列）或 period（年度、月份、日期列）"
            yield ("records",) if place is None else ("records", place), message, hint


def _key_of(obligation: Obligation, ask: Ask) -> KeyPath:
    """The key under which an ask's expression stands."""
    return _find(obligation.model_dump(), ask.text) or ("id",)


def _find(value: object, text: str) -> KeyPath | None:
    if value == text:
        return ()
    for key, inner in _items(value):
        found = _find(inner, text)
        if found is not None:
            return (key, *found)
    return None


def _items(value: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list | tuple):
        yield from enumerate(value)
