"""The pack: a place, its notices and everything particular to them, as data."""

from luoshi.pack.loading import Pack, default_folder, load
from luoshi.pack.problems import PackError, Problem

__all__ = ["Pack", "PackError", "Problem", "default_folder", "load"]
