"""What the export says of a registered household, on each member's row."""

from dataclasses import dataclass
from datetime import date

from luoshi.demonstration.synthetic.county_context import CountyContext
from luoshi.demonstration.synthetic.exports.persons import ABLE, TRAINED, WEAK, Persons
from luoshi.demonstration.synthetic.exports.row import Row
from luoshi.demonstration.synthetic.household_status import (
    DESTITUTE,
    KINDS,
    MINIMUM_LIVING,
    MONITORED,
)

IDENTIFIED, CLEARED = (2024, 6), (2025, 2)
"""Year and month in which monitored households were identified, and those cleared cleared."""

LAND = {"耕地面积（亩）": 9, "林地面积（亩）": 4, "退耕还林面积（亩）": 2, "林果面积（亩）": 1}
"""Mu of each kind of land, about."""


@dataclass(frozen=True)
class Homes:
    """The households of a county as the national system knows them."""

    context: CountyContext
    persons: Persons

    def row(self, home: int) -> Row:
        """The household's own cells, by the household's place in the county."""
        context, homes = self.context, self.context.people.homes
        places = context.people.places
        village = places.villages[homes.village[home]]
        head = int(context.people.heads[home])
        return {
            "县": context.county.name,
            "乡": str(context.townships[home]),
            "村": village.label,
            "户编号": str(context.people.home_ids[home]),
            "户主姓名": str(context.names[head]),
            "户主证件号码": str(context.people.ids[head]),
            "户类型": KINDS[context.status.kind[home]],
            "监测对象类别": MONITORED[context.status.monitored[home]],
            "户联系电话": str(context.phones[head]),
            "当前家庭人口数": str(int(context.people.sizes[home])),
            **self._living(home),
            **self._income(home),
            **(self._monitored(home) if context.status.monitored[home] else {}),
        }

    def _living(self, home: int) -> Row:
        land = {name: f"{mu + home % 5}" for name, mu in LAND.items()}
        return {
            "是否危房户": "否",
            "住房面积": str(70 + home % 7 * 10),
            "是否解决安全饮用水": "是",
            "是否通生活用电": "是",
            "是否通广播电视": "是",
            "是否有卫生厕所": "是",
            "主要燃料类型": "煤炭",
            "入户道路是否硬化": "是",
            "入户路类型": "水泥路",
            "与村主干路距离": f"0.{1 + home % 9}",
            **land,
            "牧草地面积": str(home % 3),
            "水面面积": "0",
        }

    def _income(self, home: int) -> Row:
        status, size = self.context.status, int(self.context.people.sizes[home])
        head = min(int(status.income[home]), 19000)
        whole = head * size
        return {
            "工资性收入": str(whole * 6 // 10),
            "生产经营性收入": str(whole * 3 // 10),
            "财产性收入": "0",
            "转移性收入": str(whole // 10),
            "特困人员救助供养金": str(9600 * int(status.relief[home] == DESTITUTE)),
            "纯收入（元）": str(whole),
            "人均纯收入（元）": str(head),
            "合规自付支出": "2600",
            "整户无劳动能力兜底保障户": "否" if self._able(home) else "是",
        }

    def _monitored(self, home: int) -> Row:
        cleared = bool(self.context.status.cleared[home])
        since, until = date(*IDENTIFIED, 1), date(*CLEARED, 1)
        return {
            "致贫/返贫风险1": self._risk(home),
            "是否义务教育阶段适龄儿童少年失学辍学": "否",
            "是否有家庭成员未参加城乡居民（职工）基本医疗保险": "否",
            "是否饮水出现安全问题": "否",
            "识别监测时间": f"{since:%Y%m}",
            "风险是否已消除": "是" if cleared else "否",
            "实施开发式帮扶措施情况": "已实施" if self._able(home) else "尚未实施",
            **self._help(home),
            "信息采集人": "王采集",
            "信息采集人联系电话": "13895000011",
            **(self._after(home, until) if cleared else {}),
        }

    def _help(self, home: int) -> Row:
        relief = int(self.context.status.relief[home])
        both = {MINIMUM_LIVING: ["低保"], DESTITUTE: ["特困供养"]}.get(relief, [])
        disabled = any(self.context.traits.grade[at] for at in self._members(home))
        return {
            "产业帮扶": "种苗、化肥等物资帮扶,产业奖补" if self._able(home) else "",
            "健康帮扶": "参加城乡居民基本医疗保险个人缴费补贴,签约家庭医生",
            "综合保障": ",".join([*both, "残疾人补贴"] if disabled else both),
            "社会帮扶": "社会捐助",
        }

    def _after(self, home: int, until: date) -> Row:
        income = self._income(home)
        return {
            "消除监测时间": f"{until:%Y%m}",
            "风险消除方式": "帮扶消除",
            "风险消除后是否义务教育阶段适龄儿童少年失学辍学": "否",
            "风险消除后是否住房损毁": "否",
            "风险消除后是否有家庭成员未参加城乡居民（职工）基本医疗保险": "否",
            "风险消除后是否饮水设施损毁": "否",
            "风险消除后工资性收入": income["工资性收入"],
            "风险消除后财产性收入": "0",
            "风险消除后转移性收入": income["转移性收入"],
            "风险消除后生产经营性收入": income["生产经营性收入"],
            "风险消除后生产经营性支出": "3000",
            "风险消除后家庭纯收入": income["纯收入（元）"],
            "风险消除后家庭人均纯收入": income["人均纯收入（元）"],
            "风险消除后理赔收入": "0",
            "风险消除后合规自付支出": "900",
        }

    def _risk(self, home: int) -> str:
        members = self._members(home)
        if any(self.context.traits.grade[at] for at in members):
            return "因残"
        ill = any(self.context.traits.chronic[at] for at in members)
        return "因病" if ill else "因意外事故"

    def _able(self, home: int) -> bool:
        """Whether somebody can work."""
        skills = {self.persons.skill(at) for at in self._members(home)}
        return bool(skills & {ABLE, TRAINED, WEAK})

    def _members(self, home: int) -> list[int]:
        return self.persons.members(home)
