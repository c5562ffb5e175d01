"""Adding, changing, removing and undoing: what is kept, what is refused, what is never lost."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from luoshi import pack
from luoshi.ledgers.values import excel_value
from luoshi.site.appendonly import AppendOnlyError
from luoshi.site.audit.models import Event
from luoshi.site.ledgers.actions.records import AddRecord, ChangeCell, ConflictError, RemoveRecord
from luoshi.site.ledgers.actions.undo import UndoRevision, taken_back
from luoshi.site.ledgers.choices import Change
from luoshi.site.ledgers.models import Record, Revision
from luoshi.site.ledgers.services.entries import merged
from luoshi.site.rights import Refused

pytestmark = pytest.mark.db

CELLS = {"年度": "2024", "县": "西吉县", "工程名称": "一号渠", "类别": "路", "投资": "１２.５万元"}


def change(record, user, column, text, version=None):
    record.refresh_from_db()
    version = record.version if version is None else version
    return ChangeCell(record, user, column, text, version).execute()


class TestAdding:
    def test_cells_are_kept_in_one_way(self, ledgers, people) -> None:
        record = AddRecord(ledgers["works"], people.county(), CELLS).execute()
        assert record.data == {
            "年度": "2024",
            "县": "640422000000",
            "工程名称": "一号渠",
            "类别": "道路",
            "投资": "12.50",
        }
        assert (record.county, record.period.year, record.version) == ("640422", 2024, 1)

    def test_it_is_a_revision_and_on_the_audit_log(self, ledgers, people) -> None:
        user = people.county()
        record = AddRecord(ledgers["works"], user, CELLS).execute()
        revision = record.revisions.get()
        assert (revision.action, revision.by) == (Change.ADD, user)
        assert (revision.before, revision.after) == (None, record.data)
        event = Event.objects.latest("pk")
        assert (event.target, event.area) == (f"工程：新增记录 {record.pk}", "640422000000")

    @pytest.mark.parametrize(
        ("column", "text", "reason"),
        [
            ("年度", "", "必填，不能为空"),
            ("年度", "明年", "不是数字"),
            ("投资", "1000.01", "大于上限 1000 万元"),
            ("投资", "1.2345678", "小数超过 6 位"),
            ("类别", "楼房", "不在码表“工程类别”中"),
            ("完工日期", "2024-02-30", "没有这一天"),
            ("涉及类别", "水渠，楼房", "不在码表“工程类别”中"),
            ("已验收", "也许", "应为“是”或“否”"),
            ("县", "西吉县吉强镇", "应填到县级"),
            ("县", "海原县", "不在你填报的地区范围内"),
        ],
    )
    def test_what_is_wrong_is_said_by_column(self, column, text, reason, ledgers, people) -> None:
        cells = {**CELLS, column: text}
        with pytest.raises(ValidationError) as error:
            AddRecord(ledgers["works"], people.county(), cells).execute()
        ((_, messages),) = error.value.message_dict.items()
        assert reason in messages[0]
        assert not Record.objects.exists()

    def test_a_key_stands_once(self, ledgers, people, keep) -> None:
        keep()
        with pytest.raises(ValidationError, match="已有年度、县、工程名称相同的记录"):
            AddRecord(ledgers["works"], people.county(), CELLS).execute()

    def test_who_does_not_fill_is_refused(self, ledgers, people) -> None:
        for user in (people.make("province"), people.unit("林草局"), people.make("assessor")):
            with pytest.raises(Refused, match="不由你的角色和单位填写"):
                AddRecord(ledgers["works"], user, CELLS).execute()

    def test_a_unit_fills_for_every_county(self, ledgers, people) -> None:
        cells = {"年度": "2024", "县": "海原县", "人数": "30"}
        record = AddRecord(ledgers["rangers"], people.unit("林草局"), cells).execute()
        assert record.area == "640522000000"

    def test_what_another_ledger_knows_is_brought(self, ledgers, people, keep) -> None:
        keep("village_kinds", 行政村="640422100201", 村类别="水渠,桥梁")
        cells = {"年度": "2024", "行政村": "640422100201", "通路": "是"}
        record = AddRecord(ledgers["facilities"], people.township(), cells).execute()
        assert record.data["村类别"] == "水渠,桥梁"

    def test_only_a_obligation_of_the_notice_is_reported_on(self, ledgers, people) -> None:
        table, user = ledgers["reports"], people.make("province")
        cells = {"事项编号": "arts", "进展情况": "送戏下乡 12 场"}
        assert AddRecord(table, user, {**cells, "报告地": "宁夏回族自治区"}).execute().pk
        with pytest.raises(ValidationError, match="没有这项承诺"):
            AddRecord(table, user, {**cells, "报告地": "西吉县", "事项编号": "x"}).execute()

    def test_a_obligation_is_named_by_its_title_and_kept_by_its_id(self, ledgers, people) -> None:
        table, user = ledgers["reports"], people.make("province")
        title = pack.load().obligations["2021-26/arts"].title
        cells = {"事项编号": title, "进展情况": "送戏下乡 12 场", "报告地": "宁夏回族自治区"}
        record = AddRecord(table, user, cells).execute()
        assert record.data["事项编号"] == "arts"
        assert excel_value(table.by_name["事项编号"], "arts") == title

    def test_a_household_nobody_knows_has_no_village(self, ledgers, people) -> None:
        cells = {"户编号": "123", "责任人": "马文秀"}
        with pytest.raises(ValidationError, match="户籍登记中没有这一户"):
            AddRecord(ledgers["carers"], people.make("village"), cells).execute()


class TestChanging:
    def test_one_cell_one_revision(self, people, keep) -> None:
        record = change(keep(), people.county(), "户数", "35户")
        revision = record.revisions.first()
        assert (record.version, revision.number, revision.action) == (2, 2, Change.CHANGE)
        assert merged(revision.before, {"户数": "35"}) == revision.after == record.data

    def test_the_same_again_is_no_revision(self, people, keep) -> None:
        record = change(keep(), people.county(), "投资", "12.50")
        assert record.version == 1

    def test_an_emptied_cell_is_left_out(self, people, keep) -> None:
        assert "投资" not in change(keep(), people.county(), "投资", "").data

    def test_a_cell_that_is_a_must_cannot_be_emptied(self, people, keep) -> None:
        with pytest.raises(ValidationError, match="必填"):
            change(keep(), people.county(), "类别", " ")

    def test_a_row_does_not_become_a_total(self, people, keep) -> None:
        with pytest.raises(ValidationError, match="像是合计或签字的一行"):
            change(keep(), people.county(), "工程名称", "合计")

    def test_a_key_may_move_but_not_onto_another(self, people, keep) -> None:
        keep(工程名称="二号渠")
        record, user = keep(), people.county()
        with pytest.raises(ValidationError, match="相同的记录"):
            change(record, user, "工程名称", "二号渠")
        assert change(record, user, "工程名称", "三号渠").key.endswith("三号渠")

    def test_a_record_is_not_moved_out_of_reach(self, people, keep) -> None:
        with pytest.raises(ValidationError, match="不在你填报的地区范围内"):
            change(keep(), people.county(), "县", "海原县")

    def test_a_neighbours_record_is_refused(self, people, keep) -> None:
        with pytest.raises(Refused, match="地区范围"):
            change(keep(), people.county("640522000000"), "户数", "1")

    def test_files_are_not_typed(self, people, keep) -> None:
        with pytest.raises(ValidationError, match="由系统填写"):
            change(keep("meetings"), people.county(), "材料", "纪要.pdf")


class TestTwoAtOnce:
    def test_other_cells_of_others_stay(self, people, keep) -> None:
        record, user = keep(), people.county()
        change(record, user, "户数", "5", version=1)
        record = change(record, user, "投资", "8", version=1)
        assert (record.data["户数"], record.data["投资"]) == ("5", "8.00")

    def test_the_same_cell_shows_both(self, people, keep) -> None:
        record, user = keep(), people.county()
        change(record, user, "投资", "8", version=1)
        with pytest.raises(ConflictError) as conflict:
            change(record, user, "投资", "9", version=1)
        assert (conflict.value.theirs, conflict.value.yours) == ("8.00", "9.00")
        record.refresh_from_db()
        assert record.data["投资"] == "8.00"

    def test_a_version_nobody_saw_is_a_conflict(self, people, keep) -> None:
        with pytest.raises(ConflictError):
            change(keep(), people.county(), "投资", "9", version=0)

    def test_both_wanting_the_same_agree(self, people, keep) -> None:
        record, user = keep(), people.county()
        change(record, user, "投资", "8", version=1)
        assert change(record, user, "投资", "8", version=1).version == 2

    def test_a_removed_record_takes_no_change(self, people, keep) -> None:
        record, user = keep(), people.county()
        RemoveRecord(record, user).execute()
        with pytest.raises(ValidationError, match="已被删除"):
            change(record, user, "投资", "9")


class TestUndoing:
    def undo(self, record, user, number) -> Record:
        return UndoRevision(record.revisions.get(number=number), user).execute()

    def test_a_change(self, people, keep) -> None:
        record, user = keep(), people.county()
        change(record, user, "投资", "8")
        record = self.undo(record, user, 2)
        assert (record.data["投资"], record.version) == ("12.50", 3)
        assert record.revisions.first().action == Change.UNDO

    def test_an_undo_is_undone(self, people, keep) -> None:
        record, user = keep(), people.county()
        change(record, user, "投资", "8")
        self.undo(record, user, 2)
        assert self.undo(record, user, 3).data["投资"] == "8.00"

    def test_later_changes_of_other_cells_stay(self, people, keep) -> None:
        record, user = keep(), people.county()
        change(record, user, "投资", "8")
        change(record, user, "户数", "5")
        record = self.undo(record, user, 2)
        assert (record.data["投资"], record.data["户数"]) == ("12.50", "5")

    def test_a_later_change_of_the_cell_stands_in_the_way(self, people, keep) -> None:
        record, user = keep(), people.county()
        change(record, user, "投资", "8")
        change(record, user, "投资", "9")
        with pytest.raises(ValidationError, match="“投资”后来又改过"):
            self.undo(record, user, 2)

    def test_a_removal(self, people, keep) -> None:
        record, user = keep(), people.county()
        before = record.data
        RemoveRecord(record, user).execute()
        record = self.undo(record, user, 2)
        assert (record.data, record.removed) == (before, False)

    def test_a_removal_whose_key_is_taken(self, people, keep) -> None:
        record, user = keep(), people.county()
        RemoveRecord(record, user).execute()
        assert keep().pk != record.pk
        with pytest.raises(ValidationError, match="相同的记录"):
            self.undo(record, user, 2)

    def test_the_first_revision(self, people, keep) -> None:
        assert self.undo(keep(), people.county(), 1).removed

    def test_nobody_undoes_elsewhere(self, people, keep) -> None:
        with pytest.raises(Refused):
            self.undo(keep(), people.county("640522000000"), 1)

    @given(
        before=st.dictionaries(st.sampled_from("甲乙丙丁"), st.text("12", min_size=1)),
        cells=st.dictionaries(st.sampled_from("甲乙丙丁"), st.text("12")),
        other=st.text("34", min_size=1),
    )
    def test_is_the_inverse_and_touches_nothing_else(self, before, cells, other) -> None:
        after = merged(before, cells)
        revision = Revision(before=before, after=after)
        assert taken_back(revision, Record(data=after)) == before
        later = Record(data={**after, "戊": other})
        assert taken_back(revision, later) == {**before, "戊": other}


class TestHistory:
    def test_is_never_rewritten(self, keep) -> None:
        revision = keep().revisions.get()
        for rewrite in (
            revision.save,
            revision.delete,
            Revision.objects.all().delete,
            lambda: Revision.objects.update(number=9),
        ):
            with pytest.raises(AppendOnlyError, match="只能添加"):
                rewrite()
