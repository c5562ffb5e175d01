"""The form by which a value is entered."""

from django import forms

from luoshi.site.forms import Telling, day_input
from luoshi.site.parameters.models import LONGEST_NOTE, LONGEST_VALUE


class EntryForm(Telling):
    """A value, its days, and the document it rests on."""

    value = forms.CharField(label="值", max_length=LONGEST_VALUE)
    valid_from = forms.DateField(label="从哪天起", widget=day_input())
    valid_to = forms.DateField(label="到哪天为止", required=False, widget=day_input())
    document = forms.CharField(label="依据的文号", max_length=200)
    note = forms.CharField(label="说明", required=False, max_length=LONGEST_NOTE)
