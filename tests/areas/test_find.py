"""Names as offices write them, and the traps of the division list."""

import pytest

from luoshi.areas import AreaError, Areas, Level

XIJI, JIQIANG, TUANJIE = "640422000000", "640422100000", "640422100200"


@pytest.mark.parametrize(
    "text",
    [
        "西吉县吉强镇团结村",
        "西吉县吉强镇团结村委会",
        "西吉县吉强镇团结村民委员会",
        "西吉县吉强镇团结行政村",
        "固原市/西吉县/吉强镇/团结村",
        "宁夏回族自治区 固原市 西吉县 吉强镇 团结村",
        "宁夏固原市西吉县吉强镇团结村",
        "西吉、吉强、团结村",
        "西吉县－吉强镇－团结村",
        "西吉县->吉强镇->团结村",
        "西吉县 > 吉强镇 > 团结村",
        "　西吉县　吉强镇　团 结 村　",
        "吉强镇团结村",
        "640422100200",
        "６４０４２２１００２００",
    ],
)
def test_one_village_in_many_spellings(areas: Areas, text: str) -> None:
    assert areas.find(text).code == TUANJIE


@pytest.mark.parametrize("text", ["西吉", "西吉县", "西 吉 县", "固原市西吉县", "640422"])
def test_one_county_in_many_spellings(areas: Areas, text: str) -> None:
    assert areas.find(text).code == XIJI


def test_a_county_name_wins_over_towns_and_villages_of_the_same_stem(areas: Areas) -> None:
    for county in areas.counties():
        assert areas.find(county.short_name) == county


def test_codes_of_three_lengths(areas: Areas) -> None:
    assert areas.by_code("640422") == areas.by_code("640422000000")
    assert areas.by_code("640422100").name == "吉强镇"
    assert areas.find("640422100").code == JIQIANG


@pytest.mark.parametrize("code", ["642223", "6404", "64042210020", "六四零四二二", ""])
def test_unknown_codes_are_refused(areas: Areas, code: str) -> None:
    with pytest.raises(AreaError, match="6、9 或 12 位"):
        areas.by_code(code)


def test_repeated_village_name_must_be_told_apart(areas: Areas) -> None:
    with pytest.raises(AreaError, match=r"“团结村”有 15 处.*镇北堡镇/团结村.* 等 15 处"):
        areas.find("团结村")
    assert areas.find("团结村", within=JIQIANG).code == TUANJIE
    assert areas.find("团结村", within=areas.by_code(JIQIANG)).code == TUANJIE


@pytest.mark.parametrize("name", ["城关镇", "古城镇"])
def test_two_towns_of_one_name(areas: Areas, name: str) -> None:
    with pytest.raises(AreaError, match=f"“{name}”有 2 处"):
        areas.find(name)


def test_town_of_a_repeated_name_is_found_in_its_county(areas: Areas) -> None:
    assert areas.find("城关镇", within="640423").code[:6] == "640423"
    assert areas.find("平罗县城关镇").code[:6] == "640221"


def test_village_and_community_of_one_stem(areas: Areas) -> None:
    with pytest.raises(AreaError, match=r"团结社区.*团结村"):
        areas.find("团结", within=JIQIANG)
    assert areas.find("团结社区", within=JIQIANG).kind == "居委会"
    assert areas.find("团结居委会", within=JIQIANG).kind == "居委会"
    assert areas.find("团结村", within=JIQIANG).kind == "行政村"


def test_minning_town_is_not_in_a_key_county(areas: Areas) -> None:
    town = areas.find("闽宁镇")
    assert areas.path(town.code) == "银川市/永宁县/闽宁镇"
    names = [area.short_name for area in areas.children(town.code)]
    assert names == ["福宁社区", "福宁村", "木兰村", "武河村", "园艺村", "玉海村", "原隆村"]
    with pytest.raises(AreaError, match="“闽宁镇”不是固原市/西吉县范围内的区划：银川市/永宁县"):
        areas.find("闽宁镇", within=XIJI)


@pytest.mark.parametrize("character", ["垯", "埫", "琇"])
def test_characters_outside_gb2312(areas: Areas, character: str) -> None:
    rare = [area for area in areas.all() if character in area.name]
    assert rare
    assert all(areas.find(areas.path(area.code)) == area for area in rare)


def test_placeholders_are_hidden_but_known(areas: Areas) -> None:
    hidden = [area for area in areas.all() if area.is_placeholder]
    assert len(hidden) == 7
    for area in hidden:
        assert area not in areas.children(str(area.parent))
        assert area not in areas.at_level(Level.VILLAGE)
        assert areas.find(areas.path(area.code)) == area


def test_farms_called_village_are_found_but_are_no_villages(areas: Areas) -> None:
    named = [a for a in areas.all() if a.kind == "类似村" and a.name.endswith("村委会")]
    assert len(named) == 9
    assert not any(area.is_village for area in named)
    assert areas.find("贺兰县南梁台子铁西村").code == "640122400501"


def test_three_cells(areas: Areas) -> None:
    assert areas.find_path("西吉县", "吉强镇", "团结村").code == TUANJIE
    assert areas.find_path("西吉", "吉强", "吉强镇团结村").code == TUANJIE
    assert areas.find_path("西吉县", " ", None).code == XIJI
    assert areas.find_path("平罗县", "城关镇").code == "640221100000"


def test_blank_township_leaves_the_village_to_the_county(areas: Areas) -> None:
    with pytest.raises(AreaError, match=r"“团结村”有 \d+ 处"):
        areas.find_path("640422", None, "团结村")
    assert areas.find_path("640122", "", "铁西村").code == "640122400501"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("西吉显", "没有找到“西吉显”，相近的有：固原市/西吉县。"),
        ("西吉县吉墙镇", "在固原市/西吉县没有找到“吉墙镇”，相近的有：固原市/西吉县/吉强镇。"),
        ("西吉县闽宁镇", "在固原市/西吉县没有找到“闽宁镇”，相近的有：银川市/永宁县/闽宁镇。"),
        ("吉强乡", "相近的有：固原市/西吉县/吉强镇"),
        ("北京市", "没有找到“北京市”"),
        ("  ", "区划名称为空"),
        ("642223", "没有区划代码“642223”，请填写 6、9 或 12 位"),
    ],
)
def test_errors_name_the_near_ones(areas: Areas, text: str, message: str) -> None:
    with pytest.raises(AreaError, match=message):
        areas.find(text)


def test_level_bounds_the_answer(areas: Areas) -> None:
    assert areas.find("兴隆", within=XIJI, level=Level.TOWNSHIP).name == "兴隆镇"
    with pytest.raises(AreaError, match="“西吉县”不是村级区划：固原市/西吉县"):
        areas.find("西吉县", level=Level.VILLAGE)


@pytest.mark.parametrize(
    "text",
    [
        "642223197501011234",
        "64222319750101123X",
        "642223 19750101 1234",
        "642223.19750101.1234",
        "64222319750101O234",
        "西吉县642223197501011234",
        "６４２２２３１９７５０１０１１２３４",
    ],
)
def test_an_id_number_in_the_wrong_column_is_not_repeated(areas: Areas, text: str) -> None:
    with pytest.raises(AreaError) as error:
        areas.find(text)
    assert "****" in str(error.value)
    assert "19750101" not in str(error.value)


def test_a_long_text_is_cut_in_the_error(areas: Areas) -> None:
    with pytest.raises(AreaError) as error:
        areas.find("某" * 500)
    assert len(str(error.value)) < 100


def test_a_delivery_asks_each_name_once(areas: Areas) -> None:
    before = areas._answer.cache_info().misses
    for _ in range(1000):
        areas.find("彭阳县/白阳镇")
    assert areas._answer.cache_info().misses <= before + 1
