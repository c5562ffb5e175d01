"""What changes are in words, and what they touch."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from luoshi import pack
from luoshi.areas import Area, AreaChange, Areas, Level
from luoshi.pack import Pack
from luoshi.site import sources
from luoshi.site.accounts.services import User
from luoshi.site.divisions.models import Adjustment
from luoshi.site.divisions.services.counting import coming_changes, known_areas
from luoshi.site.divisions.services.recoding import places, written_forms
from luoshi.warehouse.duck import name, text


@dataclass(frozen=True)
class ChangeRow:
    """A change in words: what was and what is, by paths."""

    change: AreaChange
    before: str
    after: str

    def document(self) -> dict[str, object]:
        """As JSON: ``{day, kind, old, old_path, new, new_path, document}``."""
        return {
            "day": self.change.day.isoformat(),
            "kind": self.change.kind,
            "old": self.change.old,
            "old_path": self.before,
            "new": self.change.new,
            "new_path": self.after,
            "document": self.change.document,
        }


def change_rows(changes: Iterable[AreaChange], areas: Areas) -> list[ChangeRow]:
    """Changes in words, the latest first; ``areas`` knows them."""
    ordered = sorted(changes, key=lambda one: one.day, reverse=True)
    return [ChangeRow(one, _before(one, areas), _after(one, areas)) for one in ordered]


def _before(change: AreaChange, areas: Areas) -> str:
    if change.old is None:
        return ""
    if change.stays:
        return areas.path(change.old, change.day - timedelta(1))
    return areas.path(change.old)


def _after(change: AreaChange, areas: Areas) -> str:
    return areas.path(change.new, change.day) if change.new else ""


@dataclass(frozen=True)
class Touched:
    """How many rows of a kind changes touch; ``note`` says what comes of them."""

    title: str
    count: int
    note: str = ""

    def document(self) -> dict[str, object]:
        """As JSON: ``{title, count, note}``."""
        return {"title": self.title, "count": self.count, "note": self.note}


def touched_by(changes: tuple[AreaChange, ...]) -> list[Touched]:
    """What changes that do not count yet would touch, as things stand now."""
    policy, before = pack.load(), known_areas()
    after = before.changed(changes)
    led = before.recoded()
    codes = {code: new for code, new in after.recoded().items() if led.get(code) != new}
    open_ = [one.old for one in changes if one.old and after.current(one.old) is None]
    found = list(_households(policy, [*codes, *open_]))
    found += _rows(codes, "到变更那天改到现在的区划，原来的看得到")
    found += _rows({code: code for code in open_}, "对不上一个区划，留在原来的，由人改定")
    found += _undecided(open_)
    return [*found, *_of_counties(policy, changes, before)]


def _households(policy: Pack, codes: list[str]) -> Iterator[Touched]:
    table = policy.tables.get(policy.registers.households)
    if table is None or table.area is None:
        return
    listed = ", ".join(map(text, codes)) or "''"
    sql = f"SELECT count(*) AS n FROM {name(table.id)} WHERE {name(table.area.name)} IN ({listed})"
    (row,) = sources.engine().query(sql).to_pylist()
    yield Touched(f"{table.title}里的户", int(row["n"]), "按变更那天起算到现在的村")


def _rows(codes: dict[str, str], note: str) -> Iterator[Touched]:
    forms = list(written_forms(codes))
    for place in places():
        count = place.lying_in(forms).count()
        if count:
            title = str(place.model._meta.verbose_name)
            yield Touched(title, count, note)


def _undecided(open_: list[str]) -> Iterator[Touched]:
    forms = list(written_forms({code: code for code in open_}))
    accounts = User.objects.filter(area__in=forms).order_by("username")
    if accounts:
        named = "、".join(one.username for one in accounts)
        note = f"拆分或撤销后对不上一个区划，须由系统管理员改定：{named}"
        yield Touched("须改定的账号", len(accounts), note)


def _of_counties(policy: Pack, changes: tuple[AreaChange, ...], areas: Areas) -> Iterator[Touched]:
    """Groups and deliveries count by county."""
    olds = {one.old for one in changes if one.old and _level(one.old, areas) is Level.COUNTY}
    counties = {code[: Level.COUNTY.digits] for code in olds}
    groups = [one.title for one in policy.groups.values() if counties & one.ever()]
    if groups:
        yield Touched("县组名单", len(groups), f"{'、'.join(groups)}：并成一县的，名单一致才沿用")
    moved = counties | {
        code[:6]
        for one in changes
        for code in (one.old, one.new)
        if code and one.old and one.new and one.old[:6] != one.new[:6]
    }
    if moved:
        tables = [one for one in policy.tables.values() if one.home == "dataset"]
        named = "、".join(sorted({_name(areas, code) for code in moved} - {""}))
        yield Touched("要按新区划报送的部门表", len(tables), f"{named}下次报送起按新区划")


def _name(areas: Areas, code: str) -> str:
    found = [one for one in areas.counties() if one.code.startswith(code)]
    return found[0].name if found else ""


def _level(code: str, areas: Areas) -> Level:
    return areas.by_code(code).level


@dataclass(frozen=True)
class Divisions:
    """The page of changes: what waits, what is coming, what counts."""

    waiting: list[Adjustment]
    coming: list[ChangeRow]
    counting: list[ChangeRow]


def overview() -> Divisions:
    """Everything that is known of changes."""
    areas = known_areas()
    waiting = Adjustment.objects.filter(verdict=None).select_related("by")
    counting = pack.load().areas.changes
    return Divisions(
        list(waiting), change_rows(coming_changes(), areas), change_rows(counting, areas)
    )


def undecided_accounts(today: date) -> list[tuple[User, Area]]:
    """Active accounts in divisions that lead to no one division today."""
    areas = pack.load().areas
    gone = [one for one in areas.all() if one.valid_to and areas.current(one.code, today) is None]
    forms = {form: one for one in gone for form in written_forms({one.code: one.code})}
    accounts = User.objects.filter(is_active=True, area__in=list(forms)).order_by("username")
    return [(one, forms[one.area]) for one in accounts]
