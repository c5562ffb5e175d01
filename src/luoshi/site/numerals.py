"""Numbers as notices and people write them."""

DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese: 12 is 十二, 20 is 二十."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return head + (DIGITS[ones] if ones else "")


def section_label(section: str) -> str:
    """A section's number: ``2`` is 二."""
    return chinese(int(section))


def clause_label(clause: str) -> str:
    """A clause's number: ``2.12`` is 二（十二）, ``2`` is 二."""
    section, _, number = clause.partition(".")
    return section_label(section) + (f"（{chinese(int(number))}）" if number else "")


def grouped(count: int) -> str:
    """A count as people read it: 11,070."""
    return f"{count:,}"
