"""Who leads and who helps, in each form a clause states it."""

import pytest

from luoshi.notice.leads import PLACE, Leads, take_leads


def taken(*lines: str) -> Leads:
    return take_leads(lines)


def test_bracket_is_taken_out_of_the_text():
    leads = taken("修路（含桥）。（牵头单位：省交通厅（公路局）、财政厅）")
    assert leads.text == f"修路（含桥）。{PLACE}"
    assert leads.units == ("交通厅（公路局）", "财政厅")
    assert leads.support == ()
    assert leads.stated == ("牵头单位：省交通厅（公路局）、财政厅",)


@pytest.mark.parametrize("label", ["牵头单位", "责任单位", "牵头部门", "责任部门", "主办单位"])
def test_labels_of_the_bracket(label: str):
    assert taken(f"修路。（{label}：交通厅）").units == ("交通厅",)


def test_brackets_after_several_sentences_are_put_together():
    leads = taken("修路。（牵头单位：交通厅）架桥。（牵头单位：水利厅、交通厅）")
    assert leads.text.replace(PLACE, "") == "修路。架桥。"
    assert leads.units == ("交通厅", "水利厅")


@pytest.mark.parametrize(
    ("said", "units", "support"),
    [
        ("牵头单位：交通厅；配合单位：财政厅", ("交通厅",), ("财政厅",)),
        ("牵头单位：交通厅，责任单位：财政厅、林业厅", ("交通厅",), ("财政厅", "林业厅")),
        ("牵头单位：交通厅；责任单位：财政厅；配合单位：林业厅", ("交通厅",), ("财政厅", "林业厅")),
        ("责任单位：交通厅、财政厅；配合单位：林业厅", ("交通厅", "财政厅"), ("林业厅",)),
        ("责任单位：交通厅；完成时限：2025年10月底", ("交通厅",), ()),
        ("牵头领导：某某；牵头单位：交通厅", ("交通厅",), ()),
        ("交通厅牵头，财政厅、林业厅配合", ("交通厅",), ("财政厅", "林业厅")),
        ("交通厅、水利厅牵头，财政厅等配合", ("交通厅", "水利厅"), ("财政厅",)),
        ("由县交通局牵头，县财政局按职责分工负责", ("交通局",), ("财政局",)),
        ("交通厅会同财政厅负责", ("交通厅",), ("财政厅",)),
        ("交通厅牵头负责", ("交通厅",), ()),
        ("交通厅、财政厅按职责分工负责", ("交通厅", "财政厅"), ()),
        ("交通厅、各县（区）人民政府按照职责分工负责", ("交通厅", "各县（区）人民政府"), ()),
        ("各有关部门按职责分工负责", ("各有关部门",), ()),
    ],
)
@pytest.mark.parametrize("layout", ["bracket", "before the stop", "own line", "own bare line"])
def test_forms(said: str, units: tuple[str, ...], support: tuple[str, ...], layout: str):
    lines = {
        "bracket": [f"修路。架桥。（{said}）"],
        "before the stop": [f"修路。架桥（{said}）。"],
        "own line": ["修路。架桥。", f"（{said}）"],
        "own bare line": ["修路。架桥。", said],
    }
    leads = taken(*lines[layout])
    assert (leads.units, leads.support) == (units, support)
    assert leads.text.replace(PLACE, "").replace("\n", "") == "修路。架桥。"
    assert leads.stated == (said,)


def test_fields_on_lines_of_their_own_are_one_statement_of_the_clause():
    leads = taken("修路。", "牵头单位：县交通局", "责任单位：县财政局、", "县林业局")
    assert (leads.units, leads.support) == (("交通局",), ("财政局", "林业局"))


def test_a_list_broken_within_a_name_is_joined():
    leads = taken("修路。", "责任单位：县交通局、县人力资源社", "会保障局", "架桥。")
    assert leads.units == ("交通局", "人力资源社会保障局")
    assert leads.text.replace(PLACE, "").strip() == "修路。\n\n架桥。"


@pytest.mark.parametrize(
    "text",
    [
        "修路（由村里负责）和架桥。",
        "修路（村民自行负责）。",
        "修路（交通厅另行通知）。",
        "由交通厅负责修路。",
    ],
)
def test_other_brackets_stay_in_the_text(text: str):
    assert taken(text) == Leads(text, (), (), ())
