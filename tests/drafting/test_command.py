"""``luoshi pack draft`` as a user runs it, on files of every kind."""

import json
import shutil
from pathlib import Path

import pytest
import yaml
from drafting.made_notice import LINES, written
from typer.testing import CliRunner, Result

from luoshi.cli import app
from luoshi.drafting import draft_notice, drafts_in, read_draft
from luoshi.drafting.for_place import for_place
from luoshi.notice import read_notice
from luoshi.pack import PackError, default_folder, load
from luoshi.pack.obligations import Activity

OBLIGATIONS = "notices/2021-26/obligations"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["pack", "draft", *map(str, arguments)])


def read(file: Path) -> dict[str, object]:
    data: dict[str, object] = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
    return data


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    folder = tmp_path / "草稿"
    assert run(written(tmp_path, ".txt"), "--out", folder).exit_code == 0
    return folder


@pytest.mark.parametrize("suffix", [".txt", ".docx", ".pdf"])
def test_every_kind_of_file_gives_the_same_draft(tmp_path: Path, suffix: str) -> None:
    result = run(written(tmp_path, suffix), "--out", tmp_path / "草稿", "--json")
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    assert document["notice"]["number"] == "云教发〔2024〕908号"
    assert document["notice"]["expires"] == "2026-12-31"
    assert [group["members"] for group in document["groups"]] == [["青石县", "白鹭县"]]
    proposals = [
        (one["id"], one["kind"], (one["target"] or {}).get("value"))
        for clause in document["drafts"][1:]
        for sentence in clause["sentences"]
        for one in sentence["proposals"]
    ]
    assert proposals == [
        ("2.1.1-1", "tilt", None),
        ("2.1.1-2", "quota", "300"),
        ("2.2.1-1", "milestone", "95"),
        ("2.2.2-1", "prohibition", None),
    ]


def test_the_folder_holds_the_notice_and_apart_from_it_what_is_to_be_decided(draft: Path) -> None:
    files = {str(file.relative_to(draft)) for file in draft.rglob("*.yaml")}
    clauses = {f"proposals/{name}.yaml" for name in ("1", "2.1", "2.2", "groups")}
    assert files == {"notice.yaml", *clauses}
    notice = read(draft / "notice.yaml")
    assert notice["pending"] == "待定"
    assert notice["sections"] == {"1": "总体要求", "2": "支持政策"}
    assert notice["clauses"] == [
        {"id": "2.1", "title": "增加投入", "leads": ["财政厅"]},
        {"id": "2.2", "title": "守住底线", "leads": ["教育厅"]},
    ]
    text = (draft / "proposals" / "2.1.yaml").read_text(encoding="utf-8")
    assert text.count("pending: 待定") == 2


def test_it_says_in_chinese_what_it_found(tmp_path: Path) -> None:
    result = run(written(tmp_path, ".txt"), "--out", tmp_path / "草稿")
    assert "云教发〔2024〕908号" in result.stdout
    assert "待定" in result.stdout
    assert "倾斜 1" in result.stdout


def test_what_is_there_is_not_overwritten(tmp_path: Path, draft: Path) -> None:
    before = {file: file.read_bytes() for file in draft.rglob("*.yaml")}
    result = run(written(tmp_path, ".txt"), "--out", draft, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{draft}：已经有了，不覆盖" in result.stderr
    assert {file: file.read_bytes() for file in draft.rglob("*.yaml")} == before


def test_what_is_no_notice_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "菜谱.txt"
    file.write_text("先切菜，再下锅。", encoding="utf-8")
    result = run(file, "--out", tmp_path / "草稿")
    assert result.exit_code == 2
    assert "菜谱.txt" in result.stderr
    assert not (tmp_path / "草稿").exists()


def test_an_end_the_notice_does_not_state_is_to_be_decided(tmp_path: Path) -> None:
    file = tmp_path / "通知.txt"
    lines = [line for line in LINES if "有效期" not in line]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert run(file, "--out", tmp_path / "草稿").exit_code == 0
    assert read(tmp_path / "草稿" / "notice.yaml")["expires"] == "待定"
    assert read_draft(tmp_path / "草稿").notice.expires is None


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(default_folder(), tmp_path / "pack"))


def refused(pack: Path) -> str:
    with pytest.raises(PackError) as caught:
        load(pack)
    return str(caught.value)


def test_a_pack_does_not_load_a_file_of_proposals(draft: Path, pack: Path) -> None:
    shutil.copy(draft / "proposals" / "2.1.yaml", pack / OBLIGATIONS / "draft.yaml")
    assert "draft.yaml" in refused(pack)


def test_a_pack_does_not_load_a_proposal_put_among_obligations(draft: Path, pack: Path) -> None:
    data = read(draft / "proposals" / "2.1.yaml")
    sentences = data["sentences"]
    assert isinstance(sentences, list)
    text = yaml.safe_dump({"obligations": sentences[0]["proposals"]}, allow_unicode=True)
    (pack / OBLIGATIONS / "draft.yaml").write_text(text, encoding="utf-8")
    message = refused(pack)
    assert "draft.yaml:" in message
    assert message.count("还是“待定”") == 2


def test_a_whole_obligation_that_is_still_pending_is_not_loaded(pack: Path) -> None:
    file = pack / OBLIGATIONS / "03-land.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("    kind: quota", "    pending: 待定\n    kind: quota"), encoding="utf-8"
    )
    assert "还是“待定”" in refused(pack)


def test_a_draft_is_no_pack(draft: Path) -> None:
    with pytest.raises(PackError, match="不是政策包"):
        load(draft)


def anew(pack: Path) -> Path:
    """The same files where no pack was read yet: one is read once."""
    return Path(shutil.copytree(pack, pack.with_name("anew")))


def check(pack: Path) -> Result:
    return CliRunner().invoke(app, ["pack", "check", str(anew(pack))])


@pytest.fixture
def drafted(tmp_path: Path, pack: Path) -> Path:
    """The folder of a notice that was drafted for a place."""
    result = run(written(tmp_path, ".docx"), "--place", pack)
    assert result.exit_code == 0, result.output
    return pack / "notices" / "2024-908"


def test_a_notice_is_drafted_into_its_place(drafted: Path, tmp_path: Path, pack: Path) -> None:
    assert drafts_in(pack) == {"2024-908": drafted}
    again = run(written(tmp_path, ".docx"), "--place", pack)
    assert again.exit_code == 2
    assert "已经有了，不覆盖" in again.stderr
    assert run(written(tmp_path, ".docx"), "--place", pack, "--id", "hills").exit_code == 0
    assert (pack / "notices" / "hills" / "notice.yaml").is_file()


def test_a_draft_is_read_again_as_it_was_written(drafted: Path, tmp_path: Path, pack: Path) -> None:
    written_first = for_place(
        draft_notice(read_notice(written(tmp_path, ".docx"))), load(pack).units
    )
    again = read_draft(drafted)
    assert again == written_first.model_copy(update={"warnings": ()})
    assert [one.target for one in again.proposals() if one.target]


def test_a_place_is_named_by_its_folder_or_beside_the_one_in_use(
    tmp_path: Path, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUOSHI_PACK", str(pack))
    assert run(written(tmp_path, ".txt"), "--place", "pack").exit_code == 0
    assert (pack / "notices" / "2024-908").is_dir()
    lost = run(written(tmp_path, ".txt"), "--place", "nowhere")
    assert lost.exit_code == 2
    assert "nowhere：不是政策包" in lost.stderr


@pytest.mark.parametrize("where", [(), ("--place", "a", "--out", "b")])
def test_where_to_is_said_once(tmp_path: Path, where: tuple[str, ...]) -> None:
    result = run(written(tmp_path, ".txt"), *where)
    assert result.exit_code == 2
    assert "二选一" in result.stderr


@pytest.mark.parametrize("wrong", ["../out", "A b", ""])
def test_an_id_is_a_plain_name(tmp_path: Path, pack: Path, wrong: str) -> None:
    result = run(written(tmp_path, ".txt"), "--place", pack, "--id", wrong or "_")
    assert result.exit_code == 2
    assert "--id" in result.stderr


def test_units_the_place_lacks_are_named_and_none_is_added(tmp_path: Path, pack: Path) -> None:
    file = tmp_path / "通知.txt"
    text = "\n".join(LINES).replace("省财政厅", "省渔业厅")
    file.write_text(text, encoding="utf-8")
    before = (pack / "pack.yaml").read_bytes()
    result = run(file, "--place", pack)
    assert "渔业厅" in result.stdout
    assert "财政厅" not in result.stdout.partition("核对后补上")[2]
    units = read(pack / "notices" / "2024-908" / "proposals" / "units.yaml")
    assert units == {"proposed_units": [{"name": "渔业厅", "pending": "待定", "clauses": ["2.1"]}]}
    assert (pack / "pack.yaml").read_bytes() == before


def test_a_drafted_notice_is_told_and_counts_for_nothing(drafted: Path, pack: Path) -> None:
    result = check(pack)
    assert result.exit_code == 0, result.output
    assert "草稿 notices/2024-908（云教发〔2024〕908号）" in result.stdout
    assert "5 项建议待定" in result.stdout
    assert list(load(pack).notices) == list(load(pack.with_name("anew")).notices)


def test_a_decided_notice_with_sentences_unanswered_is_told(drafted: Path, pack: Path) -> None:
    file = drafted / "notice.yaml"
    text = file.read_text(encoding="utf-8").replace("pending: 待定\n", "")
    file.write_text(text, encoding="utf-8")
    known = next(one for one in load().obligations.values() if isinstance(one, Activity))
    said = {"kind": "activity", "where": "region", "from": "2024-03-01", "to": "2026-12-31"}
    measured = {"records": list(known.records), "evidence": known.evidence}
    decided = [
        said | measured | {"id": id_, "clause": clause, "sentences": [sentence], **led}
        for id_, clause, sentence, led in (
            ("money", "2.1", "2.1.1", {"title": "投入", "leads": ["财政厅"]}),
            ("school", "2.2", "2.2.1", {"title": "入园", "leads": ["教育厅"]}),
        )
    ]
    (drafted / "obligations").mkdir()
    text = yaml.safe_dump({"obligations": decided}, allow_unicode=True)
    (drafted / "obligations" / "2.yaml").write_text(text, encoding="utf-8")
    result = check(pack)
    assert result.exit_code == 0, result.output
    assert "notices/2024-908（云教发〔2024〕908号）：有 2 句的建议" in result.stdout


def test_a_place_of_drafts_alone_is_no_pack(drafted: Path, pack: Path) -> None:
    for folder in (pack / "notices").iterdir():
        file = folder / "notice.yaml"
        text = file.read_text(encoding="utf-8").replace("pending: 待定\n", "")
        file.write_text("pending: 待定\n" + text, encoding="utf-8")
    assert "都还是草稿" in refused(anew(pack))


def test_a_draft_that_was_spoilt_is_told_with_its_line(drafted: Path, pack: Path) -> None:
    file = drafted / "proposals" / "2.1.yaml"
    text = file.read_text(encoding="utf-8").replace("kind: tilt", "kind: tlit")
    file.write_text(text, encoding="utf-8")
    result = check(pack)
    assert result.exit_code == 2
    assert "2.1.yaml" in result.stderr
    assert "tlit" in result.stderr
