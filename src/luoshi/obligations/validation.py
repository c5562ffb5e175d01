"""Proving the obligations of a pack: names resolve, expressions type, no clause is forgotten."""

from collections.abc import Iterator
from datetime import date

from luoshi.area_queries.places import unknown_places
from luoshi.area_queries.questions import grouping, parsed, words_of
from luoshi.expressions import Expression, ExpressionError
from luoshi.frozen import Found, KeyPath
from luoshi.ids import notice_of
from luoshi.obligations.inputs import Ask
from luoshi.obligations.inquiry import ObligationInquiry
from luoshi.obligations.kinds import OBJECTS, asks_of
from luoshi.obligations.period import periods
from luoshi.obligations.violations import condition
from luoshi.pack import Pack, Problem
from luoshi.pack.models import Notice
from luoshi.pack.names import misread, unknown, unknown_among
from luoshi.pack.obligations import (
    REGION,
    Coverage,
    Obligation,
    Outpace,
    Prohibition,
    Range,
    Where,
)
from luoshi.pack.reading import dotted
from luoshi.pack.rules import number_on
from luoshi.pack.units import strange_unit, unit_differs


def check(pack: Pack) -> list[Problem]:
    """Everything that does not hold of the obligations; empty where all do."""
    if not pack.obligations:
        return []
    found = [
        pack.place(obligation).problem(*problem)
        for obligation in pack.obligations.values()
        for problem in _of_obligation(obligation, pack)
    ]
    found += [
        pack.place(notice).problem(*problem)
        for notice in pack.notices.values()
        for problem in _follows(notice, pack)
    ]
    return [*found, *_forgotten(pack), *_idle(pack)]


def _of_obligation(obligation: Obligation, pack: Pack) -> list[Found]:
    """Expressions are only asked about once the names hold."""
    return list(_names(obligation, pack)) or [
        *_expressions(obligation, pack),
        *_unproved(obligation, pack),
        *_undated(obligation, pack),
    ]


def _follows(notice: Notice, pack: Pack) -> Iterator[Found]:
    yield from unknown_among(("follows",), "文件", notice.follows, pack.notices)
    for i, id_ in enumerate(notice.follows):
        if id_ in pack.notices and pack.notices[id_].issued >= notice.issued:
            message = f"“{id_}”不比这份文件（{notice.issued} 印发）早，不能由它接续"
            yield ("follows", i), message, "只写更早印发的文件"
    for id_ in notice.ends:
        yield from _of_earlier(("ends", id_), id_, notice, pack)


def _of_earlier(key: KeyPath, id_: str, notice: Notice, pack: Pack) -> Iterator[Found]:
    """What is wrong with an obligation named as one of a notice this one follows."""
    if id_ not in pack.obligations:
        yield unknown(key, "承诺", id_, pack.obligations)
    elif notice_of(id_) not in notice.follows:
        message = f"“{id_}”是 {notice_of(id_)} 的承诺，这份文件没有写接续它"
        yield key, message, f"在 notice.yaml 写上 follows: [{notice_of(id_)}]"


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
    for i, id_ in enumerate(obligation.continues):
        yield from _of_earlier(("continues", i), id_, pack.notice(obligation.id), pack)
    yield from _of_clause(obligation, pack)
    if isinstance(obligation, Prohibition) and obligation.table not in obligation.records:
        yield ("table",), f"表“{obligation.table}”没有列在 records 里", "把它加进 records"


def _of_clause(obligation: Obligation, pack: Pack) -> Iterator[Found]:
    """Sentences of another clause, and units that do not lead the clause."""
    known = {_bare(id_) for id_ in pack.clauses} - {_bare(obligation.clause)}
    for i, sentence in enumerate(obligation.sentences):
        if sentence.rpartition(".")[0] in known:
            hint = f"写 {_bare(obligation.clause)}.1 这样的编号，或改正 clause"
            yield ("sentences", i), f"第 {sentence} 句不在条款 {obligation.clause} 里", hint
    clause = pack.clauses.get(obligation.clause)
    leads = clause.leads if clause else ()
    for i, lead in enumerate(obligation.leads):
        if leads and lead in pack.units and lead not in leads and not obligation.leads_differ:
            hint = f"写{'、'.join(leads)}，或用 leads_differ 写明为什么是它"
            message = f"“{lead}”不是条款 {obligation.clause} 的牵头单位"
            yield ("leads", i), message, hint


def _bare(clause: str) -> str:
    """A clause's number without the notice it is of."""
    return clause.rpartition("/")[2]


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
    for name, ask in asks_of(obligation).items():
        try:
            figure = parsed(ask.text, pack, ask.of_region or obligation.where == REGION, ask.kinds)
            if ask.by:
                grouping(ask.by, words_of(pack))
        except ExpressionError as error:
            yield misread(_key_of(obligation, ask), error)
        else:
            yield from _yardsticks(obligation, ask, figure.parameters, pack)
            yield from _units(obligation, name, ask, figure, pack)
    if isinstance(obligation, Prohibition):
        yield from _condition(obligation, pack)
    if isinstance(obligation, Range):
        yield from _bounds(obligation, pack)


def _bounds(obligation: Range, pack: Pack) -> Iterator[Found]:
    for day in _edges(obligation):
        least = number_on(obligation.at_least, pack, day)
        most = number_on(obligation.at_most, pack, day)
        if least is not None and most is not None and least > most:
            message = f"{day} 的下限 {least} 大于上限 {most}"
            yield ("at_most",), message, "改正 at_least 或 at_most"
            return


def _condition(obligation: Prohibition, pack: Pack) -> Iterator[Found]:
    try:
        condition(obligation, words_of(pack))
    except ExpressionError as error:
        yield misread(("when",), error)


def _units(
    obligation: Obligation, name: str, ask: Ask, figure: Expression, pack: Pack
) -> Iterator[Found]:
    """A figure in another unit than the obligation tells its number in."""
    if isinstance(obligation, Outpace) or name.startswith("per") or name == OBJECTS:
        return
    if isinstance(obligation, Coverage) and name == "target":
        return
    unit = strange_unit(obligation.unit, figure, pack)
    if unit is not None:
        message, hint = unit_differs(obligation.unit, unit)
        yield ("unit",), f"{dotted(_key_of(obligation, ask))}：{message}", hint


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
