"""Opening the vault: one member's ID number for one user, on the audit log."""

from dataclasses import dataclass

from django.http import HttpRequest

from luoshi import pack
from luoshi.households.dossier import Dossier, dossier
from luoshi.site import sources
from luoshi.site.accounts.services import User
from luoshi.site.audit.services import Action, record
from luoshi.site.monitoring.models import FlaggedHousehold
from luoshi.site.monitoring.policies import may_see, seen_households
from luoshi.site.rights import Ability, Refused, scope_of


@dataclass(frozen=True)
class OpenVault:
    """Show the ID number of one member of a household; each time goes on the audit log."""

    household: FlaggedHousehold
    user: User
    person: str
    request: HttpRequest | None = None

    def check(self) -> tuple[int, str]:
        """Check that the user may see ID numbers and the person lives there.

        Returns the person's key, and who it is by the relation to the head.

        Raises:
            Refused: the user may not, or it is nobody of this household.
        """
        scope = scope_of(self.user)
        scope.demand(Ability.ID_NUMBERS)
        if not seen_households(scope).filter(pk=self.household.pk).exists():
            raise Refused("权限表 · 地区和部门", "这一户不在账号的地区和部门范围内。")
        policy = pack.load()
        if not may_see(scope, policy.tables[policy.registers.residents]):
            raise Refused("权限表 · 部门", "户籍人口不在账号的部门范围内。")
        known = dossier(sources.engine(), policy, self.household.number, lambda _: False)
        found = next((m.person for m in known.members if str(m.person) == self.person), None)
        if found is None:
            raise Refused("只看本户", "这个人不是本户成员，不能从这里查看。")
        return found, _relation(known, found)

    def execute(self) -> dict[int, str]:
        """Check, log and open: the ID number by person key.

        Raises:
            VaultError: the vault does not hold the person.
        """
        person, relation = self.check()
        record(
            Action.VAULT_OPENED,
            user=self.user,
            request=self.request,
            target=f"{self.household.number} 户 {relation}",
            area=self.household.village,
        )
        return {person: sources.vault().open(person)}


def _relation(known: Dossier, person: int) -> str:
    """The relation to the head, with the place by age where several have the same."""
    relation = next(member.relation for member in known.members if member.person == person)
    alike = [member.person for member in known.members if member.relation == relation]
    place = f"（年龄从大到小第 {alike.index(person) + 1} 人）" if len(alike) > 1 else ""
    return f"{relation or '关系未填'}{place}"
