"""What a scenario changes: read from the page's fields, kept as they were sent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from luoshi import pack
from luoshi.allocation import Overrides, Waiver
from luoshi.allocation.adjustable_inputs import Dial, Dials, Switch, dials_of
from luoshi.pack.allocation import Scheme
from luoshi.text.masking import shortened
from luoshi.warehouse.request_values import number

TOTAL, WEIGHT, LEVEL, BINDS = "total", "w:", "l:", "on:"
OFFICER, REASON = "officer:", "reason:"
WITHOUT_LAPSED = "without_lapsed"
"""The field that leaves out what is past its end."""
SHOWN = 20
"""Signs of a wrong number that are shown again."""

SENT = "sent"
"""The field that tells that switches were sent: one that is off sends nothing."""


@dataclass(frozen=True)
class Changes:
    """The fields of a scenario, with what is wrong with them by name."""

    scheme: Scheme
    dials: Dials
    values: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def overrides(self) -> Overrides:
        """As the engine takes them."""
        return Overrides(
            self._number(TOTAL),
            dict(self._numbers(WEIGHT, self.dials.weights)),
            dict(self._numbers(LEVEL, self.dials.every_level)),
            dict(self._switched()),
            dict(self._waivers()),
            bool(self.values.get(WITHOUT_LAPSED)),
        )

    def kept(self) -> dict[str, str]:
        """The fields to keep with a scenario."""
        return dict(self.values)

    def binds(self, switch: Switch) -> bool:
        """Whether a limit is to bind."""
        if SENT not in self.values:
            return switch.limit.enforced
        return bool(self.values.get(f"{BINDS}{switch.limit.id}"))

    def _numbers(self, prefix: str, dials: tuple[Dial, ...]) -> Iterator[tuple[str, Decimal]]:
        for dial in dials:
            said = self._number(f"{prefix}{dial.name}")
            if said is not None and said != dial.value:
                yield dial.name, said

    def _number(self, name: str) -> Decimal | None:
        return None if name in self.errors else number(self.values.get(name, ""))

    def _switched(self) -> Iterator[tuple[str, bool]]:
        for switch in self.dials.switches:
            binds = self.binds(switch)
            if binds != switch.limit.enforced:
                yield switch.limit.id, binds

    def _waivers(self) -> Iterator[tuple[str, Waiver]]:
        for switch in self.dials.switches:
            id_ = switch.limit.id
            if switch.limit.guarded and not self.binds(switch):
                officer = self.values.get(f"{OFFICER}{id_}", "")
                reason = self.values.get(f"{REASON}{id_}", "")
                if officer and reason:
                    yield id_, Waiver(officer, reason)


def changes_of(scheme: Scheme, year: int, sent: Mapping[str, object]) -> Changes:
    """The changes sent; fields the scheme does not have are left out."""
    dials = dials_of(pack.load(), scheme, year)
    known = _known(dials)
    values = {name: str(sent[name]).strip() for name in known if name in sent}
    values = {name: _plain(name, text) for name, text in values.items() if text}
    return Changes(scheme, dials, values, dict(_wrong(dials, values)))


def _known(dials: Dials) -> list[str]:
    switches = [one.limit.id for one in dials.switches]
    return [
        *(TOTAL, SENT, WITHOUT_LAPSED),
        *(f"{WEIGHT}{dial.name}" for dial in dials.weights),
        *(f"{LEVEL}{dial.name}" for dial in dials.every_level),
        *(f"{prefix}{id_}" for id_ in switches for prefix in (BINDS, OFFICER, REASON)),
    ]


def _plain(name: str, text: str) -> str:
    is_number = name == TOTAL or name.startswith((WEIGHT, LEVEL))
    return text.replace(",", "").replace("，", "") if is_number else shortened(text, 200)


def _wrong(dials: Dials, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, text in values.items():
        if name == TOTAL or name.startswith((WEIGHT, LEVEL)):
            fault = _fault(text)
            if fault:
                yield name, fault
    for switch in dials.switches:
        id_ = switch.limit.id
        lifted = SENT in values and not values.get(f"{BINDS}{id_}")
        if switch.limit.guarded and switch.limit.enforced and lifted:
            for prefix, words in ((OFFICER, "写明由谁批准放开"), (REASON, "写明放开的理由")):
                if not values.get(f"{prefix}{id_}"):
                    yield f"{prefix}{id_}", words


def _fault(text: str) -> str | None:
    read = number(text)
    if read is None:
        return f"“{text[:SHOWN]}”不是数，只写数字，如 1200.5"
    if abs(read) >= 10**12:
        return f"“{text}”太大了"
    return "不能小于 0" if read < 0 else None
