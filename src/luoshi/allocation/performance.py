"""The assessment's cut: what fell behind loses of the part shared by performance."""

from collections.abc import Sequence
from fractions import Fraction

from luoshi.allocation.inputs import Code
from luoshi.allocation.parts import FormulaPart
from luoshi.allocation.results import StepKind
from luoshi.allocation.setting import Setting
from luoshi.pack.allocation import Cut, Factor
from luoshi.text.numbers import percent


def cut(setting: Setting, parts: Sequence[FormulaPart]) -> FormulaPart | None:
    """What the cut takes and gives back; None where there is none this year.

    What is taken goes to those who did not fall behind, as the performance part is shared
    among them, so the pot stays whole. Where everybody fell behind nothing is moved.
    """
    rule = setting.scheme.cut
    rates = setting.level(rule, "rate") if rule else None
    if rule is None or rates is None:
        return None
    by_performance = _by_performance(setting, parts)
    behind = setting.holds(rule.when, rule.years_back)
    taken = {code: by_performance[code] * rates[code] for code in behind}
    kept = {code: one for code, one in by_performance.items() if code not in behind}
    lost, base = sum(taken.values(), Fraction(0)), sum(kept.values(), Fraction(0))
    if not lost or not base:
        return None
    amounts = {code: -one for code, one in taken.items()}
    amounts |= {code: one * lost / base for code, one in kept.items()}
    words = {code: _told(rule, code in behind, rates[code]) for code in amounts}
    return FormulaPart(StepKind.CUT, rule, amounts, words)


def _by_performance(setting: Setting, parts: Sequence[FormulaPart]) -> dict[Code, Fraction]:
    found = dict.fromkeys(setting.names, Fraction(0))
    for part in parts:
        if isinstance(part.block, Factor) and part.block.performance:
            found = {code: found[code] + part.amounts[code] for code in found}
    return found


def _told(rule: Cut, behind: bool, rate: Fraction) -> str:
    if behind:
        return f"考评落后，绩效部分减 {percent(rate)}"
    return "落后县减下的绩效部分，按绩效部分分给其余县"
