"""From nothing to a screened province: what ``luoshi demo`` does before it serves.

Each step finds out for itself what is already done, so a demo that was cut off is resumed
and one that is complete is left as it is.
"""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from luoshi.areas import Level
from luoshi.demonstration.stories.households import tales
from luoshi.demonstration.stories.projects import tell_projects
from luoshi.demonstration.synthetic import DEMO_DAY, earlier_files_in, files_in, write_province
from luoshi.demonstration.synthetic.exports import write_months
from luoshi.demonstration.synthetic.ledgers import Watched, declarations, demo_rows, make_ledgers
from luoshi.home import home
from luoshi.pack import Pack, load
from luoshi.pack.deliveries import EVERYWHERE, counties_in
from luoshi.pack.opening import open_warehouse
from luoshi.pack.processes import MONITORING
from luoshi.screening import Screening
from luoshi.site.bootstrap import prepare
from luoshi.warehouse.importing import import_file
from luoshi.warehouse.receipt import Receipt
from luoshi.warehouse.refused import refused_name

if TYPE_CHECKING:
    from luoshi.site.accounts.services import NewAccount

SEED = 26

MONTHS = (date(2025, 4, 30), date(2025, 5, 31), DEMO_DAY)
"""The months whose exports are checked."""

SENT_AFTER = timedelta(days=5)
"""How long after the day they reach to departments send their data."""

FORGOTTEN = "演示账号的密码只在建立时显示一次；忘了用 luoshi demo --accounts 重设。"

LEVELS = ("county", "township", "village")
"""The accounts that work on what is found."""

COUNTY_GROUP = "national_key"
"""The county account is given the first county of this group."""

Tell = Callable[[str, float], None]
"""Told the step under way and the share of it done, from 0 to 1."""


Show = Callable[[Sequence["NewAccount"]], None]
"""Shown the accounts just made, with their passwords, at once: nobody knows them afterwards."""


class DemoError(ValueError):
    """The state folder holds another demonstration, or what is none."""


@dataclass(frozen=True)
class Demo:
    """A prepared demonstration: what was imported, what was found."""

    receipts: tuple[Receipt, ...]
    screening: Screening
    new_leads: int

    def text(self) -> str:
        """What was done, how to get in, and which day to look at."""
        return "\n".join([self._counts(), FORGOTTEN, self._where_to_look()])

    def _where_to_look(self) -> str:
        day = self.screening.as_of
        return f"部门数据截至 {day}；期满以后网站默认看期末，看那一天请打开 /?day={day}"

    def _counts(self) -> str:
        stored = sum(receipt.accepted for receipt in self.receipts)
        refused = sum(receipt.refused for receipt in self.receipts)
        return (
            f"入库 {stored:,} 行、退回 {refused:,} 行；"
            f"{self.screening.people:,} 人、{self.screening.households:,} 户，"
            f"截至 {self.screening.as_of} 有 {self.screening.lead_count:,} 条线索，"
            f"涉及 {self.screening.households_with_leads:,} 户，其中新增 {self.new_leads:,} 条。"
        )


def prepare_demo(people: int, tell: Tell, show: Show) -> Demo:
    """Make the province, import it, screen it and make the accounts.

    Raises:
        DemoError: what is there already is another demonstration, or is none.
    """
    pack = load()
    prepare()
    if not _size().exists():
        _demand_empty()
    files = _province(home() / "demo", people, tell)
    receipts = _import_all(pack, files, tell)
    from luoshi.site.monitoring.services.rounds import screen_and_publish

    _fill_ledgers(pack, tell)
    _play_projects(pack, tell)
    tell("筛查", 0)
    faded = _play_fading()
    screening, published = screen_and_publish(DEMO_DAY, anyway=True)
    _leave_faded(faded)
    show(_accounts(pack))
    _enter_values()
    _open_cases(tell)
    tell("编分配方案", 0)
    _adopt_plans()
    _check_exports(pack, people, tell)
    return Demo(receipts, screening, published.new)


def renew_accounts() -> tuple["NewAccount", ...]:
    """New passwords for the accounts the demonstration made, and no others.

    Raises:
        DemoError: the state folder's is no demonstration, or has no accounts yet.
    """
    if not _size().exists():
        raise DemoError(f"{home()} 不是 luoshi demo 建的，里面的账号不能用它重设密码")
    prepare()
    from luoshi.site.accounts.services import renew_demo_passwords

    made = tuple(renew_demo_passwords())
    if not made:
        raise DemoError("演示账号还没有建好：请再运行一次 luoshi demo，它会接着做")
    return made


def _size() -> Path:
    """The file that says of how many people the demonstration is: only a demonstration has it."""
    return home() / "demo" / "people"


def _demand_empty() -> None:
    """Stop where something is kept already that is not the demonstration's.

    Raises:
        DemoError: there is data, or an account.
    """
    from luoshi.site.accounts.models import User
    from luoshi.site.ledgers.models import Record

    received = (home() / "warehouse").is_dir() and any((home() / "warehouse").iterdir())
    if received or User.objects.exists() or Record.objects.exists():
        raise DemoError(
            f"{home()} 里已有数据，不是 luoshi demo 建的，演示数据不能掺进去；"
            "请换一个文件夹：export LUOSHI_HOME=另一个文件夹"
        )


def _province(folder: Path, people: int, tell: Tell) -> Mapping[str, Path]:
    size = _size()
    if not size.exists():
        unfinished = folder.with_name(".demo")
        shutil.rmtree(unfinished, ignore_errors=True)
        write_province(unfinished, people, progress=lambda share: tell("造一个合成的省", share))
        (unfinished / size.name).write_text(str(people))
        unfinished.rename(folder)
    there = int(size.read_text())
    if there != people:
        raise DemoError(
            f"{home()} 已有 {there} 人的演示数据；要做 {people} 人的，请换一个文件夹："
            "export LUOSHI_HOME=另一个文件夹"
        )
    return files_in(folder)


def _import_all(pack: Pack, files: Mapping[str, Path], tell: Tell) -> tuple[Receipt, ...]:
    warehouse = open_warehouse(pack)
    everywhere = counties_in(pack, EVERYWHERE)
    receipts = []
    coming = [
        *earlier_files_in(home() / "demo", pack),
        *((table, DEMO_DAY, file) for table, file in files.items()),
    ]
    for done, (table, day, file) in enumerate(coming):
        tell(f"收数据：{pack.tables[table].title}", done / len(coming))
        refused_to = home() / "refused" / refused_name(file.name)
        refused_to.parent.mkdir(exist_ok=True)
        received = datetime.combine(day + SENT_AFTER, time(9), UTC)
        receipts.append(
            import_file(
                warehouse,
                table,
                file,
                received_at=received,
                scope=everywhere,
                reach=day,
                refused_to=refused_to,
            )
        )
    return tuple(receipts)


def _fill_ledgers(pack: Pack, tell: Tell) -> None:
    from luoshi.site import sources
    from luoshi.site.ledgers.models import Record
    from luoshi.site.ledgers.services.entries import keep_declarations, keep_rows

    if Record.objects.exists():
        return
    tell("填台账", 0)
    last_day = pack.notice.expires
    records = make_ledgers(pack, SEED, last_day, Watched.known_to(sources.engine()))
    vault = sources.vault()
    numbers: dict[int, str] = {}

    def person_key(number: str) -> int:
        key = vault.person_key(number)
        numbers[key] = number
        return key

    kept = list(demo_rows(pack, records, last_day, person_key))
    vault.keep(numbers)
    with transaction.atomic():
        for done, one in enumerate(kept):
            tell("填台账", done / len(kept))
            keep_rows(one.table, one.rows, at=one.at)
        keep_declarations(declarations(pack, last_day))


def _play_projects(pack: Pack, tell: Tell) -> None:
    """The project bank as it would stand today, in villages where people live."""
    from django.utils.timezone import localdate

    from luoshi.site import sources
    from luoshi.site.casework.models import Case
    from luoshi.site.projects.demo.playing import play
    from luoshi.site.projects.policies import PROJECT

    if Case.objects.filter(process=PROJECT).exists():
        return
    tell("建项目库", 0)
    homes = sources.engine().query(
        "SELECT 行政村, list(户编号) AS homes FROM households GROUP BY 1"
    )
    lived = {row["行政村"]: sorted(row["homes"]) for row in homes.to_pylist() if row["行政村"]}
    play(tell_projects(pack, SEED, localdate(), lived))


def _play_fading() -> set[str]:
    """Some leads of the last year's end that the data show no longer, the first time."""
    from luoshi.site.casework.demo.faded_leads import play_fading
    from luoshi.site.monitoring.models import Publication

    if Publication.objects.exists():
        return set()
    return play_fading(date(DEMO_DAY.year - 1, 12, 31), DEMO_DAY)


def _leave_faded(households: set[str]) -> None:
    from luoshi.site.casework.actions.lead_intake import receive_leads

    receive_leads(DEMO_DAY, households)


def _open_cases(tell: Tell) -> None:
    """Some households of the county account's county on their way, all others' cases new."""
    from django.utils.timezone import localdate

    from luoshi.site.accounts.models import User
    from luoshi.site.casework.demo.stories import play
    from luoshi.site.casework.models import Case
    from luoshi.site.casework.services.rounds import open_cases

    tell("立项办理", 0)
    if not Case.objects.filter(process=MONITORING, opened_on__gte=DEMO_DAY).exists():
        county = User.objects.get(username="county").area[:6]
        play(tales(), county, localdate(), no_earlier=DEMO_DAY)
    open_cases(DEMO_DAY, localdate())


def _accounts(pack: Pack) -> tuple["NewAccount", ...]:
    from luoshi.site.accounts.services import make_demo_accounts

    village = _busiest_village(pack)
    areas = (*pack.areas.ancestors(village), pack.areas.by_code(village))
    codes = {area.level: area.code for area in areas}
    made = make_demo_accounts(
        county=codes[Level.COUNTY],
        township=codes[Level.TOWNSHIP],
        village=village,
        unit=_busiest_sender(),
        funder=_funder(pack),
        names={area.code: area.name for area in areas},
    )
    return tuple(made)


def _enter_values() -> None:
    """The numbers of the years after the notice, entered by one account, agreed to by another."""
    from django.utils.timezone import localdate

    from luoshi.site.accounts.models import User
    from luoshi.site.parameters.demo import enter_demo_values

    names = User.objects.in_bulk(["funds", "province"], field_name="username")
    enter_demo_values(names["funds"], names["province"], localdate())


def _adopt_plans() -> None:
    """The unit that shares out money proposes, the province signs."""
    from luoshi.site.accounts.models import User
    from luoshi.site.funds.demo import make_demo_plans

    names = User.objects.in_bulk(["funds", "province"], field_name="username")
    make_demo_plans(names["funds"], names["province"])


def _funder(pack: Pack) -> str:
    """Who leads the clauses that share something out."""
    clauses = (scheme.clause for scheme in pack.schemes.values() if scheme.clause)
    return next(lead for clause in clauses for lead in pack.clauses[clause].leads)


def _check_exports(pack: Pack, people: int, tell: Tell) -> None:
    """Check some months' exports of the county account's county, and send findings down."""
    from luoshi.site.accounts.models import User
    from luoshi.site.quality import demo as quality
    from luoshi.site.quality.models import Run

    if Run.objects.exists():
        return
    county, township, village = (User.objects.get(username=one) for one in LEVELS)
    tell("造国家系统的导出表", 0)
    months = write_months(home() / "exports", pack, county.area[:6], people, SEED, MONTHS)
    for done, month in enumerate(months):
        tell(f"核查 {month.as_of} 的导出表", done / len(months))
        quality.run_month(county, month.as_of, month.files)
        if not done:
            quality.write_own_check(county)
    quality.send_some_down(county, township, village)


def _busiest_village(pack: Pack) -> str:
    """The village with the household of most leads, in a county of the group if there is one."""
    from luoshi.site.monitoring.models import FlaggedHousehold

    counties = pack.groups[COUNTY_GROUP].members(pack.notice.issued)
    flagged = FlaggedHousehold.objects.order_by("-open_leads", "village")
    villages = list(flagged.values_list("village", flat=True))
    return min(villages, key=lambda village: village[:6] not in counties)


def _busiest_sender() -> str:
    from django.db.models import Count

    from luoshi.site.monitoring.models import Lead

    counted = Lead.objects.values("department").annotate(leads=Count("pk"))
    return str(counted.order_by("-leads", "department")[0]["department"])
