"""What duties read of a pack by name."""

from luoshi.pack.requirements import Module, Start

DUTIES = Module("duties", "包抓结对", Start("duties.yaml", lambda pack: pack.duties))
"""Who answers for whom."""
