"""What in the site's database rests on what a change touches."""

from collections.abc import Collection, Iterable, Iterator

import pyarrow as pa
import pyarrow.compute as pc

from luoshi.changes import Reach, Resting
from luoshi.pack import Pack
from luoshi.site.casework.services.open_ties import open_ties
from luoshi.site.funds.services import drafts_of, plans_of
from luoshi.site.ledgers.services.records import records_of
from luoshi.site.monitoring.services.leads import open_facts
from luoshi.site.processes.services.counts import open_cases

NAMED = 5
"""How many plans and ledgers are named."""


def resting(policy: Pack, touched: Reach, lost: pa.Table) -> list[Resting]:
    """The leads, cases, plans, drafts and ledgers that rest on what is touched.

    ``lost`` are the leads (rule, fact) that would be gone.
    """
    return [one for one in _resting(policy, touched, lost) if one.count]


def _resting(policy: Pack, touched: Reach, lost: pa.Table) -> Iterator[Resting]:
    gone = _keys(lost["rule"].combine_chunks(), lost["fact"].combine_chunks())
    rules = touched.of("rules") | touched.of("needs")
    yield _waiting_leads(rules, gone)
    yield _cases_of_leads(rules, gone)
    yield from _cases_of_processes(policy, touched.of("processes"))
    yield from _plans(touched.of("schemes"))
    yield _ledgers(policy, touched.of("obligations"))


def _waiting_leads(rules: Collection[str], gone: pa.Array) -> Resting:
    facts = open_facts(rules)
    found = _among([one[0] for one in facts], [one[1] for one in facts], gone)
    return Resting(title="待核实线索", count=sum(found), unit="条", why="下一次筛查不再显示")


def _cases_of_leads(rules: Collection[str], gone: pa.Array) -> Resting:
    ties = open_ties(rules)
    found = _among([one.rule for one in ties], [one.fact for one in ties], gone)
    cases = {tie.case for tie, is_gone in zip(ties, found, strict=True) if is_gone}
    why = "立项的线索会不再显示，由承办的人决定怎么办"
    return Resting(title="开着的事项", count=len(cases), unit="件", why=why)


def _cases_of_processes(policy: Pack, ids: Collection[str]) -> Iterator[Resting]:
    for id_, number in sorted(open_cases(ids).items()):
        title = policy.processes[id_].title if id_ in policy.processes else id_
        why = "办理的时限或条件读到它"
        yield Resting(title=f"开着的“{title}”", count=number, unit="件", why=why)


def _plans(schemes: Collection[str]) -> Iterator[Resting]:
    plans, drafts = plans_of(schemes), drafts_of(schemes)
    yield Resting(
        title="已采用的分配方案（连同 Word、Excel 文件）",
        count=len(plans),
        unit="个",
        why="按签批时的数定下，不会跟着变",
        names=_named(f"{plan.title}（{plan.year} 年）" for plan in plans),
    )
    yield Resting(
        title="在测算的方案",
        count=len(drafts),
        unit="个",
        why="没有送签的，再打开时按新的数算",
        names=_named(f"{draft.title}（{draft.year} 年）" for draft in drafts),
    )


def _ledgers(policy: Pack, obligations: Collection[str]) -> Resting:
    read = {
        id_
        for one in obligations & policy.obligations.keys()
        for id_ in policy.obligations[one].records
    }
    ledgers = [
        table for id_, table in policy.tables.items() if id_ in read and table.home == "ledger"
    ]
    rows = sum(records_of(table.id).count() for table in ledgers)
    return Resting(
        title="台账记录",
        count=rows,
        unit="条",
        why="是这些承诺的依据",
        names=_named(table.title for table in ledgers),
    )


def _named(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(names)[:NAMED]


def _keys(rules: pa.Array, facts: pa.Array) -> pa.Array:
    """A lead's rule and fact as one text."""
    return pc.binary_join_element_wise(rules, facts, "/")


def _among(rules: list[str], facts: list[str], gone: pa.Array) -> list[bool]:
    keys = _keys(pa.array(rules, pa.string()), pa.array(facts, pa.string()))
    found: list[bool] = pc.is_in(keys, value_set=gone).to_pylist()
    return found
