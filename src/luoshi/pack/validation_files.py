"""Proving that every file of a pack is read by something."""

from difflib import get_close_matches
from pathlib import Path

from luoshi.areas.borders import SHAPES
from luoshi.pack.loading import FILES
from luoshi.pack.problems import Problem

OTHERS = (
    "areas.csv",
    "area_changes.csv",
    "id_area_codes.csv",
    "county_stats.csv",
    SHAPES,
    "demonstration/*.yaml",
    "demonstration/ledgers/*.yaml",
    "notices/*/proposals/*.yaml",
)
"""The files of a pack that are read elsewhere."""

NOTES = ("README.md",)
"""Files for people."""


def unread(folder: Path) -> list[Problem]:
    """The files that nothing reads: what stands in them counts for nothing."""
    globs = (*FILES, *OTHERS, *NOTES)
    known = {file for glob in globs for file in folder.glob(glob)}
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return [
        Problem(file, 1, "", "没有哪里会读这个文件，里面写的都不算数", _hint(file, folder, globs))
        for file in files
        if file not in known and not _hidden(file.relative_to(folder))
    ]


def _hidden(file: Path) -> bool:
    return any(part.startswith(".") for part in file.parts)


def _hint(file: Path, folder: Path, globs: tuple[str, ...]) -> str:
    own = file.relative_to(folder)
    meant = str(own.with_suffix(".yaml") if file.suffix == ".yml" else own)
    if any(Path(meant).match(glob) for glob in globs):
        return f"是不是想写 {meant}"
    name = Path(meant).name
    near = get_close_matches(meant, [glob.replace("*.yaml", name) for glob in globs], n=1)
    return f"是不是想写 {near[0]}" if near else "改名，挪到对的文件夹，或移出政策包"


__all__ = ["unread"]
