"""The members of a household as one user may see them."""

from dataclasses import dataclass
from datetime import date

from luoshi.households.dossier import Dossier, Member
from luoshi.pack import Pack
from luoshi.site.monitoring.policies import may_see
from luoshi.site.rights import Scope


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
    pack: Pack, scope: Scope, known: Dossier, as_of: date, opened: dict[int, str]
) -> list[MemberRow] | None:
    """The members as a user may see them on a day; None for who may not see the register."""
    if not may_see(scope, pack.tables[pack.registers.residents]):
        return None
    return [
        _member(scope, member, as_of, opened.get(member.person, "")) for member in known.members
    ]


def _member(scope: Scope, member: Member, as_of: date, number: str) -> MemberRow:
    return MemberRow(
        person=member.person,
        name=scope.name(member.name or ""),
        relation=member.relation,
        sex=member.sex or "",
        age=age_on(member.born, as_of) if member.born else None,
        number=number,
    )


def age_on(born: date, day: date) -> int:
    """Full years lived on ``day``."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
