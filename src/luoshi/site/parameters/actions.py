"""A value is entered by one person, and counts once another has agreed."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from luoshi.pack.models import Parameter
from luoshi.site.accounts.services import User
from luoshi.site.audit.services import Action, record
from luoshi.site.handover import changed
from luoshi.site.parameters.models import LONGEST_NOTE, Entry, Verdict
from luoshi.site.parameters.policies import demand_enter
from luoshi.site.parameters.services import agreeing, entered
from luoshi.site.parameters.services.values import parameter_of, said_value
from luoshi.site.rights import scope_of
from luoshi.site.two_person import demand_second_person, lock, settle


@dataclass(frozen=True)
class EnterValue:
    """Enter a value of a parameter (id) from a day on, by a document."""

    user: User
    parameter: str
    value: str
    valid_from: date | None
    document: str
    valid_to: date | None = None
    note: str = ""
    request: HttpRequest | None = None

    def check(self) -> tuple[Parameter, str, date, date | None]:
        """The parameter, the value as it is kept, its first and its last day.

        Raises:
            Refused: the user may not enter it.
            ValidationError: by field, what is wrong and how to mend it.
        """
        parameter = parameter_of(self.parameter)
        demand_enter(scope_of(self.user), parameter)
        value, first, last = said_value(parameter, self.value, self.valid_from, self.valid_to)
        if not self.document.strip():
            raise ValidationError({"document": "填依据的文号"})
        if Entry.objects.filter(parameter=parameter.id, valid_from=first, verdict=None).exists():
            raise ValidationError({"valid_from": f"已有一条从 {first} 起的在等核对，先核对它"})
        return parameter, value, first, last

    def execute(self) -> Entry:
        """Check, keep and log; it does not count yet.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        with transaction.atomic():
            parameter, value, first, last = self.check()
            entry = Entry.objects.create(
                parameter=parameter.id,
                value=value,
                valid_from=first,
                valid_to=last,
                document=self.document.strip()[:200],
                note=self.note.strip()[:LONGEST_NOTE],
                by=self.user,
            )
            told = f"录入 {entry.pk} {parameter.title}：{value}，{first} 起，{entry.document}"
            record(Action.PARAMETER, user=self.user, request=self.request, target=told)
            entered.send(Entry, entry=entry)
        return entry


@dataclass(frozen=True)
class ConfirmValue:
    """Agree to an entry, which counts from now on, or turn it down with a reason."""

    user: User
    entry: Entry
    agreed: bool
    note: str = ""
    request: HttpRequest | None = None

    def check(self) -> None:
        """Stop here unless the user may say so.

        Raises:
            Refused: the user may not enter this parameter's values.
            ValidationError: it was settled before, the user entered it or gives no reason, or
                something stands in the way of agreeing.
        """
        parameter = parameter_of(self.entry.parameter)
        demand_enter(scope_of(self.user), parameter)
        demand_second_person(self.entry, self.user, self.agreed, self.note)
        if self.agreed:
            self._demand_nothing_in_the_way()

    def _demand_nothing_in_the_way(self) -> None:
        told = [reason for _, reason in agreeing.send(Entry, entry=self.entry) if reason]
        if told:
            raise ValidationError(told)

    def execute(self) -> Verdict:
        """Check, keep and log, and let the value count.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        with transaction.atomic():
            lock(self.entry)
            self.check()
            verdict: Verdict = settle(self.entry, self.user, self.agreed, self.note)
            told = f"{'核对同意' if self.agreed else '不同意'} {self.entry.pk} {self.entry}"
            record(Action.PARAMETER, user=self.user, request=self.request, target=told)
        if self.agreed:
            changed()
        return verdict
