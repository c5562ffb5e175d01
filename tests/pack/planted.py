"""Mistakes of whoever writes a pack from scratch, each made by a small change of one file."""

from typing import NamedTuple


class Planted(NamedTuple):
    """A mistake: in ``file``, ``old`` is written as ``new`` (a new file, where ``old`` is empty).

    It is told ``of`` a file (the same one, where none is named), under ``key``, on the line that
    holds ``at`` (the one with the change, where none is given), with the words ``told``. One that
    hides others stands ``alone``.
    """

    file: str
    old: str
    new: str
    key: str
    told: str
    at: str = ""
    of: str = ""
    alone: bool = False


NOTICE = "notices/2021-26"
LAND, FISCAL = f"{NOTICE}/obligations/03-land.yaml", f"{NOTICE}/obligations/01-fiscal.yaml"
FACTS = f"{NOTICE}/notice.yaml"
HOUSE, TOPIC, GROUPS = "processes/house.yaml", "topics/land.yaml", f"{NOTICE}/groups.yaml"
INCOME, CENTRAL = "parameters/income.yaml", f"{NOTICE}/allocation/transition-central.yaml"
CONSTRUCTION = f"{NOTICE}/allocation/construction-land.yaml"
CARD, UNIT_CARD = f"{NOTICE}/scorecards/county-year.yaml", f"{NOTICE}/scorecards/unit-year.yaml"
QUOTA, BURDEN = "ledgers/land_quota.yaml", "screening/medical-burden.yaml"
HEALTH, HOUSES = "checks/07-health.yaml", "tables/houses.yaml"
CHANGED = """变更日期,变更类型,原代码,原名称,现代码,现名称,批准文号
二〇二一年,更名,640122000000,贺兰县,640122000000,贺兰区,某文
"""
SEX = "id: sex\ntitle: 性别\nsource: 某处\nitems: [{name: 男}]\n"

FORMS = [
    Planted(
        LAND,
        "    records: [land_trades]",
        "    record: [land_trades]",
        "obligations[0].record",
        "不认识的键",
    ),
    Planted(
        LAND,
        "    kind: activity",
        "    kind: activty",
        "obligations[0]",
        "没有“activty”这一种",
        at="- id: land-trade-regional",
    ),
    Planted(
        LAND, "    from: 2021-09-03", "    from: 2021年9月3日", "obligations[0].from", "应当是日期"
    ),
    Planted(LAND, "    to: 2025-12-31", "    to: 2025-12-32", "obligations[0].to", "应当是日期"),
    Planted(LAND, "    to: 2025-12-31", "    to: 2020-12-31", "obligations[0].to", "早于起始日"),
    Planted(
        LAND,
        "    title: 增减挂钩节余指标在自治区内交易\n",
        "",
        "obligations[0].title",
        "缺少这一项",
        at="- id: land-trade-regional",
    ),
    Planted(
        LAND,
        "    leads: [自然资源厅]",
        "    leads: 自然资源厅",
        "obligations[0].leads",
        "应当是列表",
    ),
    Planted(
        LAND, "    leads: [自然资源厅]", "    leads: []", "obligations[0].leads", "不能是空的列表"
    ),
    Planted(
        LAND,
        "  - id: land-trade-regional",
        "  - id: Land_Trade",
        "obligations[0].id",
        "“Land_Trade”的写法不对",
    ),
    Planted(
        LAND,
        "- id: land-trade-provinces",
        "- id: land-trade-regional",
        "obligations[1].id",
        "“2021-26/land-trade-regional”已经有了",
    ),
    Planted(CARD, 'points: "30"', 'points: "29"', "parts[0].points", "各项合计 30 分"),
    Planted("topics/money.yaml", "id: money\n", "id: land\n", "id", "“land”已经有了"),
    Planted(
        CONSTRUCTION,
        "id: construction-land",
        "id: land-quota",
        "id",
        "“2021-26/land-quota”已经有了",
    ),
    Planted("codes/sexes.yaml", "", SEX, "id", "“sex”已经有了", at="id: sex"),
    Planted(
        "exports/monitored.yaml", "id: monitored", "id: residents", "id", "“residents”已经有了"
    ),
    Planted(
        "needs/relief-work.yaml",
        "id: relief-work",
        "id: medical-burden",
        "id",
        "“medical-burden”已经有了",
    ),
    Planted(TOPIC, "- id: land-misused", '- id: "2_01_002"', "watches[0].id", "“2_01_002”已经有了"),
    Planted("pack.yaml", "sends_data: true", "send_data: true", "units[0].send_data", "不认识的键"),
    Planted("pack.yaml", "{name: 科技厅}", "{name: 教育厅}", "units[15].name", "“教育厅”已经有了"),
    Planted(FACTS, "expires: 2025-12-31", "expires: 2021-09-02", "expires", "早于"),
    Planted(GROUPS, "to: 2025-12-31", "to: 2020-12-31", "groups[0].members[0].to", "早于开始日期"),
    Planted(GROUPS, '"640522"]', '"64052"]', "groups[0].members[0].counties[4]", "的写法不对"),
    Planted(GROUPS, '"640522"]', '"640599"]', "groups[0].members[0].counties", "640599"),
    Planted(
        GROUPS,
        "complement_of: key",
        "complement_of: keys",
        "groups[3].complement_of",
        "前面没有这个县组",
    ),
    Planted(
        GROUPS, "- from: 2024-01-01", "- from: 2023-01-01", "groups[6].members[1].from", "互不重叠"
    ),
    Planted(
        "codes/sex.yaml",
        '{name: 女, code: "2", aliases: [女性]}',
        '{name: 女, code: "1"}',
        "items[1].code",
        "“1”在这个码表里已经有了",
    ),
    Planted(
        "codes/empty.yaml",
        "",
        "id: empty\ntitle: 空\nsource: 某处\nitems: []\n",
        "items",
        "不能是空的列表",
        at="items: []",
    ),
    Planted(
        INCOME,
        'value: "6000"',
        'value: "6,000元"',
        "parameters[0].values[0].value",
        "“6,000元”不是数",
    ),
    Planted(
        INCOME,
        "from: 2022-01-01, to: 2022-12-31",
        "from: 2021-07-01, to: 2022-12-31",
        "parameters[0].values[1].from",
        "同时有两个值",
    ),
    Planted(
        INCOME, "    kind: number", "    kind: amount", "parameters[0].kind", "没有“amount”这个值"
    ),
    Planted(QUOTA, "key: [年度, 县, 安排文号]", "key: [年度, 县, 文号]", "key[2]", "不在表中"),
    Planted(QUOTA, "period: 年度", "period: 年份", "period", "“年份”不在表中"),
    Planted(QUOTA, "happened: [安排日期]", "happened: [安排面积]", "happened[0]", "“安排面积”不是"),
    Planted(
        QUOTA,
        "{name: 安排面积, type: decimal",
        "{name: 安排面积, type: amount",
        "columns[5].type",
        "没有“amount”这个值",
    ),
    Planted(
        QUOTA,
        "{name: 安排方式, type: code, codes: land_quota_kinds",
        "{name: 安排方式, type: code",
        "columns[4].codes",
        "要写 codes",
    ),
    Planted(
        HOUSES,
        "minimum: 0, maximum: 1000",
        "minimum: 1000, maximum: 0",
        "columns[6].minimum",
        "大于最大值",
    ),
    Planted(
        HOUSE,
        "from: [found], to: graded",
        "from: [found], to: grade",
        "moves[0].to",
        "没有名为“grade”的环节",
    ),
    Planted(
        HOUSE,
        "needs: [鉴定日期], guards",
        "needs: [鉴定时间], guards",
        "moves[0].needs",
        "没有名为“鉴定时间”的字段",
    ),
    Planted(
        HOUSE,
        "- {id: plan, title: 列入计划",
        "- {id: grade, title: 列入计划",
        "moves[3].id",
        "“grade”已经有了",
    ),
    Planted(
        HOUSE, ", end: refused", "", "stages[6].end", "办结的都要写 end", at="- {id: refused, title"
    ),
    Planted(CENTRAL, 'value: "30"', "value: 三成", "factors[0].weights[0].value", "“三成”不是数"),
    Planted(
        TOPIC, "headline: [land-issued", "headline: [land-isued", "headline[0]", "不是这个专题的数"
    ),
    Planted(
        TOPIC,
        "plus: [land-carried]",
        "plus: [land-carry]",
        "groups[0].figures[4].plus",
        "不是这一组里能加的数",
    ),
    Planted(
        "areas.csv",
        "640122000000,贺兰县,,county,县,",
        "640122000000,贺兰县,,county,县区,",
        "kind",
        "县级区划没有“县区”这一种",
    ),
    Planted(
        "areas.csv",
        "640122000000,贺兰县,,county,县,640100000000",
        "640122000000,贺兰县,,county,县,649900000000",
        "parent",
        "上级区划 649900000000 不存在",
    ),
    Planted("areas.csv", "640122000000,贺兰县", "640121000000,贺兰县", "code", "重复"),
    Planted("area_changes.csv", "", CHANGED, "变更日期", "不是日期", at="二〇二一年", alone=True),
    Planted(
        "area_changes.csv",
        "",
        CHANGED.replace("二〇二一年", "2021-10-01").replace("640122000000", "640199000000"),
        "原代码",
        "640199000000",
        at="2021-10-01",
        alone=True,
    ),
    Planted("areas.csv", "640122000000,贺兰县", "640122,贺兰县", "code", "代码位数不对"),
    Planted("areas.csv", "code,name,short_name", "code,name,short", "short", "没有名为“short”的列"),
    Planted(
        "pack.yaml",
        "residents: residents,",
        "residents: people,",
        "registers.residents",
        "没有名为“people”的表",
    ),
]
"""Mistakes of form: they are told before names are looked up."""

NAMES = [
    Planted(CARD, "to: 2025", "to: 2027", "to", "不在文件的期限"),
    Planted(CARD, "where: national_key", "where: nation_key", "classes[0].where", "nation_key"),
    Planted(
        CARD,
        "count(distinct projects.项目编码)\n        evidence",
        "count(distinct projects.项目号)\n        evidence",
        "parts[1].items[2].wanted",
        "项目号",
    ),
    Planted(
        UNIT_CARD,
        "units: [财政厅]",
        "units: [财政局]",
        "parts[3].units[0]",
        "没有名为“财政局”的单位",
    ),
    Planted(
        UNIT_CARD,
        "        by: policies.牵头单位\n",
        "",
        "parts[0].items[1].by",
        "没有写按哪一列分到单位",
        at="- id: measures-issued",
    ),
    Planted(
        LAND,
        "    leads: [自然资源厅]",
        "    leads: [自然资源局]",
        "obligations[0].leads[0]",
        "没有名为“自然资源局”的单位",
    ),
    Planted(
        LAND,
        "    leads: [自然资源厅]",
        "    leads: [财政厅]",
        "obligations[0].leads[0]",
        "不是条款 2021-26/2.3 的牵头单位",
    ),
    Planted(
        LAND,
        '    clause: "2.3"',
        '    clause: "2.33"',
        "obligations[0].clause",
        "没有名为“2021-26/2.33”的条款",
    ),
    Planted(
        LAND,
        '    sentences: ["2.3.1"]',
        '    sentences: ["2.4.1"]',
        "obligations[0].sentences[0]",
        "不在条款 2021-26/2.3 里",
    ),
    Planted(
        LAND,
        "    where: key",
        "    where: keys",
        "obligations[0].where",
        "没有名为“2021-26/keys”的县组",
    ),
    Planted(
        LAND,
        "    where: key",
        '    where: ["640199"]',
        "obligations[0].where[0]",
        "没有名为“640199”的县",
    ),
    Planted(
        LAND, "    from: 2021-09-03", "    from: 2021-01-01", "obligations[0].from", "早于文件印发"
    ),
    Planted(LAND, "    to: 2025-12-31", "    to: 2026-12-31", "obligations[0].to", "晚于文件到期"),
    Planted(LAND, "    unit: 亩", "    unit: 万元", "obligations[0].unit", "算出来的数是“亩”"),
    Planted(
        LAND,
        "records: [land_trades]",
        "records: [land_trade]",
        "obligations[0].records[0]",
        "没有名为“land_trade”的表",
    ),
    Planted(
        LAND,
        "measure: sum(land_trades.交易面积)",
        "measure: sum(land_trades.交易亩数)",
        "obligations[0].measure",
        "没有“交易亩数”这一列",
    ),
    Planted(
        LAND,
        "measure: sum(land_trades.交易面积)",
        "measure: summ(land_trades.交易面积)",
        "obligations[0].measure",
        "summ",
    ),
    Planted(
        LAND,
        "evidence: any(land_trades.交易面积 > 0)",
        "evidence: any(land_trades.交易面积 > '多')",
        "obligations[0].evidence",
        "文字",
    ),
    Planted(
        LAND, "at_most: sum(land_quota.安排面积)", 'at_most: "-1"', "obligations[5].at_most", "下限"
    ),
    Planted(
        LAND,
        "    outside: national_key",
        "    outside: national",
        "obligations[1].outside",
        "没有名为“2021-26/national”的县组",
    ),
    Planted(
        f"{NOTICE}/obligations/16-demonstration.yaml",
        "demo_villages.示范类别 = '乡村振兴示范村'",
        "demo_villages.示范类别 = '示范村'",
        "obligations[0].measure",
        "示范村",
    ),
    Planted(
        FACTS,
        "leads: [自然资源厅]",
        "leads: [国土厅]",
        "clauses[2].leads[0]",
        "没有名为“国土厅”的单位",
    ),
    Planted(
        "pack.yaml", "aliases: [工信厅]", "aliases: [科技厅]", "units[16].aliases[0]", "“科技厅”"
    ),
    Planted(
        FACTS,
        '{id: "3.4", title: 开展监测评估}',
        '{id: "3.5", title: 开展监测评估}',
        "clauses[19].id",
        "没有一条承诺",
    ),
    Planted(
        INCOME,
        "entered: {by: 乡村振兴局",
        "entered: {by: 振兴局",
        "parameters[0].entered.by",
        "没有名为“振兴局”的单位",
    ),
    Planted(
        INCOME,
        "clause: 2021-26/3.4",
        "clause: 2021-26/3.9",
        "parameters[0].clause",
        "没有名为“2021-26/3.9”的条款",
    ),
    Planted(
        "parameters/status.yaml",
        'from: 2021-01-01, value: "12"',
        'from: 2022-01-01, value: "12"',
        "fresh",
        "没有生效的值",
        of="tables/households.yaml",
        at="fresh:",
    ),
    Planted(
        "parameters/work.yaml",
        "parameters:\n",
        "parameters:\n  - id: with_gap\n    title: 断档\n    kind: number\n    values:\n"
        '      - {from: 2021-01-01, to: 2021-12-31, value: "1", source: 某处}\n'
        '      - {from: 2023-01-01, value: "2", source: 某处}\n',
        "parameters[0].values[1].from",
        "以前没有值",
        at="from: 2023-01-01, value",
    ),
    Planted(
        "parameters/work.yaml",
        "parameters:\n",
        "parameters:\n  - id: year\n    title: 年\n    kind: number\n    values:\n"
        '      - {from: 2021-01-01, value: "1", source: 某处}\n',
        "parameters[0].id",
        "“year”",
        at="- id: year",
    ),
    Planted(
        GROUPS, "  - id: regional_key\n", "  - id: all\n", "groups[1].id", "“all”", at="- id: all"
    ),
    Planted(
        GROUPS,
        "- from: 2021-09-03",
        "- from: 2020-01-01",
        "groups[0].members[0].from",
        "早于文件印发",
    ),
    Planted(
        QUOTA, "fills: [自然资源厅]", "fills: [国土厅]", "fills[0]", "没有名为“国土厅”的角色或单位"
    ),
    Planted(
        QUOTA,
        "sees: [province, county, assessor]",
        "sees: [province, countys, assessor]",
        "sees[1]",
        "没有名为“countys”的角色或单位",
    ),
    Planted(
        QUOTA,
        "codes: land_quota_kinds",
        "codes: land_quota_kind",
        "columns[4].codes",
        "没有名为“land_quota_kind”的码表",
    ),
    Planted(HOUSES, "sender: 住房城乡建设厅", "sender: 住建局", "sender", "没有名为“住建局”的单位"),
    Planted(HOUSES, "sender: 住房城乡建设厅\n", "", "sender", "没有写由谁报送", at="id: houses"),
    Planted(
        HOUSES,
        "fresh: data_fresh_months",
        "fresh: data_fresh",
        "fresh",
        "没有名为“data_fresh”的参数",
    ),
    Planted(
        "ledgers/rectification.yaml",
        "owed_by: [county]",
        "owed_by: [县里]",
        "owed_by[0]",
        "没有名为“县里”的角色或单位",
    ),
    Planted(BURDEN, "sender: 医保局", "sender: 医疗局", "sender", "没有名为“医疗局”的单位"),
    Planted(BURDEN, "risk: 因病", "risk: 因病致贫", "risk", "没有名为“因病致贫”的风险类型"),
    Planted(BURDEN, "yellow: 自付 > 线", "yellow: 自付费 > 线", "when.yellow", "自付费"),
    Planted(BURDEN, ":medical_red_times", ":medical_red_time", "when.red", "medical_red_time"),
    Planted(BURDEN, "unit: 元", "unit: 万元", "unit", "算出来的数是“元”"),
    Planted(BURDEN, "{线}元", "{线}元（{户主姓名}）", "evidence", "个人信息"),
    Planted(
        HEALTH,
        "columns: [健康状况]",
        "columns: [健康]",
        "checks[0].columns[0]",
        "没有名为“健康”的列",
    ),
    Planted(
        HEALTH,
        "户类型 = '脱贫户' and 健康状况 is null",
        "户类型 = '贫困户' and 健康状况 is null",
        "checks[0].when",
        "贫困户",
    ),
    Planted(HEALTH, "table: monitored", "table: monitor", "checks[0].table", "没有名为“monitor”的"),
    Planted(
        HOUSE,
        "clock: house_grade_days",
        "clock: house_grade_day",
        "stages[0].clock",
        "没有名为“house_grade_day”的参数",
    ),
    Planted(
        HOUSE,
        "  - {id: plan, title: 列入计划, from: [graded]",
        "  - {id: plan, title: 列入计划, from: [built]",
        "stages[2]",
        "没有一步走得到",
        at="- {id: planned",
    ),
    Planted(
        HOUSE,
        "guards: [not_in_future]",
        "guards: [not_in_futur]",
        "moves[0].guards[0]",
        "没有名为“not_in_futur”的条件",
    ),
    Planted(
        HOUSE,
        "reasons: dismissal_reasons",
        "reasons: dismissals",
        "moves[1].reasons",
        "没有名为“dismissals”的码表",
    ),
    Planted(
        HOUSE,
        "opened_by: [dangerous-house",
        "opened_by: [danger-house",
        "opened_by[0]",
        "没有名为“danger-house”的规则",
    ),
    Planted(HOUSE, "unit: 住房城乡建设厅", "unit: 住建厅", "unit", "没有名为“住建厅”的单位"),
    Planted(CENTRAL, 'value: "30"', 'value: "31"', "factors", "权重合计 101", at="factors:"),
    Planted(
        CENTRAL,
        "where: national_key, value",
        "where: national, value",
        "factors[2].classes[0].where",
        "没有名为“2021-26/national”的县组",
    ),
    Planted(CENTRAL, "fund: 中央财政", "fund: 中央", "fund", "没有名为“中央衔接"),
    Planted(CONSTRUCTION, "unit: 亩", "unit: 万元", "unit", "算出来的数是“亩”"),
    Planted(
        "duties.yaml",
        "holder: 包抓领导",
        "holder: 领导",
        "duties[0].held.holder",
        "没有名为“领导”的列",
    ),
    Planted(
        "duties.yaml",
        "{包抓对象类别: [重点帮扶村]}",
        "{包抓对象类别: [重点村]}",
        "duties[0].held.fixed.包抓对象类别",
        "没有名为“重点村”的",
    ),
    Planted(
        "helping.yaml",
        "unit: 农业农村厅, codes: help_industry",
        "unit: 农业厅, codes: help_industry",
        "groups[0].unit",
        "没有名为“农业厅”的单位",
    ),
    Planted(
        "campaigns.yaml",
        "process: review",
        "process: reviews",
        "groups[7].process",
        "没有名为“reviews”的事项",
    ),
    Planted(
        "income_items.yaml",
        "section: wages, title: 务工",
        "section: wage, title: 务工",
        "items[0].section",
        "没有名为“wage”的收入项",
    ),
    Planted(
        "national_export.yaml",
        "field: 监测对象类别",
        "field: 监测类别",
        "columns[13].field",
        "没有名为“监测类别”的字段",
    ),
    Planted(
        TOPIC,
        "ledgers: [land_quota",
        "ledgers: [land_quotas",
        "ledgers[0]",
        "没有名为“land_quotas”的表",
    ),
    Planted(
        TOPIC, "measure: 使用\n", "measure: 使用了\n", "groups[0].figures[3].measure", "使用了"
    ),
    Planted(
        TOPIC,
        "        unit: 亩",
        "        unit: 万元",
        "groups[0].figures[0].unit",
        "算出来的数是“亩”",
    ),
    Planted(
        TOPIC,
        "together: [2021-26/national_key",
        "together: [2021-26/national",
        "groups[0].together[0]",
        "没有名为“2021-26/national”的县组",
    ),
    Planted(
        "obligations/extra.yml",
        "",
        "obligations: []\n",
        "",
        "没有哪里会读这个文件",
        at="obligations",
    ),
    Planted(
        "obligation/21-extra.yaml",
        "",
        "obligations: []\n",
        "",
        "没有哪里会读这个文件",
        at="obligations",
    ),
    Planted("screenings/medical.yaml", "", "id: x\n", "", "没有哪里会读这个文件", at="id: x"),
    Planted("groups.yml", "", "groups: []\n", "", "没有哪里会读这个文件", at="groups"),
    Planted(
        "id_area_codes.csv",
        "640102,城区,,2001,640104",
        "640102,城区,,2001,640194",
        "county",
        "县代码 640194 不在区划表中",
    ),
    Planted("id_area_codes.csv", "640102,城区,,2001,", "64010,城区,,2001,", "code", "代码位数不对"),
    Planted(
        "county_stats.csv",
        "640104,resident_population,2010",
        "640104,residents,2010",
        "indicator",
        "不在允许的取值之内",
    ),
    Planted(
        "county_stats.csv",
        "640104,resident_population,2010",
        "640194,resident_population,2010",
        "county",
        "县代码 640194 不在区划表中",
    ),
    Planted(
        "county_stats.csv",
        "640104,resident_population,2020",
        "640104,resident_population,2010",
        "county",
        "已经有了",
    ),
    Planted(
        "counties.geojson",
        '"code":"640104"',
        '"code":"640194"',
        "features[0].properties.code",
        "640194 不在区划表中",
    ),
]
"""Names, days, units and files that do not hold, once all files are of their form."""
