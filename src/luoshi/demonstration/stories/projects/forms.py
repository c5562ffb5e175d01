"""What each step's form of a demonstration project says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from luoshi.areas import Area
from luoshi.demonstration.stories.projects.recipe import Kind, ProjectRecipe, Stop

Cells = dict[str, str]

BRIDGED = 0.85
"""The share of a project's cost that bridging money pays."""

BUILD = 150
"""Days a project is planned to take from its start."""


@dataclass(frozen=True)
class Forms:
    """The forms of one project: ``days`` are its opening's and each move's."""

    recipe: ProjectRecipe
    kind: Kind
    stop: Stop
    villages: list[Area]
    today: date
    days: list[date]
    moves: list[str]
    scale: int

    @property
    def place(self) -> str:
        """Where the project lies: in its village, or in the township of several."""
        code = self.villages[0].code
        return code if len(self.villages) == 1 else f"{code[:9]}000"

    @property
    def village(self) -> str:
        """The first village's name, ending in 村."""
        return f"{self.villages[0].short_name.removesuffix('村')}村"

    @property
    def year(self) -> int:
        """The year whose bank the project is in at the end."""
        return self.today.year + self.stop.year

    @property
    def total(self) -> float:
        """What the project costs (万元)."""
        return round(self.scale * self.kind.cost, 1)

    @property
    def bridging(self) -> float:
        """What bridging money pays of it."""
        return round(self.total * BRIDGED, 1)

    @property
    def reasons(self) -> dict[str, str]:
        """The reason a move gives, where it asks for one."""
        return {"roll": "当年资金不足", "refuse": "重复申报", "remove": "已由其他资金实施"}

    def day(self, move: str) -> date | None:
        """The day a move was made; None where it was not."""
        return self.days[self.moves.index(move) + 1] if move in self.moves else None

    def opening(self) -> Cells:
        """What was known when the project was put down."""
        rolled = self.stop.odd == "滚动"
        return {
            "项目名称": self.name,
            "项目类别": self.kind.kind,
            "库年度": str(self.year - rolled),
            "建设内容": self.kind.content,
        }

    @property
    def name(self) -> str:
        """The project's name."""
        return f"{self.village}{'等' if self.stop.wide else ''}{self.kind.name}项目"

    def cells(self, move: str, day: date) -> Cells:
        """The form of a move made on a day."""
        make = self._forms.get(move)
        return make(day) if make else {}

    @cached_property
    def _forms(self) -> dict[str, Callable[[date], Cells]]:
        return {
            "propose": lambda day: self._content() | self._meeting(day),
            "propose-wide": lambda day: self._content(),
            "township-pass": lambda day: {"审核意见": "情况属实，同意上报"},
            "expert": self._opinion,
            "approve": self._notice,
            "noticed": self._banked,
            "roll": lambda day: {"库年度": str(self.year)},
            "plan": self._plan,
            "notice-plan": self._notice,
            "fund": lambda day: {"下达日期": _text(day), "下达文号": self.document("资")},
            "start": self._start,
            "progress": lambda day: self._progress(day) | {"形象进度": "主体工程过半"},
            "finish": lambda day: {"完工日期": _text(day)} | self._invested(day, 1.0),
            "accept": lambda day: {
                "验收日期": _text(day), "验收单位": "县级验收组", "验收结论": "合格",
            },
            "notice-result": self._notice,
            "settle": lambda day: {
                "报账日期": _text(day), "决算金额": amount(self.total * 0.98), "形成资产": "是",
            },
            "hand-over": lambda day: {
                "移交日期": _text(day), "接收单位": f"{self.village}民委员会",
            },
        }  # fmt: skip

    def _content(self) -> Cells:
        helped = max(6, round(self.total / 3))
        begins = self.day("start") or self.today + timedelta(60)
        return {
            "项目名称": self.name,
            "建设内容": self.kind.content,
            "建设规模": amount(self.scale),
            "规模单位": self.kind.unit,
            "实施地点": f"{self.village}第二村民小组",
            "实施单位": "乡镇人民政府" if self.stop.wide else f"{self.village}民委员会",
            "总投资": amount(self.total),
            "衔接资金": amount(self.bridging),
            "其他资金": amount(self.total - self.bridging),
            "资金渠道": "衔接资金,地方财政",
            "计划开工日期": _text(begins),
            "计划完工日期": _text(self._ends(begins)),
            "受益户数": str(helped),
            "脱贫和监测受益户数": str(helped // 2),
            "受益方式": self.kind.ways,
            "以工代赈": self.kind.relief,
        }

    def _ends(self, begins: date) -> date:
        """When it is planned to end; before today for one that is late."""
        late = self.stop.odd == "逾期"
        return min(begins + timedelta(BUILD), self.today - timedelta(20) if late else date.max)

    def _meeting(self, day: date) -> Cells:
        return {"评议日期": _text(day), "参加人数": "42", "同意人数": "40"}

    def _opinion(self, day: date) -> Cells:
        return {
            "论证意见": "符合规划，建设内容可行，造价合理",
            "用地和环评": "不需要办理",
            "服务的承诺": self.kind.obligation,
        }

    def _notice(self, day: date) -> Cells:
        return {
            "公示年度": str(self.year),
            "公示文号": self.document("公示"),
            "资金层级": "中央",
            "批次": "第一批",
            "资金任务": "以工代赈"
            if self.kind.relief == "是"
            else "巩固拓展脱贫攻坚成果和乡村振兴",
            "公示总额": amount(self.total),
            "公示起始日期": _text(day),
            "公示截止日期": _text(day + timedelta(self.recipe.notice.days - 1)),
            "公示地点": self.recipe.notice.where,
            "本地监督电话": self.recipe.notice.phone,
        }

    def _banked(self, day: date) -> Cells:
        return {"异议情况": "无", "入库日期": _text(day), "入库文号": self.document("库")}

    def _plan(self, day: date) -> Cells:
        plan = {"计划年度": str(self.year), "计划文号": self.document("计划")}
        return plan | self._invested(day, 1.0)

    def _invested(self, day: date, share: float) -> Cells:
        return {"投资年度": str(day.year), "当年投资": amount(self.total * share)}

    def _start(self, day: date) -> Cells:
        return {
            "开工日期": _text(day),
            "施工单位": "通过比选确定的施工企业",
            "合同金额": amount(self.total * 0.96),
            "计划完工日期": _text(self._ends(day)),
        }

    def _progress(self, day: date) -> Cells:
        return {"进度日期": _text(day)} | self._invested(day, 0.5)

    def document(self, word: str) -> str:
        """A document's number of the county and year."""
        return f"{self.villages[0].code[:6]}{word}〔{self.year}〕3号"


def amount(number: float) -> str:
    """An amount as ledgers keep it."""
    return f"{number:.2f}"


def _text(day: date) -> str:
    return day.isoformat()
