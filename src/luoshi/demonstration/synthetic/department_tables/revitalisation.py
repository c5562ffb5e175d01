"""乡村振兴局: rural households and the files of lifted and monitored ones."""

import numpy as np

from luoshi.demonstration.synthetic.columns import Texts
from luoshi.demonstration.synthetic.county_context import CountyContext, pick, where, yes
from luoshi.demonstration.synthetic.frames import Frame
from luoshi.demonstration.synthetic.household_status import KINDS, MONITORED

GROUPS = [f"{number}组" for number in "一二三四五六七八"]

RISKS = {"因病": 5, "因学": 1, "因残": 2, "缺劳动力": 2, "因务工就业不稳": 1, "因病,因残": 1,
         "因病,缺劳动力": 1}  # fmt: skip


def households(context: CountyContext) -> Frame:
    """Every household, once."""
    rng = context.rng("households")
    people, homes, places = context.people, context.people.homes, context.people.places
    count = len(homes)
    group = np.array(GROUPS)[rng.integers(0, len(GROUPS), count)]
    site = places.site_people[homes.village].astype(float)
    return Frame(
        np.arange(count),
        行政村=places.codes[homes.village],
        村民小组=group,
        家庭住址=_addresses(context, group),
        联系电话=context.phones[people.heads],
        家庭人口数=people.sizes.astype(float),
        是否易地搬迁=yes(homes.relocated),
        安置区名称=where(homes.relocated, places.site_names[homes.village]),
        安置区人口数=where(homes.relocated, site),
        搬迁入住日期=where(homes.relocated, context.ago(1500, 4000, rng, count)),
    )


def _addresses(context: CountyContext, group: Texts) -> Texts:
    places = context.people.places
    village = np.array([village.label for village in places.villages])[context.people.homes.village]
    parts = (context.townships, village, group)
    address = np.full(len(group), context.county.name)
    for part in parts:
        address = np.strings.add(address, part)
    return address


def poverty_households(context: CountyContext) -> Frame:
    """Lifted and monitored households."""
    rng = context.rng("files")
    status = context.status.cut(np.flatnonzero(context.status.registered))
    count = len(status)
    monitored = status.monitored > 0
    identified = context.ago(700, 1400, rng, count).astype("datetime64[M]").astype("datetime64[D]")
    cleared = context.ago(60, 500, rng, count).astype("datetime64[M]").astype("datetime64[D]")
    helped = status.active & ~status.without_labour
    return Frame(
        np.flatnonzero(context.status.registered),
        户类型=np.array(KINDS)[status.kind],
        监测对象类别=np.array(MONITORED)[status.monitored],
        识别监测时间=where(monitored, identified),
        致贫返贫风险=where(monitored, pick(RISKS, count, rng)),
        风险是否已消除=where(monitored, yes(status.cleared)),
        消除监测时间=where(status.cleared, cleared),
        风险消除方式=where(status.cleared, pick({"帮扶消除": 9, "自然消除": 1}, count, rng)),
        人均纯收入=status.income,
        上年人均纯收入=status.last_income,
        收入核算日期=np.full(count, _last_september(context)),
        合规自付支出=np.zeros(count),
        整户无劳动能力兜底保障户=yes(status.without_labour),
        实施开发式帮扶措施情况=where(monitored, np.where(helped, "已实施", "尚未实施")),
    )


def _last_september(context: CountyContext) -> np.datetime64:
    """The yearly income year ends with September."""
    year = context.people.as_of.year
    day = np.datetime64(f"{year}-09-30")
    return day if day <= context.people.today else np.datetime64(f"{year - 1}-09-30")
