"""What the pages of the project bank read of projects and their rows, declared and so proved."""

from luoshi.casework.projects.rows import ASSETS, BANK, FUNDS, NOTICES, RELIEF, VILLAGES
from luoshi.casework.reads import Reads
from luoshi.expressions import Kind
from luoshi.pack.requirements import names

PROJECT = "project"
"""The process the project bank is made of."""

PAGES = Reads(
    fields={
        **names(
            Kind.TEXT,
            "项目名称 项目类别 以工代赈 服务的承诺 公示文号 公示地点 本地监督电话 批次 "
            "资金层级 资金任务",
        ),
        **names(
            Kind.NUMBER,
            "库年度 总投资 衔接资金 其他资金 决算金额 受益户数 脱贫和监测受益户数 公示年度 "
            "公示总额",
        ),
        **names(Kind.CODES, "受益方式"),
        **names(Kind.DATE, "下达日期 公示起始日期 公示截止日期"),
    },
    rows={
        BANK: {
            **names(Kind.TEXT, "项目编码 项目名称 项目类别 环节 主管部门"),
            **names(Kind.NUMBER, "库年度"),
        },
        FUNDS: {
            **names(Kind.TEXT, "资金 指标文号 批次"),
            **names(Kind.DATE, "安排日期"),
            **names(Kind.NUMBER, "安排金额"),
        },
        NOTICES: {
            **names(
                Kind.TEXT, "公示环节 公示文号 项目名称 建设内容 规模单位 实施地点 实施单位 附件"
            ),
            **names(Kind.NUMBER, "公示年度 建设规模 总投资 衔接资金 其他资金"),
            **names(Kind.DATE, "公示起始日期 公示截止日期 计划开工日期 计划完工日期"),
        },
        "project_households": {**names(Kind.TEXT, "受益方式"), **names(Kind.NUMBER, "当年增收")},
        VILLAGES: {**names(Kind.TEXT, "行政村 征求意见"), **names(Kind.DATE, "征求意见日期")},
        RELIEF: {
            **names(Kind.NUMBER, "年度 以工代赈资金 劳务报酬 务工人数 脱贫和监测务工人数"),
            **names(Kind.TEXT, "项目名称"),
        },
        ASSETS: {
            **names(
                Kind.TEXT, "资产编码 资产名称 项目编码 项目名称 资产类别 资产状态 产权人 管护单位"
            ),
            **names(Kind.DATE, "资产移交日期"),
            **names(Kind.NUMBER, "原值"),
        },
        "projects": {**names(Kind.NUMBER, "年度 当年投资"), **names(Kind.TEXT, "项目阶段")},
    },
)
"""The names stand in many places there; a test finds those that are not declared here."""
