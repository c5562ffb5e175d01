"""Workbooks made of raw XML, in the many forms programs write them."""

from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

STYLES = (
    '<numFmts count="3"><numFmt numFmtId="164" formatCode="0.0%"/>'
    '<numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>'
    '<numFmt numFmtId="166" formatCode="&quot;共&quot;0&quot;d&quot;"/></numFmts>'
    '<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>'
    '<borders count="1"><border><left/></border></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="8"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/>'
    '<xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="49"/><xf numFmtId="22"/>'
    '<xf numFmtId="166"/></cellXfs>'
)
"""Styles by number: 1 and 4 days, 2 and 3 percentages, 5 text, 6 moments, 7 a number."""


def book(
    path: Path,
    *sheets: str,
    shared: str = "",
    prefix: str = "",
    strict: bool = False,
    date1904: bool = False,
    states: Mapping[int, str] | None = None,
    names: Mapping[int, str] | None = None,
    encoding: str = "utf-8",
) -> Path:
    """A workbook of sheets, each given as what stands within its root element."""
    relations = STRICT_RELATIONS if strict else RELATIONS
    ids = range(1, len(sheets) + 1)
    listed = "".join(
        f'<{prefix}sheet name="{(names or {}).get(n, f"表{n}")}" sheetId="{n}" '
        f'state="{(states or {}).get(n, "visible")}" r:id="rId{n}"/>'
        for n in ids
    )
    about = f'<{prefix}workbookPr date1904="{int(date1904)}"/>'
    parts = {
        "xl/workbook.xml": root("workbook", f"{about}<{prefix}sheets>{listed}</{prefix}sheets>",
                                prefix, strict),
        "xl/styles.xml": root("styleSheet", STYLES, "", strict),
        "xl/sharedStrings.xml": root("sst", shared, prefix, strict),
        **{f"xl/worksheets/sheet{n}.xml": root("worksheet", text, prefix, strict)
           for n, text in zip(ids, sheets, strict=True)},
        "_rels/.rels": related(relations, {"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/_rels/workbook.xml.rels": related(relations, {
            **{f"rId{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in ids},
            "s": ("styles", "styles.xml"), "t": ("sharedStrings", "/xl/sharedStrings.xml")}),
        "[Content_Types].xml": types(len(sheets)),
    }  # fmt: skip
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            said = encoding if name.startswith("xl/worksheets") else "utf-8"
            head = f'<?xml version="1.0" encoding="{said}"?>\n'
            archive.writestr(name, (head + text).encode(said))
    return path


def root(name: str, inside: str, prefix: str, strict: bool) -> str:
    space = STRICT if strict else MAIN
    own = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    relations = STRICT_RELATIONS if strict else RELATIONS
    return f'<{prefix}{name} {own}="{space}" xmlns:r="{relations}">{inside}</{prefix}{name}>'


def related(relations: str, parts: Mapping[str, tuple[str, str]]) -> str:
    each = (
        f'<Relationship Id="{id_}" Type="{relations}/{kind}" Target="{target}"/>'
        for id_, (kind, target) in parts.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(each)}</Relationships>'


def types(sheets: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles",
        "/xl/sharedStrings.xml": "sharedStrings",
        **{f"/xl/worksheets/sheet{n}.xml": "worksheet" for n in range(1, sheets + 1)},
    }  # fmt: skip
    each = "".join(
        f'<Override PartName="{part}" ContentType="{kind}.{name}+xml"/>'
        for part, name in parts.items()
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{each}</Types>'
    )
