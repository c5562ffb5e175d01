"""Fixed lumps, class supplements and awards: what does not depend on the total."""

from collections.abc import Iterator
from fractions import Fraction

from luoshi.allocation.inputs import Amounts
from luoshi.allocation.parts import FormulaPart
from luoshi.allocation.results import StepKind
from luoshi.allocation.setting import Setting
from luoshi.pack.allocation import Award, Lump
from luoshi.text.numbers import written


def grants(setting: Setting) -> tuple[FormulaPart, ...]:
    """What lumps, supplements and awards give; those not in force give nothing."""
    return (
        *_lumps(setting, StepKind.LUMP, setting.scheme.lumps),
        *_lumps(setting, StepKind.SUPPLEMENT, setting.scheme.supplements),
        *(_award(setting, award) for award in setting.scheme.awards),
    )


def _lumps(setting: Setting, kind: StepKind, lumps: tuple[Lump, ...]) -> Iterator[FormulaPart]:
    for lump in lumps:
        amounts = setting.level(lump, "amount")
        if amounts is not None:
            yield _lump(setting, kind, lump, amounts)


def _lump(setting: Setting, kind: StepKind, lump: Lump, each: Amounts) -> FormulaPart:
    unit = setting.scheme.unit
    codes = setting.members(lump.where)
    if lump.count is None:
        words = {code: f"每县 {written(each[code])} {unit}" for code in codes}
        return FormulaPart(kind, lump, {code: each[code] for code in codes}, words)
    counts = setting.figure(lump.count, lump.years_back, lump.title)
    words = {
        code: f"{written(counts[code])} {lump.unit or ''} × {written(each[code])} {unit}"
        for code in codes
    }
    return FormulaPart(kind, lump, {code: each[code] * counts[code] for code in codes}, words)


def _award(setting: Setting, award: Award) -> FormulaPart:
    values, thresholds = setting.values(award), setting.graded(award.thresholds)
    rates, penalties = setting.level(award, "rate"), setting.level(award, "penalty")
    most = setting.level(award, "at_most")
    times = setting.figure(award.coefficient, title=award.title) if award.coefficient else None
    amounts, words = {}, {}
    for code, value in values.items():
        above = max(value - thresholds[code], Fraction(0))
        below = max(-value, Fraction(0))
        given = above * (rates[code] if rates else 0) * (times[code] if times else 1)
        given = min(given, most[code]) if most else given
        taken = below * (penalties[code] if penalties else 0)
        amounts[code] = given - taken
        words[code] = _told(award, value, thresholds[code], below)
    return FormulaPart(StepKind.AWARD, award, amounts, words)


def _told(award: Award, value: Fraction, threshold: Fraction, below: Fraction) -> str:
    unit = award.unit or ""
    shown = f"{written(value)} {unit}".rstrip()
    if below:
        return f"{shown}，低于 0，按每点扣减"
    if value > threshold:
        return f"{shown}，超过 {written(threshold)} {unit} 的部分按每点计奖"
    return f"{shown}，没有超过 {written(threshold)} {unit}，不奖不扣"
