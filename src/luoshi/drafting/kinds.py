"""The kind that a part of a sentence promises, by the first clue that holds."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from luoshi.drafting.models import Kind, Quantity
from luoshi.drafting.quantities import quantities
from luoshi.drafting.splitting import hide
from luoshi.drafting.times import Times
from luoshi.drafting.vocabulary import Clue, vocabulary

_DURATIONS = ("年", "个月", "周", "天", "日", "个工作日", "小时", "分钟", "岁", "度", "届")


class Found(NamedTuple):
    """A kind, the words that told it, and the number it promises; ``worded`` by a clue's words."""

    kind: Kind
    clue: str
    target: Quantity | None
    worded: bool


def find_kind(text: str, times: Times) -> Found | None:
    """The kind of the first clue that holds of a part; none where no clue does."""
    numbers = [one for one in quantities(text) if not one.condition]
    held = (_held(clue, text, times, numbers) for clue in vocabulary().clues)
    return next((found for found in held if found), None)


def _held(clue: Clue, text: str, times: Times, numbers: list[Quantity]) -> Found | None:
    seen = hide(text, "《〔") if clue.quoted else hide(text)
    told = re.search(clue.words, seen)
    if not told or (clue.unless and re.search(clue.unless, seen)):
        return None
    words = text[told.start() : told.end()]
    if clue.needs == "due":
        reached = _reached(text, times, numbers)
        return Found(clue.kind, times.due.words, reached, False) if times.due else None
    target = _needed(clue, seen, times, numbers)
    if clue.needs and not target:
        return None
    return Found(clue.kind, words or (target.words if target else ""), target, bool(words))


def _needed(clue: Clue, text: str, times: Times, numbers: list[Quantity]) -> Quantity | None:
    """The number a clue needs; of one that needs none, the first that binds."""
    match clue.needs:
        case "bounds":
            return _first(one for one in numbers if one.bound == "between")
        case "ceiling":
            return _first(one for one in numbers if one.bound in ("at_most", "less_than"))
        case "share":
            return _first(one for one in numbers if one.is_share and one.bound != "at_most")
        case "amount":
            return _first(one for one in numbers if _is_amount(one, text, times))
    return _first(one for one in numbers if one.bound != "exactly" or one.is_share)


def _reached(text: str, times: Times, numbers: list[Quantity]) -> Quantity | None:
    """The number to be reached by a day: a share, else an amount."""
    shares = (one for one in numbers if one.is_share)
    return _first(shares) or _first(one for one in numbers if _is_amount(one, text, times))


def _is_amount(quantity: Quantity, text: str, times: Times) -> bool:
    """Whether a number is one to be reached: a least, or one for each, or what a verb makes."""
    if quantity.is_share:
        return False
    if quantity.bound == "at_least":
        return True
    before = text[: text.find(quantity.words)]
    made = re.search(f"(?:{vocabulary().verbs})[^，、]{{0,14}}$", before)
    return quantity.unit not in _DURATIONS and bool(made or times.each or "每" in before)


def _first(numbers: Iterable[Quantity]) -> Quantity | None:
    return next(iter(numbers), None)
