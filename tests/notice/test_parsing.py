"""A whole notice, read from clean and from battered text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notice.sample_notice import BODY, CLEAN, COPIES, PARAGRAPHS, ROUGH

from luoshi.notice import Notice, NoticeError, outline, parse_notice

NOTICE = parse_notice(CLEAN)


BESIDE = {"asides", "repairs"}
"""What follows the printing of a paper and not its wording."""

WORDING = NOTICE.model_dump(mode="json", exclude=BESIDE)


def structure(text: str) -> object:
    """All but what the printing makes; no character may be lost on the way."""
    return parse_notice(text).model_dump(mode="json", exclude=BESIDE)


def clause(notice: Notice, clause_id: str):
    return next(clause for clause in notice.clauses if clause.id == clause_id)


def test_head_is_read():
    assert NOTICE.number == "云茶发〔2023〕7号"
    assert NOTICE.title == "关于印发《关于扶持高山茶园县的若干措施》的通知"
    assert NOTICE.issuers == ("云岭省茶业局", "云岭省财政厅", "云岭省林业局")
    assert NOTICE.addressees == ("各市、县（区）人民政府",)


def test_tail_is_read():
    assert NOTICE.issued == date(2023, 5, 8)
    assert NOTICE.expires == date(2026, 12, 31)
    assert NOTICE.copies_to == ("省委办公厅", "组织部", "省政协办公厅", "档案馆")


def test_clauses_are_numbered_by_section_and_heading():
    assert [(clause.id, clause.heading) for clause in NOTICE.clauses] == [
        ("2.1", "增加茶园资金"),
        ("2.2", "修复茶园水土"),
        ("2.3", "培训茶农"),
        ("3.1", "落实责任"),
        ("3.2", "加强督查"),
    ]


def test_sentences_leave_out_heading_and_lead_bracket_and_keep_quotations_whole():
    assert [(sentence.id, sentence.text) for sentence in clause(NOTICE, "2.2").sentences] == [
        (
            "2.2.1",
            "2023—2025年，治理水土流失茶园2万亩，推广“茶林间作。以林养茶”做法。",
        ),
        ("2.2.2", "到2025年建成第一、二批示范园10—12个。"),
    ]


def test_lead_units_are_short_names():
    assert clause(NOTICE, "2.2").leads == ("林业局", "水利厅", "云岭气象中心")
    assert clause(NOTICE, "3.1").leads == ()


def test_text_outside_the_clauses_is_kept():
    assert [section.heading for section in NOTICE.sections] == ["总的要求", "扶持办法", "工作要求"]
    assert NOTICE.sections[0].sentences[0].id == "1.0.1"
    assert NOTICE.sections[0].sentences[0].text == "青石县、白鹭县为高山茶园县。"
    assert NOTICE.preamble[-1] == "为帮助高山茶园县渡过难关，提出如下措施。"
    assert NOTICE.closing == ("本措施自印发之日起施行，有效期至2026年12月31日。",)


def test_signature_and_enclosed_title_are_no_part_of_the_preamble():
    assert len(NOTICE.preamble) == 2
    assert "代章" not in "".join(NOTICE.preamble)


def test_json_carries_all_the_text_carries():
    dumped = NOTICE.model_dump(mode="json")
    assert set(dumped) == {
        "number",
        "title",
        "issuers",
        "addressees",
        "issued",
        "expires",
        "preamble",
        "enclosed",
        "sections",
        "clauses",
        "closing",
        "copies_to",
        "tasks",
        "appended",
        "asides",
        "repairs",
        "warnings",
        "lost",
    }
    assert list(dumped["clauses"][0]) == [
        "id",
        "heading",
        "sentences",
        "leads",
        "support",
        "mark",
        "stated",
    ]
    assert dumped["enclosed"] == "关于扶持高山茶园县的若干措施"
    assert dumped["clauses"][1]["mark"] == "（二）"
    assert dumped["clauses"][1]["stated"] == ["牵头单位：省林业局，水利厅、云岭气象中心等"]
    assert dumped["sections"][1]["clauses"] == ["2.1", "2.2", "2.3"]
    assert list(dumped["clauses"][0]["sentences"][0]) == ["id", "text"]
    assert dumped["issued"] == "2023-05-08"


def test_rough_text_reads_as_the_clean_one_and_the_changed_word_is_reported():
    rough = parse_notice(ROUGH)
    assert structure(ROUGH) == WORDING
    assert rough.repairs == ("“剪、采摘and制作手艺”改为“剪、采摘和制作手艺”",)
    assert NOTICE.repairs == ()


def test_web_page_layout_has_the_number_below_the_title_and_issuers_under_the_text():
    text = (
        "云岭省茶业局关于做好春茶采摘工作的通知\n云茶发（2024）第3号\n各县茶业局：\n"
        "春茶采摘在即，现通知如下。\n一、抓好采摘\n（一）排好工期\n按日派工，不误农时。\n"
        "（二）管好质量\n分级收茶。\n云岭省茶业局\n云岭省商务厅\n二〇二四年三月一日"
    )
    notice = parse_notice(text)
    assert notice.number == "云茶发〔2024〕3号"
    assert notice.title == "云岭省茶业局关于做好春茶采摘工作的通知"
    assert notice.issuers == ("云岭省茶业局", "云岭省商务厅")
    assert notice.issued == date(2024, 3, 1)
    assert [clause.heading for clause in notice.clauses] == ["排好工期", "管好质量"]
    assert [s.text for s in notice.clauses[1].sentences] == ["分级收茶。"]
    assert notice.warnings == ("没有找到有效期", "没有找到抄送机关")


def test_issuers_on_one_line_of_the_letterhead_are_parted():
    text = CLEAN.replace(
        "云岭省茶业局\n云岭省财政厅\n云岭省林业局\n文件", "云岭省茶业局 云岭省财政厅文件", 1
    )
    assert parse_notice("特急\n" + text).issuers == ("云岭省茶业局", "云岭省财政厅")


def test_annex_is_not_read_as_a_clause():
    annex = "附件：1.茶园名单\n抄送"
    assert structure(CLEAN.replace("抄送", annex, 1)) == WORDING
    annexed = parse_notice(CLEAN.replace("抄送", annex, 1)).asides
    assert [aside.text for aside in annexed if aside.place == "annex"] == ["附件：1.茶园名单"]


def test_helping_units_are_no_leads_and_are_kept_apart():
    text = CLEAN.replace(
        "（牵头单位：省财政厅、茶业局）", "（牵头单位：省财政厅；配合单位：茶业局）"
    )
    notice = parse_notice(text)
    assert clause(notice, "2.1").leads == ("财政厅",)
    assert clause(notice, "2.1").support == ("茶业局",)
    assert notice.warnings == ()


def test_missing_number_among_headings_is_mentioned_and_no_clause_is_swallowed():
    notice = parse_notice(CLEAN.replace("（二）修复茶园水土", "(穴)修复茶园水土"))
    assert [clause.id for clause in notice.clauses][:2] == ["2.1", "2.3"]
    assert "标题“（三）”之前缺少编号 2" in notice.warnings[0]


def test_unknown_latin_word_is_left_and_mentioned():
    notice = parse_notice(CLEAN.replace("采摘和制作", "采摘hou制作"))
    assert "采摘hou制作" in clause(notice, "2.3").sentences[0].text
    assert "“hou”可能是识别错误" in notice.warnings[0]


def test_all_that_is_missing_is_said_at_once():
    with pytest.raises(NoticeError) as caught:
        parse_notice("今天天气很好。")
    message = str(caught.value)
    for part in ("发文字号", "标题", "发文机关", "条款", "成文日期"):
        assert f"没有找到{part}" in message


def test_only_what_is_missing_is_said():
    with pytest.raises(NoticeError) as caught:
        parse_notice(CLEAN.replace("云茶发〔2023〕7号", ""))
    assert str(caught.value) == "认不出是公文通知：没有找到发文字号（如 云农发〔2021〕26号）"


def test_outline_shows_the_structure():
    lines = outline(parse_notice(ROUGH)).splitlines()
    assert lines[0] == NOTICE.title
    assert "发文字号：云茶发〔2023〕7号" in lines
    assert "有效期至：2026年12月31日" in lines
    assert "条款：5 条" in lines
    assert "  2.2 修复茶园水土（2 句）" in lines
    assert "      牵头单位（3 个）：林业局、水利厅、云岭气象中心" in lines
    assert "读取时改动的文字：" in lines


@given(
    paragraph=st.sampled_from([*BODY, COPIES]),
    share=st.floats(0, 1),
    page_break=st.sampled_from(["\n", "\n\n", "\n\f\n", "\n\n— 3 —\n\n", " \r\n　　"]),
)
def test_page_breaks_do_not_matter(paragraph: int, share: float, page_break: str):
    text = PARAGRAPHS[paragraph]
    place = 1 + int(share * (len(text) - 2))
    broken = [*PARAGRAPHS]
    broken[paragraph] = text[:place] + page_break + text[place:]
    assert structure("\n".join(broken)) == WORDING


@given(st.lists(st.booleans(), min_size=CLEAN.count("（") + CLEAN.count("）")))
def test_width_of_brackets_does_not_matter(narrow: list[bool]):
    choice = iter(narrow)
    halves = {"（": "(", "）": ")"}
    mixed = "".join(halves[char] if char in halves and next(choice) else char for char in CLEAN)
    assert structure(mixed) == WORDING


@given(st.sets(st.sampled_from([n for n in BODY if PARAGRAPHS[n][0] in "一二三（"])), st.booleans())
def test_bold_marks_round_headings_do_not_matter(marked: set[int], after_number: bool):
    def bold(text: str) -> str:
        heading, stop, rest = text.partition("。")
        number = heading[:3] if after_number and heading.startswith("（") else ""
        return f"{number}**{heading.removeprefix(number)}{stop}**{rest}"

    texts = [bold(text) if n in marked else text for n, text in enumerate(PARAGRAPHS)]
    assert structure("\n".join(texts)) == WORDING
