"""What happened in a made-up province: the models of ``synthetic/ledgers.yaml``.

A story edits some records and says what the obligations are then found to be.
"""

from pydantic import Field

from luoshi.demonstration.synthetic.ledgers.recipe import Scalar
from luoshi.frozen import Frozen


class Edit(Frozen):
    """Changes to a ledger's rows of the story's counties and year that ``match``.

    A row without a period is of the year it began in; ``every_year`` looks at no year. Of each
    county the ``first`` rows, or a ``share``, are set, multiplied or dropped; ``add`` is a new
    row.
    """

    ledger: str
    counties: tuple[str, ...] | None = None
    year: int | None = None
    every_year: bool = False
    match: dict[str, Scalar | tuple[Scalar, ...]] = Field(default_factory=dict)
    first: int | None = None
    share: float | None = None
    set: dict[str, Scalar | None] = Field(default_factory=dict)
    times: dict[str, float] = Field(default_factory=dict)
    drop: bool = False
    add: dict[str, Scalar] | None = None


class Expected(Frozen):
    """What an obligation is found to be: in the year, or the latest, words its reason holds."""

    obligation: str
    counties: tuple[str, ...] | None = None
    year: int | None = None
    status: str
    reason: tuple[str, ...] = ()


class Found(Frozen):
    """What a watch then finds: in each of the counties, in the year; how many where it is told."""

    watch: str
    counties: tuple[str, ...] | None = None
    year: int | None = None
    count: int | None = None


class Story(Frozen):
    """Something that happened in counties (six digits; none: all) in a year.

    Of the ledgers ``untold`` they do not declare the year's periods complete.
    """

    title: str
    counties: tuple[str, ...] = ()
    year: int | None = None
    untold: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    expect: tuple[Expected, ...] = ()
    findings: tuple[Found, ...] = ()


class Stories(Frozen):
    """``ledgers.yaml``.

    ``usual`` is the county group that has records where a recipe names no counties. ``words``
    are for templates: by name and county, ``all`` for others.
    """

    source: str
    assumption: bool
    usual: str
    words: dict[str, dict[str, str]]
    stories: tuple[Story, ...]
