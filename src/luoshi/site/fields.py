"""Columns many tables have: text no ID number gets into, and the account that did something."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from luoshi import pack
from luoshi.areas import Level
from luoshi.text.masking import without_id_numbers

if TYPE_CHECKING:
    Field = models.Field[str, str]
    CharField = models.CharField[str, str]
    TextField = models.TextField[str, str]
else:
    Field, CharField, TextField = models.Field, models.CharField, models.TextField


DIGITS = Level.VILLAGE.digits
"""Digits of a division's whole code."""


class PlainJSON(DjangoJSONEncoder):
    """JSON with Chinese as it is: half the size, and readable in the database."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "ensure_ascii": False})


class Masked(Field):
    """A column of free text. The database knows it as the ``plain`` field it is made from."""

    plain: str

    def deconstruct(self) -> Any:
        """As the plain field: masking is the program's affair, not the table's."""
        name, _, args, kwargs = super().deconstruct()
        return name, f"django.db.models.{self.plain}", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """What to write, which the row in hand holds from now on."""
        value = _masked(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value: Any) -> Any:
        """What to write where no row is in hand."""
        return _masked(super().get_prep_value(value))


class MaskedCharField(Masked, CharField):
    """A short free text."""

    plain = "CharField"


class MaskedTextField(Masked, TextField):
    """A free text of any length."""

    plain = "TextField"


class AreaCodeField(CharField):
    """The code of the division a row lies in today: led on when divisions change.

    ``follows`` names the column of which this one holds the first digits.
    """

    def __init__(self, *args: Any, follows: str = "", **kwargs: Any) -> None:
        self.follows = follows
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """As a plain field: what follows what is the program's affair, not the table's."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The code of today, also where a row is written from figures of an earlier day."""
        value = super().pre_save(model_instance, add)
        codes = pack.load().areas.recoded()
        if not codes or not value:
            return value
        whole = getattr(model_instance, self.follows) if self.follows else value
        led = codes.get(whole.ljust(DIGITS, "0"), whole)[: len(value)]
        setattr(model_instance, self.attname, led)
        return led


def _masked(value: Any) -> Any:
    return without_id_numbers(value) if isinstance(value, str) else value


def by_whom(related: str = "+") -> "models.ForeignKey[Any, Any]":
    """The account that did something; empty where a program, or an applicant, did."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name=related
    )
