"""The form for who takes a duty: what its ledger must know and does not know yet."""

from collections.abc import Collection
from typing import Any

from luoshi.pack.duties import Duty
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.services.forms import ColumnsForm, field_of
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.warehouse.schema import Column


class HolderForm(ColumnsForm):
    """Who takes a duty and since when; ``known`` names the columns that are filled already."""

    def __init__(self, duty: Duty, user: User, known: Collection[str], data: Any = None) -> None:
        super().__init__(data)
        self.columns = _asked(duty, known)
        for place, column in enumerate(self.columns):
            self.fields[f"c{place}"] = field_of(column, user)


def _asked(duty: Duty, known: Collection[str]) -> list[Column]:
    table = ledger(duty.held.ledger)
    first = table.by_name[duty.held.holder]
    others = [c for c in table.columns if c.required and c.name not in known and c != first]
    return [first, *others]
