"""Where an account stands, in words."""

from luoshi import pack
from luoshi.areas import AreaError, Level
from luoshi.ids import notice_of
from luoshi.site.rights import Scope, scope_of
from luoshi.site.rights.table import TABLE, Departments


def place_of(user: object) -> str:
    """The user's unit or division as pages show it; for a role that sees everywhere, how far."""
    scope = scope_of(user)
    if scope.role is None:
        return "没有权限"
    if TABLE[scope.role].departments is Departments.OWN:
        return str(getattr(user, "unit", "")) or "未填单位"
    return _division(scope, str(getattr(user, "area", "")))


def _division(scope: Scope, area: str) -> str:
    assert scope.role is not None
    return area_name(area) if area else TABLE[scope.role].reach.label


def notice_name(id_: str) -> str:
    """How the notice is called that a full id is of."""
    notice = pack.load().notices.get(notice_of(id_))
    return notice.name if notice else ""


def level_title(level: Level) -> str:
    """A level of divisions as the place calls it, e.g. 乡级."""
    return pack.load().words.roles.get(level.value, level.label)


def village_name(code: str) -> str:
    """A village's path from the county down; that it was not told where the code is empty."""
    return area_name(code) if code else "未填村"


def area_name(code: str) -> str:
    """A division's path from the county down; the code itself where the pack has no such one."""
    areas = pack.load().areas
    try:
        path = areas.path(code).split("/")
    except AreaError:
        return code
    return " ".join(path[1:] or path)
