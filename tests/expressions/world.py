"""A small world for the expression tests: its tables, some households, and an engine."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import duckdb

from luoshi.expressions import Entity, Kind, Vocabulary, column, compile_query, parse
from luoshi.expressions.vocabulary import History, InForce
from luoshi.warehouse.schema import About, CodeItem, CodeList, Column, FieldType, Table

Row = dict[str, object]
World = dict[str, list[Row]]

PERSON, HOUSEHOLD = "证件号码", "户编号"
AS_OF = date(2024, 6, 1)
VALUES: dict[str, object] = {
    "as_of": AS_OF,
    "监测范围": Decimal(8000),
    "月数": 12,
    "类别": "长期慢性病",
    "起算日": date(2023, 1, 1),
    "period_start": date(2023, 6, 1),
    "period_end": AS_OF,
    "year": 2024,
}


def _table(
    id_: str,
    title: str,
    about: About,
    key: str,
    *columns: Column,
    period: str | None = None,
    home: str = "dataset",
) -> Table:
    return Table(
        id=id_,
        title=title,
        home=home,  # type: ignore[arg-type]
        about=about,
        key=(key,),
        columns=columns,
        period=period,
    )


def _column(name: str, type_: FieldType, **rest: str) -> Column:
    return Column.model_validate({"name": name, "type": type_, **rest})


_PERSON = _column(PERSON, FieldType.PERSON)
_HOUSEHOLD = _column(HOUSEHOLD, FieldType.HOUSEHOLD)

TABLES = [
    _table(
        "residents",
        "户籍",
        About.PERSON,
        PERSON,
        _PERSON,
        _HOUSEHOLD,
        _column("姓名", FieldType.TEXT),
        _column("出生日期", FieldType.DATE),
        _column("性别", FieldType.CODE, codes="sex"),
        _column("健康状况", FieldType.CODES, codes="health"),
    ),
    _table(
        "households",
        "农户",
        About.HOUSEHOLD,
        HOUSEHOLD,
        _HOUSEHOLD,
        _column("行政村", FieldType.AREA),
        _column("户类型", FieldType.CODE, codes="kinds"),
        _column("监测对象类别", FieldType.TEXT),
        _column("人均纯收入", FieldType.DECIMAL, unit="元"),
        _column("人口数", FieldType.INTEGER, unit="人"),
        _column("是否危房户", FieldType.YES_NO),
        _column("识别时间", FieldType.MONTH),
        _column("致贫/返贫风险1", FieldType.TEXT),
        _column("耕地面积（亩）", FieldType.DECIMAL, unit="亩"),
        _column("公益性岗位(月数)", FieldType.INTEGER, unit="月"),
    ),
    _table(
        "insurance",
        "参保",
        About.PERSON,
        PERSON,
        _PERSON,
        _column("参保状态", FieldType.TEXT),
        _column("参保年度", FieldType.YEAR),
    ),
    _table(
        "claims",
        "医保结算",
        About.RECORD,
        "单号",
        _column("单号", FieldType.TEXT),
        _PERSON,
        _column("个人自付", FieldType.DECIMAL, unit="元"),
        _column("结算日期", FieldType.DATE),
        _column("就医类型", FieldType.TEXT),
    ),
    _table(
        "water",
        "供水",
        About.HOUSEHOLD,
        HOUSEHOLD,
        _HOUSEHOLD,
        _column("水质", FieldType.TEXT),
        _column("断水天数", FieldType.INTEGER, unit="天"),
    ),
    _table(
        "subsidies",
        "补贴",
        About.RECORD,
        "编号",
        _column("编号", FieldType.TEXT),
        _HOUSEHOLD,
        _column("金额", FieldType.DECIMAL, unit="元"),
        _column("发放月份", FieldType.MONTH),
    ),
    _table(
        "loans",
        "贷款",
        About.RECORD,
        "合同号",
        _column("合同号", FieldType.TEXT),
        _PERSON,
        _column("余额", FieldType.DECIMAL, unit="元"),
    ),
    _table(
        "villages",
        "行政村",
        About.AREA,
        "行政村",
        _column("行政村", FieldType.AREA),
        _column("总人口数", FieldType.INTEGER, unit="人"),
    ),
    _table(
        "land",
        "用地指标",
        About.RECORD,
        "编号",
        _column("编号", FieldType.TEXT),
        _column("县", FieldType.AREA),
        _column("年度", FieldType.YEAR),
        _column("用途", FieldType.TEXT),
        _column("面积", FieldType.DECIMAL, unit="亩"),
        period="年度",
    ),
    _table(
        "reports",
        "进展报告",
        About.RECORD,
        "编号",
        _column("编号", FieldType.TEXT),
        _column("报告地", FieldType.AREA),
        _column("报告日期", FieldType.DATE),
        _column("件数", FieldType.INTEGER),
        period="报告日期",
    ),
    _table(
        "wages",
        "务工收入",
        About.RECORD,
        "编号",
        _column("编号", FieldType.TEXT),
        _PERSON,
        _column("月份", FieldType.MONTH),
        _column("金额", FieldType.DECIMAL, unit="元"),
        period="月份",
    ),
    _table(
        "trips",
        "外出",
        About.RECORD,
        "编号",
        _column("编号", FieldType.TEXT),
        _PERSON,
        _HOUSEHOLD,
        _column("乡名", FieldType.TEXT, element="township.name"),
        _column("村名", FieldType.TEXT, element="village.name"),
        _column("号码", FieldType.ID_NUMBER, element="person.number"),
        _column("户主号码", FieldType.ID_NUMBER),
        _column("电话", FieldType.PHONE),
        _column("开始", FieldType.DATE),
        _column("结束", FieldType.DATE),
        _column("渠道", FieldType.CODES, codes="channels"),
        _column("其他渠道", FieldType.CODE, codes="channels"),
        home="export",
    ),
    _table(
        "hamlets",
        "自然村",
        About.AREA,
        "编号",
        _column("编号", FieldType.TEXT),
        _column("所在乡", FieldType.TEXT, element="township.name"),
        _column("村", FieldType.TEXT, element="village.name"),
    ),
    *(
        _table(
            id_,
            title,
            About.AREA,
            "县",
            _column("县", FieldType.AREA),
            _column("县名", FieldType.TEXT),
            _column("农村人口", FieldType.INTEGER, unit="人"),
        )
        for id_, title in (("counties", "县"), ("region", "全区"))
    ),
]

CODES = {
    "sex": ("男", "女"),
    "health": ("健康", "长期慢性病", "残疾", "大病"),
    "kinds": ("脱贫户", "普通农户"),
    "channels": ("帮扶车间", "公益性岗位", "外出"),
}


def _codes(id_: str, names: Sequence[str]) -> CodeList:
    items = tuple(CodeItem(name=name, code=str(code)) for code, name in enumerate(names, start=1))
    return CodeList(id=id_, title=id_, items=items, source="测试")


HISTORIES = {
    "监测范围": History(
        (
            InForce(date(2020, 1, 1), date(2023, 5, 31), Decimal(7000)),
            InForce(date(2023, 6, 1), date(2024, 5, 31), Decimal("7500.5")),
            InForce(date(2024, 6, 2), None, Decimal(8000)),
        )
    ),
    "时限": History(
        (
            InForce(date(2023, 1, 1), date(2023, 12, 31), Decimal(0)),
            InForce(date(2024, 1, 1), None, Decimal(5)),
        ),
        "工作日",
    ),
    "月数": History((InForce(date(2023, 2, 1), None, Decimal(12)),), "日"),
}

VOCABULARY = Vocabulary(
    tables={table.id: table for table in TABLES},
    residents="residents",
    households="households",
    counties="counties",
    region="region",
    parameters={
        "监测范围": Kind.NUMBER,
        "月数": Kind.NUMBER,
        "类别": Kind.TEXT,
        "起算日": Kind.DATE,
        "时限": Kind.NUMBER,
    },
    histories=HISTORIES,
    codes={id_: _codes(id_, names) for id_, names in CODES.items()},
)

WORLD: World = {
    "residents": [
        {
            PERSON: 1,
            HOUSEHOLD: "甲",
            "姓名": "马一",
            "出生日期": date(1960, 2, 29),
            "性别": "男",
            "健康状况": "长期慢性病,残疾",
        },
        {
            PERSON: 2,
            HOUSEHOLD: "甲",
            "姓名": "马二",
            "出生日期": date(2010, 6, 1),
            "性别": "女",
            "健康状况": "健康",
        },
        {PERSON: 3, HOUSEHOLD: "乙", "姓名": "李三", "出生日期": date(1990, 6, 2), "性别": "男"},
        {PERSON: 4, "姓名": "王四", "出生日期": date(2000, 1, 1), "性别": "女"},
    ],
    "households": [
        {
            HOUSEHOLD: "甲",
            "行政村": "640422001001",
            "户类型": "脱贫户",
            "人均纯收入": Decimal(7000),
            "人口数": 2,
            "是否危房户": "否",
            "识别时间": date(2023, 5, 1),
            "致贫/返贫风险1": "因病",
            "耕地面积（亩）": Decimal("3.50"),
            "公益性岗位(月数)": 6,
        },
        {
            HOUSEHOLD: "乙",
            "行政村": "640422001002",
            "户类型": "普通农户",
            "人均纯收入": Decimal(12000),
            "人口数": 1,
            "是否危房户": "是",
            "监测对象类别": "边缘易致贫户",
        },
        {HOUSEHOLD: "丙", "行政村": "640422001002"},
    ],
    "insurance": [
        {PERSON: 1, "参保状态": "正常参保", "参保年度": 2024},
        {PERSON: 2, "参保状态": "暂停参保", "参保年度": 2023},
    ],
    "claims": [
        {
            "单号": "一",
            PERSON: 1,
            "个人自付": Decimal("1200.50"),
            "结算日期": date(2024, 3, 1),
            "就医类型": "住院",
        },
        {
            "单号": "二",
            PERSON: 1,
            "个人自付": Decimal("80.10"),
            "结算日期": date(2022, 3, 1),
            "就医类型": "门诊",
        },
        {
            "单号": "三",
            PERSON: 2,
            "个人自付": Decimal("30.00"),
            "结算日期": date(2024, 5, 1),
            "就医类型": "门诊",
        },
        {"单号": "四", "个人自付": Decimal("9.00"), "结算日期": date(2024, 5, 1)},
    ],
    "water": [{HOUSEHOLD: "甲", "水质": "合格", "断水天数": 3}],
    "subsidies": [
        {"编号": "一", HOUSEHOLD: "甲", "金额": Decimal("100.00"), "发放月份": date(2024, 1, 1)},
        {"编号": "二", HOUSEHOLD: "甲", "金额": Decimal("200.00"), "发放月份": date(2024, 2, 1)},
    ],
    "loans": [{"合同号": "一", PERSON: 2, "余额": Decimal("50000.00")}],
    "villages": [{"行政村": "640422001001", "总人口数": 900}],
    "counties": [
        {"县": "640422000000", "县名": "西吉县", "农村人口": 300},
        {"县": "640402000000", "县名": "原州区", "农村人口": 200},
    ],
    "region": [{"县": "640000000000", "县名": "全区", "农村人口": 500}],
    "land": [
        {"编号": "一", "县": "640422000000", "年度": 2024, "用途": "产业", "面积": Decimal(480)},
        {"编号": "二", "县": "640422001000", "年度": 2024, "用途": "住房", "面积": Decimal(20)},
        {"编号": "三", "县": "640422000000", "年度": 2022, "用途": "产业", "面积": Decimal(7)},
        {"编号": "四", "县": "640402000000", "年度": 2023, "用途": "产业", "面积": Decimal(60)},
        {"编号": "五", "县": "640000000000", "年度": 2024, "面积": Decimal(1000)},
        {"编号": "六", "县": "640402000000", "用途": "产业", "面积": Decimal(5)},
    ],
    "reports": [
        {"编号": "一", "报告地": "640422000000", "报告日期": date(2023, 6, 1), "件数": 1},
        {"编号": "二", "报告地": "640422000000", "报告日期": date(2023, 5, 31), "件数": 2},
        {"编号": "三", "报告地": "640422000000", "报告日期": AS_OF, "件数": 4},
        {"编号": "四", "报告地": "640422000000", "报告日期": date(2024, 6, 2), "件数": 8},
    ],
    "wages": [
        {"编号": "一", PERSON: 1, "月份": date(2023, 6, 1), "金额": Decimal(100)},
        {"编号": "二", PERSON: 1, "月份": date(2023, 5, 1), "金额": Decimal(200)},
        {"编号": "三", PERSON: 4, "月份": date(2024, 6, 1), "金额": Decimal(400)},
    ],
    "trips": [
        {
            "编号": "一",
            PERSON: 1,
            HOUSEHOLD: "甲",
            "乡名": "东乡",
            "村名": "南村",
            "号码": "11010519491231002X",
            "户主号码": "11010519491231002X",
            "电话": "13800000000",
            "开始": date(2023, 1, 1),
            "结束": date(2023, 6, 1),
            "渠道": "帮扶车间,公益性岗位",
            "其他渠道": "外出",
        },
        {
            "编号": "二",
            PERSON: 1,
            HOUSEHOLD: "甲",
            "乡名": "东乡",
            "村名": "南村",
            "号码": "11010519491231002X44",
            "户主号码": "11010519491231002X",
            "电话": "13800000000",
            "开始": date(2023, 5, 1),
            "渠道": "公益性岗位",
        },
        {"编号": "三", PERSON: 3, HOUSEHOLD: "乙", "村名": "南村", "电话": "13800000000"},
        {"编号": "四", PERSON: 2, "号码": "999999194912310021", "开始": date(2023, 7, 1)},
    ],
    "hamlets": [
        {"编号": "一", "所在乡": "东乡", "村": "南村"},
        {"编号": "二", "所在乡": "西乡", "村": "南村"},
    ],
}


def engine_of(world: Mapping[str, Sequence[Row]]) -> duckdb.DuckDBPyConnection:
    """An engine whose relations are the tables of ``world``; missing cells are null."""
    engine = duckdb.connect(config={"threads": 1})
    for table in TABLES:
        columns = ", ".join(f'"{column.name}" {column.storage}' for column in table.columns)
        engine.execute(f'CREATE TABLE "{table.id}" ({columns})')
        fill(engine, table, world.get(table.id, ()))
    return engine


def fill(engine: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[Row]) -> None:
    """Put these rows, and no others, into a table."""
    engine.execute(f'DELETE FROM "{table.id}"')
    marks = ", ".join("?" for _ in table.columns)
    cells = [row.get(column.name) for row in rows for column in table.columns]
    if cells:
        rows_of_marks = ", ".join(f"({marks})" for _ in rows)
        engine.execute(f'INSERT INTO "{table.id}" VALUES {rows_of_marks}', cells)


def ask(
    engine: duckdb.DuckDBPyConnection,
    text: str,
    subject: str = "households",
    names: Mapping[str, str] | None = None,
    vocabulary: Vocabulary = VOCABULARY,
    about: Entity | None = None,
) -> dict[object, object]:
    """What an expression gives for each row of ``subject``, by the row's key."""
    outputs = {
        "key": column(vocabulary, subject, vocabulary.tables[subject].key[0]),
        "answer": parse(text, vocabulary, subject, names, about),
    }
    sql = compile_query(subject, outputs, None, vocabulary, VALUES)
    return dict(engine.execute(sql).fetchall())
