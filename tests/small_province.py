"""Three households in two counties, kept in a real warehouse, screened by the real rules."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from luoshi.pack import Pack, load
from luoshi.pack.opening import open_warehouse
from luoshi.screening import Decisions, Screening, screen
from luoshi.text.person_number import check_digit
from luoshi.warehouse.engine import Engine, open_engine
from luoshi.warehouse.warehouse import Warehouse

DAY = date(2025, 6, 30)
DAYING, SHAGANG, YANGDIAN = "640422100201", "640422215205", "640423100208"
"""Villages: two townships of one county, and another county."""
HOUSEHOLDS = {"H1001": DAYING, "H1002": SHAGANG, "H2001": YANGDIAN}
PEOPLE = {
    "马志明": ("H1001", "户主", "男", date(1980, 3, 1), 11),
    "李秀英": ("H1001", "配偶", "女", date(1982, 7, 9), 22),
    "马小军": ("H1001", "之子", "男", date(2015, 2, 1), 33),
    "王建国": ("H1002", "户主", "男", date(1975, 5, 5), 55),
    "杨玉兰": ("H2001", "户主", "女", date(1978, 8, 8), 66),
}


def number_of(name: str) -> str:
    """A valid ID number that is nobody's, for one of the people."""
    *_, born, order = PEOPLE[name]
    body = f"640422{born:%Y%m%d}{order:03d}"
    return body + check_digit(body)


@dataclass(frozen=True)
class Province:
    """Store what departments send, then screen."""

    pack: Pack
    warehouse: Warehouse

    @classmethod
    def at(cls, home: Path) -> "Province":
        """The province whose state lies in a folder."""
        pack = load()
        return cls(pack, open_warehouse(pack, home))

    @property
    def engine(self) -> Engine:
        """An engine over what was stored up to now."""
        return open_engine(self.warehouse)

    def person(self, name: str) -> int:
        """The key of one of the people."""
        return self.warehouse.vault.person_key(number_of(name))

    def store(self, table: str, *rows: dict[str, Any], reach: date = DAY) -> None:
        """Send rows of a table that reach to a day; people are told by their names."""
        names = sorted({name for row in rows for name in row})
        keyed = [self._keyed(row) for row in rows]
        data = pa.table({name: [row.get(name) for row in keyed] for name in names})
        moment = datetime.now(UTC)
        numbers = {self.person(name): number_of(name) for name in PEOPLE}
        self.warehouse.commit(
            table,
            data,
            file_name="手工",
            sha256=str(moment),
            received_at=moment,
            reach=reach,
            numbers=numbers,
        )

    def screen(self, day: date = DAY, decided: Decisions | None = None) -> Screening:
        """Ask all rules."""
        return screen(self.pack, self.engine, day, decided)

    def _keyed(self, row: dict[str, Any]) -> dict[str, Any]:
        return row | ({"证件号码": self.person(row["证件号码"])} if "证件号码" in row else {})


@cache
def built(home: Path) -> tuple[Province, Screening]:
    """The usual province, made once: a child out of school, three bad houses, hospital bills."""
    province = Province.at(home)
    province.store("households", *map(household, HOUSEHOLDS))
    province.store("residents", *map(resident, PEOPLE))
    province.store("medical_insurance", *map(insured, PEOPLE))
    province.store("houses", house("H1001", "D"), house("H1002", "C"), house("H2001", "D"))
    province.store("school_roll", {"证件号码": "马小军", "义务教育阶段未上学原因": "厌学"})
    province.store("medical_claims", claim(1, 60_000), claim(2, 50_000))
    kept = {"户类型": "脱贫户", "监测对象类别": "脱贫不稳定户", "人均纯收入": Decimal(9000)}
    province.store("poverty_households", {"户编号": "H1001"} | kept)
    return province, province.screen()


def household(number: str) -> dict[str, Any]:
    """A row of the register of households."""
    head = next(name for name, (home, *_) in PEOPLE.items() if home == number)
    village, phone = HOUSEHOLDS[number], "13895112233"
    return {"户编号": number, "户主姓名": head, "行政村": village, "联系电话": phone}


def resident(name: str) -> dict[str, Any]:
    """A row of the register of residents."""
    home, relation, sex, born, _ = PEOPLE[name]
    row = {"证件号码": name, "姓名": name, "户编号": home, "与户主关系": relation}
    return row | {"性别": sex, "出生日期": born}


def insured(name: str) -> dict[str, Any]:
    """Somebody's medical insurance."""
    state = {"参保险种": "城乡居民基本医疗保险", "参保状态": "正常参保", "参保年度": 2025}
    return {"证件号码": name} | state


def house(number: str, grade: str) -> dict[str, Any]:
    """A household's house of a grade."""
    graded = {"房屋等级": grade, "鉴定日期": date(2025, 5, 1)}
    return {"户编号": number, "住房状况": "自有住房"} | graded


def claim(number: int, paid: int) -> dict[str, Any]:
    """A hospital bill of 李秀英's, in June."""
    cost = {"总费用": Decimal(paid * 3), "个人自付": Decimal(paid)}
    stay = {"就医类型": "住院", "病种名称": "白血病", "结算日期": date(2025, 6, number)}
    return {"结算编号": f"Z{number}", "证件号码": "李秀英"} | stay | cost
