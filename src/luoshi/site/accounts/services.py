"""Accounts as other apps know them, and those of the demonstration."""

import secrets
from dataclasses import dataclass

from django.db import transaction

from luoshi.site.accounts.models import User
from luoshi.site.rights import Role

__all__ = ["NewAccount", "User", "make_demo_accounts", "renew_demo_passwords"]

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look like another: i, l, o, 0, 1."""


DEMO_TITLE = "演示账号"
"""What the titles of the demonstration's accounts end with."""

DEMO_NAMES = (
    "province",
    "checker",
    "department",
    "funds",
    "county",
    "township",
    "village",
    "assessor",
)
"""The user names of the demonstration's accounts."""


@dataclass(frozen=True)
class NewAccount:
    """An account just made. The password is known here only, and kept nowhere."""

    username: str
    password: str
    title: str
    role: str


@dataclass(frozen=True)
class _Seat:
    username: str
    role: Role
    title: str
    area: str = ""
    unit: str = ""


@transaction.atomic
def make_demo_accounts(
    *,
    county: str,
    township: str,
    village: str,
    unit: str,
    funder: str,
    names: dict[str, str] | None = None,
) -> list[NewAccount]:
    """One account for each role that works with data; those already there are left alone.

    ``county``, ``township`` and ``village`` are division codes, ``unit`` is a department's
    short name, ``funder`` that of the one that shares out money, ``names`` gives the divisions'
    names by code. Returns the accounts just made.
    """
    seats = _seats(county, township, village, unit, funder, names or {})
    taken = set(User.objects.values_list("username", flat=True))
    return [_make(seat) for seat in seats if seat.username not in taken]


def _seats(
    county: str, township: str, village: str, unit: str, funder: str, names: dict[str, str]
) -> list[_Seat]:
    def placed(role: Role, area: str) -> _Seat:
        return _Seat(role.value, role, f"{names.get(area, role.label)}{DEMO_TITLE}", area=area)

    return [
        _Seat("province", Role.PROVINCE, f"{Role.PROVINCE.label}{DEMO_TITLE}"),
        _Seat("department", Role.DEPARTMENT, f"{unit}{DEMO_TITLE}", unit=unit),
        _Seat("funds", Role.DEPARTMENT, f"{funder}{DEMO_TITLE}", unit=funder),
        placed(Role.COUNTY, county),
        placed(Role.TOWNSHIP, township),
        placed(Role.VILLAGE, village),
        _Seat("checker", Role.PROVINCE, f"{Role.PROVINCE.label}核对{DEMO_TITLE}"),
        _Seat("assessor", Role.ASSESSOR, f"评估组{DEMO_TITLE}"),
    ]


def _make(seat: _Seat) -> NewAccount:
    password = random_password()
    User.objects.create_user(
        seat.username,
        password=password,
        role=seat.role,
        area=seat.area,
        unit=seat.unit,
        display_name=seat.title,
    )
    return NewAccount(seat.username, password, seat.title, seat.role.label)


@transaction.atomic
def renew_demo_passwords() -> list[NewAccount]:
    """New passwords for the accounts of the demonstration, and no others."""
    found = User.objects.filter(username__in=DEMO_NAMES, display_name__endswith=DEMO_TITLE)
    return [_renewed(user) for user in found.order_by("pk").select_for_update()]


def _renewed(user: User) -> NewAccount:
    password = random_password()
    user.set_password(password)
    user.save(update_fields=["password"])
    return NewAccount(user.username, password, user.title, user.get_role_display())


def random_password() -> str:
    """Twelve letters and digits in groups of four: easy to type, about 59 bits."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))
    return "-".join(groups)
