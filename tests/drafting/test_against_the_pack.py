"""A draft of Ningxia's notice beside the obligations people read out of the same text."""

import re
from collections.abc import Callable, Iterator

from drafting.scoring import Promise, score
from real_notice import REAL_NOTICE, where_it_is

from luoshi.drafting import draft_notice
from luoshi.notice import read_notice
from luoshi.pack import Pack, load
from luoshi.pack.obligations import Milestone, Obligation, Quota, Range

FEWEST = 60
LEAST_PRECISION = 0.8
STATED_BY_A_SENTENCE = re.compile(r"^:(\w+)$")


def stated(pack: Pack, expression: str) -> Iterator[str]:
    """The value of a parameter that stands in the notice itself."""
    if found := STATED_BY_A_SENTENCE.match(expression):
        parameter = pack.parameters[found[1]]
        yield from (value.value for value in parameter.values if not value.assumption)


def numbers(pack: Pack, obligation: Obligation) -> tuple[str, ...]:
    match obligation:
        case Quota():
            return tuple(stated(pack, obligation.at_least))
        case Range():
            return (*stated(pack, obligation.at_least), *stated(pack, obligation.at_most))
        case Milestone():
            return (str(obligation.due),)
    return ()


def key(pack: Pack) -> list[Promise]:
    return [
        Promise(one.sentences, one.kind, numbers(pack, one), one.id)
        for one in pack.obligations.values()
    ]


@where_it_is
def test_most_promises_are_proposed_and_most_proposals_are_right(
    record_property: Callable[[str, object], None],
) -> None:
    read = read_notice(REAL_NOTICE)
    (notice,) = [one for one in load().notices.values() if one.number == read.number]
    result = score(draft_notice(read), key(load().only(notice.id)))
    record_property("figure", f"{notice.number}: {result}")
    assert result.found >= FEWEST
    assert result.precision >= LEAST_PRECISION
