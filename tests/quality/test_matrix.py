"""Counts of findings as a table."""

from luoshi.quality.matrix import MatrixCounts, MatrixPlace, matrix

PLACES = (MatrixPlace("640422", "西吉县"), MatrixPlace("640423", "隆德县"))


def counts() -> MatrixCounts:
    found = MatrixCounts()
    found.add("a", "甲", "640422", 1, 2)
    found.add("a", "甲", "640422", 3, 1)
    found.add("b", "乙", "640423", 2, 5)
    return found


def test_lines_and_totals_agree_and_the_most_come_first() -> None:
    found = matrix(counts(), PLACES, of_checks=False)
    assert [(line.key, line.counts, line.total) for line in found.lines] == [
        ("b", (0, 5), 5),
        ("a", (3, 0), 3),
    ]
    assert (found.totals, found.total) == ([3, 5], 8)


def test_checks_tell_their_gravest_weight_and_groups_none() -> None:
    checks = matrix(counts(), PLACES, of_checks=True)
    groups = matrix(counts(), PLACES, of_checks=False)
    assert {line.key: line.weight for line in checks.lines} == {"a": 3, "b": 2}
    assert {line.weight for line in groups.lines} == {None}
