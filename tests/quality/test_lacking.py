"""A check whose number has ended is skipped, and says which number and who enters it."""

from datetime import date

import pytest

from luoshi.pack import load
from luoshi.pack.checks import parsed_check
from luoshi.quality.inputs import questions

LAST = date(2025, 12, 31)


@pytest.mark.parametrize("day", [LAST, date(2026, 1, 1)])
def test_a_check_that_lacks_a_number_says_so(day: date) -> None:
    pack = load()
    checks = [one for one in pack.checks.values() if one.table in pack.exports]
    for one in questions(pack, checks, {}, day):
        names = parsed_check(one.check, pack).parameters & pack.parameters.keys()
        lacks = [name for name in names if pack.parameters[name].on(day) is None]
        assert ("没有生效的值" in (one.skipped or "")) is bool(lacks)
        assert not (day == LAST and lacks)
        for name in lacks:
            assert pack.parameters[name].title in (one.skipped or "")
            assert "录入" in (one.skipped or "")
