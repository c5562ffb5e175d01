"""What a figure is made of and a watch asks, in words, and the parameters both depend on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from luoshi.area_queries.formulas import FormulaTerm, UsedParameter
from luoshi.area_queries.questions import parsed, words_of
from luoshi.expressions import BUILT_IN, Expression
from luoshi.pack import Pack
from luoshi.pack.checks import parse_check
from luoshi.pack.obligations import REGION
from luoshi.pack.rules import values_on
from luoshi.pack.topics import Figure, FigureGroup, Topic, Watch

TITLES = {"measure": "数", "per": "除以", "at_least": "不低于", "at_most": "不高于"}

TIMES = {
    "year": "",
    "before": "取上一年的数。",
    "growth": "比上一年增长多少。",
}


@dataclass(frozen=True)
class FigureWording:
    """A figure told: its parts, when it is asked for, and what it is added to."""

    figure: Figure
    terms: tuple[FormulaTerm, ...]
    time: str
    added: str


def told(pack: Pack, topic: Topic, group: FigureGroup, day: date) -> list[FigureWording]:
    """Every figure of a group told, with the parameters of the day."""
    return [_told(pack, topic, group, figure, day) for figure in group.figures]


def _told(pack: Pack, topic: Topic, group: FigureGroup, figure: Figure, day: date) -> FigureWording:
    asked = [*_expressions(pack, topic, group, figure)]
    values = _values(pack, (one for _, one in asked), day)
    terms = tuple(FormulaTerm(TITLES[key], one.explain(values), one.text) for key, one in asked)
    added = "、".join(topic.figures[id_].title for id_ in figure.plus)
    return FigureWording(figure, terms, TIMES[figure.of], added)


def _expressions(
    pack: Pack, topic: Topic, group: FigureGroup, figure: Figure
) -> Iterator[tuple[str, Expression]]:
    names = tuple(topic.let.items())
    for key, text in figure.expressions:
        yield key, parsed(text, pack, group.where == REGION, let=names)


def question(pack: Pack, watch: Watch, day: date) -> FormulaTerm:
    """What a watch asks, with the parameters of the day."""
    when = parse_check(watch, words_of(pack)).when
    return FormulaTerm("查什么", when.explain(_values(pack, [when], day)), when.text)


def used(
    pack: Pack, topic: Topic, groups: Iterable[FigureGroup], watches: Iterable[Watch], day: date
) -> list[UsedParameter]:
    """The pack's parameters that figures and watches depend on, by name."""
    words = words_of(pack)
    asked = [
        one
        for group in groups
        for figure in group.figures
        for _, one in _expressions(pack, topic, group, figure)
    ]
    asked += [parse_check(watch, words).when for watch in watches]
    names = frozenset[str]().union(*(one.parameters for one in asked)) - BUILT_IN.keys()
    found = (pack.parameters[name] for name in sorted(names))
    return [UsedParameter(parameter, parameter.on(day)) for parameter in found]


def _values(pack: Pack, asked: Iterable[Expression], day: date) -> dict[str, object]:
    """The pack's parameters as of the day; what is built in goes by its name."""
    names = frozenset[str]().union(*(one.parameters for one in asked)) - BUILT_IN.keys()
    found = dict(values_on(pack, names, day))
    del found["as_of"]
    return {**found}
