"""The members of a household as one viewer may see them."""

from dataclasses import dataclass
from datetime import date

from luoshi.households.dossier import Dossier, Member
from luoshi.text.masking import Viewer


@dataclass(frozen=True)
class MemberRow:
    """A member as the page shows one; ``number`` is the ID number where it was just opened."""

    person: int
    name: str
    relation: str
    sex: str
    age: int | None
    number: str


def member_rows(
    viewer: Viewer, known: Dossier, as_of: date, opened: dict[int, str]
) -> list[MemberRow]:
    """The members on a day; ``opened`` are ID numbers by person key."""
    return [
        _member(viewer, member, as_of, opened.get(member.person, "")) for member in known.members
    ]


def _member(viewer: Viewer, member: Member, as_of: date, number: str) -> MemberRow:
    return MemberRow(
        person=member.person,
        name=viewer.name(member.name or ""),
        relation=member.relation,
        sex=member.sex or "",
        age=age_on(member.born, as_of) if member.born else None,
        number=number,
    )


def age_on(born: date, day: date) -> int:
    """Full years lived on ``day``."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
