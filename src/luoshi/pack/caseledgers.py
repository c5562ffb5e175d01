"""What cases have to do with ledgers: rows about them, and rows their moves fill in."""

from pydantic import Field

from luoshi.frozen import Frozen


class Write(Frozen):
    """A row of a ledger that is filled in from a case; ``sets`` are cells with fixed values.

    A column takes the field of its own name, else the one of its element. What the row's key
    names already is changed, the rest added.
    """

    ledger: str
    sets: dict[str, str] = Field(default_factory=dict)


class CaseLedgers(Frozen):
    """The ledgers of a process whose cases have a number.

    ``number`` is the element of the column that holds it. ``main`` is the ledger with one
    row a case, filled in at every step; ``rows`` are those with more to tell of a case, which
    guards ask and pages show.
    """

    number: str
    main: str
    rows: tuple[str, ...] = ()


class UnitBy(Frozen):
    """The department that owns a case, by the value of a field."""

    field: str
    units: dict[str, str]


__all__ = ["CaseLedgers", "UnitBy", "Write"]
