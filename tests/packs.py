"""Packs of other places: a small one written out here, and the shipped one with parts left out.

Every file is written through :func:`write`, so that where files stand is said in one place.
"""

import re
import shutil
from pathlib import Path
from textwrap import dedent

from luoshi.pack import default_folder

AREAS = """\
code,name,short_name,level,kind,parent
530000000000,甲省,甲,region,省,
530100000000,乙市,,city,地级市,530000000000
530121000000,东山县,,county,县,530100000000
530121100000,东山镇,,township,镇,530121000000
530121100200,东坡村,,village,行政村,530121100000
530122000000,西水县,,county,县,530100000000
530122100000,西水镇,,township,镇,530122000000
530122100200,西滩村,,village,行政村,530122100000
530123000000,南岭县,,county,县,530100000000
530123100000,南岭镇,,township,镇,530123000000
530123100200,南沟村,,village,行政村,530123100000
"""

MINIMAL = {
    "areas.csv": AREAS,
    "id_area_codes.csv": "code,name,first_year,last_year,county,shared_with,note\n"
    "530121,东山县,,,530121,,\n530122,西水县,,,530122,,\n530123,南岭县,,,530123,,\n",
    "county_stats.csv": "county,indicator,year,value,unit,quality,assumption,source,note\n"
    "530121,rural_population,2020,100000,人,published,false,统计公报,\n"
    "530122,rural_population,2020,200000,人,published,false,统计公报,\n"
    "530123,rural_population,2020,150000,人,published,false,统计公报,\n",
    "pack.yaml": """
        place: {id: jia, title: 甲省}
        registers: {residents: residents, households: households, counties: counties}
        units:
          - {name: 自然资源厅}
          - {name: 农业农村厅}
        """,
    "notices/2022-1/notice.yaml": """
        number: 甲乡振发〔2022〕1号
        short: 支持重点帮扶县的意见
        title: 关于支持重点帮扶县的意见
        issuers: [甲省农业农村厅]
        issued: 2022-01-01
        expires: 2025-12-31
        source: 印发件
        sections: {"1": 帮扶政策}
        clauses:
          - {id: "1.1", title: 土地指标, leads: [自然资源厅]}
          - {id: "1.2", title: 培训, leads: [农业农村厅]}
        """,
    "notices/2022-1/groups.yaml": """
        groups:
          - id: key
            title: 重点帮扶县
            source: 甲乡振发〔2022〕1号
            members:
              - {from: 2022-01-01, to: 2025-12-31, basis: 文件所列, counties: ["530121"],
                 left_out: {"530122": 没有列入, "530123": 没有列入}}
        """,
    "parameters/status.yaml": """
        parameters:
          - id: reported_share
            title: 至少多少县报全了才判定
            kind: number
            values: [{from: 2021-01-01, value: "0.8", source: 本系统设定}]
          - id: status_tolerance
            title: 进度可以落后多少
            kind: number
            values: [{from: 2021-01-01, value: "0.2", source: 本系统设定}]
        """,
    "tables/residents.yaml": """
        id: residents
        title: 户籍人口
        home: dataset
        about: person
        key: [证件号码]
        delivery: full
        sender: 农业农村厅
        sees: [province, county]
        source: 户籍登记
        columns:
          - {name: 证件号码, type: person, element: person.id, required: true, personal: true}
          - {name: 户编号, type: household, element: household.id, required: true}
        """,
    "tables/households.yaml": """
        id: households
        title: 农村住户
        home: dataset
        about: household
        key: [户编号]
        delivery: full
        sender: 农业农村厅
        sees: [province, county]
        source: 住户登记
        columns:
          - {name: 户编号, type: household, element: household.id, required: true}
          - {name: 行政村, type: area, element: village.code, required: true}
        """,
    "ledgers/counties.yaml": """
        id: counties
        title: 县
        home: reference
        about: area
        key: [县]
        sees: [province, county, township, village, assessor]
        source: 行政区划表
        columns:
          - {name: 县, type: area, element: county.code, required: true}
          - {name: 县名, type: text, element: county.name, required: true}
          - {name: 农村人口, type: integer, unit: 人, minimum: 0, element: county.rural_people}
        """,
    "ledgers/land.yaml": """
        id: land
        title: 用地指标
        home: ledger
        about: record
        key: [年度, 县]
        period: 年度
        due: {every: year, days: 30}
        fills: [自然资源厅]
        sees: [province, county, assessor]
        source: 统计表
        columns:
          - {name: 年度, type: year, element: year, required: true}
          - {name: 县, type: area, element: county.code, required: true}
          - {name: 指标面积, type: decimal, unit: 亩, required: true, minimum: 0}
        """,
    "ledgers/training.yaml": """
        id: training
        title: 培训
        home: ledger
        about: record
        key: [年度, 县]
        period: 年度
        due: {every: year, days: 30}
        fills: [county]
        sees: [province, county, assessor]
        source: 统计表
        columns:
          - {name: 年度, type: year, element: year, required: true}
          - {name: 县, type: area, element: county.code, required: true}
          - {name: 培训人次, type: integer, unit: 人次, required: true, minimum: 0}
        """,
    "notices/2022-1/obligations/1.yaml": """
        obligations:
          - id: land-quota
            kind: quota
            clause: "1.1"
            sentences: ["1.1.1"]
            title: 每县每年安排用地指标 600 亩
            where: key
            from: 2022-01-01
            to: 2025-12-31
            every: year
            leads: [自然资源厅]
            records: [land]
            unit: 亩
            measure: sum(land.指标面积)
            at_least: "600"
          - id: training
            kind: activity
            clause: "1.2"
            sentences: ["1.2.1"]
            title: 开展培训
            where: key
            from: 2022-01-01
            to: 2025-12-31
            every: year
            leads: [农业农村厅]
            records: [training]
            unit: 人次
            measure: sum(training.培训人次)
            evidence: any(training.培训人次 > 0)
        """,
}
"""A place of three counties with two promises over two ledgers, and nothing else."""

OF_HELPING = (
    "notices/*/allocation",
    "checks",
    "exports",
    "demonstration",
    "processes/project.yaml",
)
"""What a place goes without that screens and helps, and checks and shares out nothing."""

OF_SHARING = (
    "screening", "needs", "demonstration", "campaigns.yaml", "national_export.yaml", "duties.yaml",
    "income_items.yaml", "helping.yaml", "codes/trouble_kinds.yaml", "processes/[!p]*.yaml",
)  # fmt: skip
"""What a place goes without that checks and shares out, and screens and helps nobody."""


def write(folder: Path, files: dict[str, str]) -> Path:
    """A pack's folder with some files; YAML may be indented as the code around it is."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text), encoding="utf-8")
    return folder


def minimal(folder: Path) -> Path:
    """The place of three counties."""
    return write(folder, MINIMAL)


def helping(folder: Path) -> Path:
    """The shipped place without `OF_HELPING`."""
    _shipped_without(folder, OF_HELPING)
    head = folder / "pack.yaml"
    text = head.read_text(encoding="utf-8")
    head.write_text(re.sub(r"export_registers: .*\n", "", text), encoding="utf-8")
    return folder


def sharing(folder: Path) -> Path:
    """The shipped place without `OF_SHARING`."""
    return _shipped_without(folder, OF_SHARING)


def _shipped_without(folder: Path, patterns: tuple[str, ...]) -> Path:
    shutil.copytree(default_folder(), folder, dirs_exist_ok=True)
    for left in [file for pattern in patterns for file in folder.glob(pattern)]:
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    return folder
