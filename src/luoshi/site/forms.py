"""Looks that every form shares."""

from typing import Any

from django import forms


class Styled(forms.Form):
    """A form whose fields look like the site's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            chosen = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if chosen else "form-control"


def day_input() -> forms.DateInput:
    """An input for a day, with the browser's own calendar."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
