"""Which figures are worked out in one query."""

from collections.abc import Iterable

from luoshi.expressions import Expression


def together(figures: Iterable[Expression]) -> list[list[Expression]]:
    """Figures that gather rows of the same tables, directly or by way of others.

    So every table is gone through once, and no query joins what is not asked together: the
    time it takes to plan a query grows with the square of its joins.
    """
    groups: list[tuple[set[str], list[Expression]]] = []
    for figure in figures:
        touched = [group for group in groups if group[0] & figure.gathered]
        tables = set(figure.gathered).union(*(tables for tables, _ in touched))
        members = [one for _, among in touched for one in among]
        groups = [group for group in groups if group not in touched]
        groups.append((tables, [*members, figure]))
    return [members for _, members in groups]
