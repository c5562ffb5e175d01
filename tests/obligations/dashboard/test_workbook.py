"""The dashboard and the map as workbooks."""

import openpyxl
from dashboard_cases import DAY, QUOTA, XIJI

from luoshi.obligations.dashboard.board import View, board
from luoshi.obligations.dashboard.map import places
from luoshi.obligations.dashboard.sight import Sight
from luoshi.obligations.dashboard.workbook import board_workbook, map_workbook
from luoshi.pack import Pack

REGION = "640000"
EVERYWHERE, OWN = Sight(None, REGION), Sight(frozenset({XIJI}), REGION)


def named(head: tuple, line: tuple) -> dict[str, object]:
    """A line of a sheet by its headings."""
    return dict(zip(head, line, strict=True))


class TestWorkbooks:
    def cells(self, file, sheet: str) -> list[tuple[object, ...]]:
        return list(openpyxl.load_workbook(file)[sheet].iter_rows(values_only=True))

    def test_the_dashboard(self, policy: Pack, results) -> None:
        rows = board(policy, results, View(EVERYWHERE)).of_clause("2021-26/2.3").rows
        file = board_workbook(policy, rows, DAY)
        head, *lines = self.cells(file, "承诺")
        quota = named(head, next(x for x in lines if x[1] == policy.obligations[QUOTA].title))
        assert (quota["本期"], quota["全期"]) == ("未达成", "未达成")
        assert (quota["数值"], quota["目标"], quota["达成"]) == ("480～720", "600", 7)
        head, *lines = self.cells(file, "各县")
        own = next(named(head, x) for x in lines if x[2] == "西吉县" and x[6] == 480)
        assert (own["条款"], own["目标"], own["依据"]) == ("二（三）", 600, "640422 安排 480")

    def test_a_county_gets_its_own_lines_only(self, policy: Pack, results) -> None:
        rows = board(policy, results, View(OWN)).rows
        _, *lines = self.cells(board_workbook(policy, rows, DAY), "各县")
        assert {line[2] for line in lines} == {"西吉县", "宁夏回族自治区"}

    def test_the_map(self, policy: Pack, results) -> None:
        found = places(policy, results, EVERYWHERE, QUOTA)
        _, *lines = self.cells(map_workbook(found, "题", DAY), "各县")
        assert len(lines) == 22
        assert next(line for line in lines if line[1] == "西吉县")[2:5] == ("未达成", 480, 600)

    def test_the_map_by_share(self, policy: Pack, results) -> None:
        found = places(policy, results, OWN, "")
        _, *lines = self.cells(map_workbook(found, "题", DAY), "达成比例")
        (line,) = lines
        assert line[1:3] == ("西吉县", 0)
