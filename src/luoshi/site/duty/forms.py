"""The form for who takes a duty: what its ledger must know and does not know yet."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from luoshi.pack.duties import Duty
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.forms import field_of, typed
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.warehouse.schema import Column


class HolderForm(forms.Form):
    """Who takes a duty and since when; ``known`` names the columns that are filled already."""

    def __init__(self, duty: Duty, user: User, known: Collection[str], data: Any = None) -> None:
        super().__init__(data)
        self.columns = _asked(duty, known)
        for place, column in enumerate(self.columns):
            self.fields[f"c{place}"] = field_of(column, user)

    def cells(self) -> dict[str, str]:
        """What was typed, by column name."""
        return {
            column.name: typed(self.data, f"c{place}", column)
            for place, column in enumerate(self.columns)
        }

    def refuse(self, error: ValidationError) -> None:
        """Show what is wrong beside the fields it is wrong in."""
        self.is_valid()
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        names = {column.name: f"c{place}" for place, column in enumerate(self.columns)}
        for name, messages in error.message_dict.items():
            for message in messages:
                self.add_error(names.get(name), message)


def _asked(duty: Duty, known: Collection[str]) -> list[Column]:
    table = ledger(duty.held.ledger)
    first = table.by_name[duty.held.holder]
    others = [c for c in table.columns if c.required and c.name not in known and c != first]
    return [first, *others]
