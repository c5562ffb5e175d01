"""What both papers say."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luoshi.allocation.sheet import AllocationSheet
from luoshi.text.numbers import rounded

DRAFT = "草案，未经签批，不作为资金下达依据"


def title(sheet: AllocationSheet) -> str:
    """The papers' title."""
    return f"{sheet.year}年{sheet.title}分配方案"


PLACES = 2
"""Decimals of what a formula gives: more than an office reads would say more than is known."""


@dataclass(frozen=True)
class PaperLine:
    """A county's amounts as a paper shows them; formula and what limits moved make the amount."""

    name: str
    last_year: Decimal | None
    formula: Decimal
    moved: Decimal
    amount: Decimal


def lines(sheet: AllocationSheet) -> tuple[PaperLine, ...]:
    """Each county's amounts, exact; what the formula gave is rounded so that the columns add up
    to the rounded sum, and what limits moved is what is left to the amount."""
    so_far = told = Decimal(0)
    found = []
    for one in sheet.counties:
        so_far += one.formula
        formula = rounded(so_far, PLACES) - told
        told += formula
        found.append(PaperLine(one.name, one.last_year, formula, one.amount - formula, one.amount))
    return tuple(found)


def together(sheet: AllocationSheet) -> PaperLine:
    """The sum of the lines."""
    formula = sum((one.formula for one in lines(sheet)), Decimal(0))
    return PaperLine("合计", sheet.last_year, formula, sheet.total - formula, sheet.total)


@dataclass(frozen=True)
class Signatures:
    """Who sent a plan for signature and who signed it, on which days; ``digest`` is of what."""

    proposed_by: str
    proposed_on: date
    signed_by: str
    signed_on: date
    digest: str


def signed(signatures: Signatures | None) -> str:
    """Who signed, or that nobody has."""
    if signatures is None:
        return DRAFT
    return (
        f"{signatures.proposed_by}于 {signatures.proposed_on} 送签，"
        f"{signatures.signed_by}于 {signatures.signed_on} 签批；"
        f"校验值 {signatures.digest[:16]}"
    )
