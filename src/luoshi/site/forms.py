"""Looks that every form shares."""

from typing import Any

from django import forms


class Styled(forms.Form):
    """A form whose fields look like the site's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            dress(field)


def dress(field: forms.Field) -> forms.Field:
    """Give a field the site's looks."""
    looks = {forms.Select: "form-select", forms.CheckboxInput: "form-check-input"}
    fitting = (look for kind, look in looks.items() if isinstance(field.widget, kind))
    field.widget.attrs["class"] = next(fitting, "form-control")
    return field


def day_input() -> forms.DateInput:
    """An input for a day, with the browser's own calendar."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
