"""What ``luoshi demo`` asks for; models can be imported only once Django is set up."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from luoshi.demonstration.requirements import ALL_MODULES, DEMONSTRATION
from luoshi.demonstration.runner.folder import DemoError, size_file
from luoshi.demonstration.runner.progress import Show, Tell
from luoshi.demonstration.runner.result import Demo
from luoshi.home import home
from luoshi.modules import demand
from luoshi.pack import load
from luoshi.site.bootstrap import prepare

if TYPE_CHECKING:
    from luoshi.site.accounts.services import NewAccount


def prepare_demo(people: int, tell: Tell, show: Show) -> Demo:
    """Make the province, import it, screen it and make the accounts.

    Raises:
        UnusedError: the pack has nothing for a demonstration.
        DemoError: what is there already is another demonstration, or is none.
    """
    pack = load()
    demand(pack, DEMONSTRATION, ALL_MODULES)
    prepare()
    from luoshi.demonstration.runner.steps import take_steps

    return take_steps(pack, people, tell, show)


def renew_accounts() -> Sequence["NewAccount"]:
    """New passwords for the accounts the demonstration made, and no others.

    Raises:
        DemoError: the state folder's is no demonstration, or has no accounts yet.
    """
    if not size_file().exists():
        raise DemoError(f"{home()} 不是 luoshi demo 建的，里面的账号不能用它重设密码")
    prepare()
    from luoshi.demonstration.runner.accounts import renew_passwords

    return renew_passwords()
