"""What an obligation's figure is made of, in words, and the parameters it depends on."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from luoshi.area_queries.formulas import FormulaTerm, UsedParameter
from luoshi.area_queries.questions import subject_of
from luoshi.expressions import BUILT_IN, Expression, parse
from luoshi.obligations.dashboard.kind_wording import telling
from luoshi.pack import Pack
from luoshi.pack.obligations import REGION, Obligation, Prohibition
from luoshi.pack.rules import vocabulary


@dataclass(frozen=True)
class Formula:
    """An obligation's formula with the parameters' values of ``day``."""

    obligation: Obligation
    pack: Pack
    day: date

    @property
    def rule(self) -> str:
        """What is held against what."""
        return telling(self.obligation).rule(self.obligation)

    @property
    def terms(self) -> list[FormulaTerm]:
        """The parts."""
        values = {
            one.parameter.id: one.parameter.typed(one.value) for one in self.used if one.value
        }
        return [
            FormulaTerm(title, expression.explain(values), expression.text)
            for title, expression in self._parsed
        ]

    @cached_property
    def used(self) -> list[UsedParameter]:
        """The pack's parameters it depends on, by name."""
        names = {name for _, expression in self._parsed for name in expression.parameters}
        parameters = (self.pack.parameters[name] for name in sorted(names - set(BUILT_IN)))
        return [UsedParameter(parameter, parameter.on(self.day)) for parameter in parameters]

    @cached_property
    def _parsed(self) -> list[tuple[str, Expression]]:
        words = vocabulary(self.pack)
        subject = subject_of(self.obligation.where == REGION, words)
        if isinstance(self.obligation, Prohibition):
            subject = self.obligation.table
        named = telling(self.obligation).terms(self.obligation)
        return [(title, parse(text, words, subject)) for title, text in named]
