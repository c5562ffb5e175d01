"""The table of rights: what each role may do, and how far it sees."""

from dataclasses import dataclass

from django.db.models import TextChoices

from luoshi.pack import load


class Role(TextChoices):
    """What an account is for."""

    PROVINCE = "province"
    DEPARTMENT = "department", "行业部门"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"
    ASSESSOR = "assessor", "评估组"
    ADMIN = "admin", "系统管理员"

    @property
    def label(self) -> str:
        """What users read; for a level of the place, in the place's own words."""
        return load().words.roles.get(self.value, str(self._label_))


def role_choices() -> list[tuple[str, str]]:
    """The roles with their labels, asked for anew so that no migration holds a place's words."""
    return Role.choices


class Ability(TextChoices):
    """One thing an account may do."""

    READ = "read", "查看"
    NAMES = "names", "看姓名"
    ID_NUMBERS = "id_numbers", "看身份证号"
    DECIDE = "decide", "处理线索"
    HANDLE = "handle", "办理事项"
    ALLOCATE = "allocate", "编分配方案"
    EXPORT = "export", "导出"
    ASSESS = "assess", "考核评分"
    AUDIT = "audit", "看操作日志"
    MANAGE = "manage", "管理账号"


class Reach(TextChoices):
    """How far a role sees: everywhere, its own division, or no data at all.

    ``GIVEN`` is everywhere for a unit of the province, the county for a county's bureau.
    """

    EVERYWHERE = "everywhere", "{whole}"
    GIVEN = "given", "{whole}，账号填了县的为本县"
    COUNTY = "county", "本县"
    TOWNSHIP = "township", "本乡镇"
    VILLAGE = "village", "本村"
    NOWHERE = "nowhere", "不看数据"

    @property
    def label(self) -> str:
        """What users read, in the place's own words."""
        return self._label_.format(whole=load().words.whole)


class Departments(TextChoices):
    """Whose facts and rules a role sees."""

    EVERY = "every", "全部部门"
    OWN = "own", "本部门"
    NONE = "none", "不看数据"


@dataclass(frozen=True)
class Grant:
    """What the table gives a role."""

    reach: Reach
    departments: Departments
    abilities: frozenset[Ability]


def _grant(reach: Reach, departments: Departments, *abilities: Ability) -> Grant:
    return Grant(reach, departments, frozenset(abilities))


_A, _R, _D = Ability, Reach, Departments

TABLE: dict[str, Grant] = {
    Role.PROVINCE: _grant(
        _R.EVERYWHERE,
        _D.EVERY,
        _A.READ,
        _A.NAMES,
        _A.ID_NUMBERS,
        _A.DECIDE,
        _A.HANDLE,
        _A.ALLOCATE,
        _A.EXPORT,
        _A.ASSESS,
        _A.AUDIT,
    ),
    Role.DEPARTMENT: _grant(_R.GIVEN, _D.OWN, _A.READ, _A.NAMES, _A.HANDLE, _A.ALLOCATE, _A.EXPORT),
    Role.COUNTY: _grant(
        _R.COUNTY, _D.EVERY, _A.READ, _A.NAMES, _A.ID_NUMBERS, _A.DECIDE, _A.HANDLE, _A.EXPORT
    ),
    Role.TOWNSHIP: _grant(
        _R.TOWNSHIP, _D.EVERY, _A.READ, _A.NAMES, _A.DECIDE, _A.HANDLE, _A.EXPORT
    ),
    Role.VILLAGE: _grant(_R.VILLAGE, _D.EVERY, _A.READ, _A.NAMES, _A.DECIDE, _A.HANDLE),
    Role.ASSESSOR: _grant(_R.EVERYWHERE, _D.EVERY, _A.READ, _A.ASSESS),
    Role.ADMIN: _grant(_R.NOWHERE, _D.NONE, _A.READ, _A.AUDIT, _A.MANAGE),
}


def holders(ability: Ability) -> list[str]:
    """Titles of the roles that have an ability, in the table's order."""
    return [Role(role).label for role, grant in TABLE.items() if ability in grant.abilities]
