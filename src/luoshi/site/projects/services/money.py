"""Money of many projects at once: what they cost, and what was given to them."""

from collections import Counter
from collections.abc import Collection
from decimal import Decimal

from django.db.models import DecimalField, QuerySet, Sum, Value
from django.db.models.functions import Cast, NullIf

from luoshi.casework.projects.rows import FUNDS
from luoshi.site.json_text import TextIn
from luoshi.site.ledgers.services.records import records_of
from luoshi.site.processes.models import Case
from luoshi.site.projects.policies import CODE

MONEY: "DecimalField[Decimal, Decimal]" = DecimalField(max_digits=18, decimal_places=2)


def number_in(field: str, name: str) -> Cast:
    """A number under a name in a JSON column; nothing where it is empty."""
    return Cast(NullIf(TextIn(field, name), Value("")), MONEY)


def total(cases: QuerySet[Case], name: str) -> Decimal:
    """A number of the facts, added up over cases."""
    return cases.aggregate(total=Sum(number_in("facts", name)))["total"] or Decimal(0)


def given_to(codes: Collection[str]) -> dict[str, Decimal]:
    """The money (万元) given to each of the projects, of all funds."""
    rows = records_of(FUNDS).filter(county__in={code[:6] for code in codes})
    found: Counter[str] = Counter()
    for data in rows.values_list("data", flat=True):
        if data[CODE] in codes:
            found[data[CODE]] += Decimal(data["安排金额"])  # type: ignore[assignment]
    return dict(found)  # type: ignore[arg-type]
