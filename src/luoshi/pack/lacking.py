"""Parameters without a value on the day they are asked for: which, since when, who enters them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from luoshi.pack.loading import Pack
from luoshi.pack.models import Parameter


@dataclass(frozen=True)
class Lack:
    """A parameter that has no value in force on a day."""

    parameter: Parameter
    day: date

    @property
    def who(self) -> str:
        """Who can mend it, and where."""
        entered = self.parameter.entered
        return f"由{entered.by}录入" if entered else "由省级按文件录入"

    @property
    def text(self) -> str:
        """What is missing, since when, and who can mend it, in one clause."""
        return self._told(f"“{self.parameter.title}”")

    @property
    def with_id(self) -> str:
        """The same with the parameter's id, for who types it."""
        return self._told(f"“{self.parameter.title}”（{self.parameter.id}）")

    def _told(self, named: str) -> str:
        last = self.parameter.last_before(self.day)
        since = f"（上一个到 {last.valid_to} 为止）" if last else ""
        return f"{named}在 {self.day} 没有生效的值{since}，{self.who}"

    def document(self) -> dict[str, str | None]:
        """As JSON: ``{id, title, day, ended, entered_by}``."""
        last = self.parameter.last_before(self.day)
        entered = self.parameter.entered
        return {
            "id": self.parameter.id,
            "title": self.parameter.title,
            "day": self.day.isoformat(),
            "ended": last.valid_to.isoformat() if last and last.valid_to else None,
            "entered_by": entered.by if entered else None,
        }


class LackingError(ValueError):
    """Something cannot be asked, since parameters have no value or, as ``more`` tells, data do not
    reach; the text is Chinese."""

    def __init__(self, lacks: tuple[Lack, ...], more: tuple[str, ...] = ()) -> None:
        self.lacks = lacks
        self.more = more
        super().__init__("；".join([*(lack.with_id for lack in lacks), *more]))

    @property
    def text(self) -> str:
        """What is missing, without ids, for pages."""
        return "；".join(filter(None, (told(self.lacks), *self.more)))


def told(lacks: Iterable[Lack]) -> str:
    """Several in one sentence, without ids."""
    return "；".join(lack.text for lack in lacks)


def lacking(pack: Pack, names: Iterable[str], day: date) -> tuple[Lack, ...]:
    """Those of the pack's parameters ``names`` that have no value in force on ``day``, by name."""
    known = (pack.parameters[name] for name in sorted(names) if name in pack.parameters)
    return tuple(Lack(one, day) for one in known if one.on(day) is None)
