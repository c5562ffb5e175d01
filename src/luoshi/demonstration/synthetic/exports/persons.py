"""What the export says of each member of a registered household."""

from dataclasses import dataclass

import numpy as np

from luoshi.demonstration.synthetic.county_context import CountyContext
from luoshi.demonstration.synthetic.exports.row import Row
from luoshi.demonstration.synthetic.household_status import DESTITUTE, MINIMUM_LIVING
from luoshi.demonstration.synthetic.households import RELATIONS
from luoshi.demonstration.synthetic.traits import AWAY, LOST, POST, SCHOOL, SKILLED

YOUNG, GROWN, OLD = 23, 36, 60
"""Ages from which people of each generation had less schooling."""

JUST_DONE = 17
"""The age up to which the system asks why somebody is not at school."""

UNABLE, WEAK, ABLE, TRAINED = "丧失劳动力", "弱劳动力或半劳动力", "普通劳动力", "技能劳动力"
CHILD = "无劳动力"

DAY = "%Y%m%d"


@dataclass(frozen=True)
class Persons:
    """The members of a county's households as the national system knows them."""

    context: CountyContext

    def row(self, at: int) -> Row:
        """The person's own cells, by the person's place in the county."""
        context = self.context
        persons, traits = context.people.persons, context.traits
        grade, number = int(traits.grade[at]), str(context.people.ids[at])
        kind = int(traits.kind[at])
        relief = int(context.status.relief[context.home[at]])
        away, post = self.is_away(at), self.has_post(at)
        return {
            "姓名": str(context.names[at]),
            "证件号码": f"{number}{kind}{grade}" if grade else number,
            "证件类型": "残疾人证" if grade else "居民身份证",
            "出生日期": str(persons.birth[at]).replace("-", ""),
            "性别": "2" if persons.female[at] else "1",
            "民族": str(context.ethnic_groups[at]),
            "政治面貌": "群众",
            "与户主关系": RELATIONS[persons.relation[at]],
            "家庭成员联系电话": str(context.phones[at]) if self.skill(at) != CHILD else "",
            "健康状况": self.health(at),
            "文化程度": "" if self.schooling(at) else self.education(at),
            "在校生状况": self.schooling(at),
            "义务教育阶段未上学原因": self.absence(at),
            "是否会讲普通话": "是",
            "劳动技能": self.skill(at),
            "务工所在地": self._works_at(at),
            "务工时间（月）": "8" if away else "",
            "公益性岗位": "保洁员" if post else "",
            "公益性岗位(月数)": "12" if post else "",
            "是否参加城乡居民基本医疗保险": "是",
            "是否参加城镇职工基本医疗保险": "否",
            "是否参加大病保险": "是",
            "是否参加城乡居民基本养老保险": "是" if self.age(at) >= YOUNG else "否",
            "是否参加城镇职工基本养老保险": "否",
            "是否接受医疗救助": "否",
            "享受低保政策情况": "农村低保" if relief == MINIMUM_LIVING else "未享受",
            "享受特困供养政策情况": "农村特困" if relief == DESTITUTE else "不享受",
        }

    def _works_at(self, at: int) -> str:
        if self.is_away(at):
            return self.context.words.away.address
        return self.context.county.name if self.has_post(at) else ""

    def age(self, at: int) -> int:
        """Full years."""
        return int(self.context.people.age[at])

    def schooling(self, at: int) -> str:
        """The stage of school; children before school are told of too."""
        stage = SCHOOL[self.context.traits.school[at]]
        start = self.context.values.number("compulsory_age_from")
        return stage or ("学龄前儿童" if self.age(at) < start else "")

    def absence(self, at: int) -> str:
        """Why somebody hardly old enough is no longer at school."""
        done = not self.schooling(at) and self.age(at) <= JUST_DONE
        return "已完成义务教育" if done else ""

    def education(self, at: int) -> str:
        """What was learnt by who is no longer at school."""
        age = self.age(at)
        steps = ((YOUNG, "高中"), (GROWN, "初中"), (OLD, "小学"))
        return next((text for limit, text in steps if age < limit), "文盲或半文盲")

    def health(self, at: int) -> str:
        """Healthy, or what the person has."""
        traits = self.context.traits
        conditions = {"残疾": traits.grade[at] > 0, "长期慢性病": traits.chronic[at]}
        return ",".join(name for name, has in conditions.items() if has) or "健康"

    def skill(self, at: int) -> str:
        """The ability to work: by school and age, then health, then training."""
        number, traits = self.context.values.number, self.context.traits
        if self.schooling(at) or self.age(at) < number("labour_age_from"):
            return CHILD
        if traits.skill[at] == LOST:
            return UNABLE
        if self.health(at) != "健康" or self.age(at) >= number("labour_age_to"):
            return WEAK
        return TRAINED if traits.skill[at] == SKILLED and traits.work[at] == AWAY else ABLE

    def is_away(self, at: int) -> bool:
        """Whether the person works outside the county."""
        return self.context.traits.work[at] == AWAY and self.skill(at) in (ABLE, TRAINED)

    def has_post(self, at: int) -> bool:
        """Whether the person has a public post in the village."""
        return self.context.traits.work[at] == POST and self.skill(at) in (ABLE, TRAINED)

    def members(self, home: int) -> list[int]:
        """The places of a household's members, the head first; the dead are no longer listed."""
        start, stop = np.searchsorted(self.context.home, [home, home + 1])
        return [at for at in range(start, stop) if not self.context.traits.dead[at]]
