"""A county's page as data."""

from dashboard_cases import XIJI

from luoshi.obligations import Status
from luoshi.obligations.dashboard.county import profile
from luoshi.pack import Pack


class TestProfile:
    def test_a_countys_people_come_with_year_and_source(self, policy: Pack, results) -> None:
        found = profile(policy, policy.areas.by_code(XIJI), results)
        titles = [fact.title for fact in found.facts]
        assert titles[:2] == ["常住人口", "乡村人口"]
        assert all(fact.stat.year >= 2010 and fact.stat.source for fact in found.facts)
        assert found.townships > 10
        assert found.villages > 100

    def test_only_what_is_asked_of_counties_is_listed(self, policy: Pack, results) -> None:
        found = profile(policy, policy.areas.by_code(XIJI), results)
        assert all(row.own.county == XIJI for row in found.board.rows)
        asked = [one for one in policy.obligations.values() if one.where != "region"]
        assert len(found.board.rows) == len(asked)

    def test_the_obligations_are_ordered_by_state(self, policy: Pack, results) -> None:
        found = profile(policy, policy.areas.by_code(XIJI), results)
        by_state = [row.light.severity for row in found.ordered("-status")]
        assert by_state == sorted(by_state, reverse=True)
        assert found.ordered("") == list(found.board.rows)
        assert found.ordered("-clause") == list(found.board.rows)[::-1]
        assert {row.light for row in found.ordered("", Status.BREACHED)} == {Status.BREACHED}
