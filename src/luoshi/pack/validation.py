"""Proving a pack: every name it uses resolves and every expression types."""

from collections.abc import Iterator
from itertools import chain

from luoshi.expressions import ExpressionError, Vocabulary
from luoshi.frozen import Found, KeyPath
from luoshi.pack.elements import asked_twice
from luoshi.pack.loading import Pack
from luoshi.pack.models import Rule
from luoshi.pack.names import OF_PERIODS, misread, unknown
from luoshi.pack.problems import Problem
from luoshi.pack.rules import ParsedRule, parsed_rule, vocabulary
from luoshi.pack.units import strange_unit, unit_differs
from luoshi.pack.validation_checks import checks
from luoshi.pack.validation_ends import ends, entries
from luoshi.pack.validation_names import names
from luoshi.pack.validation_places import places
from luoshi.pack.validation_processes import processes
from luoshi.pack.validation_terms import terms
from luoshi.pack.validation_times import times

RISKS = "risk_kinds"
"""The code list that a rule's ``risk`` comes from."""


def check(pack: Pack) -> list[Problem]:
    """Everything that does not hold; empty for a proved pack."""
    return [
        *names(pack),
        *_clauses(pack),
        *_tables(pack),
        *_asked_twice(pack),
        *_rules(pack),
        *processes(pack),
        *checks(pack),
        *ends(pack),
        *entries(pack),
        *times(pack),
        *terms(pack),
        *places(pack),
    ]


def assumptions(pack: Pack) -> list[str]:
    """What the pack takes for granted until the office confirms it, one line each."""
    values = (
        f"{parameter.title}（{value.valid_from} 起，{value.ending}）："
        f"{value.value}{parameter.unit or ''}"
        for parameter in pack.parameters.values()
        for value in parameter.values
        if value.assumption
    )
    schemes = (
        f"分配办法：{scheme.title}：{told}"
        for scheme in pack.schemes.values()
        for told in scheme.assumed()
    )
    rules = (f"规则：{rule.title}" for rule in pack.rules.values() if rule.assumption)
    doubtful = (f"核查：{check.title}" for check in pack.checks.values() if check.assumption)
    return [*values, *rules, *doubtful, *schemes, *_of_topics(pack)]


def _of_topics(pack: Pack) -> Iterator[str]:
    for topic in pack.topics.values():
        for figure in topic.figures.values():
            if figure.assumption:
                yield f"专题的数：{figure.title}"
        for watch in topic.watches:
            if watch.assumption:
                yield f"监管规则：{watch.title}"


def _clauses(pack: Pack) -> Iterator[Problem]:
    for clause in pack.clauses.values():
        for i, lead in enumerate(clause.leads):
            if lead not in pack.units:
                problem = unknown(("leads", i), "单位", lead, pack.units)
                yield pack.place(clause).problem(*problem)


def _tables(pack: Pack) -> Iterator[Problem]:
    for table in chain(pack.tables.values(), pack.exports.values()):
        place = pack.place(table)
        for i, column in enumerate(table.columns):
            if column.codes and column.codes not in pack.codes:
                key = ("columns", i, "codes")
                yield place.problem(*unknown(key, "码表", column.codes, pack.codes))
            if column.refers and column.refers not in pack.tables:
                key = ("columns", i, "refers")
                yield place.problem(*unknown(key, "台账", column.refers, pack.tables))
        if table.home == "dataset" and not table.sender:
            yield place.problem(("sender",), "没有写由谁报送", "用 sender 写一个单位")
        if table.sender and table.sender not in pack.units:
            yield place.problem(*unknown(("sender",), "单位", table.sender, pack.units))


def _asked_twice(pack: Pack) -> Iterator[Problem]:
    for element, tables in asked_twice(pack).items():
        titles = "、".join(table.title for table in tables)
        hint = "只留一张表必填，其余改为选填，就会自动带出"
        message = f"同一意思的列（element: {element}）要在几张台账里重复填：{titles}"
        yield pack.place(tables[-1]).problem(("columns",), message, hint)


def _rules(pack: Pack) -> Iterator[Problem]:
    for rule in (*pack.rules.values(), *pack.needs.values()):
        place = pack.place(rule)
        yield from (place.problem(*found) for found in _names_of(rule, pack))
        if rule.table in pack.tables:
            yield from (place.problem(*found) for found in _expressions_of(rule, pack))


def _names_of(rule: Rule, pack: Pack) -> Iterator[Found]:
    risks = pack.codes[RISKS].spellings if RISKS in pack.codes else {}
    for key, kind, name, known in (
        ("table", "表", rule.table, pack.tables),
        ("clause", "条款", rule.clause, pack.clauses),
        ("sender", "单位", rule.sender, pack.units),
        ("risk", "风险类型", rule.risk, risks),
    ):
        if name not in known:
            yield unknown((key,), kind, name, known)


def _unit_of(parsed: ParsedRule, pack: Pack) -> Iterator[Found]:
    rule, measure = parsed.rule, parsed.measure
    unit = strange_unit(rule.unit, measure, pack) if measure else None
    if unit is not None:
        yield ("unit",), *unit_differs(rule.unit, unit)


def _expressions_of(rule: Rule, pack: Pack) -> Iterator[Found]:
    try:
        parsed = parsed_rule(pack, rule.id)
    except ExpressionError as error:
        yield misread(_key_of(rule, error.text), error)
    else:
        yield from _unit_of(parsed, pack)
        for name in sorted(parsed.parameters & OF_PERIODS):
            yield ("when",), f"筛查规则问的是一天，不能用 :{name}", "改用 :as_of"
        yield from _names_of_people(parsed, vocabulary(pack))


def _names_of_people(parsed: ParsedRule, words: Vocabulary) -> Iterator[Found]:
    """Evidence is read by people who may not see names."""
    for name, fact in parsed.facts.items():
        if any(words.table(id_).by_name[column].personal for id_, column in fact.columns):
            yield (
                ("evidence",),
                f"依据里的“{name}”是个人信息",
                "不能看姓名的人也看依据，请换一列",
            )


def _key_of(rule: Rule, text: str | None) -> KeyPath:
    """The key under which an expression's text stands."""
    for colour, condition in rule.when.by_colour.items():
        if condition == text:
            return ("when", colour.value)
    for name, part in rule.let.items():
        if part == text:
            return ("let", name)
    return ("measure",) if rule.measure == text else ("evidence",)
