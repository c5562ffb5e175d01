"""Accounts of the site."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

from luoshi.site.fields import AreaCodeField, MaskedCharField
from luoshi.site.rights import role_choices
from luoshi.text.person_number import is_number, is_old_number

AREA_CODE = RegexValidator(r"^\d{6}(\d{3}(\d{3})?)?$", "区划代码是 6、9 或 12 位数字")


class User(AbstractUser):
    """Someone who signs in.

    ``role`` picks the row of the table of rights, ``area`` (a division's code) and ``unit``
    (a unit's short name, as the pack has it) say how far it reaches.
    """

    role = models.CharField("角色", max_length=16, choices=role_choices, blank=True)
    area = AreaCodeField("区划代码", max_length=12, blank=True, validators=[AREA_CODE])
    unit = models.CharField("单位", max_length=64, blank=True)
    display_name = MaskedCharField("称呼", max_length=64, blank=True)

    class Meta:
        verbose_name = "账号"
        verbose_name_plural = "账号"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the account.

        Raises:
            ValidationError: its name, which the audit log shows, is an ID number.
        """
        if is_number(self.username.upper()) or is_old_number(self.username):
            raise ValidationError({"username": "用户名不能是证件号码，请另起一个。"})
        super().save(*args, **kwargs)

    @property
    def title(self) -> str:
        """What pages call the user."""
        return self.display_name or self.username
