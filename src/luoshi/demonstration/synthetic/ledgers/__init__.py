"""Demonstration records for every ledger of a pack: made up, told by the pack's recipes."""

from luoshi.demonstration.synthetic.ledgers.declaring import declarations
from luoshi.demonstration.synthetic.ledgers.fill_dates import Kept, demo_rows
from luoshi.demonstration.synthetic.ledgers.making import make_ledgers
from luoshi.demonstration.synthetic.ledgers.record import Record
from luoshi.demonstration.synthetic.ledgers.watched import Watched
from luoshi.demonstration.synthetic.ledgers.workbooks import write_ledgers

__all__ = [
    "Kept",
    "Record",
    "Watched",
    "declarations",
    "demo_rows",
    "make_ledgers",
    "write_ledgers",
]
