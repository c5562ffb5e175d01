"""How good each rule is: what came of its leads (查实率), how fast, at what cost in visits."""

from collections import Counter, defaultdict
from statistics import median

from django.db.models import Count

from luoshi import pack
from luoshi.pack.models import Rule
from luoshi.screening.report_card import ReportCard
from luoshi.site.casework.services.outcomes import Outcome, with_outcome
from luoshi.site.monitoring.policies import closed_rules, seen_leads
from luoshi.site.rights import Scope


def seen_rules(scope: Scope) -> list[Rule]:
    """The rules whose leads a user may see."""
    closed = closed_rules(scope)
    rules = (rule for rule in pack.load().rules.values() if rule.id not in closed)
    return [rule for rule in rules if scope.allows_department(rule.sender)]


def report_cards(scope: Scope) -> list[ReportCard]:
    """Each rule's card in the user's areas, the most leads first."""
    counts, days = _counts(scope), _days(scope)
    cards = [
        ReportCard(
            rule,
            **{one.name.lower(): counts[rule.id][one.value] for one in Outcome},
            days=median(days[rule.id]) if days[rule.id] else None,
        )
        for rule in seen_rules(scope)
    ]
    return sorted(cards, key=lambda card: -card.leads)


def _counts(scope: Scope) -> defaultdict[str, Counter[str]]:
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    rows = with_outcome(seen_leads(scope)).order_by().values_list("rule", "outcome")
    for rule, outcome, number in rows.annotate(number=Count("pk")):
        found[rule][outcome] = number
    return found


def _days(scope: Scope) -> defaultdict[str, list[int]]:
    looked = with_outcome(seen_leads(scope)).order_by().exclude(looked_on=None)
    found: defaultdict[str, list[int]] = defaultdict(list)
    rows = looked.exclude(opened_on=None).values_list("rule", "opened_on", "looked_on")
    for rule, opened, on in rows:
        found[rule].append(max((on - opened).days, 0))
    return found


def past(scope: Scope, rule: str) -> dict[Outcome, set[str]]:
    """The facts of a rule that were found true, and those found harmless."""
    leads = with_outcome(seen_leads(scope).filter(rule=rule)).order_by()
    found: dict[Outcome, set[str]] = {Outcome.TRUE: set(), Outcome.FALSE: set()}
    looked = leads.filter(outcome__in=found)
    for fact, outcome in looked.values_list("fact", "outcome"):
        found[Outcome(outcome)].add(fact)
    return found
