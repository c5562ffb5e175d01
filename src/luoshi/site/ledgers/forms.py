"""The form of one cell of a record."""

from django import forms

from luoshi.site.accounts.services import User
from luoshi.site.ledgers.services.forms import field_of, initial
from luoshi.warehouse.schema import Column


class CellForm(forms.Form):
    """One cell of a record, edited in its place."""

    def __init__(self, column: Column, user: User, text: str) -> None:
        super().__init__()
        field = field_of(column, user)
        field.initial = initial(field, column, text)
        field.widget.attrs |= {"aria-label": column.name, "autofocus": True}
        self.fields["value"] = field
