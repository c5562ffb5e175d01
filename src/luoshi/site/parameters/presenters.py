"""Parameters and their values, as pages and commands show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from luoshi.pack import Pack
from luoshi.pack.lacking import Lack
from luoshi.pack.models import DatedValue, Parameter
from luoshi.site.parameters.models import Entry


@dataclass(frozen=True)
class ParameterRow:
    """A parameter on a day, with the entries that still wait for a second person."""

    parameter: Parameter
    day: date
    waiting: tuple[Entry, ...]

    @property
    def value(self) -> DatedValue | None:
        """The value in force."""
        return self.parameter.on(self.day)

    @property
    def lack(self) -> Lack | None:
        """What to say where none is."""
        return None if self.value else Lack(self.parameter, self.day)

    @property
    def since(self) -> date | None:
        """The last day of the value before, where none is in force."""
        last = self.parameter.last_before(self.day) if self.lack else None
        return last.valid_to if last else None

    def document(self) -> dict[str, object]:
        """As JSON: ``{id, title, unit, entered_by, value, from, to, source, assumption, ended,
        waiting: [{number, value, from, document}]}``."""
        value = self.value
        entered = self.parameter.entered
        return {
            "id": self.parameter.id,
            "title": self.parameter.title,
            "unit": self.parameter.unit,
            "entered_by": entered.by if entered else None,
            "value": value.value if value else None,
            "from": value.valid_from.isoformat() if value else None,
            "to": value.valid_to.isoformat() if value and value.valid_to else None,
            "source": value.source if value else None,
            "assumption": value.assumption if value else None,
            "ended": self.since.isoformat() if self.since else None,
            "waiting": [_waiting(entry) for entry in self.waiting],
        }


def rows(pack: Pack, day: date, *, entered: bool = True) -> list[ParameterRow]:
    """Every parameter that offices enter, or that the pack keeps; those without a value first."""
    waiting = list(Entry.objects.filter(verdict=None).select_related("by").order_by("pk"))
    asked = (one for one in pack.parameters.values() if bool(one.entered) is entered)
    found = [ParameterRow(one, day, _of(one, waiting)) for one in asked]
    return sorted(found, key=lambda row: (not row.waiting, row.value is not None))


def row(pack: Pack, parameter: Parameter, day: date) -> ParameterRow:
    """One of them."""
    waiting = Entry.objects.filter(verdict=None, parameter=parameter.id).select_related("by")
    return ParameterRow(parameter, day, tuple(waiting.order_by("pk")))


def _of(parameter: Parameter, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.parameter == parameter.id)


def _waiting(entry: Entry) -> dict[str, object]:
    return {
        "number": entry.pk,
        "value": entry.value,
        "from": entry.valid_from.isoformat(),
        "document": entry.document,
    }
