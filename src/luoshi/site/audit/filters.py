"""Filters of the audit log."""

from typing import ClassVar

from django import forms

from luoshi.site.audit.choices import Action
from luoshi.site.forms import Styled, day_input


class EventFilter(Styled):
    """By action, user name and days."""

    action = forms.ChoiceField(
        label="操作", choices=[("", "全部操作"), *Action.choices], required=False
    )
    username = forms.CharField(label="用户名", max_length=150, required=False)
    since = forms.DateField(label="从", required=False, widget=day_input())
    until = forms.DateField(label="到", required=False, widget=day_input())

    lookups_by_field: ClassVar[dict[str, str]] = {
        "action": "action",
        "username": "username__icontains",
        "since": "at__date__gte",
        "until": "at__date__lte",
    }

    def lookups(self) -> dict[str, object]:
        """What the filled fields ask of an event; a field that makes no sense asks nothing."""
        self.is_valid()
        return {
            self.lookups_by_field[name]: value for name, value in self.cleaned_data.items() if value
        }
