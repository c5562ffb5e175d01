"""The numbers of the years after the notice, entered by one account, agreed to by another."""

from django.utils.timezone import localdate

from luoshi.demonstration.runner.accounts import account
from luoshi.site.changes.services.previews import effect_of
from luoshi.site.parameters.demo import enter_demo_values


def enter_values() -> None:
    """Enter the values unless some were entered."""
    enter_demo_values(account("funds"), account("province"), localdate(), effect_of)
