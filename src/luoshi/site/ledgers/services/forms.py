"""Forms made from the columns of a schema; what is typed is checked by the converters."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from luoshi import pack
from luoshi.ledgers.known import known_columns
from luoshi.ledgers.schemas import FILES
from luoshi.ledgers.values import Data, path_in, typed_by_name, written
from luoshi.ledgers.wording import heading
from luoshi.pack.rules import OBLIGATION
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.cells.references import referable
from luoshi.site.ledgers.policies import offered_areas
from luoshi.warehouse.schema import Column, FieldType, Table

FEW = 60
"""Most options shown as a list to choose from."""

MANY = 800
"""Most options offered while typing; beyond, the field only takes what is typed."""


class ColumnsForm(forms.Form):
    """One field a column, named by the column's place: ``c0``, ``c1`` …; not all are asked."""

    columns: Sequence[Column]

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
            place = names.get(name)
            for message in messages:
                self.add_error(place if place in self.fields else None, message)


class RecordForm(ColumnsForm):
    """A row to add to a ledger.

    ``brought`` holds the columns another table knows, each with that table's title.
    """

    def __init__(self, table: Table, user: User, data: Any = None, known: Data | None = None):
        super().__init__(data)
        self.columns = table.columns
        self.brought = {each.column: each.source.title for each in known_columns(table)}
        for place, column in enumerate(table.columns):
            if column.element != FILES:
                field = field_of(column, user, self.brought.get(column.name))
                field.initial = initial(field, column, (known or {}).get(column.name, ""))
                self.fields[f"c{place}"] = field


def initial(field: forms.Field, column: Column, text: str) -> str | list[str]:
    """A kept value as a field of its column begins with it."""
    if column.type is FieldType.CODES:
        return text.split(",") if text else []
    return text if isinstance(field, forms.ChoiceField) else written(column, text)


def typed(data: Mapping[str, Any], name: str, column: Column) -> str:
    """What a form sent for a column, as text."""
    if column.type is FieldType.CODES and hasattr(data, "getlist"):
        return ",".join(data.getlist(name))
    return str(data.get(name) or "")


def field_of(column: Column, user: User, known_in: str | None = None) -> forms.Field:
    """A field for a column, with the values the user may choose from."""
    hint = f"已由“{known_in}”带出，可不填" if known_in else column.note or ""
    options = options_of(column, user)
    common: dict[str, Any] = {"label": heading(column), "required": False, "help_text": hint}
    if column.type is FieldType.CODES:
        widget = forms.CheckboxSelectMultiple()
        return forms.MultipleChoiceField(choices=options, widget=widget, **common)
    if options and len(options) <= FEW and not column.refers:
        chosen = forms.Select(attrs={"class": "form-select"})
        return forms.ChoiceField(choices=[("", "请选择"), *options], widget=chosen, **common)
    return forms.CharField(widget=_input(column, options), **common)


def options_of(column: Column, user: User) -> list[tuple[str, str]]:
    """The values a column offers, with their titles."""
    if column.type in (FieldType.CODE, FieldType.CODES):
        return [(item.name, item.name) for item in pack.load().codes[column.codes or ""].items]
    if column.type is FieldType.YES_NO:
        return [("是", "是"), ("否", "否")]
    if column.type is FieldType.AREA:
        areas = pack.load().areas
        return [(a.code, path_in(areas, a.code)) for a in offered_areas(column, user)]
    if column.element == OBLIGATION:
        return [(each.id, each.title) for each in pack.load().obligations.values()]
    return referable(column, user, MANY) if column.refers else []


def _typed_values(column: Column, options: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What is typed for each option, and its title; some are typed by their names."""
    return [(title, "") for _, title in options] if typed_by_name(column) else options


class Offered(forms.TextInput):
    """A text field that offers values, each with a title, while one types."""

    template_name = "ledgers/offered.html"

    def __init__(self, options: list[tuple[str, str]], attrs: dict[str, str]) -> None:
        super().__init__(attrs)
        self.options = options

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add the options and the id of their list."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"{name}-options"
        return {**context, "options": self.options, "list": f"{name}-options"}


def _input(column: Column, options: list[tuple[str, str]]) -> forms.Widget:
    attrs = {"class": "form-control", "autocomplete": "off"}
    if column.type is FieldType.DATE:
        return forms.TextInput({**attrs, "type": "date"})
    if column.type is FieldType.MONTH:
        return forms.TextInput({**attrs, "type": "month"})
    if column.type in (FieldType.INTEGER, FieldType.DECIMAL, FieldType.YEAR):
        return forms.TextInput({**attrs, "inputmode": "decimal"})
    if 0 < len(options) <= MANY:
        return Offered(_typed_values(column, options), attrs)
    if column.type is FieldType.AREA:
        return forms.TextInput({**attrs, "placeholder": "县/乡镇/村，或区划代码"})
    return forms.TextInput(attrs)
