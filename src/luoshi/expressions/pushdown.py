"""What must hold of a row for it to come out of a query, told without gathering other rows.

Most conditions ask something of the row itself, or of a member of its household, besides what
they gather from thousands of records. Where that is so, only the records of the households it
holds for need be gathered.
"""

from collections.abc import Sequence

from luoshi.expressions.expression import entity
from luoshi.expressions.joins import Entity, household_column
from luoshi.expressions.tree import Aggregate, Call, Listed, Members, Node, conjuncts, joined, walk
from luoshi.expressions.vocabulary import Vocabulary


def certain(conditions: Sequence[Node], subject: str, vocabulary: Vocabulary) -> Node | None:
    """What must hold of a subject's row for one of the conditions to; None where nothing must."""
    found = [_certain(one, subject, vocabulary) for one in conditions]
    known = [one for one in found if one is not None]
    return joined("or", known) if known and len(known) == len(found) else None


def _certain(condition: Node, subject: str, vocabulary: Vocabulary) -> Node | None:
    """By what the row tells; where it tells nothing, by what some member of the household shows."""
    parts = list(conjuncts(condition))
    told = [part for part in parts if not _gathers(part)]
    if not told:
        shown = (_shown(part, subject, vocabulary) for part in parts)
        told = [one for one in shown if one is not None]
    return joined("and", told) if told else None


def _gathers(node: Node) -> bool:
    return any(isinstance(one, Aggregate | Members) for one in walk(node))


def _shown(node: Node, subject: str, vocabulary: Vocabulary) -> Node | None:
    """A condition that some member meets, looked for among all residents at once."""
    if not _gathers(node):
        return node
    match node:
        case Members(word="any_member") if not _gathers(node.condition):
            residents = vocabulary.table(vocabulary.residents)
            own, column = entity(vocabulary, subject, Entity.HOUSEHOLD), household_column(residents)
            assert own
            assert column
            return Listed(node.type, own.node, residents.id, column, node.condition)
        case Call(word="or"):
            shown = [_shown(one, subject, vocabulary) for one in node.arguments]
            known = [one for one in shown if one is not None]
            return joined("or", known) if len(known) == len(shown) else None
        case _:
            return None
