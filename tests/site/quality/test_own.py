"""An own check types, is tried, and is saved; attacks are refused; every edition stays."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from pytest_django import Settings
from quality_cases import (
    FIRST,
    SECOND,
    THIRD,
    ClientOf,
    Upload,
    UserOf,
    finding,
    home,
    number,
    states,
)

from luoshi.quality.drafts import Draft
from luoshi.site.appendonly import AppendOnlyError
from luoshi.site.audit.models import Event
from luoshi.site.quality.models import Edition, Finding, OwnCheck, Run
from luoshi.site.quality.own_checks import trying
from luoshi.site.quality.own_checks.editions import SaveCheck, Switch
from luoshi.site.rights import Refused, scope_of

SAID = {
    "title": "户联系电话和危房要一起看",
    "table": "monitored",
    "about": "person",
    "condition": "户联系电话 = '138' and 是否危房户 = '否'",
    "severity": "doubt",
    "advice": "打一次电话",
}
BAD = {"户联系电话": "138"}


@pytest.fixture
def county(user_of: UserOf):
    return user_of("county")


def draft(**said: object) -> Draft:
    return Draft(**(SAID | said))  # type: ignore[arg-type]


def test_it_is_asked_with_the_packs_checks_from_the_next_run_on(upload: Upload, county) -> None:
    upload(home(1, **BAD), home(2), day=FIRST)
    edition = SaveCheck(draft(), county).execute()
    assert (edition.own.rule, edition.number, edition.found) == ("县-001", 1, 1)
    assert edition.columns == ["户联系电话", "是否危房户"]
    run = upload(home(1, **BAD), home(2), day=SECOND)
    assert states("县-001") == {"0001": "opened"}
    assert finding(1, "县-001").group == "own"
    assert [one["id"] for one in run.own] == ["县-001"]
    assert "县-001" in run.asked


def test_it_says_what_it_means_and_what_it_finds_while_typed(
    upload: Upload, client_of: ClientOf
) -> None:
    upload(home(1, **BAD), home(2))
    text = client_of("county").post("/quality/own/trial/", SAID).content.decode()
    assert "户联系电话是“138”" in text or "户联系电话为138" in text or "138" in text
    assert "查到 <b>1</b> 处" in text
    assert "吉强镇 大营村" in text
    assert number(1) not in text


TOLD_BY_DIGITS = [
    f"证件号码 = '{number(1)}'",
    "substr(证件号码, 7, 1) = '1'",
    "证件号码 like '6%'",
    "starts_with(户主证件号码, '6')",
    "length(replace(证件号码, '1', '')) < 18",
    "listed(证件号码, working_away.证件号码)",
    "any(working_away.证件号码 = '6')",
]


@pytest.mark.parametrize("condition", TOLD_BY_DIGITS)
def test_no_number_is_told_digit_by_digit_or_by_guessing(
    upload: Upload, client_of: ClientOf, county, condition: str
) -> None:
    upload(home(1), home(2))
    said = SAID | {"condition": condition}
    text = client_of("county").post("/quality/own/trial/", said).content.decode()
    assert "证件号码只能用 birthday" in text
    assert "查到" not in text
    with pytest.raises(ValidationError, match="证件号码只能用"):
        SaveCheck(draft(condition=condition), county).execute()


def test_numbers_are_asked_by_their_own_words(upload: Upload, county) -> None:
    run = upload(home(1), home(2))
    for condition in (
        "证件号码 is null or not id_ok(证件号码) or 证件号码 <> 证件号码",
        "age(birthday(证件号码), :as_of) < 1 or length(证件号码) <> 18",
        "card_kind(证件号码) = 4 and card_grade(证件号码) < 3 or id_temporary(证件号码)",
    ):
        shown = trying.try_draft(draft(condition=condition), run, scope_of(county))
        assert shown.skipped is None, condition


def test_trials_are_logged_without_what_they_look_for(
    upload: Upload, client_of: ClientOf, county
) -> None:
    run = upload(home(1, **BAD), home(2))
    said = SAID | {"condition": "姓名 = '马志明' and 户联系电话 is not null"}
    for _ in range(2):
        client_of("county").post("/quality/own/trial/", said)
    client_of("county").post("/quality/own/trial/", said | {"condition": "姓名 = "})
    tried = Event.objects.filter(target__startswith="试查自定规则")
    assert [*tried.values_list("target", flat=True)] == [
        f"试查自定规则，监测对象信息 截至 {run.as_of}：姓名、户联系电话"
    ] * 2
    SaveCheck(draft(), county).execute()
    assert tried.count() == 3


def test_no_number_is_kept_in_a_condition(upload: Upload, county) -> None:
    upload(home(1))
    condition = f"姓名 = '{number(1)}'"
    with pytest.raises(ValidationError, match="不能写证件号码"):
        SaveCheck(draft(condition=condition), county).execute()


def test_texts_that_could_grow_to_gigabytes_are_refused(
    upload: Upload, client_of: ClientOf
) -> None:
    upload(home(1))
    text = "姓名"
    for _ in range(5):
        text = f"replace({text}, '1', '{'1' * 700}')"
    said = SAID | {"condition": f"length({text}) > 1"}
    page = client_of("county").post("/quality/own/trial/", said)
    assert page.status_code == 200
    assert "最多 20000 个字" in page.content.decode()


def test_a_trial_that_wants_too_much_memory_is_told(
    upload: Upload, client_of: ClientOf, settings: Settings
) -> None:
    upload(home(1), home(2))
    settings.CHECK_MEMORY = "1KB"
    page = client_of("county").post("/quality/own/trial/", SAID)
    assert page.status_code == 200
    assert "内存超过 1KB" in page.content.decode()


def test_so_is_a_workbook_and_a_run_that_takes_too_long(
    upload: Upload, client_of: ClientOf, settings: Settings
) -> None:
    run = upload(home(1), home(2), day=FIRST)
    settings.CHECK_SECONDS = 0.0001
    for file in ("workbook", "townships"):
        answer = client_of("county").get(f"/quality/runs/{run.pk}/{file}/", follow=True)
        assert answer.status_code == 200
        assert "秒没有算完，已经停下" in answer.content.decode()
    late = upload(home(1), day=SECOND)
    assert (late.state, "秒没有算完" in late.told) == ("failed", True)


WRONG = [
    ("户联系电活 = '138'", "户联系电话"),
    ("户联系电话 = 138", "不能"),
    ("户联系电话", "条件"),
    ("户联系电话 = '138' and", "第1行"),
    ("是否危房户 = '有'", "是"),
    ("人均纯收入（元） < :monitoring_lines", "参数"),
    ("true", "没有用到任何一列"),
]


@pytest.mark.parametrize(("condition", "told"), WRONG)
def test_what_does_not_type_is_told_and_not_saved(
    upload: Upload, client_of: ClientOf, county, condition: str, told: str
) -> None:
    upload(home(1, **BAD))
    said = SAID | {"condition": condition}
    assert told in client_of("county").post("/quality/own/trial/", said).content.decode()
    with pytest.raises(ValidationError) as caught:
        SaveCheck(draft(condition=condition), county).execute()
    assert told in caught.value.message_dict["condition"][0]
    page = client_of("county").post("/quality/own/new/", said).content.decode()
    assert "field-error" in page
    assert not OwnCheck.objects.exists()


ATTACKS = [
    "户联系电话 = '1'; drop table monitored",
    "户联系电话 = '1' or (select 1) = 1",
    "户联系电话 in (select 证件号码 from monitored)",
    "read_csv('/etc/passwd') is not null",
    "户联系电话 = '1' union select 1",
    "pragma_version() is not null",
    "户联系电话 = '1' -- 注释",
    "getenv('HOME') = '户联系电话'",
    'monitored."户联系电话"" or 1=1 --" = \'1\'',
    "copy monitored to '/tmp/x'",
    "户联系电话 like '%' || chr(0)",
    "repeat(户联系电话, 999999999) = '1'",
    "attach '/tmp/x.db'",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_are_refused(upload: Upload, client_of: ClientOf, county, attack: str) -> None:
    upload(home(1, **BAD))
    text = client_of("county").post("/quality/own/trial/", SAID | {"condition": attack})
    assert "trial-fault" in text.content.decode()
    assert "查到" not in text.content.decode()
    with pytest.raises(ValidationError):
        SaveCheck(draft(condition=attack), county).execute()


def test_words_are_shown_as_text(upload: Upload, county, client_of: ClientOf) -> None:
    upload(home(1, **BAD), day=FIRST)
    SaveCheck(draft(title="<script>alert(1)</script>"), county).execute()
    page = client_of("county").get("/quality/own/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "长" * 101}, "title"),
        ({"title": number(1)}, "title"),
        ({"table": "residents"}, "table"),
        ({"about": "village"}, "about"),
        ({"severity": "fatal"}, "severity"),
        ({"columns": ("没有的列",)}, "columns"),
    ],
)
def test_the_other_fields_are_checked(
    upload: Upload, county, said: dict[str, object], field: str
) -> None:
    upload(home(1, **BAD))
    with pytest.raises(ValidationError) as caught:
        SaveCheck(draft(**said), county).execute()
    assert field in caught.value.message_dict


def test_it_is_saved_only_where_it_can_be_tried(upload: Upload, county) -> None:
    with pytest.raises(ValidationError, match="先上传一次导出表"):
        SaveCheck(draft(), county).execute()
    upload(home(1, **BAD))
    with pytest.raises(ValidationError, match=r"试不了：.*住房面积"):
        SaveCheck(draft(condition="住房面积 > 500"), county).execute()


def test_a_draft_that_takes_too_long_is_stopped(
    upload: Upload, county, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(*(home(n, **BAD) for n in range(400)))
    monkeypatch.setattr(trying, "LIMIT", 0.0001)
    slow = " or ".join(["members(length(replace(姓名, '马', '牛')) > 9) > 8"] * 60)
    with pytest.raises(ValidationError, match="没有算完"):
        SaveCheck(draft(condition=slow), county).execute()


def test_every_edition_stays_and_an_older_one_comes_back(
    upload: Upload, county, client_of: ClientOf
) -> None:
    upload(home(1, **BAD), home(2), day=FIRST)
    first = SaveCheck(draft(), county).execute()
    second = SaveCheck(
        draft(condition="户联系电话 is not null"), county, first.own, base=1
    ).execute()
    assert (second.number, second.found) == (2, 2)
    with pytest.raises(ValidationError, match="刚有人改过"):
        SaveCheck(draft(), county, first.own, base=1).execute()
    address = f"/quality/own/{first.own_id}/"
    client_of("county").post(f"{address}restore/1/")
    third = first.own.editions.first()
    assert (third.number, third.condition, third.restored) == (3, first.condition, 1)
    assert Edition.objects.count() == 3
    with pytest.raises(AppendOnlyError):
        Edition.objects.update(title="改")
    page = client_of("county").get(address).content.decode()
    assert "第 2 版" in page
    assert "恢复自第 1 版" in page


def test_switched_off_it_is_asked_no_more(upload: Upload, county) -> None:
    upload(home(1, **BAD), day=FIRST)
    own = SaveCheck(draft(), county).execute().own
    upload(home(1, **BAD), day=SECOND)
    Switch(own, county, active=False).execute()
    with pytest.raises(ValidationError, match="已经停用"):
        Switch(own, county, active=False).execute()
    upload(home(1, **BAD), day=THIRD)
    assert states("县-001") == {"0001": "retired"}
    Switch(own, county, active=True).execute()
    upload(home(1, **BAD), day=THIRD)
    assert states("县-001") == {"0001": "opened"}


def test_the_provinces_checks_are_for_every_county(upload: Upload, user_of: UserOf) -> None:
    upload(home(1, **BAD), day=FIRST)
    edition = SaveCheck(draft(), user_of("province")).execute()
    assert edition.own.rule == "区-001"
    upload(home(1, **BAD), day=SECOND)
    assert states("区-001") == {"0001": "opened"}


def test_each_office_changes_its_own(
    upload: Upload, user_of: UserOf, county, client_of: ClientOf
) -> None:
    upload(home(1, **BAD), day=FIRST)
    own = SaveCheck(draft(), county).execute().own
    other = user_of("county", area="640423000000")
    for user in (user_of("province"), other):
        with pytest.raises(Refused):
            SaveCheck(draft(), user, own).execute()
        with pytest.raises(Refused):
            Switch(own, user, active=False).execute()
    for role in ("township", "village", "department", "assessor"):
        with pytest.raises(Refused):
            SaveCheck(draft(), user_of(role)).execute()
    address = f"/quality/own/{own.pk}/"
    assert client_of("county", area="640423000000").get(address).status_code == 404
    assert client_of("province").get(address).status_code == 200
    assert client_of("province").post(f"{address}switch/").status_code == 403
    assert client_of("township").post("/quality/own/trial/", SAID).status_code == 403


def test_another_countys_checks_are_not_asked_here(upload: Upload, county) -> None:
    run = upload(home(1, **BAD), day=FIRST)
    other = OwnCheck.objects.create(county="640423", number=1)
    Edition.objects.create(
        own=other, number=1, tried=run, by=county, columns=["户联系电话"],
        **SAID,
    )  # fmt: skip
    assert "县-001" not in upload(home(1, **BAD), day=SECOND).asked


def test_the_trial_shows_only_what_the_user_sees(upload: Upload, user_of: UserOf) -> None:
    upload(home(1, **BAD), home(2, **BAD, 乡="兴隆镇", 村="川口村"))
    run = Run.objects.get()
    shown = trying.try_draft(draft(), run, scope_of(user_of("township")))
    assert (shown.found, [one.place for one in shown.examples]) == (1, ["吉强镇 大营村"])


def test_the_page_offers_columns_words_and_parameters(
    upload: Upload, text_of: Callable[..., str]
) -> None:
    upload(home(1))
    page = text_of("county", "/quality/own/new/")
    for offered in ("offers-data", "months_between(起, 止)", ":as_of", "监测对象类别"):
        assert offered in page or offered.encode("unicode_escape").decode() in page, offered
    assert Finding.objects.count() == 0
