"""What the dashboard and the map may be narrowed by."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from luoshi.obligations import Status
from luoshi.obligations.dashboard.board import Board
from luoshi.obligations.dashboard.map import SHARE
from luoshi.obligations.dashboard.outline import lead_units
from luoshi.pack import Pack
from luoshi.pack.obligations import REGION
from luoshi.site.forms import Styled
from luoshi.text.numerals import clause_label


class ObligationFilter(Styled):
    """By lead unit, clause, county group and state; what makes no sense asks nothing."""

    unit = forms.ChoiceField(label="牵头单位", required=False)
    clause = forms.ChoiceField(label="条款", required=False)
    group = forms.ChoiceField(label="县组", required=False)
    status = forms.ChoiceField(
        label="状态",
        choices=[("", "全部状态"), *((status.value, status.label) for status in Status)],
        required=False,
    )

    def __init__(self, data: Mapping[str, Any], pack: Pack, *, groups: bool) -> None:
        super().__init__(data)
        self.pack = pack
        self._offer("unit", "全部单位", ((unit, unit) for unit in lead_units(pack)))
        clauses = ((c.id, f"{clause_label(c.id)} {c.title}") for c in pack.clauses.values())
        self._offer("clause", "全部条款", clauses)
        listed = (g for g in pack.groups.values() if g.complement_of is None)
        self._offer("group", "全部县", ((g.id, g.title) for g in listed))
        if not groups:
            del self.fields["group"]
        self.is_valid()

    def _offer(self, name: str, everything: str, choices: Iterable[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", everything), *choices]

    def asked(self, name: str) -> str:
        """What a field asks; empty for all."""
        return str(self.cleaned_data.get(name) or "")

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields beside the day; the state is asked by the totals."""
        return [self[name] for name in self.fields if name != "status"]

    @property
    def status_asked(self) -> Status | None:
        """The state asked for."""
        return Status(self.asked("status")) if self.asked("status") else None

    def counties(self, day: date) -> frozenset[str] | None:
        """The counties of the group asked for on a day; None where none is asked."""
        group = self.asked("group")
        return self.pack.groups[group].members(day) if group else None

    def kept(self, board: Board) -> Board:
        """The rows asked for, of every state."""
        return board.led_by(self.asked("unit")).of_clause(self.asked("clause"))


class MapForm(Styled):
    """Picks the obligation to colour by; none colours by the share of obligations met."""

    promise = forms.ChoiceField(label="按哪一项着色", required=False)

    def __init__(self, data: Mapping[str, Any], pack: Pack) -> None:
        super().__init__(data)
        field = self.fields["promise"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", SHARE), *_by_clause(pack)]
        self.pack = pack
        self.is_valid()

    @property
    def asked(self) -> str:
        """The id of the obligation; empty for the share."""
        return str(self.cleaned_data.get("promise") or "")

    @property
    def title(self) -> str:
        """What the map is coloured by."""
        return self.pack.obligations[self.asked].title if self.asked else SHARE


def _by_clause(pack: Pack) -> list[tuple[str, list[tuple[str, str]]]]:
    """The obligations made to counties, under their clauses."""
    obligations = [one for one in pack.obligations.values() if one.where != REGION]
    return [
        (
            f"{clause_label(clause.id)} {clause.title}",
            [(one.id, one.title) for one in obligations if one.clause == clause.id],
        )
        for clause in pack.clauses.values()
    ]
