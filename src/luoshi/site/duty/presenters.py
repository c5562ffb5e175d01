"""How a duty stands on a day, as a user sees it: by county, and one by one."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from luoshi import pack
from luoshi.areas import AreaError
from luoshi.pack.duties import Duty
from luoshi.pack.lacking import Lack, LackingError
from luoshi.site.accounts.services import User
from luoshi.site.duty.services.holders import Holding, holdings, key_of
from luoshi.site.duty.services.inputs import Wanted, wanted
from luoshi.site.ledgers.policies import may_see, seen_records
from luoshi.site.ledgers.services.engine import engine_at, stamp
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.rights import scope_of


@dataclass(frozen=True)
class DutyLine:
    """One thing with those who answer for it, newest first."""

    wanted: Wanted
    holders: tuple[Holding, ...]

    @property
    def county(self) -> str:
        """The county's code (6 digits)."""
        return self.wanted.area[:6]


@dataclass(frozen=True)
class CountyTally:
    """Of one county (code): how many must have somebody, and how many are without."""

    code: str
    wanted: int
    without: int


@dataclass(frozen=True)
class Standing:
    """A duty on a day in a user's areas.

    With ``lacks``, parameters without a value on the day, nothing could be asked.
    """

    duty: Duty
    lines: tuple[DutyLine, ...]
    lacks: tuple[Lack, ...] = ()

    @cached_property
    def without(self) -> tuple[DutyLine, ...]:
        """What nobody answers for."""
        return tuple(line for line in self.lines if not line.holders)

    @cached_property
    def held(self) -> tuple[DutyLine, ...]:
        """What somebody answers for."""
        return tuple(line for line in self.lines if line.holders)

    @property
    def counties(self) -> list[CountyTally]:
        """Each county with something to answer for, those most without first."""
        every = Counter(line.county for line in self.lines)
        bare = Counter(line.county for line in self.without)
        tallies = [CountyTally(code, number, bare[code]) for code, number in every.items()]
        return sorted(tallies, key=lambda one: (-one.without, one.code))

    def inside(self, prefix: str) -> "Standing":
        """Only what lies in a division (digits of its code)."""
        lines = tuple(line for line in self.lines if line.wanted.area.startswith(prefix))
        return Standing(self.duty, lines, self.lacks)


def seen_duties(user: User) -> list[Duty]:
    """The duties whose ledger and table the user may see."""
    policy = pack.load()
    return [duty for duty in policy.duties.values() if may_see(user, ledger(duty.held.ledger))]


def standing(user: User, duty: Duty, day: date) -> Standing:
    """How a duty stands on a day in the user's areas."""
    policy, scope = pack.load(), scope_of(user)
    try:
        every = wanted(policy, engine_at(stamp(), None), duty, day)
    except LackingError as error:
        return Standing(duty, (), error.lacks)
    mine = [one for one in every if _known(one) and scope.allows(one.area)]
    records = list(seen_records(user, ledger(duty.held.ledger)))
    held = holdings(duty, records, day)
    return Standing(
        duty, tuple(DutyLine(one, tuple(held.get(key_of(duty, one), ()))) for one in mine)
    )


def _known(one: Wanted) -> bool:
    try:
        pack.load().areas.by_code(one.area)
    except AreaError:
        return False
    return True
