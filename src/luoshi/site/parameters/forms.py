"""The form by which a value is entered."""

from django import forms
from django.core.exceptions import ValidationError

from luoshi.site.forms import Styled, day_input
from luoshi.site.parameters.models import LONGEST_NOTE, LONGEST_VALUE


class EntryForm(Styled):
    """A value, its days, and the document it rests on."""

    value = forms.CharField(label="值", max_length=LONGEST_VALUE)
    valid_from = forms.DateField(label="从哪天起", widget=day_input())
    valid_to = forms.DateField(label="到哪天为止", required=False, widget=day_input())
    document = forms.CharField(label="依据的文号", max_length=200)
    note = forms.CharField(label="说明", required=False, max_length=LONGEST_NOTE)

    def refuse(self, error: ValidationError) -> None:
        """Show what is wrong beside the fields it is wrong in."""
        for name, told in error.message_dict.items() if hasattr(error, "error_dict") else ():
            self.add_error(name if name in self.fields else None, told)
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
