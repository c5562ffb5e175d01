"""How pages of duties name places and people."""

from django import template

from luoshi import pack
from luoshi.duties.holders import Holding
from luoshi.duties.inputs import Wanted
from luoshi.duties.standing import DutyLine
from luoshi.ledgers.values import area_path as path
from luoshi.ledgers.values import shown
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.rights import Scope
from luoshi.warehouse.schema import Table

register = template.Library()


@register.filter
def county_name(code: str) -> str:
    """A county's name by the six digits of its code."""
    return pack.load().areas.by_code(f"{code}000000").name


@register.filter
def area_path(code: str) -> str:
    """A division's names from the county down."""
    return path(code).replace("/", " ")


@register.filter
def called_wanted(wanted: Wanted, scope: Scope) -> str:
    """What is answered for: a household's head as the reader may see, or a site's name."""
    if wanted.place != wanted.area:
        return scope.name(wanted.name) or wanted.place
    return wanted.name or pack.load().areas.by_code(wanted.place).name


@register.filter
def called(line: DutyLine, scope: Scope) -> str:
    """As :func:`called_wanted`, of a line."""
    return called_wanted(line.wanted, scope)


@register.filter
def holder(holding: Holding, scope: Scope) -> str:
    """Who answers, as the reader may see."""
    table: Table = ledger(holding.record.ledger)
    column = next(c for c in table.columns if holding.record.data.get(c.name) == holding.holder)
    return shown(column, holding.holder, scope)
