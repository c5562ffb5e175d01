"""Lines of numbers from counted cases."""

from luoshi.casework.statistics import statistics_lines
from luoshi.pack.endings import Ending
from luoshi.pack.processes import Phase


def test_a_case_of_several_risks_counts_under_each() -> None:
    counted = [(("因病", "因学"), Phase.HELP, "", 2), (("因学",), Phase.CLOSED, Ending.SOUND, 1)]
    found = {line.value: line for line in statistics_lines(counted, ())}
    assert found["因病"].phases == {Phase.HELP: 2}
    assert found["因学"].phases == {Phase.HELP: 2, Phase.CLOSED: 1}
    assert found["因学"].endings == {Ending.SOUND: 1}
    assert (found["因学"].standing, found["因学"].closed) == (2, 1)


def test_lines_stand_as_the_code_list_does_then_by_their_text() -> None:
    counted = [((value,), Phase.HELP, "", 1) for value in ("丁", "甲", "乙", "丙")]
    assert [line.value for line in statistics_lines(counted, ("丙", "乙"))] == [
        "丙",
        "乙",
        "丁",
        "甲",
    ]
