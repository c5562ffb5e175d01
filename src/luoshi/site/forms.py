"""Looks that every form shares."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class Styled(forms.Form):
    """A form whose fields look like the site's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            dress(field)


class Telling(Styled):
    """A form that shows what an action refuses beside the field it is wrong in."""

    def refuse(self, error: ValidationError) -> None:
        """Show what was refused; what belongs to no field stands above all."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, told in error.message_dict.items():
            self.add_error(name if name in self.fields else None, told)

    @property
    def amiss(self) -> str:
        """What is wrong, field by field, in one line."""
        return "；".join(
            f"{self.fields[name].label}：{'；'.join(map(str, told))}"
            if name in self.fields
            else "；".join(map(str, told))
            for name, told in self.errors.items()
        )


def dress(field: forms.Field) -> forms.Field:
    """Give a field the site's looks."""
    looks = {forms.Select: "form-select", forms.CheckboxInput: "form-check-input"}
    fitting = (look for kind, look in looks.items() if isinstance(field.widget, kind))
    field.widget.attrs["class"] = next(fitting, "form-control")
    return field


def day_input() -> forms.DateInput:
    """An input for a day, with the browser's own calendar."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
