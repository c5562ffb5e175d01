"""The drafts in the place's folder, and what was decided of their proposals."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from luoshi import pack
from luoshi.areas import Area
from luoshi.drafting import Draft, Proposal, drafts_in, read_draft
from luoshi.site.notices.models import DraftDecision


def draft_of(notice: str) -> Draft | None:
    """The draft of a notice (id); none where it has no proposals.

    Raises:
        PackError: a file of it is not as a draft is written.
    """
    folder = drafts_in(pack.load().folder).get(notice)
    return _read(folder, _state(folder)) if folder else None


@lru_cache(maxsize=8)
def _read(folder: Path, state: tuple[tuple[str, int], ...]) -> Draft:
    """Read once for each state of the files."""
    return read_draft(folder)


def _state(folder: Path) -> tuple[tuple[str, int], ...]:
    files = (folder / "notice.yaml", *sorted(folder.glob("proposals/*.yaml")))
    return tuple((file.name, file.stat().st_mtime_ns) for file in files)


def standing(notice: str, proposals: tuple[Proposal, ...]) -> dict[str, DraftDecision]:
    """The decision that holds of each proposal, by its id; those of other words hold no more."""
    words = {one.id: one.words for one in proposals}
    rows = DraftDecision.objects.filter(notice=notice).select_related("by")
    return {row.proposal: row for row in rows if words.get(row.proposal) == row.words}


def county_codes() -> Mapping[str, str]:
    """The six-digit codes of the place's counties, by each of their names."""
    counties = pack.load().areas.counties()
    return {name: area.code[:6] for area in counties for name in _names(area)}


def _names(area: Area) -> tuple[str, ...]:
    return (area.name, area.short_name)
