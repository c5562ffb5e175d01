"""Running the worked examples of screening rules and needs: those of one day at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from luoshi.pack import Pack, Problem
from luoshi.pack.example_rows import (
    ExampleRows,
    Shown,
    by_day,
    columns_of,
    example_of,
    named_wrongly,
    placed,
    shown,
)
from luoshi.pack.models import Rule, RuleAnswer, RuleExample
from luoshi.pack.worked_examples import NONE
from luoshi.screening.explanation import unmet
from luoshi.screening.leads import Lead
from luoshi.screening.run import ask_rules, unaskable
from luoshi.text.numbers import written
from luoshi.warehouse.engine import DuckEngine

RuleShown = Shown[Rule, RuleExample]
Leads = Mapping[tuple[str, int], Lead]
"""The most severe lead of each rule and example."""


def check(pack: Pack) -> list[Problem]:
    """The examples of the pack's rules and needs that get another answer than they say."""
    rules = placed(pack, (*pack.rules.values(), *pack.needs.values()))
    examples = shown(rules, lambda rule: rule.examples)
    tables = {id_: one for id_, one in pack.tables.items() if one.home == "dataset"}
    problems = named_wrongly(examples, columns_of(tables.values()))
    if problems or not examples:
        return problems
    rows = ExampleRows(pack)
    for one in examples:
        rows.add(one)
    engine, problems = rows.engine(tables.values())
    return problems or list(_failed(pack, engine, examples))


def _failed(pack: Pack, engine: DuckEngine, examples: Iterable[RuleShown]) -> Iterator[Problem]:
    for day, some in by_day(examples).items():
        rules = {one.thing.id: one.thing for one in some}
        unasked = {one.rule.id: one.told for one in unaskable(pack, rules.values(), day)}
        asked = [rule for id_, rule in rules.items() if id_ not in unasked]
        leads = _leads(pack, engine, asked, day)
        for one in some:
            if one.thing.id in unasked:
                yield one.problem(("as_of",), unasked[one.thing.id])
            else:
                yield from _judged(pack, engine, one, leads.get((one.thing.id, one.number)))


def _leads(pack: Pack, engine: DuckEngine, rules: Collection[Rule], day: date) -> Leads:
    found: dict[tuple[str, int], list[Lead]] = defaultdict(list)
    for leads in ask_rules(pack, engine, rules, day) if rules else ():
        for lead in leads:
            found[lead.rule.id, example_of(lead.household)].append(lead)
    return {key: max(leads, key=_weight) for key, leads in found.items()}


def _weight(lead: Lead) -> tuple[int, object]:
    return lead.severity.colour.rank, lead.severity.measure or 0


def _judged(pack: Pack, engine: DuckEngine, one: RuleShown, lead: Lead | None) -> Iterator[Problem]:
    """What is not as the example says: the colour, else the measure and the evidence."""
    wanted = one.example.gives
    came = lead.severity.colour if lead else None
    if came is not wanted.colour:
        message = f"应当是 {wanted.colour or NONE}，得到的是 {_came(lead)}"
        yield one.problem(("gives",), message, _why(pack, engine, one, wanted))
    elif lead:
        yield from _told_otherwise(one, lead)


def _told_otherwise(one: RuleShown, lead: Lead) -> Iterator[Problem]:
    wanted, measure = one.example.gives, lead.severity.measure
    if wanted.measure is not None and wanted.measure != measure:
        came = NONE if measure is None else written(measure)
        message = f"度量应当是 {written(wanted.measure)}，得到的是 {came}"
        yield one.problem(("gives", "measure"), message)
    if wanted.evidence is not None and wanted.evidence != lead.evidence:
        message = f"依据应当是“{wanted.evidence}”，得到的是“{lead.evidence}”"
        yield one.problem(("gives", "evidence"), message)


def _came(lead: Lead | None) -> str:
    return f"{lead.severity.colour}（{lead.evidence}）" if lead else NONE


def _why(pack: Pack, engine: DuckEngine, one: RuleShown, wanted: RuleAnswer) -> str:
    """The parts of the condition that did not hold, where it should have."""
    if wanted.colour is None:
        return ""
    parts = unmet(pack, engine, one.thing.id, wanted.colour, one.example.as_of, one.number)
    return f"没有成立的：{'；'.join(parts)}" if parts else ""
