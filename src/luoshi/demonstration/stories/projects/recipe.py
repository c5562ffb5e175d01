"""What a pack's demonstration projects are like: the model of ``demonstration/projects.yaml``."""

from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field

from luoshi.frozen import Frozen

Oddity = Literal[
    "", "劳务报酬不够", "资产闲置", "公示没有附件", "资产没有管护单位", "逾期", "退回", "滚动",
    "资金超过总投资",
]  # fmt: skip


class Kind(Frozen):
    """One kind of project: amounts from its scale, and what it leaves."""

    kind: str = Field(alias="项目类别")
    name: str = Field(alias="名")
    content: str = Field(alias="建设内容")
    unit: str = Field(alias="规模单位")
    scale: tuple[int, int] = Field(alias="规模")
    cost: float = Field(alias="造价")
    ways: str = Field(alias="受益方式")
    relief: str = Field(default="否", alias="以工代赈")
    asset: str = Field(alias="资产")
    asset_class: str = Field(alias="资产类别")
    yields: float = Field(alias="收益")
    obligation: str = Field(default="", alias="服务的承诺")
    wide: bool = Field(default=False, alias="跨村")


class Stop(Frozen):
    """Where a project has come to: its bank's year from now, its stage, and what is odd."""

    year: int = Field(alias="年")
    stage: str = Field(alias="停")
    wide: bool = Field(default=False, alias="跨村")
    odd: Oddity = Field(default="", alias="怪")


class Counts(Frozen):
    """How many projects a county of the group has, and one outside it."""

    group: str
    inside: int
    outside: int


class NoticeRecipe(Frozen):
    """How long notices hang, where, and whom to ring."""

    days: int
    where: str = Field(alias="地点")
    phone: str = Field(alias="电话")


class ProjectRecipe(Frozen):
    """What ``projects.yaml`` holds."""

    source: str
    assumption: bool
    kinds: tuple[Kind, ...]
    stops: tuple[Stop, ...]
    counts: Counts
    days: dict[str, int]
    notice: NoticeRecipe
    funds: tuple[str, str]


def load_recipe(pack_folder: Path) -> ProjectRecipe:
    """What a pack says of its demonstration projects."""
    text = (pack_folder / "demonstration" / "projects.yaml").read_text(encoding="utf-8")
    return ProjectRecipe.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
