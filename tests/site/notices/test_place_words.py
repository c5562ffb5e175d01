"""Pages of a place that is a province say so: roles, refusals, the dashboard."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from django.urls import reverse

from luoshi import pack
from luoshi.pack import default_folder
from luoshi.site.accounts.models import User
from luoshi.site.area_picker import LEVELS
from luoshi.site.casework.actions.campaigns import demand_sender
from luoshi.site.place import level_title, place_of
from luoshi.site.rights import Refused, Role, scope_of
from luoshi.site.rights.table import Reach

FRONT = "/notices/2021-26/"
Read = Callable[..., str]


@pytest.fixture
def province(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pack.Pack:
    """The pack of a place that is a province, in use."""
    folder = Path(shutil.copytree(default_folder(), tmp_path / "pack"))
    head = yaml.safe_load((folder / "pack.yaml").read_text(encoding="utf-8"))
    head["words"] = {"level": "省", "village": "村居级"}
    (folder / "pack.yaml").write_text(yaml.safe_dump(head, allow_unicode=True), encoding="utf-8")
    monkeypatch.setenv("LUOSHI_PACK", str(folder))
    return pack.load()


@pytest.mark.usefixtures("province")
class TestRights:
    def test_roles_are_called_as_the_place_says(self) -> None:
        found = [Role(name).label for name in ("province", "county", "village", "assessor")]
        assert found == ["省级", "县级", "村居级", "评估组"]
        assert User(role="province").get_role_display() == "省级"
        assert dict(User._meta.get_field("role").flatchoices)["village"] == "村居级"

    def test_levels_to_choose_from_are_too(self) -> None:
        assert [level_title(one) for one in LEVELS] == ["县级", "乡级", "村居级"]

    def test_how_far_a_role_sees_is_too(self) -> None:
        assert Reach.GIVEN.label == "全省，账号填了县的为本县"
        assert place_of(User(role="assessor")) == "全省"

    def test_a_refusal_names_who_may(self) -> None:
        with pytest.raises(Refused) as caught:
            demand_sender(scope_of(User(role="assessor")))
        assert caught.value.reason == "专项排查由省级、县级、乡级发起。"
        assert caught.value.holders == ("省级", "县级", "乡级")


@pytest.mark.usefixtures("province", "shown")
class TestPages:
    def test_the_dashboard_speaks_of_the_province(self, read: Read) -> None:
        page = read(FRONT)
        assert "全省统一的也算在内" in page
        assert '<span class="usermenu-role">省级</span>' in page

    def test_nothing_on_it_is_said_as_elsewhere(self, read: Read) -> None:
        page = read(FRONT, "county")
        assert "全省统一" in page
        assert "全区统一" not in page

    def test_the_list_of_campaigns_says_who_opens_one(self, read: Read) -> None:
        assert "省级、县级、乡级可以发起。" in read(reverse("casework:campaigns"))
