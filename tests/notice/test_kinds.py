"""Kinds of paper that a notice may be, each with what is easily read wrong in it."""

from datetime import date

import pytest

from luoshi.notice import Notice, parse_notice

HEAD = "云茶发〔2024〕901号\n关于做好茶业工作的通知\n各县（区）人民政府：\n现将有关事项通知如下。\n"
SIGNED = "\n云岭省茶业局\n2024年3月18日\n"


def ids(notice: Notice) -> list[str]:
    return [clause.id for clause in notice.clauses]


def texts(notice: Notice, clause_id: str) -> list[str]:
    clause = next(clause for clause in notice.clauses if clause.id == clause_id)
    return [sentence.text for sentence in clause.sentences]


def read(body: str) -> Notice:
    notice = parse_notice(f"{HEAD}{body}{SIGNED}")
    assert notice.lost == ()
    return notice


def test_numbers_that_run_on_over_sections_are_no_doubt():
    notice = read("一、甲事\n（一）修路。一句。\n（二）架桥。一句。\n二、乙事\n（三）采茶。一句。")
    assert ids(notice) == ["1.1", "1.2", "2.3"]
    assert notice.warnings == ("没有找到有效期", "没有找到抄送机关")


def test_a_number_left_out_is_a_doubt_where_numbers_start_anew():
    notice = read("一、甲事\n（一）修路。一句。\n二、乙事\n（一）采茶。一句。\n（三）制茶。一句。")
    assert ids(notice) == ["1.1", "2.1", "2.3"]
    assert "标题“（三）”之前缺少编号 2" in notice.warnings[0]


def test_a_section_without_clauses_is_one():
    notice = read(
        "一、修路\n每年三十公里。\n二、采茶\n（一）春茶。一句。\n三、督查\n按月通报。按年考核。"
    )
    assert ids(notice) == ["1", "2.1", "3"]
    assert texts(notice, "3") == ["按月通报。", "按年考核。"]
    assert [clause.sentences[0].id for clause in notice.clauses] == ["1.0.1", "2.1.1", "3.0.1"]
    assert [section.clauses for section in notice.sections] == [("1",), ("2.1",), ("3",)]
    assert [one.id for one in notice.sentences()] == ["1.0.1", "2.1.1", "3.0.1", "3.0.2"]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [("坚持茶农优先。", ["2.1"]), ("到2026年，茶园达到十万亩。", ["1", "2.1"])],
)
def test_an_opening_section_is_a_clause_once_it_can_be_checked(text: str, clauses: list[str]):
    notice = read(f"一、总体要求\n{text}\n二、任务\n（一）修路。每年三十公里。")
    assert ids(notice) == clauses
    assert next(notice.sentences()).id == "1.0.1"


def test_decimal_numbers_of_three_levels():
    notice = read(
        "1 总则\n1.1 目的\n做好防汛。\n1.2 原则\n1.2.1 统一领导\n分级负责。\n2 附则\n按时修订。"
    )
    assert ids(notice) == ["1.1", "1.2.1", "2"]
    assert [(one.id, one.heading) for one in notice.sections] == [
        ("1", "总则"),
        ("1.2", "原则"),
        ("2", "附则"),
    ]
    assert notice.clauses[1].sentences[0].id == "1.2.1.1"


def test_figures_at_the_start_of_a_line_are_no_numbers():
    notice = read("1 总则\n1.1 目的\n每年投入\n2 亿元，其中\n2.5亿元来自省级。\n2 附则\n按时修订。")
    assert ids(notice) == ["1.1", "2"]
    assert texts(notice, "1.1") == ["每年投入2亿元，其中2.5亿元来自省级。"]


def test_items_alone():
    notice = read("（一）修路。每年三十公里。\n（二）架桥。每年三座。")
    assert ids(notice) == ["1", "2"]


def test_articles_in_chapters_hold_their_items_and_paragraphs():
    notice = read(
        "第一章  总  则\n第一条　为规范茶园，制定本办法。\n第二章 申报\n第一节 条件\n"
        "第二条　申报者应当具备：\n（一）茶园五十亩；\n（二）技术员一名。\n未备案的不得申报。\n"
        "第三条　依照本办法\n第二条申报的，即时受理。"
    )
    assert ids(notice) == ["1", "2", "3"]
    assert texts(notice, "2") == [
        "申报者应当具备：（一）茶园五十亩；",
        "（二）技术员一名。",
        "未备案的不得申报。",
    ]
    assert texts(notice, "3") == ["依照本办法第二条申报的，即时受理。"]
    assert [(one.mark, one.heading) for one in notice.sections] == [
        ("第一章", "总则"),
        ("第二章", "申报"),
        ("第一节", "条件"),
    ]


def test_articles_may_stand_before_the_first_chapter():
    notice = read("第一条　总的一条。\n第一章 申报\n第二条　分的一条。")
    assert [one.id for one in notice.passages()] == ["1", "第一章", "2"]


def test_numbers_in_quotations_head_nothing():
    notice = read(
        "一、将第五条修改为：\n“第五条　种茶的应当备案。\n"
        "一、材料包括：\n（一）执照；\n（二）证明。”\n"
        "二、将第六条中的“局”修改为“部门”。\n三、删去第七条。\n四、文字作相应调整。"
    )
    assert ids(notice) == ["1", "2", "3", "4"]
    assert [clause.heading for clause in notice.clauses] == ["", "", "", ""]
    assert texts(notice, "3") == ["删去第七条。"]


def test_each_section_may_set_its_headings_in_its_own_way():
    notice = read(
        "一、任务\n（一）抓实监测\n1.健全机制。每月比对。\n（二）抓实就业\n发展种养，稳定务工。\n"
        "二、保障\n（一）压实责任。书记一起抓。\n（二）严格考核。按年考核。"
    )
    headings = [clause.heading for clause in notice.clauses]
    assert headings == ["抓实监测", "抓实就业", "压实责任", "严格考核"]


def test_a_heading_may_quote():
    notice = read("一、落实“三保障”政策。逐户排查。\n二、推行“一园一策”。逐园定策。")
    assert [clause.heading for clause in notice.clauses] == ["落实“三保障”政策", "推行“一园一策”"]


@pytest.mark.parametrize(
    "last",
    [
        "各县要于每年1月底前将落实情况报送省茶业局。",
        "请于8月底前报送小结。联系人：某某，电话：0000-1。",
        "此外，对个别文字作相应调整。",
        "本通知自印发之日起施行。",
        "以往规定与本通知不一致的，以本通知为准。",
    ],
)
def test_a_paragraph_on_the_whole_closes_the_paper(last: str):
    notice = read(f"一、修路。每年三十公里。\n二、架桥。每年三座。\n三、采茶。不误农时。\n{last}")
    assert texts(notice, "3") == ["不误农时。"]
    assert "".join(notice.closing) == last


def test_a_clause_keeps_its_further_paragraphs():
    notice = read("一、修路\n每年三十公里。\n逐村验收。\n二、架桥\n每年三座。\n逐座验收。")
    assert texts(notice, "2") == ["每年三座。", "逐座验收。"]
    assert notice.closing == ()


def test_forms_and_dates_behind_the_text_are_annexed():
    notice = parse_notice(
        "云茶发〔2024〕901号\n关于印发《茶园方案》的通知\n各县：\n现印发给你们。"
        f"{SIGNED}附件\n茶园方案\n一、修路\n每年三十公里。\n评价基准日\n2026年12月31日\n"
    )
    assert texts(notice, "1") == ["每年三十公里。"]
    assert notice.issued == date(2024, 3, 18)
    annexed = [aside.text for aside in notice.asides if aside.place == "annex"]
    assert annexed == ["附件", "评价基准日", "2026年12月31日"]


def test_the_day_under_the_signature_counts_and_not_that_of_printing():
    notice = parse_notice(
        f"{HEAD}一、修路。每年三十公里。{SIGNED}抄送：省委办公厅。\n"
        "云岭省茶业局办公室　　2024年3月22日印发"
    )
    assert notice.issued == date(2024, 3, 18)
    assert notice.copies_to == ("省委办公厅",)


def test_names_and_day_on_one_line():
    notice = parse_notice(f"{HEAD}一、修路。每年三十公里。\n云岭省茶业局　2024年3月18日")
    assert (notice.issuers, notice.issued) == (("云岭省茶业局",), date(2024, 3, 18))


def test_a_day_below_the_title_is_kept_and_no_part_of_the_text():
    text = HEAD.replace("各县", "（2024年3月18日）\n各县", 1)
    notice = parse_notice(f"{text}一、修路。一句。\n二、架桥。一句。{SIGNED}")
    assert notice.addressees == ("各县（区）人民政府",)
    assert ("letterhead", "（2024年3月18日）") in [(one.place, one.text) for one in notice.asides]
    assert notice.lost == ()


def test_the_letterhead_names_only_the_first_of_many():
    names = "云岭省茶业局  云岭省财政厅\n云岭省林业局"
    notice = parse_notice(f"云岭省茶业局文件\n{HEAD}一、修路。一句。\n{names}\n2024年3月18日")
    assert notice.issuers == ("云岭省茶业局", "云岭省财政厅", "云岭省林业局")


def test_a_cover_with_clauses_of_its_own_is_the_notice_and_what_it_encloses_is_appended():
    notice = parse_notice(
        f"{HEAD}一、提高认识。签订责任书。\n二、抓好落实。按月调度。\n附件：1.茶园规定\n2.责任书{SIGNED}"
        "（此件公开发布）\n附件1\n茶园规定\n为管好茶园，制定本规定。\n"
        "第一条 不得毁园。\n第二条 有效期5年。\n附件2\n责任书（样本）\n责任人："
    )
    assert ids(notice) == ["1", "2"]
    (second,) = notice.appended
    assert second.title == "茶园规定"
    assert second.preamble == ("为管好茶园，制定本规定。",)
    assert [clause.id for clause in second.clauses] == ["2:1", "2:2"]
    assert second.clauses[0].sentences[0].id == "2:1.0.1"
    assert notice.expires is None
    assert notice.lost == ()


def test_a_second_notice_behind_the_first_is_one_with_its_number():
    second = f"{HEAD.replace('901', '902').replace('茶业', '林业')}一、种树。一句。"
    notice = parse_notice(
        f"{HEAD}一、修路。一句。\n二、架桥。一句。{SIGNED}抄送：省委办公厅。\n"
        f"云岭省茶业局办公室　　2024年4月2日印发\n{second}{SIGNED}"
    )
    (text,) = notice.appended
    assert (text.number, text.title) == ("云茶发〔2024〕902号", "关于做好林业工作的通知")
    assert [clause.id for clause in text.clauses] == ["2:1"]
    assert notice.copies_to == ("省委办公厅",)
    assert notice.lost == ()


def test_a_second_paper_needs_no_annex_mark():
    notice = parse_notice(
        f"{HEAD}茶园管理办法\n第一条 不得毁园。\n第二条 按年评级。\n"
        f"茶农培训办法\n第一条 每年培训。\n第二条 发给证书。{SIGNED}"
    )
    assert ids(notice) == ["1", "2"]
    assert notice.enclosed == "茶园管理办法"
    assert [text.title for text in notice.appended] == ["茶农培训办法"]
    assert notice.lost == ()


@pytest.mark.parametrize("separator", ["\n", "  ", "\t"])
@pytest.mark.parametrize("colon", ["：", ""])
def test_the_box_of_a_web_page_is_no_text(separator: str, colon: str):
    cells = ["索 引 号", "000-1", "发文机关", "云岭省茶业局", "成文日期", "2024年03月18日"]
    cells[::2] = [f"{label}{colon}" for label in cells[::2]]
    box = separator.join(cells)
    notice = parse_notice(
        f"当前位置：首页 > 公开\n{box}\n云岭省茶业局关于修路的通知\n云茶发〔2024〕901号\n各县：\n"
        f"一、修路。一句。\n二、架桥。一句。{SIGNED}责任编辑：某某\n【打印本页】【关闭窗口】"
    )
    assert notice.title == "云岭省茶业局关于修路的通知"
    assert ids(notice) == ["1", "2"]
    assert notice.preamble == ()
    assert len([aside for aside in notice.asides if aside.place == "web_page"]) > 2


def test_what_the_box_says_serves_where_the_paper_does_not_say_it():
    notice = parse_notice(
        "发文机关：云岭省茶业局  成文日期：2024-03-18\n"
        "发文字号：云茶发〔2024〕901号  发布日期：2024-04-01\n"
        "关于修路的通知\n各县：\n一、修路。一句。\n二、架桥。一句。"
    )
    assert notice.number == "云茶发〔2024〕901号"
    assert notice.issuers == ("云岭省茶业局",)
    assert notice.issued == date(2024, 3, 18)


def test_issuers_of_the_title_serve_where_nobody_signs():
    text = f"{HEAD.replace('关于', '国务院办公厅关于')}一、修路。一句。\n2024年3月18日"
    assert parse_notice(text).issuers == ("国务院办公厅",)


def test_signs_of_radicals_are_read_as_characters():
    assert parse_notice(f"{HEAD}一、修路。一句。{SIGNED}".replace("月", "⽉")).issued is not None


def test_state_offices_of_short_names_sign():
    notice = parse_notice(f"{HEAD}一、修路。一句。\n教育部  财政部\n国 务 院\n2024年3月18日")
    assert notice.issuers == ("教育部", "财政部", "国务院")
