"""Filling a household's income sheet; the sum is the machine's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.casework.income import Income, income_of
from luoshi.casework.months import income_window
from luoshi.site.accounts.services import User
from luoshi.site.casework.choices import CaseworkEvent
from luoshi.site.casework.models import IncomeSheet
from luoshi.site.processes.models import Case
from luoshi.site.processes.policies import demand_case, parts_of
from luoshi.site.processes.services.events import locked, record_event
from luoshi.site.rights import Refused, scope_of
from luoshi.text.numbers import money, rounded
from luoshi.warehouse.request_values import number, whole

MOST = Decimal(10_000_000)
"""Yuan; no household of the register has more in one line."""
MOST_PEOPLE = 30


@dataclass(frozen=True)
class FillIncome:
    """Keep a new income sheet; ``amounts`` are typed texts by item id, empty ones nothing."""

    case: Case
    user: User
    people: str
    amounts: Mapping[str, str]
    day: date | None = None
    request: HttpRequest | None = None

    def check(self) -> tuple[int, dict[str, Decimal]]:
        """Check that the user works on the case and every amount is one.

        Raises:
            Refused: the user does not, or is a department.
            ValidationError: by item id, what is wrong.
        """
        demand_case(self.user, self.case)
        parts = [part for part in parts_of(scope_of(self.user)) if part != "department"]
        if not parts:
            raise Refused("办理流程", "家庭收入表由县、乡、村填写。")
        return read_sheet(self.people, self.amounts)

    @transaction.atomic
    def execute(self) -> IncomeSheet:
        """Check, sum, keep, remember and log.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        case = locked(self.case)
        people, amounts = self.check()
        on = self.day or localdate()
        start, end = income_window(on)
        income = income_of(amounts, people, pack.load())
        sheet = IncomeSheet.objects.create(
            case=case,
            start=start,
            end=end,
            people=people,
            items={item: str(rounded(amount, 2)) for item, amount in amounts.items()},
            net=income.net,
            per_head=income.per_head,
            on=on,
            by=self.user,
        )
        told = f"{start} 至 {end}，{people} 人，人均纯收入 {money(income.per_head)} 元"
        record_event(case, CaseworkEvent.INCOME, on, self.user, note=told, request=self.request)
        return sheet


def read_sheet(people: str, amounts: Mapping[str, str]) -> tuple[int, dict[str, Decimal]]:
    """The typed sheet as numbers; what is empty is left out.

    Raises:
        ValidationError: by item id (``people`` for the number of people), what is wrong.
    """
    faults = {}
    read = {}
    for item in pack.load().income_items.values():
        text = amounts.get(item.id, "").replace(",", "").replace("，", "").strip()
        if not text:
            continue
        amount = _amount(text)
        if amount is None:
            faults[item.id] = f"“{item.title}”要填数，单位是元，不小于 0"
        else:
            read[item.id] = amount
    members = whole(people, 1, MOST_PEOPLE)
    if members is None:
        faults["people"] = f"家庭人口填 1 到 {MOST_PEOPLE} 的整数"
    if faults or members is None:
        raise ValidationError(faults)
    return members, read


def _amount(text: str) -> Decimal | None:
    amount = number(text)
    return amount if amount is not None and 0 <= amount <= MOST else None


def summed(people: str, amounts: Mapping[str, str]) -> Income | None:
    """The sums of what is typed so far; None while it cannot be summed."""
    try:
        number, read = read_sheet(people, amounts)
    except ValidationError:
        return None
    return income_of(read, number, pack.load())
