"""Notices that are over, closed by the province's two accounts."""

from luoshi.demonstration.runner.accounts import account
from luoshi.demonstration.runner.progress import Tell
from luoshi.site.notices.demo import close_demo_notices


def close_notices(tell: Tell) -> None:
    """Close the notices whose day has come unless some were closed."""
    tell("结账", 0)
    close_demo_notices(account("province"), account("checker"))
