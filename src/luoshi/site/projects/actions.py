"""Putting a project down: it gets its code and begins as an idea."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.areas import Area, AreaError
from luoshi.casework.projects.rows import BANK
from luoshi.site.accounts.services import User
from luoshi.site.area_picker import LEVELS, prefix
from luoshi.site.audit.services import Action, record
from luoshi.site.ledgers.services.checking import read_cells
from luoshi.site.ledgers.services.demands import sound
from luoshi.site.ledgers.services.journal import journal
from luoshi.site.ledgers.services.records import records_of
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.processes.choices import Source
from luoshi.site.processes.models import Case
from luoshi.site.processes.policies import parts_of
from luoshi.site.processes.services.opening import Subject, open_case
from luoshi.site.projects.policies import PROJECT, process
from luoshi.site.rights import ALL, Refused, Role, Scope, scope_of

DIGITS_OF_NUMBER = 4


@dataclass(frozen=True)
class PutDown:
    """Put a project down at a place (village, township or county) with what is known of it."""

    user: User
    place: str
    cells: Mapping[str, str]
    day: date | None = None
    request: HttpRequest | None = None

    def check(self) -> dict[str, str]:
        """Stop here unless the user may put projects down there, and they are well told.

        Raises:
            Refused: the user has no part in proposing projects.
            ValidationError: the place is not the user's, or a value is wrong or missing.
        """
        opening = process().opening
        assert opening is not None
        scope = scope_of(self.user)
        if not set(parts_of(scope)) & set(opening.by):
            holders = tuple(Role(owner).label for owner in opening.by)
            raise Refused("办理流程", f"项目由{'、'.join(holders)}提出。", holders)
        if place_of(scope, self.place) is None:
            raise ValidationError({"place": ["请选择本账号范围内的县、乡镇或村"]})
        form = process().form(opening)
        cells = {column.name: self.cells.get(column.name, "") for column in form.columns}
        return sound(read_cells(form, cells)).data

    def execute(self) -> Case:
        """Check, give a code, open and log.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        facts = {name: text for name, text in self.check().items() if text}
        # The ledger is locked until the code is taken: nobody else gets the same.
        with transaction.atomic(), journal(ledger(BANK), self.user):
            code = next_code(self.place[:6], facts["库年度"])
            subject = Subject(self.place, matter=code)
            case, _ = open_case(
                PROJECT, subject, Source.PROPOSAL, self.day or localdate(), by=self.user,
                facts=facts,
            )  # fmt: skip
            target = f"{process().title} {case.pk}：谋划"
            record(
                Action.CASE, user=self.user, request=self.request, target=target, area=self.place
            )
        return case


def next_code(county: str, year: str) -> str:
    """The next free code of a county and year: 990102-2025-0012."""
    start = code_of(county, year, 0)[:-DIGITS_OF_NUMBER]
    live = records_of(BANK).filter(county=county)
    keys = live.filter(key__startswith=start)
    taken = [int(key.removeprefix(start)) for key in keys.values_list("key", flat=True)]
    return code_of(county, year, max(taken, default=0) + 1)


def code_of(county: str, year: str, number: int) -> str:
    """A project's code: its county, the year of the bank it is first meant for, its number."""
    return f"{county}-{year}-{number:0{DIGITS_OF_NUMBER}d}"


def place_of(scope: Scope, code: str) -> Area | None:
    """A division by its code, where a project may lie and the user may put one down."""
    try:
        found = pack.load().areas.by_code(code)
    except AreaError:
        return None
    if found.level not in LEVELS or found.code != code:
        return None
    return found if scope.areas is ALL or prefix(found).startswith(scope.areas) else None
