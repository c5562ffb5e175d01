"""The sum of an income sheet: net = wages + business + property + transfers - costs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from luoshi.pack import Pack
from luoshi.pack.incomes import IncomeItem
from luoshi.text.numbers import rounded

FEN_PLACES = 2
"""Decimals of yuan."""


@dataclass(frozen=True)
class Income:
    """Yuan over twelve months: of each section (id), net of the household, and a head."""

    sections: dict[str, Decimal]
    net: Decimal
    per_head: Decimal


def income_of(amounts: Mapping[str, Decimal], people: int, pack: Pack) -> Income:
    """The sums of a sheet with ``amounts`` by item id; items not given count nothing.

    Raises:
        ValueError: nobody lives there.
    """
    if people < 1:
        raise ValueError("人口至少是 1")
    sums = {
        section: sum((amounts.get(item.id, Decimal(0)) for item in items), Decimal(0))
        for section, items in by_section(pack.income_items.values()).items()
    }
    signs = {one.id: Decimal(one.sign) for one in pack.income_sections.values()}
    net = sum((signs[section] * amount for section, amount in sums.items()), Decimal(0))
    return Income(sums, net, rounded(Fraction(net) / people, FEN_PLACES))


def by_section(items: Iterable[IncomeItem]) -> dict[str, list[IncomeItem]]:
    """The items by their section's id, in the sheet's order."""
    found: dict[str, list[IncomeItem]] = {}
    for item in items:
        found.setdefault(item.section, []).append(item)
    return found
