"""A table of changes is entered by one person, and counts once another has agreed."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from luoshi.areas import AreaChange, RefusedChangesError
from luoshi.home import home
from luoshi.pack.area_change_file import RefusedFileError, read_change_file
from luoshi.site.accounts.services import User
from luoshi.site.audit.services import Action, record
from luoshi.site.divisions.models import Adjustment, Verdict
from luoshi.site.divisions.policies import demand_enter
from luoshi.site.divisions.services.counting import known_areas
from luoshi.site.divisions.services.recoding import recode
from luoshi.site.handover import changed
from luoshi.site.rights import scope_of
from luoshi.site.storage import BOOKS, Sent, demand_kind, plain_name
from luoshi.site.two_person import demand_second_person, lock, settle


def changes_sent(sent: Sent) -> tuple[AreaChange, ...]:
    """The changes in a file that a form sends.

    Raises:
        ValidationError: what is wrong in it, row by row.
    """
    demand_kind(sent, BOOKS)
    with tempfile.TemporaryDirectory(dir=home()) as folder:
        path = Path(folder, "sent")
        path.write_bytes(b"".join(sent.chunks()))
        try:
            return read_change_file(path, known_areas(), plain_name(sent.name or ""))
        except RefusedFileError as error:
            told = [one.text for one in error.refusals] or [str(error)]
            raise ValidationError([*told, "一行也没有收，改好再传。"]) from error


@dataclass(frozen=True)
class EnterChanges:
    """Enter a table of changes; it waits for a second person."""

    user: User
    name: str
    changes: tuple[AreaChange, ...]
    request: HttpRequest | None = None

    def check(self) -> None:
        """Stop here unless the user may enter them and they can be.

        Raises:
            Refused: the user may not enter changes.
            ValidationError: they cannot be, or wait already.
        """
        demand_enter(scope_of(self.user))
        _demand_possible(self.changes)
        rows = [one.model_dump(mode="json") for one in self.changes]
        waiting = Adjustment.objects.filter(verdict=None)
        if any(one.changes == rows for one in waiting):
            raise ValidationError("同样的一份已在等核对")

    def execute(self) -> Adjustment:
        """Check, keep and log.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        with transaction.atomic():
            self.check()
            rows = [one.model_dump(mode="json") for one in self.changes]
            name = plain_name(self.name)
            kept = Adjustment.objects.create(name=name, changes=rows, by=self.user)
            told = f"登记 {kept.pk} {kept}"
            record(Action.DIVISIONS, user=self.user, request=self.request, target=told)
        return kept


@dataclass(frozen=True)
class ConfirmChanges:
    """Agree to a table of changes, which counts from its days on, or turn it down."""

    user: User
    adjustment: Adjustment
    agreed: bool
    note: str = ""
    request: HttpRequest | None = None

    def check(self) -> None:
        """Stop here unless the user may say so.

        Raises:
            Refused: the user may not enter changes.
            ValidationError: it was settled before, the user entered it, gives no reason, or what
                was agreed to meanwhile does not go with it.
        """
        demand_enter(scope_of(self.user))
        demand_second_person(self.adjustment, self.user, self.agreed, self.note)
        if self.agreed:
            _demand_possible(self.adjustment.parsed)

    def execute(self) -> Verdict:
        """Check, keep and log; lead on what lies in divisions that are others today.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        with transaction.atomic():
            lock(self.adjustment)
            self.check()
            verdict: Verdict = settle(self.adjustment, self.user, self.agreed, self.note)
            said = "核对同意" if self.agreed else "不同意"
            told = f"{said} {self.adjustment.pk} {self.adjustment}"
            record(Action.DIVISIONS, user=self.user, request=self.request, target=told)
        if self.agreed:
            changed()
            recode()
        return verdict


def _demand_possible(changes: tuple[AreaChange, ...]) -> None:
    areas = known_areas()
    try:
        areas.changed(changes)
    except RefusedChangesError as error:
        raise ValidationError([one.text for one in error.faults]) from error
