"""Finding a household of the register, only inside the areas of who asks."""

from dataclasses import dataclass

from luoshi import pack
from luoshi.households.register_columns import column_for, household_column
from luoshi.pack.processes import MONITORING
from luoshi.pack.registers import HEAD, NAME
from luoshi.site import sources
from luoshi.site.processes.policies import seen_cases
from luoshi.site.processes.services.opening import Subject
from luoshi.site.rights import ALL, Ability, Scope
from luoshi.warehouse.duck import name as quoted
from luoshi.warehouse.duck import text

MOST = 30
"""Households a search shows."""

SHORTEST = 1


@dataclass(frozen=True)
class Found:
    """A household: its number, head and village, and the case it has already, if any."""

    number: str
    head: str
    village: str
    case: int | None


def find_households(scope: Scope, village: str, words: str) -> list[Found]:
    """Households of a village (12 digits) by head, member or number; nothing outside the scope.

    The register is not a department's to search.
    """
    if not _may_search(scope, village) or len(words) < SHORTEST:
        return []
    rows = sources.engine().query(_query(village, words)).to_pylist()
    numbers = [row["number"] for row in rows]
    open_cases = seen_cases(scope).filter(process=MONITORING, household__in=numbers, closed_on=None)
    cases = dict(open_cases.values_list("household", "pk"))
    return [
        Found(row["number"], row["head"] or "", village, cases.get(row["number"])) for row in rows
    ]


def _may_search(scope: Scope, village: str) -> bool:
    return scope.can(Ability.NAMES) and scope.departments is ALL and scope.allows(village)


def household_of(scope: Scope, village: str, number: str) -> Subject | None:
    """The household of a number, if it lies in the village and the village in the scope."""
    found = find_households(scope, village, number)
    home = next((one for one in found if one.number == number), None)
    return Subject(village, home.number, home.head) if home else None


def _query(village: str, words: str) -> str:
    policy = pack.load()
    homes = policy.tables[policy.registers.households]
    people = policy.tables[policy.registers.residents]
    number, head = quoted(household_column(homes)), quoted(column_for(homes, HEAD))
    assert homes.area is not None
    members = (
        f"SELECT {quoted(household_column(people))} FROM {quoted(people.id)} "
        f"WHERE contains({quoted(column_for(people, NAME))}, {text(words)})"
    )
    return (
        f"SELECT {number} AS number, {head} AS head FROM {quoted(homes.id)} "
        f"WHERE {quoted(homes.area.name)} = {text(village)} AND ({number} = {text(words)} "
        f"OR contains({head}, {text(words)}) OR {number} IN ({members})) "
        f"ORDER BY {head}, {number} LIMIT {MOST}"
    )
