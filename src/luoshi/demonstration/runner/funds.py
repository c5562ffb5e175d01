"""Plans of the unit that shares out money, signed by the province."""

from luoshi.demonstration.runner.accounts import account
from luoshi.demonstration.runner.progress import Tell
from luoshi.site.funds.demo import make_demo_plans


def adopt_plans(tell: Tell) -> None:
    """Propose and sign plans unless there are some."""
    tell("编分配方案", 0)
    make_demo_plans(account("funds"), account("province"))
