"""What of the leads a user may see. Every page, file and action of this app starts here."""

from functools import lru_cache

from django.db.models import Count, F, Max, Min, QuerySet

from luoshi import pack
from luoshi.pack import Pack
from luoshi.pack.rules import ParsedRule, parsed_rule
from luoshi.site.monitoring.choices import State
from luoshi.site.monitoring.models import FlaggedHousehold, Lead
from luoshi.site.rights import ALL, Scope
from luoshi.warehouse.schema import Table


def may_see(scope: Scope, table: Table) -> bool:
    """Whether a table's facts are the user's to see: its own department's, or its role's."""
    if scope.role is None:
        return False
    if scope.departments is ALL:
        return scope.role.value in table.sees
    return scope.allows_department(table.sender or "")


def may_see_members(scope: Scope, policy: Pack) -> bool:
    """Whether the register of people is the user's to see."""
    return may_see(scope, policy.tables[policy.registers.residents])


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
        for rule, told in _tables_told(policy).items()
        if not all(may_see(scope, tables[table]) for table in told)
    )


@lru_cache(maxsize=1)
def _tables_told(policy: Pack) -> dict[str, frozenset[str]]:
    """By rule: the tables its leads tell of, which are its own and those of its evidence."""
    return {id_: _told(policy, parsed_rule(policy, id_)) for id_ in policy.rules}


def _told(policy: Pack, parsed: ParsedRule) -> frozenset[str]:
    named = {table for fact in parsed.facts.values() for table, _ in fact.columns}
    return frozenset(named | {parsed.rule.table}) & policy.tables.keys()


def seen_leads(scope: Scope) -> QuerySet[Lead]:
    """Leads in the user's areas, of the user's departments, that tell of open tables only."""
    rows = scope.filter(Lead.objects.all(), "household__village", "department")
    closed = closed_rules(scope)
    return rows.exclude(rule__in=closed) if closed else rows


def seen_households(scope: Scope) -> QuerySet[FlaggedHousehold]:
    """Households in the user's areas that have, or had, a lead the user may see."""
    rows = scope.filter(FlaggedHousehold.objects.all(), "village")
    if _sees_every_lead(scope):
        return rows
    return rows.filter(pk__in=seen_leads(scope).values("household"))


def seen_worklist(scope: Scope, state: str = State.OPEN) -> QuerySet[FlaggedHousehold]:
    """Households with leads of a state, with what the user's own leads among them come to.

    Adds ``worst`` (rank of the most severe lead), ``standing`` (how many) and ``since`` (when
    the oldest was first seen).
    """
    rows = scope.filter(FlaggedHousehold.objects.all(), "village")
    if state == State.OPEN and _sees_every_lead(scope):
        # The household keeps these three itself: the whole province is listed by one index.
        kept = {"worst": F("colour"), "standing": F("open_leads"), "since": F("waiting_since")}
        return rows.filter(open_leads__gt=0).annotate(**kept)
    return rows.filter(leads__in=seen_leads(scope).filter(state=state)).annotate(
        worst=Max("leads__colour"), standing=Count("leads"), since=Min("leads__first_seen")
    )


def _sees_every_lead(scope: Scope) -> bool:
    return scope.departments is ALL and not closed_rules(scope)
