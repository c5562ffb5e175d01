"""A made-up province: people, department files and planted risks, for demo, tests and benchmarks.

Nothing here describes a real person. The same seed gives the same bytes.
"""

from luoshi.demonstration.synthetic.manifest import Summary, Written, earlier_files_in, files_in
from luoshi.demonstration.synthetic.profile import load_setting
from luoshi.demonstration.synthetic.world import World, gather
from luoshi.demonstration.synthetic.writing import DEMO_SEED, write_province

__all__ = [
    "DEMO_SEED",
    "Summary",
    "World",
    "Written",
    "earlier_files_in",
    "files_in",
    "gather",
    "load_setting",
    "write_province",
]
