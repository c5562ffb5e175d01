"""How a row of one table is led to rows of another: through its person, household or county."""

from enum import StrEnum

from luoshi.expressions.vocabulary import Vocabulary
from luoshi.warehouse.schema import About, Table


class Entity(StrEnum):
    """What rows of different tables can share.

    A place goes by the names of county, township and village; a likeness is whatever columns
    are compared.
    """

    PERSON = "person"
    HOUSEHOLD = "household"
    COUNTY = "county"
    REGION = "region"
    PLACE = "place"
    LIKENESS = "likeness"

    @property
    def label(self) -> str:
        """The entity's Chinese name."""
        return _LABELS[self]


_LABELS = {
    Entity.PERSON: "人",
    Entity.HOUSEHOLD: "户",
    Entity.COUNTY: "县",
    Entity.REGION: "整个地区",
    Entity.PLACE: "地方",
    Entity.LIKENESS: "同值的行",
}

PLACE_NAMES = ("county.name", "township.name", "village.name")
"""Elements of the columns that name a place; the last one is the village's."""


def person_column(table: Table) -> str | None:
    """The column of the person a row is about; none where it is about a whole household."""
    if table.about in (About.HOUSEHOLD, About.AREA) or table.person is None:
        return None
    return table.person.name


def household_column(table: Table) -> str | None:
    """The column of the household a row is about."""
    if table.about is About.AREA or table.household is None:
        return None
    return table.household.name


def entities(table: Table) -> frozenset[Entity]:
    """Whom a row leads to. A person leads to the household, by the residents register."""
    if person_column(table):
        return frozenset({Entity.PERSON, Entity.HOUSEHOLD})
    return frozenset({Entity.HOUSEHOLD} if household_column(table) else ())


def one_row_per(table: Table, vocabulary: Vocabulary) -> Entity | None:
    """The entity that has at most one row in the table; none where it may have several."""
    if table.id == vocabulary.residents:
        return Entity.PERSON
    if table.id == vocabulary.households:
        return Entity.HOUSEHOLD
    if table.about is About.PERSON and table.key == (person_column(table),):
        return Entity.PERSON
    if table.about is About.HOUSEHOLD and table.key == (household_column(table),):
        return Entity.HOUSEHOLD
    return None


def place_columns(origin: Table, other: Table) -> tuple[tuple[str, str], ...]:
    """The columns by which rows of both name the same village; none where one names none."""
    places = [{c.element: c.name for c in table.columns if c.element} for table in (origin, other)]
    if not all(PLACE_NAMES[-1] in names for names in places):
        return ()
    return tuple((places[0][e], places[1][e]) for e in PLACE_NAMES if all(e in p for p in places))


def can_look_up(origin: Table, other: Table, vocabulary: Vocabulary) -> bool:
    """Whether a row of ``origin`` has at most one row in ``other``."""
    return one_row_per(other, vocabulary) in entities(origin)


def has_county(table: Table) -> bool:
    """Whether a row leads to a county: by its own division, or its household's."""
    return table.area is not None or bool(entities(table))


def shared(origin: Table, other: Table, vocabulary: Vocabulary) -> Entity | None:
    """The entity by which rows of ``other`` are gathered for a row of ``origin``.

    For the region every row; for a county those that lie in it. The person where both have
    one; else the household, with all its members' rows. For a village known by its name the
    rows of that name.
    """
    if origin.id == vocabulary.region:
        return Entity.REGION
    if origin.id == vocabulary.counties:
        return Entity.COUNTY if has_county(other) else None
    if origin.about is About.AREA:
        return Entity.PLACE if place_columns(origin, other) else None
    if person_column(origin) and person_column(other):
        return Entity.PERSON
    return Entity.HOUSEHOLD if entities(origin) and entities(other) else None
