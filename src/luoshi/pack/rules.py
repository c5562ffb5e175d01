"""A screening rule with its expressions parsed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from string import Formatter

from luoshi.expressions import Expression, Kind, Vocabulary, parse
from luoshi.pack.lacking import LackingError, lacking
from luoshi.pack.loading import Pack
from luoshi.pack.models import Colour, ParameterKind, ParameterValue, Rule, is_number
from luoshi.text.dates import chinese_date
from luoshi.text.numbers import written
from luoshi.warehouse.schema import Table

KINDS = {
    ParameterKind.NUMBER: Kind.NUMBER,
    ParameterKind.YEAR: Kind.NUMBER,
    ParameterKind.DATE: Kind.DATE,
    ParameterKind.TEXT: Kind.TEXT,
}

OBLIGATION = "obligation.id"
"""The element of columns that name an obligation by its id; people know it by its title."""

REGION = "region"
"""The relation whose only row stands for all counties; its columns are theirs."""


@lru_cache(maxsize=8)
def vocabulary(pack: Pack) -> Vocabulary:
    """What the pack's expressions may name."""
    counties = pack.tables.get(pack.registers.counties or "")
    region = {REGION: _region(counties, pack.words.whole)} if counties else {}
    return Vocabulary(
        tables=pack.tables | region,
        counties=counties.id if counties else None,
        region=next(iter(region), None),
        residents=pack.registers.residents,
        households=pack.registers.households,
        parameters={id_: KINDS[parameter.kind] for id_, parameter in pack.parameters.items()},
        codes=pack.codes,
        titles={id_: parameter.title for id_, parameter in pack.parameters.items()},
        names={OBLIGATION: {id_: obligation.title for id_, obligation in pack.obligations.items()}},
    )


def _region(counties: Table, whole: str) -> Table:
    return counties.model_copy(update={"id": REGION, "title": whole})


def values_on(pack: Pack, names: frozenset[str], day: date) -> dict[str, ParameterValue]:
    """The parameters ``names`` as in force on ``day``, and ``as_of`` itself.

    Raises:
        LackingError: parameters have no value in force on that day.
    """
    missing = lacking(pack, names, day)
    if missing:
        raise LackingError(missing)
    return {"as_of": day} | values_known(pack, names, day)


def values_known(pack: Pack, names: frozenset[str], day: date) -> dict[str, ParameterValue]:
    """Those of ``names`` that have a value in force on ``day``; in words the rest go by name."""
    asked = (pack.parameters[name] for name in sorted(names - {"as_of"}))
    return {one.id: one.typed(value) for one in asked if (value := one.on(day))}


def number_on(text: str, pack: Pack, day: date) -> Decimal | None:
    """The number a text is on a day, if it is one or names a parameter; None else."""
    text = text.strip()
    parameter = pack.parameters.get(text.removeprefix(":")) if text.startswith(":") else None
    value = parameter.on(day) if parameter else None
    told = value.value if value else text
    return Decimal(told) if is_number(told) else None


@dataclass(frozen=True)
class ParsedRule:
    """A rule's expressions: conditions most severe first, the measure, the words of evidence."""

    rule: Rule
    conditions: dict[Colour, Expression]
    measure: Expression | None
    facts: dict[str, Expression]

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """All expressions of the rule."""
        measure = (self.measure,) if self.measure else ()
        return (*self.conditions.values(), *measure, *self.facts.values())

    @property
    def parameters(self) -> frozenset[str]:
        """The parameters the rule depends on."""
        return frozenset().union(*(expression.parameters for expression in self.expressions))


def parse_rule(rule: Rule, words: Vocabulary) -> ParsedRule:
    """``rule`` with every expression parsed and typed.

    Raises:
        ExpressionError: one of them does not hold; its ``text`` says which.
    """

    def expression(text: str, kind: Kind | None = None) -> Expression:
        parsed = parse(text, words, rule.table, rule.let)
        return parsed.require(kind) if kind else parsed

    return ParsedRule(
        rule,
        {c: expression(text, Kind.BOOLEAN) for c, text in rule.when.by_colour.items()},
        expression(rule.measure, Kind.NUMBER) if rule.measure else None,
        {name: expression(name) for name in placeholders(rule.evidence)},
    )


@lru_cache(maxsize=4096)
def parsed_rule(pack: Pack, rule_id: str) -> ParsedRule:
    """A rule or need of a proved pack, parsed; each but once.

    Raises:
        KeyError: the pack has no such rule.
    """
    rule = pack.rules.get(rule_id) or pack.needs[rule_id]
    return parse_rule(rule, vocabulary(pack))


def placeholders(template: str) -> tuple[str, ...]:
    """The ``{names}`` of a sentence, each once, in order."""
    names = (name for _, name, _, _ in Formatter().parse(template) if name)
    return tuple(dict.fromkeys(names))


def sentence(template: str, values: dict[str, object]) -> str:
    """The sentence with its values, written as people read them."""
    return template.format_map({name: in_words(value) for name, value in values.items()})


def in_words(value: object) -> str:
    """A value as people read it: 12,000; 2023年5月1日; 是; “未填” for nothing."""
    if value is None:
        return "（未填）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return chinese_date(value)
    if isinstance(value, (int, float, Decimal)):
        return written(value)
    return str(value)
