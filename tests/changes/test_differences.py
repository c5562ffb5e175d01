"""The texts of two packs: what is new, gone and changed, with its place."""

from changes.conftest import Edited

from luoshi.changes.differences import differences
from luoshi.changes.things import KINDS, things
from luoshi.pack import Pack

RED = ("parameters", "medical_red_times", 'value: "2"', 'value: "3"')
KEY = ("groups", "2021-26/key", '"640424", "640425", "640522"', '"640424", "640425"')


def test_a_pack_does_not_differ_from_itself_or_its_copy(usual: Pack, edited: Edited) -> None:
    assert differences(usual, usual) == ()
    assert differences(usual, edited()) == ()


def test_every_kind_of_thing_has_a_name(usual: Pack) -> None:
    assert {kind for kind, _ in things(usual)} <= KINDS.keys()


def test_a_changed_value_is_told_with_its_key_and_line(usual: Pack, edited: Edited) -> None:
    (found,) = differences(usual, edited(RED))
    (key,) = found.keys
    assert (found.how, found.kind_title, found.id) == ("改动", "参数", "medical_red_times")
    assert (key.key, key.old, key.new) == ("values[2021-01-01].value", "2", "3")
    assert key.at
    line = (usual.folder / key.at.file).read_text(encoding="utf-8").splitlines()[key.at.line - 1]
    assert 'value: "2"' in line


def test_a_group_takes_along_the_group_that_is_the_others(usual: Pack, edited: Edited) -> None:
    found = {one.id: one for one in differences(usual, edited(KEY))}
    assert {"2021-26/key", "2021-26/others"} <= found.keys()
    assert "640522" in str(found["2021-26/key"].keys[0].old)
    assert "640522" not in str(found["2021-26/key"].keys[0].new)


def test_what_is_new_in_one_is_gone_in_the_other(usual: Pack, edited: Edited) -> None:
    renamed = edited(("guards", next(iter(usual.guards)), "id: ", "id: x-"))
    found = {one.how: one for one in differences(usual, renamed) if one.kind == "guards"}
    assert found.keys() == {"新增", "删去"}
    assert found["新增"].id == f"x-{found['删去'].id}"
    assert found["新增"].at
    assert found["删去"].at


def test_items_of_a_list_are_known_by_name_wherever_they_stand(usual: Pack, edited: Edited) -> None:
    table = usual.tables["land_quota"]
    gone = table.columns[-1].name
    (found,) = [
        one
        for one in differences(
            usual, edited(("tables", table.id, f"name: {gone}", "name: 新的一列"))
        )
        if one.kind == "tables"
    ]
    names = {one.key for one in found.keys if one.key.startswith("columns")}
    assert names == {f"columns[{gone}]", "columns[新的一列]"}


def test_a_data_file_is_told_as_a_whole(usual: Pack, edited: Edited) -> None:
    other = edited()
    with (other.folder / "county_stats.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    things.cache_clear()
    (found,) = differences(usual, other)
    assert (found.kind, found.id) == ("files", "county_stats.csv")


def test_the_other_way_round_is_the_mirror(usual: Pack, edited: Edited) -> None:
    other = edited(RED, KEY, ("rules", "water-cut", "sender: 水利厅", "sender: 应急管理厅"))
    there, back = differences(usual, other), differences(other, usual)
    assert there
    assert tuple(one.mirrored() for one in there) == back
