"""What a pack says on deliveries: the registers that place their rows, when they are held."""

from datetime import date
from decimal import Decimal

from luoshi.areas import AreaError, Level
from luoshi.pack.loading import Pack
from luoshi.pack.requirements import Module, Start
from luoshi.pack.rules import values_on
from luoshi.warehouse.terms import Limits, Terms

GONE, REFUSED = "delivery_gone_share", "delivery_refused_share"
"""The parameters beyond which a full delivery is held."""


def terms_of(pack: Pack) -> Terms:
    """On what terms the pack takes deliveries; one without the parameters holds none."""
    known = {GONE, REFUSED} <= pack.parameters.keys()
    datasets = {id_ for id_, table in pack.tables.items() if table.home == "dataset"}
    registers = pack.registers.residents, pack.registers.households
    residents, households = (one if one in datasets else None for one in registers)
    return Terms(
        residents=residents,
        households=households,
        limits=(lambda day: limits_on(pack, day)) if known else None,
        county_name=lambda code: county_name(pack, code),
        whole=pack.words.whole,
        recoded=pack.areas.recoded,
    )


def limits_on(pack: Pack, day: date) -> Limits:
    """The shares beyond which a full delivery is held on a day."""
    day = max(day, pack.term.first)
    values = values_on(pack, frozenset({GONE, REFUSED}), day)
    return Limits(gone=Decimal(str(values[GONE])), refused=Decimal(str(values[REFUSED])))


def county_name(pack: Pack, code: str) -> str:
    """The name of a county by its six digits; the digits where there is no such county."""
    try:
        return pack.areas.by_code(code.ljust(12, "0")).name
    except AreaError:
        return code


def counties_in(pack: Pack, text: str) -> tuple[str, ...]:
    """The counties (six digits) of a county, a prefecture, or everywhere, by name or code.

    Everywhere is what the place calls the whole of itself (``pack.words.whole``).

    Raises:
        AreaError: there is no such place, or it lies below the counties.
    """
    counties = pack.areas.counties()
    if text != pack.words.whole:
        place = pack.areas.find(text)
        if place.level.depth > Level.COUNTY.depth:
            raise AreaError(f"“{text}”不是县（市、区）；请写县、市或“{pack.words.whole}”")
        counties = tuple(one for one in counties if pack.areas.within(one.code, place.code))
    return tuple(sorted(one.code[: Level.COUNTY.digits] for one in counties))


def _sent(pack: Pack) -> bool:
    return any(table.home == "dataset" for table in pack.tables.values())


DELIVERIES = Module("deliveries", "部门数据", Start("tables/*.yaml", _sent))
"""What departments send; without the parameters no delivery is held."""
