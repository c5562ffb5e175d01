"""Lists of units and the bracket that names who leads."""

import pytest

from luoshi.notice.units import short_name, split_units, take_leads


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


def test_bracket_is_taken_out_of_the_text():
    leads = take_leads("修路（含桥）。（牵头单位：省交通厅（公路局）、财政厅）")
    assert leads.text == "修路（含桥）。"
    assert leads.units == ("交通厅（公路局）", "财政厅")
    assert not leads.has_helpers


@pytest.mark.parametrize("label", ["牵头单位", "责任单位", "牵头部门", "责任部门", "主办单位"])
def test_labels_of_the_bracket(label: str):
    assert take_leads(f"修路。（{label}：交通厅）").units == ("交通厅",)


def test_brackets_after_several_sentences_are_put_together():
    leads = take_leads("修路。（牵头单位：交通厅）架桥。（牵头单位：水利厅、交通厅）")
    assert leads.text == "修路。架桥。"
    assert leads.units == ("交通厅", "水利厅")


def test_helpers_do_not_lead():
    leads = take_leads("修路。（牵头单位：交通厅；配合单位：财政厅）")
    assert (leads.units, leads.has_helpers) == (("交通厅",), True)
