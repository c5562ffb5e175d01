"""Doubtful records: what is wrong with them, and on whose rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from luoshi.demonstration.synthetic.exports.row import (
    HOUSES,
    MONITORED,
    PLANS,
    VILLAGES,
    WORKING,
    Row,
)

Who = Callable[[Row], bool]


@dataclass(frozen=True)
class Fault:
    """One way a record goes wrong: cells that are set on fitting rows.

    ``whole``: on all rows of the household, as the system repeats a household's cells.
    ``share`` is the share of the fitting rows (or households) it befalls.
    """

    table: str
    cells: Row
    share: float
    fits: Who
    whole: bool = False


def _lifted(row: Row) -> bool:
    return row["户类型"] == "脱贫户"


def _lifted_only(row: Row) -> bool:
    return _lifted(row) and not row["监测对象类别"]


def _watched(row: Row) -> bool:
    return bool(row["监测对象类别"])


def _uncleared(row: Row) -> bool:
    return row.get("风险是否已消除") == "否"


def _cleared(row: Row) -> bool:
    return row.get("风险是否已消除") == "是"


def _pupil(row: Row) -> bool:
    return row["在校生状况"] in ("小学", "七年级", "八年级")


def _worker(row: Row) -> bool:
    return row["劳动技能"] == "普通劳动力" and row["健康状况"] == "健康"


def _disabled(row: Row) -> bool:
    return row["证件类型"] == "残疾人证"


def _at_post(row: Row) -> bool:
    return bool(row["公益性岗位"])


def _away(row: Row) -> bool:
    return row["就业渠道"] == "外出务工"


def _any(_row: Row) -> bool:
    return True


FAULTS = (
    Fault(MONITORED, {"是否危房户": "是"}, 0.03, _lifted_only, whole=True),
    Fault(MONITORED, {"是否解决安全饮用水": "否"}, 0.02, _lifted_only, whole=True),
    Fault(MONITORED, {"户联系电话": "0954301"}, 0.04, _lifted, whole=True),
    Fault(MONITORED, {"住房面积": ""}, 0.03, _lifted, whole=True),
    Fault(MONITORED, {"入户道路是否硬化": ""}, 0.03, _lifted, whole=True),
    Fault(MONITORED, {"与村主干路距离": "约2里"}, 0.02, _lifted, whole=True),
    Fault(MONITORED, {"耕地面积（亩）": "1200"}, 0.02, _lifted, whole=True),
    Fault(MONITORED, {"致贫/返贫风险1": ""}, 0.05, _uncleared, whole=True),
    Fault(
        MONITORED, {"产业帮扶": "", "健康帮扶": "", "社会帮扶": ""}, 0.08, _uncleared, whole=True
    ),
    Fault(MONITORED, {"信息采集人联系电话": ""}, 0.08, _cleared, whole=True),
    Fault(MONITORED, {"风险消除后是否住房损毁": "是"}, 0.04, _cleared, whole=True),
    Fault(
        MONITORED, {"风险消除后工资性收入": "", "就业帮扶": "劳务输出"}, 0.04, _cleared, whole=True
    ),
    Fault(MONITORED, {"人均纯收入（元）": "3600"}, 0.05, _watched, whole=True),
    Fault(MONITORED, {"民族": ""}, 0.004, _lifted),
    Fault(MONITORED, {"健康状况": ""}, 0.006, _lifted),
    Fault(MONITORED, {"劳动技能": "丧失劳动力"}, 0.015, _worker),
    Fault(MONITORED, {"证件类型": "居民身份证"}, 0.15, _disabled),
    Fault(MONITORED, {"在校生状况": ""}, 0.03, _pupil),
    Fault(MONITORED, {"是否参加大病保险": ""}, 0.008, _lifted),
    Fault(MONITORED, {"是否参加城镇职工基本医疗保险": "是"}, 0.006, _lifted),
    Fault(MONITORED, {"公益性岗位(月数)": ""}, 0.2, _at_post),
    Fault(MONITORED, {"与户主关系": ""}, 0.01, _watched),
    Fault(WORKING, {"务工月收入": "42000"}, 0.03, _away),
    Fault(WORKING, {"务工月收入": "90"}, 0.03, _away),
    Fault(WORKING, {"务工所在县": ""}, 0.05, _away),
    Fault(WORKING, {"所属行业": ""}, 0.05, _away),
    Fault(WORKING, {"开始时间": "2020年05月"}, 0.03, _away),
    Fault(WORKING, {"就业渠道": "帮扶车间"}, 0.03, _away),
    Fault(PLANS, {"就业服务需求": ""}, 0.08, _any),
    Fault(HOUSES, {"卫生厕所是否能正常使用": "否"}, 0.04, _any),
    Fault(VILLAGES, {"行政村卫生室个数": ""}, 0.04, _any),
    Fault(VILLAGES, {"是否通客运班车": ""}, 0.03, _any),
    Fault(VILLAGES, {"危房户数": "9999"}, 0.02, _any),
)
"""Everything that goes wrong, in the words of the exports."""


@dataclass(frozen=True)
class Planted:
    """A fault on some rows of its export."""

    fault: Fault
    rows: tuple[Row, ...]

    def put(self) -> None:
        """Make the rows wrong."""
        for row in self.rows:
            row.update(self.fault.cells)


def choose(fault: Fault, rows: Sequence[Row], rng: np.random.Generator) -> list[Planted]:
    """Whom a fault befalls among the rows of its export: each row, or household, by itself."""
    groups: dict[str, list[Row]] = {}
    for place, row in enumerate(rows):
        if fault.fits(row):
            key = row["户编号"] if fault.whole else str(place)
            groups.setdefault(key, []).append(row)
    hit = rng.random(len(groups)) < fault.share
    if len(groups) and not hit.any():
        hit[rng.integers(len(groups))] = True
    return [
        Planted(fault, tuple(group))
        for group, struck in zip(groups.values(), hit.tolist(), strict=True)
        if struck
    ]
