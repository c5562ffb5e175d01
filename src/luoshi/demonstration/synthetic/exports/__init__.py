"""The five exports of the national system for a county of the made-up province.

What the county's registered households have is written as the system would export it, with
doubtful records planted month by month, and some of them mended again.
"""

from luoshi.demonstration.synthetic.exports.months import Month, write_months

__all__ = ["Month", "write_months"]
