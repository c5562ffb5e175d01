"""What must hold of every sentence, whatever it says."""

from decimal import Decimal
from pathlib import Path

import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from tried import tried

from luoshi.drafting.numerals import number
from luoshi.drafting.places import Places
from luoshi.drafting.proposing import propose
from luoshi.notice import Sentence
from luoshi.text.numerals import chinese

INVENTED = yaml.load(
    Path(__file__).with_name("invented.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)
PARTS = [part for text, *_ in INVENTED for part in text.rstrip("。").split("，")]
NOWHERE = Places((), ())
characters = st.text(
    "一二两十百千万亿零〇1250.%—至到年月日个名亩元千瓦不得低于超过每县村，。；“”（）底前内的",
    max_size=40,
)
run_together = st.lists(st.sampled_from(PARTS), min_size=1, max_size=6).map("，".join)
sentences = st.one_of(run_together, characters).map(lambda text: f"{text}。")


@tried(200)
@given(sentences)
@example("千瓦。")
@example("千千县，百万千瓦，万千瓦。")
@example("二〇二五年底前每县每年支持10—15个村，十五、二十个也行。")
def test_what_is_proposed_stands_in_the_sentence(text: str) -> None:
    for one in propose(Sentence(id="1.1.1", text=text), NOWHERE):
        assert one.words in text
        assert one.clue in text
        assert all(quantity.words in one.words for quantity in one.quantities)
        assert all(scope.words in one.words for scope in one.where)
        assert one.target is None or one.target in one.quantities
        assert one.wording in one.words
        assert one.pending == "待定"


@tried(200)
@given(sentences)
def test_no_words_are_proposed_for_twice(text: str) -> None:
    rest = text
    proposals = propose(Sentence(id="1.1.1", text=text), NOWHERE)
    for one in proposals:
        _, words, rest = rest.partition(one.words)
        assert words, f"{one.words} stands in none of what is left of {text}"
    assert len({one.id for one in proposals}) == len(proposals)


@tried(200)
@given(st.integers(1, 9999))
@example(1000)
@example(1005)
@example(2010)
def test_a_numeral_is_the_number_it_says(value: int) -> None:
    thousands, rest = divmod(value, 1000)
    gap = "零" if thousands and 0 < rest < 100 else ""
    small = chinese(rest).removeprefix("零") if rest else ""
    if thousands and 10 <= rest < 20:
        small = f"一{small}"
    written = f"{chinese(thousands)}千{gap}{small}" if thousands else small
    assert number(written) == value
    assert number(f"{value:,}") == number(str(value)) == value


@tried(100)
@given(st.decimals(0, 10**6, places=2))
def test_a_decimal_is_kept_to_its_last_digit(value: Decimal) -> None:
    assert str(number(str(value))) == str(value)
