"""A made-up notice, as a file of every kind."""

from pathlib import Path
from random import Random

from docx import Document
from notice.made_files import write_pdf

LINES = [
    "云岭省教育厅",
    "文件",
    "云教发〔2024〕908号",
    "关于支持山区学校的通知",
    "各市、县人民政府：",
    "现将有关事项通知如下。",
    "一、总体要求",
    "青石县、白鹭县为山区教育重点县，要把山区学校办好。",
    "二、支持政策",
    "（一）增加投入。校舍资金向山区教育重点县倾斜，每县每年安排三百万元。（牵头单位：省财政厅）",
    "（二）守住底线。到2026年底，入园率达到95%；严禁挪用经费。（牵头单位：省教育厅）",
    "本通知自印发之日起施行，有效期至2026年12月31日。",
    "云岭省教育厅",
    "2024年3月1日",
]


def written(folder: Path, suffix: str) -> Path:
    file = folder / f"通知{suffix}"
    if suffix == ".pdf":
        return write_pdf(file, LINES, Random(1))
    if suffix == ".docx":
        document = Document()
        for line in LINES:
            document.add_paragraph(line)
        document.save(str(file))
        return file
    file.write_text("\n".join(LINES), encoding="utf-8")
    return file
