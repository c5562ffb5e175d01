"""Which tables' facts a user may see, and so which rules' leads."""

from functools import lru_cache

from luoshi import pack
from luoshi.pack import Pack
from luoshi.pack.rules import ParsedRule, parsed_rule
from luoshi.site.rights import ALL, Scope
from luoshi.warehouse.schema import Table


def may_see(scope: Scope, table: Table) -> bool:
    """Whether a table's facts are the user's to see: its own department's, or its role's."""
    if scope.role is None:
        return False
    if scope.departments is ALL:
        return scope.role.value in table.sees
    return scope.allows_department(table.sender or "")


def closed_rules(scope: Scope) -> frozenset[str]:
    """Rules whose leads would tell the user of tables the user may not see.

    A department's own rules are open to it, whatever they were compared with.
    """
    policy = pack.load()
    if scope.departments is not ALL:
        return frozenset()
    tables = policy.tables
    return frozenset(
        rule
        for rule, told in _tables_told().items()
        if not all(may_see(scope, tables[table]) for table in told)
    )


@lru_cache(maxsize=1)
def _tables_told() -> dict[str, frozenset[str]]:
    """By rule: the tables its leads tell of, which are its own and those of its evidence."""
    policy = pack.load()
    return {id_: _told(policy, parsed_rule(policy, id_)) for id_ in policy.rules}


def _told(policy: Pack, parsed: ParsedRule) -> frozenset[str]:
    named = {table for fact in parsed.facts.values() for table, _ in fact.columns}
    return frozenset(named | {parsed.rule.table}) & policy.tables.keys()
