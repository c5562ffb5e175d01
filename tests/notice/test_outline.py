"""What the outline tells besides clauses: tasks, further papers, text that was lost."""

from luoshi.notice import outline, parse_notice

NOTICE = parse_notice(
    "云茶发〔2024〕901号\n关于印发两个办法的通知\n各县：\n现印发给你们。\n云岭省茶业局\n2024年3月18日\n"
    "茶园管理办法\n第一章 总则\n第一条 不得毁园。\n第二条 按年评级。（茶业局牵头，林业局配合）\n"
    "序号\t任务\t牵头单位\t完成时限\n1\t修路\t省交通厅\t2025年底\n"
    "茶农培训办法\n第一条 每年培训。\n第二条 发给证书。"
)


def test_everything_has_its_line():
    lines = outline(NOTICE).splitlines()
    for line in [
        "成文日期：2024年3月18日",
        "所附文件：茶园管理办法",
        "第一章 总则",
        "2 第二条（1 句）",
        "      牵头单位：茶业局",
        "      配合单位：林业局",
        "任务（1 项）：",
        "  修路（牵头单位：交通厅；完成时限：2025年底）",
        "后附：茶农培训办法（2 条）",
        "2:2 第二条（1 句）",
    ]:
        assert line in lines
    assert "原件里有、这里没有的文字：" not in lines


def test_lost_text_is_told():
    torn = NOTICE.model_copy(update={"lost": ("第 2 页没有文字",)})
    assert outline(torn).endswith("原件里有、这里没有的文字：\n  第 2 页没有文字")
