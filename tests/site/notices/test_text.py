"""The notice's own text, brought by the user."""

from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from luoshi import pack
from luoshi.notice import NoticeError
from luoshi.notice import store as text
from luoshi.notice.store import NoticeText, plain
from luoshi.site.notices.services.import_text import LostTextError, OtherNoticeError, import_notice

NUMBER = pack.load().notices["2021-26"].number
NOTICE = """
云岭省茶业局
云岭省财政厅
文件
{number}
关于印发《若干措施》的通知
各市、县（区）人民政府：
现印发给你们，请照此办理。
云岭省茶业局
云岭省财政厅
若干措施
一、总体要求
总的一句。
二、扶持办法
（一）增加茶园资金。第一句话。第二句话。（牵头单位：省财政厅）
（二）修复茶园水土。第三句话。（牵头单位：省林业局）
本措施自印发之日起施行，有效期至2026年12月31日。
云岭省茶业局办公室
2023年5月8日印发
"""


def written(folder: Path, number: str = NUMBER) -> Path:
    file = folder / "通知.txt"
    file.write_text(NOTICE.format(number=number), encoding="utf-8")
    return file


def test_a_notice_is_kept_by_sentence(tmp_path: Path) -> None:
    assert text.kept(NUMBER) is None
    import_notice(written(tmp_path))
    kept = text.kept(NUMBER)
    assert kept is not None
    assert kept.of_clause("2.1") == [("2.1.1", "第一句话。"), ("2.1.2", "第二句话。")]
    assert kept.quoted(["2.2.1", "8.8.8"]) == ["第三句话。"]
    assert kept.sentences["1.0.1"] == "总的一句。"


def test_bringing_it_again_replaces_it(tmp_path: Path) -> None:
    file = written(tmp_path)
    import_notice(file)
    changed = NOTICE.format(number=NUMBER).replace("第一句话", "改过的话")
    file.write_text(changed, encoding="utf-8")
    import_notice(file)
    kept = text.kept(NUMBER)
    assert kept is not None
    assert kept.sentences["2.1.1"] == "改过的话。"


def test_brackets_and_blanks_make_no_other_number(tmp_path: Path, own_home: Path) -> None:
    import_notice(written(tmp_path, NUMBER.replace("〔", "[").replace("〕", "]")))
    kept = text.kept(NUMBER)
    assert kept is not None
    assert kept.number == NUMBER
    assert [file.name for file in (own_home / "notices").iterdir()] == [f"{plain(NUMBER)}.json"]


def test_another_notice_is_refused_with_both_names(tmp_path: Path) -> None:
    with pytest.raises(OtherNoticeError) as refused:
        import_notice(written(tmp_path, "某发〔2020〕1号"))
    for part in ("通知.txt", "某发〔2020〕1号", NUMBER, "没有导入"):
        assert part in str(refused.value)
    assert text.kept(NUMBER) is None


def test_a_file_that_lost_text_is_kept_only_when_asked(tmp_path: Path) -> None:
    file = with_embedded_file(tmp_path / "通知.docx")
    with pytest.raises(LostTextError, match=r"通知\.docx：有文字没有读到，没有导入：.*--anyway"):
        import_notice(file)
    assert text.kept(NUMBER) is None
    import_notice(file, anyway=True)
    assert text.kept(NUMBER) is not None


def with_embedded_file(path: Path) -> Path:
    """The notice as a Word file that holds a further file, whose text nobody sees."""
    document = Document()
    for line in NOTICE.format(number=NUMBER).strip().split("\n"):
        document.add_paragraph(line)
    body = document.element.body
    body.insert(0, body.makeelement(qn("w:altChunk"), {}))
    document.save(str(path))
    return path


def test_what_is_no_notice_is_refused_with_the_files_name(tmp_path: Path) -> None:
    file = tmp_path / "随便.txt"
    file.write_text("随便写的", encoding="utf-8")
    with pytest.raises(NoticeError, match=r"随便\.txt：认不出是公文"):
        import_notice(file)


def test_a_number_is_a_safe_name_of_a_file() -> None:
    assert plain("甲 发 [2021] 2/6 号") == "甲发〔2021〕26号"
    text.keep(NoticeText(number="甲/乙\\1号", title="", sentences={}))
    assert text.kept("甲乙1号") is not None
