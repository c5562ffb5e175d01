"""The form by which a table of changes is sent."""

from django import forms

from luoshi.site.forms import Styled
from luoshi.site.storage import BOOKS


class ChangesForm(Styled):
    """One file."""

    file = forms.FileField(
        label="区划变更表", widget=forms.ClearableFileInput(attrs={"accept": ",".join(BOOKS)})
    )
