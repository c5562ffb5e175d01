"""A duty whose boundary has ended says so; the others stand as they do."""

from collections.abc import Callable
from datetime import date

import pytest

from luoshi import pack
from luoshi.site.accounts.models import User
from luoshi.site.duty.presenters import standing


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("duty", "day", "lacks"),
    [
        ("settlement", date(2025, 12, 31), []),
        ("settlement", date(2027, 1, 1), ["large_settlement_people"]),
        ("key-village", date(2026, 1, 1), []),
    ],
)
def test_what_a_duty_lacks_is_told(
    duty: str, day: date, lacks: list[str], user_of: Callable[..., User]
) -> None:
    found = standing(user_of("province"), pack.load().duties[duty], day)
    assert [one.parameter.id for one in found.lacks] == lacks
