"""What of a scheme has lapsed in a year: groups, numbers and parameters past their last day."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from luoshi.allocation.adjustable_inputs import LEVELS
from luoshi.allocation.input_figures import Asked, asked_of
from luoshi.allocation.inputs import Inputs, Lapse
from luoshi.area_queries.questions import parsed
from luoshi.expressions import BUILT_IN
from luoshi.pack import Pack
from luoshi.pack.allocation import Block, Cut, Either, Factor, Scheme
from luoshi.pack.lacking import lacking
from luoshi.pack.models import DatedValue
from luoshi.pack.obligations import EVERYWHERE

WHOLE, TILT = "scheme", "tilt"
"""What lapses besides the blocks: the scheme itself, and the measure of its favour."""

HUNDRED = Decimal(100)
PARTS = ("lumps", "supplements", "factors", "awards", "limits")
ALONE = ("difficulty", "cut")


def lapses(pack: Pack, scheme: Scheme, year: int) -> tuple[Lapse, ...]:
    """The parts of a scheme that ask for what is past its end on the year's last day."""
    parts: dict[tuple[str, str], dict[str, None]] = {}
    for part, title, told in _lapses(pack, scheme, date(year, 12, 31)):
        parts.setdefault((part, title), {})[told] = None
    return tuple(Lapse(*part, tuple(needs)) for part, needs in parts.items())


def remaining(scheme: Scheme, inputs: Inputs) -> Scheme:
    """The scheme without the parts in which something has lapsed."""
    gone = {lapse.part for lapse in inputs.lapsed}
    if not gone:
        return scheme
    kept: dict[str, object] = {
        key: tuple(one for one in getattr(scheme, key) if one.id not in gone) for key in PARTS
    }
    kept |= {key: None for key in ALONE if _id(getattr(scheme, key)) in gone}
    if TILT in gone:
        kept["tilt"] = None
    return scheme.model_copy(update=kept)


def _id(block: Block | None) -> str:
    return block.id if block else ""


def _lapses(pack: Pack, scheme: Scheme, day: date) -> Iterator[tuple[str, str, str]]:
    for told in _groups(pack, (scheme.where,), day):
        yield WHOLE, "没有县参加分配", told
    ends = _weights_end(scheme, day)
    for block in _blocks(scheme):
        for needed in _needed(scheme, block):
            for told in _of_block(pack, needed, day, ends):
                yield block.id, block.title, told
    if scheme.tilt:
        for told in _groups(pack, (scheme.tilt.where, scheme.tilt.others), day):
            yield TILT, "倾斜的衡量", told


def _needed(scheme: Scheme, block: Block) -> Iterator[Block]:
    """What a part cannot do without: itself, the difficulty it is adjusted by, what it cuts."""
    yield block
    if isinstance(block, Cut):
        yield from (factor for factor in scheme.factors if factor.performance)
    if isinstance(block, Factor) and block.adjusted and scheme.difficulty:
        yield scheme.difficulty


def _of_block(pack: Pack, block: Block, day: date, weights_end: bool) -> Iterator[str]:
    yield from _groups(pack, _places(block), day)
    yield from _numbers(block, day, weights_end)
    yield from _parameters(pack, asked_of(block), day)


def _blocks(scheme: Scheme) -> Iterator[Block]:
    """The parts that stay or go as one: of an either-or limit the whole."""
    for key in PARTS:
        yield from getattr(scheme, key)
    yield from (one for key in ALONE if (one := getattr(scheme, key)))


def _places(thing: object) -> Iterator[object]:
    """Every ``where`` and ``others`` in a block, also of its classes and alternatives."""
    for key in ("where", "others"):
        if hasattr(thing, key):
            yield getattr(thing, key)
    for key in ("classes", "thresholds", "any_of"):
        for one in getattr(thing, key, None) or ():
            yield from _places(one)


def _groups(pack: Pack, places: Iterable[object], day: date) -> Iterator[str]:
    for place in places:
        if isinstance(place, str) and place != EVERYWHERE:
            told = pack.groups[place].outdated(day)
            if told:
                yield told


def _numbers(block: Block, day: date, weights_end: bool) -> Iterator[str]:
    """The block's own numbers that have ended; one that is replaced or not yet begun has not."""
    for one in (block, *(block.any_of if isinstance(block, Either) else ())):
        for key in type(one).model_fields:
            values = getattr(one, key)
            ended = isinstance(values, tuple) and _ended(values, day)
            if ended and (weights_end or not isinstance(one, Factor) or key != "weights"):
                yield f"“{LEVELS.get(key, '权重')}”一项到 {ended} 为止"


def _ended(values: tuple[object, ...], day: date) -> date | None:
    """The last day of dated values none of which is in force any more."""
    dated = [one for one in values if isinstance(one, DatedValue)]
    last = max((one.valid_to for one in dated if one.valid_to), default=None)
    over = last is not None and last < day
    return last if over and not any(one.covers(day) for one in dated) else None


def _weights_end(scheme: Scheme, day: date) -> bool:
    """Whether weights that have ended are missed: those in force do not add up to the whole."""
    found = (one for factor in scheme.factors for one in factor.weights if one.covers(day))
    return sum((Decimal(one.value) for one in found), Decimal(0)) != HUNDRED


def _parameters(pack: Pack, asked: Iterable[Asked], day: date) -> Iterator[str]:
    for _, figure in asked:
        names = parsed(figure.text, pack, kinds=(figure.kind,)).parameters - BUILT_IN.keys()
        yield from (lack.text for lack in lacking(pack, names, day))
