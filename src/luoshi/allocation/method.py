"""A scheme in words, as the paper that hands the money down tells its method."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from luoshi.allocation.adjustable_inputs import dials_of
from luoshi.allocation.overrides import Overrides
from luoshi.area_queries.questions import parsed
from luoshi.expressions import Kind
from luoshi.pack import Pack
from luoshi.pack.allocation import Block, Factor, Scheme, Valued
from luoshi.pack.rules import values_on
from luoshi.text.numbers import percent, plain, written

TURNED = {
    "more": "越多分得越多",
    "gap": "低于参照值越多分得越多",
    "reverse": "越少分得越多",
}

LONGEST = 90
"""How long a factor's words may be, in characters, before its note tells it better."""


def method(pack: Pack, scheme: Scheme, year: int, overrides: Overrides) -> tuple[str, ...]:
    """One sentence for each part of the formula and each limit that binds."""
    return tuple(_sentences(pack, scheme, year, overrides))


def _sentences(pack: Pack, scheme: Scheme, year: int, overrides: Overrides) -> Iterator[str]:
    dials = dials_of(pack, scheme, year)
    levels = {dial.name: dial.value for dial in dials.every_level} | dict(overrides.levels)
    for lump in (*scheme.lumps, *scheme.supplements):
        yield f"{lump.title}{_told(lump, levels, scheme.unit)}。"
    weights = {dial.name: dial.value for dial in dials.weights} | dict(overrides.weights)
    whole = sum(weights.values(), Decimal(0))
    for factor in scheme.factors:
        if weights.get(factor.id) and whole:
            share = percent(weights[factor.id] / whole)
            yield f"{factor.title}占 {share}，{_measured(pack, factor, year)}。"
    for award in scheme.awards:
        yield f"{award.title}{_told(award, levels, scheme.unit)}。"
    if scheme.cut:
        yield f"{scheme.cut.title}{_told(scheme.cut, levels, '')}，减下的由其余县分得。"
    for limit in scheme.limits:
        if overrides.enforced.get(limit.id, limit.enforced):
            yield f"须做到：{limit.title}{_told(limit, levels, '')}。"
    yield f"各县金额取整到 {plain(scheme.round_to)} {scheme.unit}，合计与总额分毫不差。"


def _told(block: Block, levels: Mapping[str, Decimal], unit: str) -> str:
    own = [written(value, 6) for name, value in levels.items() if name.startswith(f"{block.id}.")]
    return f"（{'、'.join(own)}{f' {unit}' if unit else ''}）" if own else ""


def _measured(pack: Pack, factor: Factor, year: int) -> str:
    """In words of the expressions; where these get long, in the scheme's own."""
    told = _reckoned(pack, factor, year)
    return told if len(told) <= LONGEST or not factor.note else factor.note.rstrip("。")


def _reckoned(pack: Pack, factor: Factor, year: int) -> str:
    parts = [_explained(pack, factor, year), TURNED[factor.direction]]
    if factor.per:
        parts.append("按人（户、村）平均")
    if factor.times:
        parts.append(f"再乘以{_words(pack, factor.times, year)}")
    return "，".join(filter(None, parts))


def _explained(pack: Pack, block: Valued, year: int) -> str:
    return f"按{_words(pack, block.measure, year)}" if block.measure else ""


def _words(pack: Pack, text: str, year: int) -> str:
    expression = parsed(text, pack, kinds=(Kind.NUMBER,))
    day = date(year, 12, 31)
    known = frozenset(name for name in expression.parameters if name in pack.parameters)
    return expression.explain(values_on(pack, known, day))
