"""The commands as a user runs them: what they print, and their exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from real_notice import REAL_NOTICE, where_it_is
from typer.testing import CliRunner, Result

from luoshi.cli import app
from luoshi.obligations import Status

NOTICE = """云岭省农业农村厅
文件
云农发〔2022〕8号
关于印发《关于帮扶高原县的意见》的通知
各市、县人民政府：
现将意见印发给你们，请照此办理。
云岭省农业农村厅
一、总体要求
把高原县的事办好。
二、支持政策
（一）支持修路。每县每年修通村路三十公里。（牵头单位：省交通运输厅、财政厅）
本文件自印发之日起实施，有效期至2024年12月31日。
抄送：省委办公厅。
2022年3月1日印发
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    file = tmp_path / "文件.txt"
    file.write_text(NOTICE, encoding="gb18030")
    return file


def test_an_outline_is_one_json_document(notice: Path) -> None:
    result = run("notice", "outline", notice, "--json")
    assert result.exit_code == 0
    outline = json.loads(result.stdout)
    assert outline["number"] == "云农发〔2022〕8号"
    (clause,) = outline["clauses"]
    assert (clause["id"], clause["leads"]) == ("2.1", ["交通运输厅", "财政厅"])


def test_an_outline_reads_without_json(notice: Path) -> None:
    assert "支持修路" in run("notice", "outline", notice).stdout


def test_what_is_no_notice_is_bad_input(tmp_path: Path) -> None:
    file = tmp_path / "菜谱.txt"
    file.write_text("先切菜，再下锅。", encoding="utf-8")
    result = run("notice", "outline", file, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "菜谱.txt" in result.stderr


def test_a_missing_file_is_bad_input(tmp_path: Path) -> None:
    result = run("notice", "outline", tmp_path / "没有.txt")
    assert result.exit_code == 2
    assert "没有.txt" in result.stderr


def test_a_good_pack_is_told_so() -> None:
    result = run("pack", "check")
    assert result.exit_code == 0
    assert "政策包完好" in result.stdout


def test_it_tells_how_much_there_is_to_type() -> None:
    assert "同一内容要填两次的：0 处" in run("pack", "check").stdout


def test_a_notice_with_sentences_nobody_answers_for_fails(notice: Path) -> None:
    result = run("pack", "check", "--notice", notice)
    assert result.exit_code == 2
    assert "2.1.1" in result.stdout


@where_it_is
def test_the_real_notice_is_answered_for() -> None:
    result = run("pack", "check", "--notice", REAL_NOTICE)
    assert result.exit_code == 0
    assert "每县每年安排新增建设用地计划指标600亩（2021-26/land-quota）" in result.stdout


def test_a_bad_pack_is_bad_input(tmp_path: Path) -> None:
    result = run("pack", "check", tmp_path)
    assert result.exit_code == 2
    assert "pack.yaml" in result.stderr


def test_an_unknown_table_is_bad_input_that_names_the_tables(notice: Path) -> None:
    result = run("import", "no_such_table", notice)
    assert result.exit_code == 2
    assert "medical_claims" in result.stderr


def test_an_import_tells_what_was_taken_and_what_went_back(tmp_path: Path) -> None:
    file = tmp_path / "灾害.csv"
    file.write_text("户编号,住房状况,房屋等级\nH1,自有住房,D\n,自有住房,D\n", encoding="utf-8-sig")
    result = run("import", "住房安全", file, "--json")
    assert result.exit_code == 0, result.stderr
    (receipt,) = json.loads(result.stdout)
    assert (receipt["accepted"], receipt["refused"]) == (1, 1)
    assert (tmp_path / "退回-灾害.csv.xlsx").exists()
    again = json.loads(run("import", "houses", file, "--json").stdout)[0]
    assert again["accepted"] == 0


def test_a_missing_file_is_said_in_chinese(tmp_path: Path) -> None:
    result = run("import", "houses", tmp_path / "医保*.xlsx")
    assert result.exit_code == 2
    assert "医保*.xlsx：没有这个文件" in result.stderr


def test_files_of_one_delivery_are_taken_together_or_not_at_all(tmp_path: Path) -> None:
    good, bad = tmp_path / "好.csv", tmp_path / "坏.csv"
    good.write_text("户编号,住房状况,房屋等级\nH7,自有住房,D\n", encoding="utf-8-sig")
    bad.write_text("户号码,状况\nH8,自有住房\n", encoding="utf-8-sig")
    result = run("import", "houses", good, bad)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "坏.csv：" in result.stderr
    bad.write_text("户编号,住房状况,房屋等级\nH8,自有住房,D\n", encoding="utf-8-sig")
    receipts = json.loads(run("import", "houses", good, bad, "--json").stdout)
    assert [one["accepted"] for one in receipts] == [1, 1]
    assert {one["in_force"] for one in receipts} == {2}
    assert len({one["batch"] for one in receipts}) == 1


HOUSES = "户编号,住房状况,房屋等级\n"


def test_a_file_of_refused_rows_alone_is_bad_input(tmp_path: Path) -> None:
    file = tmp_path / "坏.csv"
    file.write_text(f"{HOUSES}H5,自有住房,坏\n", encoding="utf-8-sig")
    result = run("import", "houses", file, "--json")
    assert result.exit_code == 2
    assert "一行也没有入库：1 行全部退回" in result.stderr
    assert json.loads(result.stdout)[0]["batch"] is None
    assert (tmp_path / "退回-坏.csv.xlsx").exists()


def test_no_row_at_all_is_a_word_of_some_counties_up_to_some_day(tmp_path: Path) -> None:
    file = tmp_path / "空.csv"
    file.write_text(HOUSES, encoding="utf-8-sig")
    result = run("import", "houses", file, "--county", "红寺堡区")
    assert result.exit_code == 2
    assert "作零报告再送" in result.stderr
    told = ("--county", "红寺堡区", "--reach", "2025-11-30")
    held = run("import", "houses", file, *told)
    assert held.exit_code == 2
    assert "零报告：截至 2025-11-30 一行也没有（红寺堡区）" in held.stderr
    done = run("import", "houses", file, *told, "--confirm")
    assert done.exit_code == 0
    assert "数据截至 2025-11-30（报送时写明）" in done.stdout


def test_a_preview_says_what_would_be(tmp_path: Path) -> None:
    file = tmp_path / "好.csv"
    file.write_text(f"{HOUSES}H5,自有住房,D\n", encoding="utf-8-sig")
    told = run("import", "houses", file, "--preview").stdout
    assert "入库后会是这样" in told
    assert "将新入库 1 行，已有 0 行，会退回 0 行；库中将有 " in told


@pytest.mark.parametrize("more", [(), ("--json",), ("--anyway",)])
def test_screening_nobody_is_bad_input_and_makes_only_its_home(
    more: tuple[str, ...], own_home: Path
) -> None:
    luoshi = Path(sys.executable).with_name("luoshi")
    arguments = [luoshi, "screen", "--as-of", "2025-06-30", *more]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    for missing in ("“户籍人口”（residents）", "“农村住户”（households）"):
        assert missing in done.stderr
    assert own_home.is_dir()


def test_an_allocation_is_one_json_document() -> None:
    luoshi = Path(sys.executable).with_name("luoshi")
    arguments = [luoshi, "allocate", "农村环境整治资金", "2023", "--total", "4000", "--json"]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert {"fund", "year", "total", "unit", "counties", "constraints"} <= found.keys()
    assert sum(one["amount"] for one in found["counties"]) == found["total"] == 4000
    assert {"code", "name", "amount", "steps"} <= found["counties"][0].keys()
    assert {"id", "held", "slack", "moved"} <= found["constraints"][0].keys()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("没有的资金", "2023"), "没有“没有的资金”的分配办法"),
        (("construction-land", "2023", "--total", "五千"), "“五千”不是数"),
        (("2021-26/construction-land", "2023", "--total", "5000"), "不能同时做到：总额 5,000 亩"),
    ],
)
def test_what_cannot_be_shared_out_is_bad_input(arguments: tuple[str, ...], said: str) -> None:
    luoshi = Path(sys.executable).with_name("luoshi")
    done = subprocess.run(
        [luoshi, "allocate", *arguments], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_an_assessment_is_the_same_document_each_time_and_without_records_nothing_is_known() -> (
    None
):
    luoshi = Path(sys.executable).with_name("luoshi")

    def assess(*more: str) -> str:
        done = subprocess.run(
            [luoshi, "assess", "2024", *more], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    first = assess("--json")
    assert assess("--json", "--notice", "2021-26") == first
    found = json.loads(first)
    assert (found["notice"], found["year"], found["as_of"]) == ("2021-26", 2024, "2024-12-31")
    assert (len(found["counties"]), len(found["departments"])) == (22, 36)
    for one in (*found["counties"], *found["departments"]):
        assert (one["score"], one["grade"], one["rank"]) == (None, None, None)
        assert one["open"]
        assert {"id", "title", "points", "score", "items"} <= one["parts"][0].keys()
        item = one["parts"][0]["items"][0]
        assert {"id", "score", "shape", "value", "reason", "evidence"} <= item.keys()
    assert "西吉县" in assess()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2020",), "没有 2020 年的考核表"),
        (("2026", "--notice", "2026-1"), "没有 2026 年的考核表"),
        (("2024", "--notice", "2020-1"), "没有“2020-1”这份文件"),
    ],
)
def test_a_year_that_no_card_scores_is_bad_input(arguments: tuple[str, ...], said: str) -> None:
    luoshi = Path(sys.executable).with_name("luoshi")
    done = subprocess.run(
        [luoshi, "assess", *arguments], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_the_status_is_the_same_document_each_time_and_in_words_without_json() -> None:
    luoshi = Path(sys.executable).with_name("luoshi")

    def status(*more: str) -> str:
        asked = [luoshi, "status", "--as-of", "2024-12-31", "--county", "西吉县", *more]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    first = status("--json")
    assert status("--json") == first
    found = json.loads(first)
    assert list(found) == ["as_of", "notices", "data_to", "obligations"]
    (notice,) = found["notices"]
    assert (notice["id"], notice["closed"], found["data_to"]) == ("2021-26", False, None)
    assert notice["term"] == {"from": "2021-09-03", "to": "2025-12-31"}
    (quota,) = (one for one in found["obligations"] if one["id"] == "2021-26/land-quota")
    names = ["id", "clause", "county", "status", "value", "target", "unit", "reason"]
    assert list(quota) == [*names, "period", "closed", "data_to", "term", "evidence"]
    assert (quota["closed"], quota["term"]["status"]) == (True, "no_data")
    assert len(quota["term"]["periods"]) == 4
    assert (quota["county"], quota["status"], quota["value"]) == ("640422", "no_data", None)
    told = status().splitlines()
    said = "缺数据  每县每年安排新增建设用地计划指标600亩：2024年西吉县没有记录"
    assert [line for line in told if line.startswith(said)] != []
    assert "状态  本期  全期" in told
    assert "按 2024-12-31 的情况，还没有部门数据" in told
    assert len(told) == len(found["obligations"]) + 2 + len(Status)


@pytest.mark.parametrize(
    ("notice", "said"),
    [("2026-1", "文件没有写一种分配办法"), ("2030-1", "没有“2030-1”这份文件")],
)
def test_a_scheme_is_asked_for_of_a_notice(notice: str, said: str) -> None:
    result = run("allocate", "中央衔接资金", "2024", "--notice", notice)
    assert result.exit_code == 2
    assert said in result.stderr
