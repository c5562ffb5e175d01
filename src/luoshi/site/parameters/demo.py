"""Yearly numbers for the years after the notice, as offices would have entered them: made up."""

from collections.abc import Callable
from datetime import date

from luoshi import pack
from luoshi.pack.models import Parameter, ParameterKind
from luoshi.site.accounts.services import User
from luoshi.site.parameters.actions import ConfirmValue, EnterValue
from luoshi.site.parameters.models import Entry
from luoshi.site.parameters.policies import may_enter
from luoshi.site.rights import scope_of

NOTE = "演示用，不是真实的文件和数"


def enter_demo_values(by: User, second: User, today: date, look: Callable[[int], object]) -> int:
    """Enter the yearly numbers that lack one from the last known year until today's.

    Those that ``by`` may not enter are left. Before ``second`` agrees, ``look`` is given the
    entry's key and tells what it touches. Where anything was ever entered, nothing is. Returns
    how many values count now.
    """
    if Entry.objects.exists():
        return 0
    known, scope = pack.load().parameters.values(), scope_of(by)
    yearly = [one for one in known if _is_yearly(one) and may_enter(scope, one)]
    made = 0
    for parameter in yearly:
        for year in _years(parameter, today):
            value = parameter.values[-1].value
            document = f"演示〔{year}〕{made + 1}号"
            said = EnterValue(by, parameter.id, value, date(year, 1, 1), document, note=NOTE)
            entry = said.execute()
            look(entry.pk)
            ConfirmValue(second, entry, agreed=True).execute()
            made += 1
    return made


def _is_yearly(parameter: Parameter) -> bool:
    return parameter.entered is not None and parameter.entered.yearly


def _years(parameter: Parameter, today: date) -> range:
    last = parameter.last_before(today)
    if parameter.kind is not ParameterKind.NUMBER or parameter.on(today) or last is None:
        return range(0)
    assert last.valid_to is not None
    return range(last.valid_to.year + 1, today.year + 1)
