"""Checks asked of exports: what they find, what they skip and why, what stops a run."""

from pathlib import Path

import pytest
from quality.making import (
    AS_OF,
    COUNTY,
    FILES,
    checked,
    found,
    headings,
    member,
    write,
    written,
)

from luoshi.pack import load
from luoshi.pack.checks import Check
from luoshi.quality import QualityError, Report, read_export, run_checks
from luoshi.quality.store import keep_export, kept_export

DANGEROUS = {"是否危房户": "是", "监测对象类别": ""}


def test_a_household_is_told_of_once_at_its_head(tmp_path: Path) -> None:
    people = [member(number, **DANGEROUS) for number in range(3)]
    report = checked([written(tmp_path, "monitored", people)], "1_02_001")
    assert found(report, "1_02_001") == [5]


def test_a_household_without_a_head_is_told_of_at_its_first_row(tmp_path: Path) -> None:
    people = [member(number, **DANGEROUS, 与户主关系="其他") for number in range(3)]
    report = checked([written(tmp_path, "monitored", people)], "1_02_001")
    assert found(report, "1_02_001") == [4]


def test_a_household_is_told_of_when_any_of_its_rows_is_at_fault(tmp_path: Path) -> None:
    people = [member(0), member(1), member(2, **DANGEROUS)]
    report = checked([written(tmp_path, "monitored", people)], "1_02_001")
    assert found(report, "1_02_001") == [5]


def test_rows_without_household_number_stand_for_themselves(tmp_path: Path) -> None:
    people = [member(number, **DANGEROUS, 户编号="") for number in range(3)]
    report = checked([written(tmp_path, "monitored", people)], "1_02_001")
    assert found(report, "1_02_001") == [4, 5, 6]


def test_a_person_is_found_in_the_other_table_under_another_card(tmp_path: Path) -> None:
    skilled = {"劳动技能": "技能劳动力"}
    people = [member(number, **skilled) for number in range(2)]
    away = [{"户编号": "6400000000", "证件号码": f"{people[1]['证件号码']}44", "是否已务工": "是"}]
    exports = [written(tmp_path, "monitored", people), written(tmp_path, "working_away", away)]
    assert found(checked(exports, "5_20_031"), "5_20_031") == [4]


def test_a_person_who_stands_twice_is_told_of_once_for_each_row(tmp_path: Path) -> None:
    people = [member(0, 劳动技能="技能劳动力")] * 2
    away = [member(0, 是否已务工="是", 务工月收入="99")] * 2
    exports = [written(tmp_path, "monitored", people), written(tmp_path, "working_away", away)]
    report = checked(exports, "5_16_002", "5_20_031")
    assert (found(report, "5_16_002"), found(report, "5_20_031")) == ([4, 5], [])


def test_a_finding_says_where_it_is(tmp_path: Path) -> None:
    people = [member(number, **DANGEROUS) for number in range(3)]
    document = checked([written(tmp_path, "monitored", people)], "1_02_001").document()
    assert document["findings"] == [
        {
            "rule": "1_02_001",
            "table": "监测对象信息",
            "sheet": "Sheet1",
            "row": 5,
            "household": "6400000000",
            "village": "第0村",
            "columns": ["是否危房户", "监测对象类别"],
        }
    ]


def test_a_missing_table_skips_just_the_checks_that_need_it(tmp_path: Path) -> None:
    report = checked([written(tmp_path, "monitored", [member(1)])], "1_02_001", "5_20_031")
    assert [result.skipped for result in report.results] == [None, "没有给出“已外出务工信息”"]


def test_a_missing_column_skips_just_the_checks_that_need_it(tmp_path: Path) -> None:
    export = written(tmp_path, "monitored", [member(1)], without="是否危房户")
    report = checked([export], "1_02_001", "4_02_001")
    reasons = [result.skipped for result in report.results]
    assert reasons == ["“监测对象信息”缺少（或有两列同名的）列：是否危房户", None]


@pytest.mark.parametrize("without", ["户编号", "证件号码"])
def test_what_ties_tables_may_be_missing_too(tmp_path: Path, without: str) -> None:
    away = written(tmp_path, "working_away", [member(1, 务工月收入="5")])
    exports = [written(tmp_path, "monitored", [member(1)], without=without), away]
    report = checked(exports, "5_20_031", "4_02_001", "5_16_002")
    by_id = {result.check.id: result.skipped for result in report.results}
    assert without in (by_id["5_20_031"] or "")
    assert by_id["5_16_002"] is None


def test_an_empty_table_is_asked_and_nothing_is_found(tmp_path: Path) -> None:
    report = checked([written(tmp_path, "monitored", [])], "1_02_001")
    assert found(report, "1_02_001") == []


def test_two_files_of_one_table_stop_the_run(tmp_path: Path) -> None:
    (tmp_path / "又").mkdir()
    exports = [written(folder, "monitored", [member(1)]) for folder in (tmp_path, tmp_path / "又")]
    with pytest.raises(QualityError, match="都是“监测对象信息”"):
        checked(exports)


def test_another_countys_file_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(QualityError, match="是海原县的，不是西吉县的"):
        checked([written(tmp_path, "monitored", [member(1, 县="海原县")])])


def test_an_unknown_rule_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(QualityError, match=r"没有名为“1_02_0001”的.*1_02_001"):
        checked([written(tmp_path, "monitored", [member(1)])], "1_02_0001")


def test_two_columns_of_one_name_are_read_by_no_check(tmp_path: Path) -> None:

    heads = [*headings("monitored"), "是否危房户"]
    path = write(tmp_path / FILES["monitored"], heads, [member(1, **DANGEROUS)])
    report = checked([read_export(path, load().exports.values())], "1_02_001")
    assert "是否危房户" in (report.results[0].skipped or "")


def own_check(**said: object) -> Check:
    told: dict[str, object] = {
        "id": "县-001",
        "title": "没有填健康状况",
        "group": "own",
        "table": "monitored",
        "about": "person",
        "when": "健康状况 is null",
        "columns": ["健康状况"],
        "severity": "doubt",
        "source": "本县",
    }
    return Check.model_validate(told | said)


def asked(folder: Path, *checks: Check, limit: float | None = None) -> Report:
    people = [member(1), member(2, 健康状况="健康")]
    export = written(folder, "monitored", people)
    return run_checks(load(), [export], AS_OF, COUNTY, checks=checks, limit=limit)


def test_other_checks_are_asked_instead_of_the_packs(tmp_path: Path) -> None:
    report = asked(tmp_path, own_check())
    assert [result.check.id for result in report.results] == ["县-001"]
    assert found(report, "县-001") == [4]


def test_what_takes_too_long_is_stopped(tmp_path: Path) -> None:
    people = [member(number) for number in range(3000)]
    export = written(tmp_path, "monitored", people)
    slow = own_check(when=" or ".join(["members(length(replace(姓名, '马', '牛')) > 9) > 8"] * 60))
    with pytest.raises(QualityError, match="秒没有算完"):
        run_checks(load(), [export], AS_OF, COUNTY, checks=[slow], limit=0.001)


def test_a_kept_export_is_the_same_again(tmp_path: Path) -> None:
    export = written(tmp_path, "monitored", [member(1, **DANGEROUS), member(2)], without="姓名")
    keep_export(export, tmp_path / "kept.parquet")
    again = kept_export(tmp_path / "kept.parquet", export.table)
    assert again.cells.equals(export.cells)
    assert (again.places, again.head.row) == (export.places, export.head.row)
    assert (again.missing, again.extra) == (export.missing, export.extra)
    assert found(checked([again], "1_02_001"), "1_02_001") == [4]
