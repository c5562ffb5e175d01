"""The days and the value that are tried."""

from django import forms

from luoshi.site.forms import Styled


class TryForm(Styled):
    """A value with its days, as the form sends them by which it would be entered."""

    value = forms.CharField(label="值", max_length=200)
    valid_from = forms.DateField(label="从哪天起")
    valid_to = forms.DateField(label="到哪天为止", required=False)
