"""How a duty stands on a day, as a user sees it: by county, and one by one."""

from datetime import date

from luoshi import pack
from luoshi.areas import AreaError
from luoshi.duties.holders import holdings, key_of
from luoshi.duties.inputs import Wanted
from luoshi.duties.standing import DutyLine, Standing
from luoshi.pack.duties import Duty
from luoshi.pack.lacking import LackingError
from luoshi.site.accounts.services import User
from luoshi.site.duty.services import wanted_on
from luoshi.site.ledgers.policies import may_see, seen_records
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.rights import scope_of


def seen_duties(user: User) -> list[Duty]:
    """The duties whose ledger and table the user may see."""
    return [duty for duty in pack.load().duties.values() if may_see(user, ledger(duty.held.ledger))]


def standing(user: User, duty: Duty, day: date) -> Standing:
    """How a duty stands on a day in the user's areas."""
    scope = scope_of(user)
    try:
        every = wanted_on(duty, day)
    except LackingError as error:
        return Standing(duty, (), error.lacks)
    areas = pack.load().areas
    now = areas.recoded()
    mine = [one for one in every if _known(one) and scope.allows(now.get(one.area, one.area))]
    records = seen_records(user, ledger(duty.held.ledger))
    held = holdings(duty, records, day, areas.recoded(day))
    return Standing(
        duty, tuple(DutyLine(one, tuple(held.get(key_of(duty, one), ()))) for one in mine)
    )


def _known(one: Wanted) -> bool:
    try:
        pack.load().areas.by_code(one.area)
    except AreaError:
        return False
    return True
