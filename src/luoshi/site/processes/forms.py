"""The form of a move: what it asks, with everything known filled in."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError

from luoshi.ledgers.schemas import YEAR
from luoshi.ledgers.wording import heading
from luoshi.pack import Pack
from luoshi.pack.processes import Move, Process
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.services.forms import field_of, typed
from luoshi.site.processes.extensions import suggested
from luoshi.site.processes.models import LONGEST_NOTE, Case
from luoshi.warehouse.schema import Column, FieldType


class MoveForm(forms.Form):
    """Fields by place of the column (``f0`` …), the reason, a note, and what keeps it single.

    ``version`` is the number of events the user saw; ``token`` makes that what is sent twice is
    done once.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, pack: Pack, case: Case, move: Move, user: User, today: date, data: Any = None
    ) -> None:
        super().__init__(data, initial={"version": case.version, "token": uuid4()})
        process = pack.processes[case.process]
        self.columns = process.form(move).columns
        for place, column in enumerate(self.columns):
            self.fields[f"f{place}"] = _field(column, user, _known(process, case, column, today))
        if move.reasons:
            self.fields["reason"] = _reasons(pack, move.reasons)
        self.fields["note"] = _note(move)

    @property
    def short(self) -> bool:
        """Whether it asks nothing but a reason and a note."""
        return not self.columns

    def cells(self) -> dict[str, str]:
        """What was typed, by field name."""
        return {
            column.name: typed(self.data, f"f{place}", column)
            for place, column in enumerate(self.columns)
        }

    def said(self) -> dict[str, Any]:
        """What was sent, as the action takes it."""
        self.is_valid()
        token = self.cleaned_data.get("token")
        return {
            "cells": self.cells(),
            "reason": str(self.data.get("reason", "")),
            "note": str(self.data.get("note", "")),
            "version": self.cleaned_data.get("version"),
            "token": token if isinstance(token, UUID) else None,
        }

    def refuse(self, error: ValidationError) -> None:
        """Show what is wrong beside the fields it is wrong in."""
        self.is_valid()
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        names = {column.name: f"f{place}" for place, column in enumerate(self.columns)}
        for name, messages in error.message_dict.items():
            for message in messages:
                self.add_error(names.get(name), message)


def _field(column: Column, user: User, known: str) -> forms.Field:
    if column.type is FieldType.YES_NO:
        return _yes_or_no(column, known)
    field = field_of(column, user)
    field.initial = known.split(",") if column.type is FieldType.CODES and known else known
    return field


def _yes_or_no(column: Column, known: str) -> forms.Field:
    """Two buttons: a thumb is quicker on them than on a list."""
    return forms.ChoiceField(
        label=heading(column),
        choices=[("是", "是"), ("否", "否")],
        required=False,
        widget=Buttons,
        initial=known,
        help_text=column.note or "",
    )


def _known(process: Process, case: Case, column: Column, today: date) -> str:
    """What is known of a field: days and years of events are now, the rest as it was told last."""
    if column.type is FieldType.DATE and column.name not in process.ahead:
        return today.isoformat()
    if column.type is FieldType.YEAR and column.element == YEAR:
        return str(today.year)
    facts: Mapping[str, str] = case.facts
    return facts.get(column.name) or suggested(case, column)


def _reasons(pack: Pack, codes: str) -> forms.ChoiceField:
    names = [item.name for item in pack.codes[codes].items]
    return forms.ChoiceField(
        label="理由", choices=[(name, name) for name in names], required=False, widget=Buttons
    )


def _note(move: Move) -> forms.CharField:
    label = "理由" if move.wants_reason and not move.reasons else "说明（可不填）"
    attrs = {"class": "form-control", "rows": 2, "maxlength": str(LONGEST_NOTE)}
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs))


class Buttons(forms.RadioSelect):
    """Reasons to tap."""

    template_name = "processes/_reasons.html"
