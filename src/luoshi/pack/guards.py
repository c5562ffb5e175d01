"""Guards: what must hold of a case before a move, as conditions with what to say otherwise."""

from pydantic import Field

from luoshi.frozen import Frozen
from luoshi.pack.worked_examples import GuardExample


class Ask(Frozen):
    """A condition of a case and the sentence for whom it does not let pass.

    ``say`` may hold expressions in braces, whose values are put in: ``{同意人数}``.
    """

    unless: str
    say: str


class Guard(Frozen):
    """Conditions by a name: the first that does not hold stands in the way.

    ``let`` are shorthands for all of them. One that is ``final`` asks what no form can mend: a
    move it refuses is not shown at all.
    """

    id: str
    title: str
    let: dict[str, str] = Field(default_factory=dict)
    asks: tuple[Ask, ...] = Field(min_length=1)
    final: bool = False
    examples: tuple[GuardExample, ...] = ()


class GuardFile(Frozen):
    """What ``guards.yaml`` holds: guards that several processes use."""

    guards: tuple[Guard, ...]
