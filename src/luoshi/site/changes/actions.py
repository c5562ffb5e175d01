"""What people do before a value counts: try one, have its effect worked out again."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from luoshi.site.accounts.services import User
from luoshi.site.changes.choices import State
from luoshi.site.changes.models import Preview
from luoshi.site.changes.services.previews import reckon
from luoshi.site.parameters.policies import demand_enter
from luoshi.site.parameters.services.values import parameter_of, said_value
from luoshi.site.rights import scope_of


@dataclass(frozen=True)
class TryValue:
    """Have it worked out what a value of a parameter (id) would touch; nothing is entered."""

    user: User
    parameter: str
    value: str
    valid_from: date | None
    valid_to: date | None = None

    def check(self) -> tuple[str, date, date | None]:
        """The value as it would be kept, its first and its last day.

        Raises:
            Refused: the user may not enter values of the parameter.
            ValidationError: by field, what is wrong and how to mend it.
        """
        parameter = parameter_of(self.parameter)
        demand_enter(scope_of(self.user), parameter)
        return said_value(parameter, self.value, self.valid_from, self.valid_to)

    def execute(self) -> Preview:
        """Check, and let it be worked out in the background.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        with transaction.atomic():
            value, first, last = self.check()
            preview = Preview.objects.create(
                parameter=self.parameter,
                value=value,
                valid_from=first,
                valid_to=last,
                by=self.user,
            )
            reckon.enqueue(preview.pk)
        return preview


@dataclass(frozen=True)
class ReckonAgain:
    """Have a preview the user may see worked out anew, by the records there are now."""

    preview: Preview

    def execute(self) -> None:
        """Let it be worked out in the background, unless that is under way."""
        with transaction.atomic():
            done = Preview.objects.filter(pk=self.preview.pk).exclude(state=State.WAITING)
            if done.update(state=State.WAITING):
                reckon.enqueue(self.preview.pk)
