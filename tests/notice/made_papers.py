"""Made-up papers of every usual kind, with what must be read from them."""

from dataclasses import dataclass, field
from datetime import date

from hypothesis import strategies as st

from luoshi.text.numerals import chinese

PLACES = ["云岭省", "青石市", "白鹭县"]
OFFICES = {
    "云岭省": ["茶业局", "财政厅", "林业局", "乡村振兴局", "人力资源社会保障厅", "工商业联合会"],
    "青石市": ["茶业局", "财政局", "教育局", "住房和城乡建设局", "市场监督管理局"],
    "白鹭县": ["茶业局", "财政局", "民政局", "卫生健康局", "妇女联合会", "供销合作社"],
}
SHORT = {"云岭省": "省", "青石市": "市", "白鹭县": "县"}
HEADINGS = [
    "增加茶园资金", "修复茶园水土", "培训茶农", "畅通销路", "建好冷库", "落实“一园一策”",
    "加强督查", "配齐技术人员", "规范用工", "守住生态底线", "稳定就业岗位", "健全长效机制",
]  # fmt: skip
SECTIONS = ["明确目标", "加大投入", "强化服务", "保障措施", "组织实施"]
SENTENCES = [
    ["省财政每年安排八百万元，不低于上年的平均数。"],
    ["2023—2025年治理水土流失茶园两万亩；", "不得毁林开垦，坡度二十五度以上的地块一律不新上项目。"],
    ["每个乡镇配备不少于三名指导员。", "下村天数每月不少于十天，由乡镇记入台账（含照片）。"],
    ["推广“老茶园、新茶农”做法，三年内覆盖全部乡镇！", "到2025年建成第一、二批示范园十个。"],
    ["县级不得截留、挪用；", "违反的追回资金；", "情节严重的依法处理。"],
    ["对连续两个季度排名末位的县予以约谈，结果通报全省。"],
]
ARTICLES = [
    ["为规范茶园管理，制定本办法。"],
    ["本办法所称茶园，是指连片五十亩以上的茶地。"],
    [
        "申报茶园应当具备下列条件：（一）面积不少于五十亩；",
        "（二）有技术人员驻点；",
        "（三）无违法记录。",
    ],
    ["县级财政按照每亩二百元安排经费，主要用于修路和育苗。", "不得用于发放奖金。"],
    ["对弄虚作假的，三年内不再受理其申请。"],
]


@dataclass
class Item:
    """A heading as printed and what is under it."""

    id: str
    mark: str
    heading: str
    sentences: list[str]
    leads: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    said: str = ""
    own_line: bool = False
    depth: int = 2
    clause: bool = True


@dataclass
class Paper:
    """The lines of a paper, one a paragraph, and the fields they hold."""

    head: list[str]
    cover: list[str]
    items: list[Item]
    closing: list[str]
    tail: list[str]
    expected: dict[str, object] = field(default_factory=dict)

    def lines(self) -> list[str]:
        return [*self.head, *self.cover, *self.body(), *self.closing, *self.tail]

    def body(self) -> list[str]:
        return [line for item in self.items for line in paragraphs(item)]

    def clauses(self) -> list[dict[str, object]]:
        return [
            {
                "id": item.id,
                "heading": item.heading,
                "leads": item.leads,
                "support": item.support,
                "sentences": item.sentences,
            }
            for item in self.items
            if item.clause
        ]


def paragraphs(item: Item) -> list[str]:
    text = "".join(item.sentences)
    bracket = f"（{item.said}）" if item.said else ""
    if not item.clause:
        return [f"{item.mark}{item.heading}"]
    if item.own_line:
        return [f"{item.mark}{item.heading}", text + bracket]
    heading = f"{item.heading}。" if item.heading else ""
    return [f"{item.mark}{heading}{text}{bracket}"]


@st.composite
def leads(draw: st.DrawFn, place: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    names = draw(st.permutations(OFFICES[place]))
    first, others = names[: draw(st.integers(1, 2))], names[2 : draw(st.integers(3, 4))]
    short = SHORT[place]
    one = "、".join(f"{short}{name}" for name in first)
    two = "、".join(f"{short}{name}" for name in others)
    return draw(
        st.sampled_from(
            [
                ((), (), ""),
                (tuple(first), (), f"责任单位：{one}"),
                (tuple(first), tuple(others), f"牵头单位：{one}；责任单位：{two}"),
                (tuple(first), tuple(others), f"牵头单位：{one}，配合单位：{two}"),
                (tuple(first), tuple(others), f"{one}牵头，{two}配合"),
                (tuple(first), (), f"{one}按职责分工负责"),
                (tuple(first), (), f"{one}负责"),
            ]
        )
    )


@st.composite
def nested(draw: st.DrawFn, place: str) -> list[Item]:
    """一、 with （一）: numbers start anew or run on; sections may have no clauses."""
    run_on, own = draw(st.booleans()), draw(st.booleans())
    items: list[Item] = []
    running = 0
    for section, title in enumerate(SECTIONS[: draw(st.integers(2, 5))], 1):
        mark = f"{chinese(section)}、"
        count = draw(st.integers(0, 3))
        if not count:
            units, support, said = draw(leads(place))
            text = draw(st.sampled_from(SENTENCES))
            items.append(Item(str(section), mark, title, text, units, support, said, True, 1))
            continue
        items.append(Item(str(section), mark, title, [], depth=1, clause=False))
        running = running if run_on else 0
        for _ in range(count):
            running += 1
            units, support, said = draw(leads(place))
            text, heading = draw(st.sampled_from(SENTENCES)), draw(st.sampled_from(HEADINGS))
            mark = f"（{chinese(running)}）"
            id_ = f"{section}.{running}"
            items.append(Item(id_, mark, heading, text, units, support, said, own))
    return items


@st.composite
def single(draw: st.DrawFn, place: str) -> list[Item]:
    """One level, of 一、 or of 1. and headings on lines of their own or not, or none."""
    style, layout = draw(st.sampled_from("一1")), draw(st.sampled_from(["own", "run in", "none"]))
    items = []
    for number in range(1, draw(st.integers(3, 7))):
        mark = f"{chinese(number)}、" if style == "一" else f"{number}."
        units, support, said = draw(leads(place))
        heading = "" if layout == "none" else draw(st.sampled_from(HEADINGS))
        text = draw(st.sampled_from([SENTENCES[0], SENTENCES[3], SENTENCES[5]]))
        own = layout == "own"
        items.append(Item(str(number), mark, heading, text, units, support, said, own, 1))
    return items


@st.composite
def decimal(draw: st.DrawFn, place: str) -> list[Item]:
    """1 with 1.1, as plans for emergencies are numbered."""
    del place
    items = []
    for section, title in enumerate(SECTIONS[: draw(st.integers(2, 4))], 1):
        count = draw(st.integers(0, 3)) if section > 1 else 2
        text = draw(st.sampled_from(SENTENCES))
        if not count:
            items.append(Item(str(section), f"{section} ", title, text, own_line=True, depth=1))
            continue
        items.append(Item(str(section), f"{section} ", title, [], depth=1, clause=False))
        for number in range(1, count + 1):
            id_, text = f"{section}.{number}", draw(st.sampled_from(SENTENCES))
            heading = draw(st.sampled_from(HEADINGS))
            items.append(Item(id_, f"{id_} ", heading, text, own_line=True))
    return items


@st.composite
def articles(draw: st.DrawFn, place: str) -> list[Item]:
    """第一条, in chapters or not, with items inside."""
    del place
    chapters, gap = draw(st.booleans()), draw(st.sampled_from(["　", "  ", ""]))
    items = []
    for number in range(1, draw(st.integers(3, 13))):
        if chapters and number % 3 == 1:
            chapter = number // 3 + 1
            mark = f"第{chinese(chapter)}章  "
            items.append(Item(mark.strip(), mark, "总则", [], depth=1, clause=False))
        text = draw(st.sampled_from(ARTICLES))
        items.append(Item(str(number), f"第{chinese(number)}条{gap}", "", text))
    return items


def amendment() -> st.SearchStrategy[list[Item]]:
    """A list of amendments, whose quotations hold numbers that head nothing."""
    texts = [
        ["将第三条修改为：“第三条茶园实行分级管理。”"],
        ["第九条增加一项，作为第（四）项：“（四）连续三年亏损的；”"],
        ["将第六条修改为：“一、茶园分三级。二、每年评定一次。”", "删去第七条。"],
        ["将第八条中的“茶业局”修改为“茶业部门”。"],
        ["增加一条，作为第十条：“对骗取资金的，追回资金。”"],
    ]
    return st.permutations(texts).map(
        lambda chosen: [
            Item(str(n), f"{chinese(n)}、", "", text, depth=1) for n, text in enumerate(chosen, 1)
        ]
    )


TERMS = [
    ("", None),
    ("本{kind}自印发之日起施行，有效期至2026年12月31日。", date(2026, 12, 31)),
    ("本{kind}自印发之日起施行，有效期5年。", date(2028, 5, 7)),
    ("本{kind}自2023年6月1日起施行，有效期3年。", date(2026, 5, 31)),
    ("本{kind}自2023年6月1日起试行，试行期两年。", date(2025, 5, 31)),
    ("本{kind}自印发之日起施行，过渡期内有效。", None),
    ("本{kind}自2023年6月1日起施行，有效期截止2025年12月底。", date(2025, 12, 31)),
]
TAILS = [
    [],
    ["（此件公开发布）"],
    ["抄送：省委办公厅，省人大常委会办公厅。", "云岭省茶业局办公室　　2023年6月9日印发"],
    ["（此件公开发布）", "附件", "茶园登记表（式样）", "填表单位：____", "2024年9月1日"],
    ["附件1", "茶园考评办法", "第一条　为做好考评，制定本办法。", "第二条　每年考评一次。"],
]
ISSUED = date(2023, 5, 8)


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    """A paper of any kind, printed a paragraph a line."""
    place = draw(st.sampled_from(PLACES))
    kinds = {"nested": nested(place), "single": single(place), "decimal": decimal(place)}
    kinds |= {"articles": articles(place), "amendment": amendment()}
    kind = draw(st.sampled_from([*kinds]))
    items = draw(kinds[kind])
    issuers = [f"{place}{office}" for office in OFFICES[place][: draw(st.integers(1, 4))]]
    signature = draw(signatures(issuers))
    term, expires = draw(st.sampled_from(TERMS))
    forwards = draw(st.booleans()) and kind != "amendment"
    subject = "茶园管理办法" if kind == "articles" else "茶业发展方案"
    title = f"关于印发《{subject}》的通知" if forwards else "关于扶持高山茶园的若干措施"
    number = f"{place[0]}茶发〔2023〕{draw(st.integers(1, 999))}号"
    addressed = draw(st.sampled_from(["各县（区）人民政府，省直有关单位", "各市、县（区）茶业局"]))
    head = draw(heads(issuers, number, title))
    cover = [f"{addressed}：", "为让高山茶园早日恢复生机，现将有关事项通知如下。"]
    tail = draw(st.sampled_from(TAILS))
    closing = [term.format(kind="措施")] if term else []
    if forwards:
        enclosed = draw(st.sampled_from([[subject], ["附件", subject], ["附件1", subject]]))
        cover += [*signature, *enclosed]
        cover += draw(st.sampled_from([[], ["为落实上级要求，制定本方案。"]]))
    else:
        tail = [*signature, *tail]
    paper = Paper(head, cover, items, closing, tail)
    paper.expected = {
        "number": number,
        "title": title,
        "issuers": tuple(issuers),
        "addressees": tuple(addressed.split("，")),
        "issued": ISSUED,
        "expires": expires,
        "clauses": paper.clauses(),
        "closing": tuple(closing),
        "lost": (),
    }
    return paper


@st.composite
def signatures(draw: st.DrawFn, issuers: list[str]) -> list[str]:
    width = draw(st.integers(1, len(issuers)))
    gap = draw(st.sampled_from(["  ", "　　", "    "]))
    lines = [gap.join(issuers[n : n + width]) for n in range(0, len(issuers), width)]
    return [
        *lines,
        draw(st.sampled_from(["2023年5月8日", "二〇二三年五月八日", "2023 年 5 月 8 日"])),
    ]


@st.composite
def heads(draw: st.DrawFn, issuers: list[str], number: str, title: str) -> list[str]:
    """Letterhead, number and title as printed on paper, or below the box of a web page."""
    box = draw(st.sampled_from([[], WEB_BOX, WEB_BOX_IN_BRACKETS]))
    box = [line.format(number=number, issuer=issuers[0], title=title) for line in box]
    half = len(title) // 2
    titled = draw(st.sampled_from([[title], [title[:half], title[half:]]]))
    shown = draw(st.sampled_from([number, number.replace("〔", "[").replace("〕", "]")]))
    if box:
        return [*box, *titled, shown]
    letterhead = draw(st.sampled_from([[], [*issuers, "文件"], [f"{issuers[0]}文件"]]))
    above = [*issuers] if not letterhead and draw(st.booleans()) else []
    return [*letterhead, shown, *above, *titled]


WEB_BOX = [
    "索 引 号：  000/2023-1  主题分类：  农业、茶业",
    "发文机关：  {issuer}  成文日期：  2023年05月08日",
    "标    题：  {title}",
    "发文字号：  {number}  发布日期：  2023年06月11日",
    "主 题 词：",
]
WEB_BOX_IN_BRACKETS = [
    "当前位置：首页 > 政务公开 > 茶业",
    "[ 索引号 ] 000-1        [ 发文字号 ] {number}",
    "[ 发布机构 ] {issuer}",
    "[ 成文日期 ] 2023-05-08            [ 发布日期 ] 2023-06-11",
]


def wrapped(lines: list[str], width: int, page: int) -> str:
    """A text as a printer sets it: paragraphs indented and broken, pages with their number."""
    printed: list[str] = []
    for line in lines:
        if len(line) <= 12 or line[-1] not in "。；）！”：":
            printed.append(line)
            continue
        text = f"　　{line}"
        printed += [text[n : n + width] for n in range(0, len(text), width)]
    for number, at in enumerate(range(page, len(printed), page), 1):
        printed.insert(at + number - 1, f"— {number} —")
    return "\n".join(printed)
