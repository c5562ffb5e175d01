"""Forms of this app: a new project, and a row of a ledger about one."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from luoshi.ledgers.values import Data
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.services.forms import RecordForm, field_of, typed
from luoshi.site.projects.policies import process
from luoshi.warehouse.schema import Table


class NewProjectForm(forms.Form):
    """What is asked when a project is put down; ``known`` is filled in by field name."""

    def __init__(self, user: User, known: Mapping[str, str], data: Any = None) -> None:
        super().__init__(data)
        opening = process().opening
        assert opening is not None
        self.columns = process().form(opening).columns
        for place, column in enumerate(self.columns):
            self.fields[f"f{place}"] = field_of(column, user)
            self.fields[f"f{place}"].initial = known.get(column.name, "")

    def cells(self) -> dict[str, str]:
        """What was typed, by field name."""
        return {
            column.name: typed(self.data, f"f{place}", column)
            for place, column in enumerate(self.columns)
        }

    def refuse(self, error: ValidationError) -> None:
        """Show what is wrong beside the fields it is wrong in."""
        self.is_valid()
        names = {column.name: f"f{place}" for place, column in enumerate(self.columns)}
        for name, messages in error.message_dict.items():
            for message in messages:
                self.add_error(names.get(name), message)


class RowForm(RecordForm):
    """A row of a ledger; what is ``fixed``, or known from another table, is not asked."""

    def __init__(
        self, table: Table, user: User, fixed: Data, data: Any = None, known: Data | None = None
    ) -> None:
        super().__init__(table, user, data, known)
        self.fixed = fixed
        told = {*fixed, *self.brought}
        for place, column in enumerate(table.columns):
            if column.name in told:
                self.fields.pop(f"c{place}", None)

    def cells(self) -> dict[str, str]:
        """What was typed, and what is fixed, by column name."""
        return {**super().cells(), **self.fixed}
