"""Drafting a notice's part of a pack: what its sentences seem to promise, to be decided."""

from luoshi.drafting.drafting import draft_notice
from luoshi.drafting.models import Draft, Proposal
from luoshi.drafting.reading import drafts_in, read_draft
from luoshi.drafting.writing import FolderExistsError, write_draft

__all__ = [
    "Draft",
    "FolderExistsError",
    "Proposal",
    "draft_notice",
    "drafts_in",
    "read_draft",
    "write_draft",
]
