"""Lists of units and their short names."""

import pytest

from luoshi.notice.units import are_units, is_unit, short_name, signing_units, split_units


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("自治区茶业局、财政厅", ("茶业局", "财政厅")),
        ("人行云岭中心支行、云岭证监局，省财政厅", ("人行云岭中心支行", "云岭证监局", "财政厅")),
        ("省农业农村厅、商务厅等", ("农业农村厅", "商务厅")),
        ("省农业农村厅、商务厅等有关部门", ("农业农村厅", "商务厅")),
        ("省农业农村厅、商务厅按职责分工负责", ("农业农村厅", "商务厅")),
        ("财政厅、省财政厅", ("财政厅",)),
        ("工信厅（国防工办、中小企业局）、商务厅", ("工信厅（国防工办、中小企业局）", "商务厅")),
        ("各市、县人民政府，省供销社。", ("各市、县人民政府", "供销社")),
        ("文化和旅游厅", ("文化和旅游厅",)),
        ("", ()),
    ],
)
def test_lists_are_parted_into_short_names(text: str, units: tuple[str, ...]):
    assert split_units(text) == units


@pytest.mark.parametrize(
    ("stated", "short"),
    [
        ("自治区党委组织部", "党委组织部"),
        ("自治区党委农村工作领导小组成员单位等", "党委农村工作领导小组成员单位"),
        ("云岭省财政厅", "财政厅"),
        ("市市场监管局", "市场监管局"),
        ("市场监管局", "市场监管局"),
        ("市民政局", "民政局"),
        ("县水务局", "水务局"),
        ("省委组织部", "省委组织部"),
        ("省级有关部门", "省级有关部门"),
        ("市人民政府", "市人民政府"),
        ("区域合作办", "区域合作办"),
    ],
)
def test_region_is_dropped_only_where_it_is_a_prefix(stated: str, short: str):
    assert short_name(stated) == short


@pytest.mark.parametrize(
    "name", ["云岭省财政厅", "国务院", "县水务投资公司", "市疾控中心", "团县委"]
)
def test_names_of_units(name: str):
    assert is_unit(name)


@pytest.mark.parametrize(
    "name", ["财政", "厅", "不少于四十天", "云岭省财政厅、林业局", "到期应当报财政厅。"]
)
def test_what_is_no_name_of_a_unit(name: str):
    assert not is_unit(name)


@pytest.mark.parametrize(
    ("names", "are"),
    [
        ("县民政局、各乡镇人民政府", True),
        ("各有关部门", True),
        ("民政局、财政局等部门", True),
        ("县级", False),
        ("修路、架桥", False),
    ],
)
def test_lists_of_units_are_told_from_prose(names: str, are: bool):
    assert are_units(names) is are


@pytest.mark.parametrize(
    ("line", "units"),
    [
        ("云岭省财政厅    云岭省林业局", ("云岭省财政厅", "云岭省林业局")),
        ("云岭省财政厅（代章）", ("云岭省财政厅",)),
        ("国 务 院", ("国务院",)),
        ("云岭省财政厅　报送", ()),
        ("2023年5月8日", ()),
    ],
)
def test_lines_of_signatures(line: str, units: tuple[str, ...]):
    assert signing_units(line) == units
