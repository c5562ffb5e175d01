"""Playing stories of households onto the site, by the same actions that users take."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db import transaction

from luoshi import pack
from luoshi.casework.guards import RISKS
from luoshi.pack.helping import HelpGroup
from luoshi.pack.processes import MONITORING, Direction, Move, Process
from luoshi.site.accounts.services import User
from luoshi.site.casework.actions.comparisons import AnswerReply
from luoshi.site.casework.actions.incomes import FillIncome
from luoshi.site.casework.actions.lead_intake import receive_leads
from luoshi.site.casework.actions.measures import AnswerMeasure, AskMeasure
from luoshi.site.casework.choices import MeasureState
from luoshi.site.casework.demo.story import (
    ACTIONS,
    ANSWER,
    ASK,
    DONE,
    INCOME,
    RICHER,
    TAKE,
    HouseholdStep,
    HouseholdStory,
)
from luoshi.site.monitoring.services.leads import FlaggedHousehold, waiting_households
from luoshi.site.processes.actions.moves import MakeMove
from luoshi.site.processes.extensions import needs_note
from luoshi.site.processes.models import Case
from luoshi.site.rights import Role

DISASTER, OTHER_RISK = "因自然灾害子项", "其他风险说明"
PEOPLE = 4
POOR, SUDDEN, SAFE = 24_000, 52_000, 76_000
"""Yuan a household of `PEOPLE` earns: under the line of any year, just above it, well above."""

SUDDENLY = "突发严重困难户"
UNSTABLE, MARGINAL = "脱贫不稳定户", "边缘易致贫户"


@transaction.atomic
def play(stories: Sequence[HouseholdStory], county: str, today: date, no_earlier: date) -> int:
    """Play stories of flagged households of a county (6 digits), all or none; gives how many.

    Stories that would have begun before ``no_earlier`` are left out.
    """
    played = [story for story in stories if today - timedelta(story.days) >= no_earlier]
    homes = _homes(county, len(played))
    for place, (home, story) in enumerate(zip(homes, played, strict=False)):
        _Player(home, story, today, place).play()
    return min(len(homes), len(played))


def _homes(county: str, wanted: int) -> list[FlaggedHousehold]:
    """Households whose leads still wait, spread over the county's villages."""
    fresh = list(waiting_households(county).order_by("number"))
    step = max(len(fresh) // max(wanted, 1), 1)
    return fresh[::step][:wanted]


@dataclass
class _Player:
    home: FlaggedHousehold
    story: HouseholdStory
    today: date
    place: int

    def play(self) -> None:
        """Open the household's case on the day the story began, and do what it tells."""
        day = self.today - timedelta(self.story.days)
        receive_leads(day, {self.home.number})
        for step in self.story.steps:
            day += timedelta(step.after)
            self._act(step.name, day) if step.name in ACTIONS else self._move(step, day)

    @property
    def case(self) -> Case:
        """The case as it stands; it is the household's newest."""
        cases = Case.objects.filter(process=MONITORING, household=self.home.number)
        return cases.latest("pk")

    @cached_property
    def process(self) -> Process:
        return pack.load().processes[MONITORING]

    @cached_property
    def risks(self) -> list[str]:
        """What its leads warn of."""
        rules = pack.load().rules
        risks = (rules[lead.rule].risk for lead in self.home.leads.all() if lead.rule in rules)
        return list(dict.fromkeys(risks))

    @cached_property
    def kind(self) -> str:
        return (MARGINAL, UNSTABLE, SUDDENLY)[self.place % 3]

    def _move(self, step: HouseholdStep, day: date) -> None:
        move = self.process.move[step.name]
        user = someone(Role(move.by[0].value), self.home.village)
        form = self.process.form(move).columns
        told = {**self._told(), **{c.name: str(day) for c in form if c.name.endswith("日期")}}
        cells = {column.name: told[column.name] for column in form if column.name in told}
        note = self._note(move)
        MakeMove(self.case, user, step.name, cells, step.reason, note, day=day).execute()

    def _note(self, move: Move) -> str:
        """What is written where a reason alone will not do."""
        if move.direction is Direction.BACK:
            return "材料不齐，请补上"
        return "问过本人和村里" if needs_note(self.case, move) else ""

    def _told(self) -> dict[str, str]:
        """What forms are answered with."""
        disasters = pack.load().codes["natural_disasters"].items
        disaster = disasters[self.place % len(disasters)].name
        return {
            "核实情况": "入户看过，情况属实",
            "入户人": "村干部",
            RISKS: ",".join(self.risks),
            DISASTER: disaster if "因自然灾害" in self.risks else "",
            OTHER_RISK: "支出突然增加" if "其他" in self.risks else "",
            **dict.fromkeys(("有劳动力", "住房安全", "饮水安全"), "是"),
            **dict.fromkeys(("义务教育有保障", "基本医疗有保障"), "是"),
            "授权人": self.home.head,
            "比对结论": "没有影响认定的资产",
            "参加人数": "23",
            "同意人数": "21",
            "监测对象类别": self.kind,
            "公示地点": "村务公开栏",
            "异议情况": "无",
            "审核意见": "材料齐全，同意",
            "监测联系人": "村干部",
            "走访方式": "入户",
            "有新变化": "否",
            "消除方式": "帮扶消除",
        }

    def _act(self, name: str, day: date) -> None:
        case, county = self.case, someone(Role.COUNTY, self.home.village)
        if name == ANSWER:
            for reply in case.replies.filter(answered_on=None):
                AnswerReply(reply, county, found=False, day=day).execute()
        elif name in (INCOME, RICHER):
            worker = someone(Role.VILLAGE, self.home.village)
            FillIncome(case, worker, str(PEOPLE), self._amounts(name), day=day).execute()
        elif name == ASK:
            asker = someone(Role.TOWNSHIP, self.home.village)
            for group in self._help():
                kinds = pack.load().codes[group.codes].items
                kind = kinds[self.place % (len(kinds) - 1)].name
                AskMeasure(case, asker, group.id, kind, day=day).execute()
        elif name in (TAKE, DONE):
            state = MeasureState.TAKEN if name == TAKE else MeasureState.DONE
            for measure in case.measures.all():
                AnswerMeasure(measure, county, state, day=day).execute()

    def _amounts(self, name: str) -> dict[str, str]:
        total = SAFE if name == RICHER else SUDDEN if self.kind == SUDDENLY else POOR
        return {"work": str(total * 3 // 4), "breeding": str(total // 4)}

    def _help(self) -> Iterator[HelpGroup]:
        """One group that fits each risk, and work for those who can."""
        groups = pack.load().help_groups
        chosen = [next(one for one in groups.values() if risk in one.fits) for risk in self.risks]
        yield from {one.id: one for one in (*chosen, groups["employment"])}.values()


def someone(role: Role, village: str) -> User:
    """The demonstration account of a role in a village; nobody can sign in with it."""
    digits = {Role.COUNTY: 6, Role.TOWNSHIP: 9}.get(role, 12)
    area = village[:digits].ljust(12, "0")
    user, new = User.objects.get_or_create(
        username=f"demo-{role.value}-{area}",
        defaults={"role": role, "area": area, "display_name": "演示人员"},
    )
    if new:
        user.set_unusable_password()
        user.save()
    return user
