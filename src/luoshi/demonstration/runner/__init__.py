"""From nothing to a screened province: what ``luoshi demo`` does before it serves."""

from luoshi.demonstration.runner.folder import DemoError
from luoshi.demonstration.runner.preparation import prepare_demo, renew_accounts

__all__ = ["DemoError", "prepare_demo", "renew_accounts"]
