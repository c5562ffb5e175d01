"""Days as Chinese sentences name them."""

from datetime import date


def chinese_date(day: date) -> str:
    """A day in words: 2023年6月30日."""
    return f"{day.year}年{day.month}月{day.day}日"
