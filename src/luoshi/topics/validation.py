"""Proving the topics of a pack: every name resolves and every expression types."""

from collections.abc import Iterable, Iterator
from datetime import date

from luoshi.area_queries.period import calendar_year
from luoshi.area_queries.places import unknown_places
from luoshi.area_queries.questions import grouping, parsed, words_of
from luoshi.expressions import BUILT_IN, Expression, ExpressionError, Kind, parse
from luoshi.frozen import Found, KeyPath
from luoshi.obligations.inputs import Ask
from luoshi.pack import Pack, Problem
from luoshi.pack.checks import parse_check
from luoshi.pack.names import misread, unknown, unknown_among
from luoshi.pack.topics import SHARE, Figure, FigureGroup, Topic, Watch
from luoshi.pack.units import strange_unit, unit_differs
from luoshi.topics.inputs import OVER, UNDER, GroupQuestion, followed
from luoshi.topics.watching import shown_columns

MEND = "改正表达式，或给参数补上这一段时间的值"


def check(pack: Pack) -> list[Problem]:
    """Everything that does not hold of the topics; empty where all do."""
    found = [
        pack.place(topic).problem(*problem)
        for topic in pack.topics.values()
        for problem in _of_topic(topic, pack)
    ]
    watches = [
        pack.place(watch).problem(*problem)
        for topic in pack.topics.values()
        for watch in topic.watches
        for problem in _of_watch(watch, topic, pack)
    ]
    return [*found, *watches]


def _of_topic(topic: Topic, pack: Pack) -> Iterator[Found]:
    unknown_notices = [*unknown_among(("notices",), "文件", topic.notices, pack.notices)]
    yield from unknown_notices or _of_known_notices(topic, pack)


def _of_known_notices(topic: Topic, pack: Pack) -> Iterator[Found]:
    yield from unknown_among(("ledgers",), "表", topic.ledgers, pack.tables)
    for i, group in enumerate(topic.groups):
        wrong = [*unknown_places(("where",), group.where, pack)]
        wrong += unknown_among(("together",), "县组", group.together, pack.groups)
        for key, message, hint in wrong:
            yield ("groups", i, *key), message, hint
        if not wrong:
            yield from _of_group(topic, i, group, pack)


def _of_group(topic: Topic, i: int, group: FigureGroup, pack: Pack) -> Iterator[Found]:
    asked = GroupQuestion(topic, group, calendar_year(followed([topic], pack).first.year), pack)
    if group.by and (problem := _by(group.by, pack)):
        yield ("groups", i, "by"), problem, "写 表.列"
        return
    for k, figure in enumerate(group.figures):
        place: KeyPath = ("groups", i, "figures", k)
        for name, ask in asked.asks(figure).items():
            for message in _wrong(asked, name, ask, pack):
                yield (*place, _key(figure, ask)), message, MEND
        yield from _unit(asked, figure, place, pack)


def _wrong(asked: GroupQuestion, name: str, ask: Ask, pack: Pack) -> Iterator[str]:
    try:
        found = parsed(ask.text, pack, asked.of_region, ask.kinds, ask.let)
    except ExpressionError as error:
        yield str(error)
        return
    by = (asked.group.by or "").partition(".")[0]
    if by and name in (OVER, UNDER) and by not in found.gathered:
        yield f"按 {asked.group.by} 分的数，要汇总“{by}”的行"
    if name == UNDER and not found.columns:
        yield "per 是不变的数，几个县合起来就错了，请写到 measure 里"
    yield from _yardsticks(found, asked.topic, pack)


def _unit(asked: GroupQuestion, figure: Figure, place: KeyPath, pack: Pack) -> Iterator[Found]:
    """A figure told in another unit than it is counted in; shares and growth have their own."""
    if not figure.is_amount or figure.unit == SHARE:
        return
    for ask in asked.asks(figure).values():
        if ask.text == figure.measure:
            try:
                found = parsed(ask.text, pack, asked.of_region, ask.kinds, ask.let)
            except ExpressionError:
                return
            if unit := strange_unit(figure.unit, found, pack):
                yield (*place, "unit"), *unit_differs(figure.unit, unit)
            return


def _by(text: str, pack: Pack) -> str | None:
    try:
        grouping(text, words_of(pack))
    except ExpressionError as error:
        return str(error)
    return None


def _key(figure: Figure, ask: Ask) -> str:
    return next(key for key, text in figure.expressions if text == ask.text)


def _of_watch(watch: Watch, topic: Topic, pack: Pack) -> Iterator[Found]:
    """Expressions are only asked about once the names hold."""
    wrong = [*_names(watch, pack)]
    yield from wrong or _conditions(watch, topic, pack)


def _names(watch: Watch, pack: Pack) -> Iterator[Found]:
    if watch.table not in pack.tables:
        yield unknown(("table",), "表", watch.table, pack.tables)
    yield from unknown_places(("where",), watch.where, pack)
    if watch.outside and watch.outside not in pack.groups:
        yield unknown(("outside",), "县组", watch.outside, pack.groups)
    if watch.lacking and watch.lacking.among and watch.lacking.among not in pack.tables:
        yield unknown(("lacking", "among"), "表", watch.lacking.among, pack.tables)


def _conditions(watch: Watch, topic: Topic, pack: Pack) -> Iterator[Found]:
    words = words_of(pack)
    try:
        asked = [parse_check(watch, words).when, *shown_columns(watch, words).values()]
        if watch.lacking and watch.lacking.among:
            listed = watch.lacking.listed or "true"
            among = parse(listed, words, watch.lacking.among, watch.let)
            asked.append(among.require(Kind.BOOLEAN))
    except ExpressionError as error:
        yield misread(_key_of(watch, error.text), error)
        return
    for one in asked:
        yield from ((("when",), message, MEND) for message in _yardsticks(one, topic, pack))
    yield from _people(watch, asked[1:], pack)


def _people(watch: Watch, shown: Iterable[Expression], pack: Pack) -> Iterator[Found]:
    """What is shown of a row is read by people who may not see names."""
    for one in shown:
        if any(_personal(pack, table, name) for table, name in one.columns):
            hint = "不能看姓名的人也看这一列，请换一列"
            yield ("columns",), f"columns 里的“{one.text}”是个人信息", hint


def _personal(pack: Pack, table: str, name: str) -> bool:
    found = pack.tables[table].by_name.get(name) if table in pack.tables else None
    return found is not None and found.personal


def _yardsticks(asked: Expression, topic: Topic, pack: Pack) -> Iterator[str]:
    """Parameters that are not in force on some day of the years of the topic's notices."""
    days = [date(year, 12, 31) for year in followed([topic], pack).years]
    for name in sorted(asked.parameters - BUILT_IN.keys()):
        parameter = pack.parameters[name]
        missing = [day for day in days if parameter.on(day) is None]
        if missing:
            yield f"参数“{parameter.title}”（{name}）在 {missing[0]} 没有生效的值"


def _key_of(watch: Watch, text: str | None) -> KeyPath:
    for name, part in watch.let.items():
        if part == text:
            return ("let", name)
    if watch.lacking and watch.lacking.listed == text:
        return ("lacking", "listed")
    return ("when",) if watch.when == text else ("columns",)
