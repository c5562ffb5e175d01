"""What tests of the funds pages share: figures made up for a scheme of the real pack."""

from decimal import Decimal

from luoshi import pack
from luoshi.allocation import Inputs
from luoshi.allocation.gathering import counties
from luoshi.allocation.input_figures import wanted
from luoshi.allocation.inputs import Figure, Members, Wanted
from luoshi.expressions import Kind
from luoshi.pack.allocation import Scheme

SCHEME, YEAR = "transition-central", 2024


def made_up(scheme: Scheme, year: int, times: int = 1) -> Inputs:
    """Every county has figures of its own; favoured counties more of each."""
    policy = pack.load()
    found = counties(policy)
    members = {
        id_: Members(
            group.title, group.members(pack.load().notices["2021-26"].expires.replace(year=year))
        )
        for id_, group in policy.groups.items()
    }
    key = members["key"].codes

    def figure(asked: Wanted, place: int) -> Figure:
        if asked.kind is Kind.BOOLEAN:
            return {one.code: False for one in found}
        if asked.text.startswith(":"):
            return {one.code: Decimal(9000 * times) for one in found}
        return {
            one.code: Decimal((100 + 7 * number + place) * (5 if one.code in key else 1) * times)
            for number, one in enumerate(found)
        }

    asked = wanted(scheme)
    figures = {one: figure(one, place) for place, one in enumerate(asked)}
    return Inputs(found, members, figures)
