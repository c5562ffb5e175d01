"""No ID number comes through, however it is written; what is none stays as it is."""

import re
from datetime import date
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tried import tried
from warehouse.made_up import id_number

from luoshi.text.masking import (
    _LIKE_X,
    HIDDEN,
    masked_name,
    masked_number,
    masked_phone,
    masked_text,
    shortened,
    without_id_numbers,
)
from luoshi.text.person_number import is_number, is_old_number

NUMBER, OLD = "11010519491231002X", "110105491231002"
INSIDE = ("", "", "", "", " ", "-", "\u3000", "\u200b", "\n", "\t", ".", "·", "—", "－", "_", "/")
BETWEEN = (*INSIDE, "，", "：", " 2023-01-05 ", "2023年1月5日", "电话")
AREAS = ("110105", "640401", "640422", "659004")


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """An ID number of 18 or 15 characters, or a disability card's."""
    born = draw(st.dates(date(1930, 1, 1), date(1999, 12, 31)))
    number = id_number(draw(st.integers(0, 999)), born, draw(st.sampled_from(AREAS)))
    if draw(st.booleans()):
        return number[:6] + number[8:17]
    return number + draw(st.sampled_from(["", "", "41", "13B2"]))


@st.composite
def written(draw: st.DrawFn, number: str) -> str:
    """A number with signs inside it, some characters wide, X in either case."""
    wide = draw(st.sampled_from([set(), set(number), set(number[:3])]))
    signs = (chr(ord(one) + 0xFEE0) if one in wide else one for one in number)
    spaced = "".join(one + draw(st.sampled_from(INSIDE)) for one in signs)
    return spaced.lower() if draw(st.booleans()) else spaced


def bare(text: str) -> str:
    """Letters and digits alone, in half width."""
    return re.sub(r"[\W_]", "", normalize("NFKC", text)).upper()


@tried(60)
@given(st.data(), numbers(), st.from_regex(r"\d{0,12}", fullmatch=True), st.booleans())
def test_an_id_number_never_comes_through(
    data: st.DataObject, number: str, digits: str, behind: bool
) -> None:
    typed = data.draw(written(number))
    between = data.draw(st.sampled_from(BETWEEN))
    text = f"{typed}{between}{digits}" if behind else f"{digits}{between}{typed}"
    masked = without_id_numbers(f"情况：{text}。")
    assert number[:18] not in bare(masked)
    assert number[6 : len(number[:18]) - 2] not in bare(masked)
    assert without_id_numbers(masked) == masked
    assert number[:18] not in bare(masked_text(text))


@tried(60)
@given(
    st.lists(
        st.sampled_from(["0", "1", "6", "4", "12", "19", "2023", "X", "x", " ", "-", "年", "张"]),
        max_size=40,
    ).map("".join)
)
@example(f"1{NUMBER}")
@example(f"{OLD}0")
def test_a_text_changes_where_it_holds_an_id_number_and_only_there(text: str) -> None:
    runs = re.findall(r"[\d\W_Xx]+", text)
    windows = [bare(run)[at : at + size] for run in runs for size in (15, 18) for at in range(60)]
    holds = any(map(is_number, windows)) or any(map(is_old_number, windows))
    if not holds:
        assert without_id_numbers(text) == text
    elif any(map(is_number, windows)):
        assert without_id_numbers(text) != text


@pytest.mark.parametrize(
    "text",
    [
        "电话 13995123456 13812345678，13709512345",
        "13995123456 2021-01-05 入户，13812345678",
        "2021-01-05 2021.1.11 2021/12/31",
        "户编号 6401061012060001，村代码 640106101206",
        "宁财（农）指标〔2021〕123号，拨付 1,234,567.89 元，2021 年 12 月 31 日前",
        "项目编码 640104-2021-0001，文号 20210101093000",
        "110105194912310021",
        "9999991949123100",
        "",
    ],
)
def test_what_is_no_id_number_stays(text: str) -> None:
    assert without_id_numbers(text) == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"13995123456 {NUMBER}", "13995123456 110105****2X"),
        (f"电话13995123456，{NUMBER}", "电话13995123456，110105****2X"),
        (f"{NUMBER}13995123456", "110105****2X13995123456"),
        (f"{NUMBER}、{NUMBER}", "110105****2X、110105****2X"),
        (f"13995123456 {OLD}", "13995123456 110105****02"),
        (f"13995123456\n2023-01-05\n{OLD}", "13995123456\n2023-01-05\n110105****02"),
        (f"残疾人证 {NUMBER}41，一级", "残疾人证 110105****2X，一级"),
        (f"{NUMBER}41B2", "110105****2X"),
        ("1101 0519 4912 3100 2x", "110105****2X"),
        ("１１０１０５１９４９１２３１００２Ｘ", "110105****2X"),
    ],
)
def test_as_readers_see_it(text: str, masked: str) -> None:
    assert without_id_numbers(text) == masked


@pytest.mark.parametrize("sign", [*_LIKE_X, "Ｘ", "ｘ"])
@pytest.mark.parametrize("behind", ["", " 3人", "，电话13995123456", "41"])
def test_what_looks_like_the_x_at_its_end_hides_no_number(sign: str, behind: str) -> None:
    for number in (f"{NUMBER[:-1]}{sign}", f"1101 0519 4912 3100 2 {sign}"):
        masked = without_id_numbers(f"证件{number}{behind}")
        assert masked.startswith("证件110105****2X")
        assert without_id_numbers(masked) == masked
    assert masked_text(f"{NUMBER[:-1]}{sign}") == "110105****2X"


@pytest.mark.parametrize("sign", ["×", "✕"])
def test_inside_a_number_such_a_sign_keeps_it_apart(sign: str) -> None:
    assert without_id_numbers(f"11010519491231{sign}002X") == "110105****2X"
    assert without_id_numbers(f"长 1101051949{sign}123 毫米") == f"长 1101051949{sign}123 毫米"


def test_of_a_long_number_as_much_is_shown_whatever_lies_in_it() -> None:
    assert masked_text("640422199001011234") == "640422****34"
    assert masked_text("13995123456 640422199001011234") == "139951****34"


def test_a_number_at_the_cut_does_not_come_through_by_half() -> None:
    assert shortened(f"证件 {NUMBER}", 20) == "证件 110105****2X"
    assert shortened(f"一二三四五六七八 {NUMBER}", 20) == "一二三四五六七八 110105****2"


@given(st.text(min_size=1, max_size=30))
def test_masks_of_names_and_phones_hide_something_and_are_no_longer(text: str) -> None:
    assert len(masked_phone(text)) == min(len(text), 11)
    assert "*" in masked_phone(text)
    assert masked_name(text) == text[0] + "*" * (len(text) - 1)


def test_a_number_too_short_to_hide_a_part_of_is_hidden_whole() -> None:
    for length in range(8):
        assert masked_phone("1" * length) == "*" * length
    assert masked_phone("1" * 8).count("*") == 1
    for length in range(11):
        assert masked_number("1" * length) == HIDDEN
    assert masked_number("1" * 18) == f"111111{HIDDEN}11"
