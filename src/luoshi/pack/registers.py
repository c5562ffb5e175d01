"""What columns of the registers mean, and which of them whoever knows households must have."""

from luoshi.pack.requirements import RegisterNeed

HEAD = "household.head_name"
NAME = "person.name"
RELATION = "person.relation"
SEX = "person.sex"
BIRTH_DAY = "person.birth_day"

KNOWN_HOUSEHOLDS = (
    RegisterNeed("residents", (NAME, RELATION, SEX, BIRTH_DAY), ("person", "household")),
    RegisterNeed("households", (HEAD,), ("household", "area")),
)
"""Who lives in a household, who heads it and where it is."""
